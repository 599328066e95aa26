import { useQuery } from '@tanstack/react-query';
import type { ActionKind } from '../../contract/automation.ts';
import type { RuleAction } from '../../domain/automation/rule.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ArrowDownIcon, ArrowUpIcon, CloseIcon, PlusIcon } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { ChoicesOf } from '../conditions/choices.ts';
import { nameIn } from '../tickets/words.ts';
import { ActionFields } from './action-fields.tsx';
import { actionsQuery } from './calls.ts';

/** An action while somebody writes a rule: it keeps its key, so that a form knows it again after a move. */
export type ActionDraft = RuleAction & { key: number };
let lastKey = 0;

export function draftAction({ action, params }: RuleAction): ActionDraft {
  return { key: ++lastKey, action, params };
}

export function actionOfDraft({ action, params }: ActionDraft): RuleAction {
  return { action, params };
}

/** What a trigger, an automation or a macro does, in order: added from the list, moved, removed, each with its own form. */
export function ActionsField(props: {
  label: string;
  /** Whose actions: some are not for everybody. */
  of: ActionKind['for'][number];
  value: ActionDraft[];
  choicesOf: ChoicesOf;
  /** Actions that ask for one of these are not offered. */
  without?: readonly string[];
  onChange: (value: ActionDraft[]) => void;
}) {
  const { value, choicesOf, without = [], onChange } = props;
  const { data: kinds = [] } = useQuery(actionsQuery);
  const move = (from: number, to: number) => {
    const next = [...value];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{props.label}</legend>
      <ol className="flex flex-col gap-2">
        {value.map((draft, at) => (
          <ActionRow
            key={draft.key}
            kind={kinds.find(({ id }) => id === draft.action)}
            draft={draft}
            choicesOf={choicesOf}
            onChange={(changed) => onChange(value.map((one) => (one.key === changed.key ? changed : one)))}
            onRemove={() => onChange(value.filter(({ key }) => key !== draft.key))}
            {...(at > 0 && { onUp: () => move(at, at - 1) })}
            {...(at < value.length - 1 && { onDown: () => move(at, at + 1) })}
          />
        ))}
      </ol>
      <div className="mt-2">
        <Menu
          label={t('Add an action')}
          placement="bottom start"
          entries={kinds
            .filter((kind) => kind.for.includes(props.of) && !kind.fields.some(({ as }) => without.includes(as)))
            .map(({ id, label }) => ({
              id,
              label: nameIn(label),
              onAction: () => onChange([...value, draftAction({ action: id, params: {} })]),
            }))}
        >
          <Button look="quiet">
            <PlusIcon aria-hidden className="size-4" />
            {t('Add an action')}
          </Button>
        </Menu>
      </div>
    </fieldset>
  );
}

type RowProps = {
  kind: ActionKind | undefined;
  draft: ActionDraft;
  choicesOf: ChoicesOf;
  onChange: (draft: ActionDraft) => void;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
};

function ActionRow({ kind, draft, choicesOf, onChange, onRemove, onUp, onDown }: RowProps) {
  const name = kind ? nameIn(kind.label) : draft.action;
  return (
    <li className="rounded-c border border-line px-3 py-2">
      <div className="flex items-center gap-1">
        <span className="min-w-0 flex-1 truncate font-[550]">{name}</span>
        <IconButton label={t('Move {name} up', { name })} isDisabled={!onUp} onPress={() => onUp?.()}>
          <ArrowUpIcon aria-hidden />
        </IconButton>
        <IconButton label={t('Move {name} down', { name })} isDisabled={!onDown} onPress={() => onDown?.()}>
          <ArrowDownIcon aria-hidden />
        </IconButton>
        <IconButton label={t('Remove {name}', { name })} onPress={onRemove}>
          <CloseIcon aria-hidden />
        </IconButton>
      </div>
      {kind && kind.fields.length > 0 ? (
        <div className="mt-1 mb-1 flex flex-col gap-2.5">
          <ActionFields
            kind={kind}
            params={draft.params}
            choicesOf={choicesOf}
            onChange={(params) => onChange({ ...draft, params })}
          />
        </div>
      ) : null}
    </li>
  );
}
