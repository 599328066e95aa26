import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import { CloseIcon } from './icons.ts';

/** A pane that comes in from the side where the page has no room for it. */
export function Drawer(props: {
  side: 'left' | 'right';
  title: string;
  closeLabel: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      isDismissable
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      className="fixed inset-0 z-30 bg-[oklch(0%_0_0/.32)] transition-opacity duration-100 data-entering:opacity-0 data-exiting:opacity-0"
    >
      <Modal
        className={classes(
          'absolute inset-y-0 w-[min(320px,calc(100vw-40px))] border-line bg-canvas shadow-lift',
          props.side === 'left' ? 'left-0 border-r' : 'right-0 border-l',
        )}
      >
        <Dialog className="flex h-full flex-col outline-0">
          <div className="flex h-13 shrink-0 items-center gap-2 pr-2 pl-4">
            <Heading slot="title" className="flex-1 text-title font-semibold">
              {props.title}
            </Heading>
            <IconButton label={props.closeLabel} onPress={() => props.onOpenChange(false)}>
              <CloseIcon aria-hidden />
            </IconButton>
          </div>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
