import { useQuery } from '@tanstack/react-query';
import type { Macro, MacroPreview as Preview } from '../../contract/macros.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { FormTrouble } from '../app/DeskForm.tsx';
import { queryClient, refreshTicket } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { languageName } from '../templates/template-words.ts';
import { actionInWords } from './action-words.ts';
import { actionsQuery } from './calls.ts';
import { applyMacro, macroPreviewQuery } from './macro-calls.ts';
import { useNames } from './names.ts';
import { changeInWords } from './trace-words.ts';

type Props = {
  number: number;
  macro: Macro;
  onBack: () => void;
  /** The text that goes into the reply; null: none. */
  onUsed: (text: string | null) => void;
};

/** What a macro writes and does on this ticket, before anything of it is saved. */
export function MacroPreview({ number, macro, onBack, onUsed }: Props) {
  const { data: preview, error } = useQuery(macroPreviewQuery(number, macro.id));
  const use = useSaving({
    act: async () => {
      if (macro.actions.length > 0) await applyMacro(number, macro.id);
    },
    stale: [],
    isForm: true,
    ...(macro.actions.length > 0 && { done: t('{name} is done', { name: macro.name }) }),
    onDone() {
      if (macro.actions.length > 0) refreshTicket(queryClient, number);
      onUsed(preview?.text?.text ?? null);
    },
  });
  return (
    <div className="flex flex-col gap-4">
      <FormTrouble error={use.error ?? error} />
      {preview === undefined && error === null ? <Skeleton lines={3} /> : null}
      {preview?.text ? <Text text={preview.text} /> : null}
      {preview && preview.actions.length > 0 ? <Done actions={preview.actions} /> : null}
      <Actions>
        <Button onPress={onBack}>{t('Back')}</Button>
        {preview === undefined ? null : (
          <Button look="primary" autoFocus isDisabled={use.isPending} onPress={() => use.mutate(undefined)}>
            {t('Use')}
          </Button>
        )}
      </Actions>
    </div>
  );
}

function Text({ text: { language, text, unresolved } }: { text: NonNullable<Preview['text']> }) {
  return (
    <section>
      <h3 className="mb-1 text-meta font-[550] text-ink-2">
        {t('Into your reply ({language})', { language: languageName(language) })}
      </h3>
      <p className="rounded-c bg-sunken px-3 py-2 whitespace-pre-wrap wrap-anywhere">{text}</p>
      {unresolved.length > 0 ? (
        <p className="mt-1 text-meta text-warn">
          {t('No value on this ticket: {variables}. Fill it in before you send.', { variables: unresolved.join(', ') })}
        </p>
      ) : null}
    </section>
  );
}

function Done({ actions }: { actions: Preview['actions'] }) {
  const { data: kinds = [] } = useQuery(actionsQuery);
  const choicesOf = useNames();
  return (
    <section>
      <h3 className="mb-1 text-meta font-[550] text-ink-2">{t('At once, when you press “Use”')}</h3>
      <ol className="flex flex-col gap-1.5 border-l border-line pl-3.5">
        {actions.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of a macro does not change while it is looked at
          <li key={at} className="wrap-anywhere">
            <span className="first-letter:uppercase inline-block">{actionInWords(one, kinds, choicesOf)}</span>
            {one.changes === null ? null : (
              <p className="text-meta text-ink-3">
                {one.changes.map((change) => changeInWords(change, choicesOf)).join(' · ') ||
                  t('Nothing changes: it is so already.')}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
