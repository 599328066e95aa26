import { Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Message } from '../../contract/messages.ts';
import { t } from '../../locales/translate.ts';
import { later } from '../app/later.ts';

const RawDialog = later(() => import('../app/RawDialog.tsx').then((it) => it.RawDialog));

/** The mail as it came in, for whoever must know what its sender's program really said. */
export function MessageSource({ message }: { message: Message }) {
  const [isOpen, setOpen] = useState(false);
  if (message.direction !== 'in' || message.verdict === null) return null;
  return (
    <>
      <Button
        onPress={() => setOpen(true)}
        className="min-h-6 rounded-c px-1 data-hovered:text-ink data-hovered:underline"
      >
        {t('source')}
      </Button>
      {isOpen ? (
        <Suspense>
          <RawDialog url={`/api/messages/${message.id}/raw`} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
