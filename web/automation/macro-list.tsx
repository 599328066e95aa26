import { useQuery } from '@tanstack/react-query';
import type { Macro } from '../../contract/macros.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { MoveButtons, moved } from '../admin/move-buttons.tsx';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import type { ChoicesOf } from '../conditions/choices.ts';
import { languageName } from '../templates/template-words.ts';
import { actionsInWords } from './action-words.ts';
import { actionsQuery } from './calls.ts';
import { updateMacro } from './macro-calls.ts';

type Acts = { onEdit: (macro: Macro) => void; onRemove: (macro: Macro) => void };

type Listed = Acts & {
  macros: Macro[];
  choicesOf: ChoicesOf;
  /** Keeps their order. */
  order: (ids: string[]) => Promise<unknown>;
};

/** Macros as they are kept by whose they are: their order, whether they are on, what they write and do. */
export function MacroList({ macros, choicesOf, order: act, ...acts }: Listed) {
  const order = useSaving({ act, stale: [keys.macros] });
  const ids = macros.map(({ id }) => id);
  return (
    <ol aria-label={t('Macros')} className="border-t border-line">
      {macros.map((macro, at) => (
        <li key={macro.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-3">
          <MoveButtons
            name={macro.name}
            at={at}
            count={macros.length}
            onMove={(to) => order.mutate(moved(ids, at, to))}
          />
          <MacroWords macro={macro} choicesOf={choicesOf} />
          <MacroActs macro={macro} {...acts} />
        </li>
      ))}
    </ol>
  );
}

function MacroWords({ macro: { name, texts, actions }, choicesOf }: { macro: Macro; choicesOf: ChoicesOf }) {
  const { data: kinds = [] } = useQuery(actionsQuery);
  const written = Object.entries(texts ?? {});
  return (
    <div className="min-w-0 flex-1 basis-60">
      <h2 className="font-[550]">{name}</h2>
      {written[0] ? <p className="line-clamp-2 wrap-anywhere text-ink-2">{written[0][1]}</p> : null}
      {actions.length > 0 ? (
        <p className="wrap-anywhere text-ink-2 first-letter:uppercase">{actionsInWords(actions, kinds, choicesOf)}</p>
      ) : null}
      {written.length > 0 ? (
        <p className="text-meta text-ink-3">
          {t('Written in: {languages}', { languages: written.map(([tag]) => languageName(tag)).join(', ') })}
        </p>
      ) : null}
    </div>
  );
}

function MacroActs({ macro, onEdit, onRemove }: Acts & { macro: Macro }) {
  const { id, name, isEnabled } = macro;
  const turn = useSaving({
    act: (isOn: boolean) => updateMacro(id, { isEnabled: isOn }),
    stale: [keys.macros],
    done: t('Saved'),
  });
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Checkbox isSelected={isEnabled} onChange={(isOn) => turn.mutate(isOn)}>
        {t('on')}
        <span className="sr-only"> {name}</span>
      </Checkbox>
      <Button look="quiet" aria-label={t('Edit {name}', { name })} onPress={() => onEdit(macro)}>
        {t('Edit')}
      </Button>
      <Button look="quiet" aria-label={t('Remove {name}', { name })} onPress={() => onRemove(macro)}>
        {t('Remove')}
      </Button>
    </span>
  );
}
