import type { ReactNode } from 'react';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { AlertIcon, CloseIcon, PaperclipIcon } from '../../../ui/icons.ts';
import { ApiError } from '../../app/api.ts';
import { fileSize } from '../../app/format.ts';
import { sentenceFor } from '../../app/sentences.ts';
import { attachButtonId } from './attach-button.tsx';
import { drop, type PendingFile, tryAgain } from './pending-files.ts';
import type { Files } from './use-files.ts';

/** What goes with the message, file by file. */
export function ComposerFiles({ files }: { files: Files }) {
  return (
    <ul aria-label={t('Attachments')} className="flex flex-wrap gap-1.5 px-3 pb-2">
      {files.there.map(({ id, name, size }) => (
        <Chip key={id} name={name} onRemove={() => files.remove(id)}>
          <Size bytes={size} />
        </Chip>
      ))}
      {files.pending.map((file) => (
        <Pending key={file.key} file={file} />
      ))}
    </ul>
  );
}

function Pending({ file: { key, file, state, share, error } }: { file: PendingFile }) {
  if (state === 'failed') {
    return (
      <Chip name={file.name} onRemove={() => drop(key)} isBad>
        <Size bytes={file.size} />
        <span className="wrap-anywhere text-danger">{sentenceFor(error)}</span>
        {mayPass(error) ? (
          <Button look="quiet" className="h-6! px-1.5! text-accent" onPress={() => tryAgain(key)}>
            {t('Try again')}
          </Button>
        ) : null}
      </Chip>
    );
  }
  const percent = Math.round(share * 100);
  return (
    <Chip name={file.name} onRemove={() => drop(key)}>
      <span
        role="progressbar"
        aria-label={t('{name} is on its way', { name: file.name })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-line"
      >
        <span className="block h-full rounded-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
      </span>
    </Chip>
  );
}

type ChipProps = { name: string; isBad?: boolean; onRemove: () => void; children: ReactNode };

function Chip({ name, isBad = false, onRemove, children }: ChipProps) {
  const Icon = isBad ? AlertIcon : PaperclipIcon;
  return (
    <li
      className={classes(
        'flex max-w-full flex-wrap items-center gap-x-2 rounded-c border bg-sheet py-0.5 pr-0.5 pl-2 text-meta text-ink-2',
        isBad ? 'border-danger' : 'border-line',
      )}
    >
      <Icon aria-hidden className={classes('size-3.25 shrink-0', isBad && 'text-danger')} />
      <span className="min-w-0 max-w-56 truncate" title={name}>
        {name}
      </span>
      {children}
      <RemoveButton name={name} onRemove={onRemove} />
    </li>
  );
}

/** Who removes by key goes on at the next file, or else where files are attached. */
function RemoveButton({ name, onRemove }: Pick<ChipProps, 'name' | 'onRemove'>) {
  return (
    <IconButton
      label={t('Remove {name}', { name })}
      className="size-6!"
      onPress={({ target }) => {
        const item = target.closest('li');
        const neighbour = item?.nextElementSibling ?? item?.previousElementSibling;
        const next = neighbour?.querySelector<HTMLElement>('button:last-of-type');
        (next ?? document.getElementById(attachButtonId))?.focus();
        onRemove();
      }}
    >
      <CloseIcon aria-hidden />
    </IconButton>
  );
}

function Size({ bytes }: { bytes: number }) {
  return <span className="shrink-0 text-ink-3 tabular-nums">{fileSize(bytes)}</span>;
}

/** The line may come back, and the desk may have time later; a file that is too large stays so. */
function mayPass(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500;
}
