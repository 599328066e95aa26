import { useQuery } from '@tanstack/react-query';
import { t } from '../../locales/translate.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { sentenceFor } from './sentences.ts';

const mostShown = 200_000;

/** The bytes of a message as text, as far as a page can show them. */
export function RawDialog({ url, onClose }: { url: string; onClose: () => void }) {
  const { data, error } = useQuery({ queryKey: ['raw', url], queryFn: () => readText(url), retry: false });
  return (
    <Dialog
      isWide
      isOpen
      title={t('Source of the message')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {error ? <p className="text-danger">{sentenceFor(error)}</p> : null}
      {data === undefined && !error ? <Skeleton lines={10} /> : null}
      {data === undefined ? null : (
        <textarea
          readOnly
          aria-label={t('Source of the message')}
          rows={22}
          value={data}
          className="control w-full resize-none bg-sunken! p-3 font-mono text-meta"
        />
      )}
    </Dialog>
  );
}

async function readText(url: string): Promise<string> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.text()).slice(0, mostShown);
}
