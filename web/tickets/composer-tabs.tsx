import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { LockIcon } from '../../ui/icons.ts';
import { useKeyHint } from '../app/commands.ts';
import { KeyHint } from '../app/KeyHint.tsx';
import type { Kind } from './drafts.ts';

type Props = { kinds: Kind[]; kind: Kind; onChoose: (kind: Kind) => void; hasDraft: boolean };

export function ComposerTabs({ kinds, kind, onChoose, hasDraft }: Props) {
  return (
    <div
      className={classes(
        'flex items-center gap-1 border-b px-2 py-1.5',
        kind === 'note' ? 'border-note-line' : 'border-line',
      )}
    >
      {kinds.map((each) => (
        <KindButton key={each} kind={each} isChosen={each === kind} onChoose={() => onChoose(each)} />
      ))}
      <span className="flex-1" />
      {hasDraft ? <span className="pr-1.5 text-meta text-ink-3 max-sm:hidden">{t('Draft kept')}</span> : null}
    </div>
  );
}

const chosenLook = { reply: 'bg-accent-wash font-[550] text-accent', note: 'bg-sheet font-[550] text-warn' };

function KindButton({ kind, isChosen, onChoose }: { kind: Kind; isChosen: boolean; onChoose: () => void }) {
  const isNote = kind === 'note';
  const { 'aria-keyshortcuts': keys } = useKeyHint(kind);
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-keyshortcuts={keys}
      onClick={onChoose}
      className={classes(
        'flex h-7 items-center gap-1.5 rounded-c px-2.5',
        isChosen ? chosenLook[kind] : 'text-ink-2 hover:text-ink',
      )}
    >
      {isNote ? <LockIcon aria-hidden className="size-3.5" /> : null}
      {isNote ? t('Internal note') : t('Reply')}
      <KeyHint of={kind} />
    </button>
  );
}
