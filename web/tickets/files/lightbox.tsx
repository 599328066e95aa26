import type { KeyboardEvent } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { t } from '../../../locales/translate.ts';
import { buttonClasses } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ArrowDownIcon, ChevronLeftIcon, ChevronRightIcon, CloseIcon } from '../../../ui/icons.ts';
import { fileSize } from '../../app/format.ts';
import type { Attachment } from './attachment.ts';

type Props = { pictures: Attachment[]; at: number | null; onMove: (to: number) => void; onClose: () => void };

/** One picture as large as the window allows. Arrows go to the next and the previous one, Escape back to where it was opened. */
export function Lightbox({ pictures, at, onMove, onClose }: Props) {
  const picture = at === null ? undefined : pictures[at];
  const turn = (by: number) => onMove(((at ?? 0) + by + pictures.length) % pictures.length);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowRight') turn(1);
    if (key === 'ArrowLeft') turn(-1);
  };
  return (
    <ModalOverlay
      isDismissable
      isOpen={picture !== undefined}
      onOpenChange={onClose}
      className="fixed inset-0 z-40 bg-[oklch(0%_0_0/.6)] p-2 transition-opacity duration-100 data-entering:opacity-0 data-exiting:opacity-0 sm:p-5"
    >
      <Modal className="layer mx-auto h-full max-w-[1280px]">
        <Dialog className="flex h-full flex-col outline-0">
          {picture === undefined ? null : (
            // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys work wherever in the window the focus is
            <div onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
              <Head
                picture={picture}
                place={pictures.length > 1 ? { at: at ?? 0, of: pictures.length } : null}
                onClose={onClose}
              />
              <div className="flex min-h-0 flex-1 items-center gap-1 bg-sunken p-2 sm:gap-2">
                {pictures.length > 1 ? <Turn label={t('Previous picture')} onPress={() => turn(-1)} isBack /> : null}
                <img src={picture.url} alt={picture.name} className="h-full min-w-0 flex-1 object-scale-down" />
                {pictures.length > 1 ? <Turn label={t('Next picture')} onPress={() => turn(1)} /> : null}
              </div>
            </div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

type HeadProps = { picture: Attachment; place: { at: number; of: number } | null; onClose: () => void };

function Head({ picture: { name, size, url }, place, onClose }: HeadProps) {
  return (
    <div className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
      <Heading slot="title" aria-live="polite" className="min-w-0 flex-1 truncate font-semibold" title={name}>
        {name}
      </Heading>
      <span className="shrink-0 text-meta text-ink-3 tabular-nums max-sm:hidden">
        {place === null ? null : t('{number} of {count}', { number: place.at + 1, count: place.of })}
        {place === null ? null : ' · '}
        {fileSize(size)}
      </span>
      <a href={url} download={name} className={buttonClasses('quiet')}>
        <ArrowDownIcon aria-hidden className="size-4" />
        {t('Download')}
      </a>
      <IconButton autoFocus label={t('Close')} onPress={onClose}>
        <CloseIcon aria-hidden />
      </IconButton>
    </div>
  );
}

function Turn({ label, onPress, isBack = false }: { label: string; onPress: () => void; isBack?: boolean }) {
  return (
    <IconButton label={label} onPress={onPress} aria-keyshortcuts={isBack ? 'ArrowLeft' : 'ArrowRight'}>
      {isBack ? <ChevronLeftIcon aria-hidden /> : <ChevronRightIcon aria-hidden />}
    </IconButton>
  );
}
