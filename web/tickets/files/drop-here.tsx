import { t } from '../../../locales/translate.ts';
import { PaperclipIcon } from '../../../ui/icons.ts';

/** Lies over the composer while files are dragged. */
export function DropHere({ isNote }: { isNote: boolean }) {
  return (
    <div className="absolute inset-0 z-10 grid place-items-center rounded-[10px] border-2 border-dashed border-accent bg-sheet/90 font-semibold text-accent">
      <span className="inline-flex items-center gap-2">
        <PaperclipIcon aria-hidden className="size-4" />
        {isNote ? t('Drop files here to attach them to the note') : t('Drop files here to attach them to the reply')}
      </span>
    </div>
  );
}
