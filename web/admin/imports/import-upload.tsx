import { type DragEvent, useId, useState } from 'react';
import { t } from '../../../locales/translate.ts';
import { buttonClasses } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { PeopleIcon } from '../../../ui/icons.ts';
import { FormTrouble } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { readTableOf } from './import-calls.ts';

/** Where a file is chosen or dropped. */
export function ImportUpload({ onRead }: { onRead: (id: string) => void }) {
  const [isOver, setOver] = useState(false);
  const id = useId();
  const read = useSaving({
    act: readTableOf,
    stale: [keys.contactImports],
    isForm: true,
    onDone: ({ contactImport }) => onRead(contactImport.id),
  });
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !read.isPending) read.mutate(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <>
      <FormTrouble error={read.error} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div
        onDragOver={(event) => [event.preventDefault(), setOver(true)]}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classes(
          'mt-3 flex flex-col items-center gap-3 rounded-c border border-dashed px-4 py-10 text-center',
          isOver ? 'border-accent bg-sunken' : 'border-edge',
        )}
      >
        <PeopleIcon aria-hidden className="size-7 text-ink-3" />
        <input
          id={id}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,text/csv"
          aria-describedby={`${id}-hint`}
          disabled={read.isPending}
          onChange={({ target }) => take(target.files)}
          className="peer sr-only"
        />
        <label htmlFor={id} className={buttonClasses('primary', 'cursor-pointer peer-focus-visible:shadow-focus')}>
          {read.isPending ? t('Reading the file …') : t('Choose a file')}
        </label>
        <p id={`${id}-hint`} className="max-w-[48ch] text-meta text-pretty text-ink-3">
          {t(
            'CSV or XLSX, up to 10 MB and 50,000 rows. You can also drop it here. One person in each row, with an e-mail address or a phone number.',
          )}
        </p>
      </div>
    </>
  );
}
