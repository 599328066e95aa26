import type { View, viewOwners } from '../../contract/views.ts';
import type { ViewColumn } from '../../domain/view-columns.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { type Typed, typedOf } from '../admin/words-in.tsx';
import { conditionOf, type DraftGroup, draftOf } from '../conditions/draft.ts';
import { nameIn } from '../tickets/words.ts';
import type { ViewInput } from './calls.ts';
import type { Order } from './order-words.ts';

/** What a new view begins as: all of a view but whose it is. */
export type ViewLike = Pick<View, 'name' | 'condition' | 'sort' | 'isReversed' | 'layout' | 'columns'>;

/** A view while somebody writes it. `owner`: `agent`, `workspace` or the id of a team. */
export type ViewForm = {
  name: Typed;
  owner: string;
  condition: DraftGroup;
  order: Order;
  layout: View['layout'];
  columns: readonly ViewColumn[];
};

export function viewForm(like: ViewLike, view: View | null): ViewForm {
  const { sort, isReversed, layout, columns } = like;
  return {
    name: typedOf(like.name),
    owner: view ? (view.team?.id ?? view.kind) : 'agent',
    condition: draftOf(like.condition),
    order: { sort, isReversed },
    layout,
    columns,
  };
}

/** An own view has one name: that of the language its agent writes. */
export function viewInput({ name, owner, condition, order, layout, columns }: ViewForm): ViewInput {
  const isOwn = owner === 'agent';
  const isOfDesk = isOwn || owner === 'workspace';
  return {
    name: isOwn ? { [currentLanguage()]: ownName(name) } : name,
    kind: isOfDesk ? (owner as (typeof viewOwners)[number]) : 'team',
    team: isOfDesk ? null : owner,
    condition: conditionOf(condition),
    ...order,
    layout,
    columns: [...columns],
  };
}

export function ownName(name: Typed): string {
  return name[currentLanguage()] ?? Object.values(name).find((said) => said.trim() !== '') ?? '';
}

/** A copy says so in the agent's language. */
export function copyOf(view: View): ViewLike {
  return { ...view, name: { en: '', [currentLanguage()]: t('Copy of {name}', { name: nameIn(view.name) }) } };
}

/** The same without a name: whoever saves it gives it one. */
export function unnamed(like: ViewLike): ViewLike {
  return { ...like, name: { en: '' } };
}
