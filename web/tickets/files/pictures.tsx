import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { t } from '../../../locales/translate.ts';
import type { Attachment } from './attachment.ts';
import { FileLink } from './file-link.tsx';
import { Lightbox } from './lightbox.tsx';

/** Pictures in small, as items of a list. One that is none, whatever its sender called it, is a file like any other. */
export function Pictures({ pictures }: { pictures: Attachment[] }) {
  const [broken, setBroken] = useState<readonly string[]>([]);
  const [open, setOpen] = useState<number | null>(null);
  const whole = pictures.filter(({ id }) => !broken.includes(id));
  return (
    <>
      {pictures.map((picture) => (
        <li key={picture.id} className="max-w-full">
          {broken.includes(picture.id) ? (
            <FileLink file={picture} />
          ) : (
            <Small
              picture={picture}
              onOpen={() => setOpen(whole.indexOf(picture))}
              onBroken={() => setBroken((known) => [...known, picture.id])}
            />
          )}
        </li>
      ))}
      <Lightbox pictures={whole} at={open} onMove={setOpen} onClose={() => setOpen(null)} />
    </>
  );
}

type SmallProps = { picture: Attachment; onOpen: () => void; onBroken: () => void };

function Small({ picture: { url, name }, onOpen, onBroken }: SmallProps) {
  return (
    <Button
      aria-label={t('Show {name}', { name })}
      onPress={onOpen}
      className="block h-20 w-28 overflow-hidden rounded-c border border-line bg-sunken data-hovered:border-edge"
    >
      <img
        src={url}
        alt=""
        title={name}
        loading="lazy"
        decoding="async"
        onError={onBroken}
        className="size-full object-cover"
      />
    </Button>
  );
}
