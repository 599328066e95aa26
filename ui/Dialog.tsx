import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import { CloseIcon } from './icons.ts';

/** A window over the page. Focus goes in, stays in and returns; Escape closes. */
export function Dialog(props: {
  title: string;
  closeLabel: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
  isWide?: boolean;
  role?: 'dialog' | 'alertdialog';
}) {
  return (
    <ModalOverlay
      isDismissable
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-auto bg-[oklch(0%_0_0/.32)] p-3 pt-[8vh] transition-opacity duration-100 data-entering:opacity-0 data-exiting:opacity-0"
    >
      <Modal className={classes('layer w-full', props.isWide ? 'max-w-[720px]' : 'max-w-[480px]')}>
        <AriaDialog role={props.role ?? 'dialog'} className="outline-0">
          <div className="flex items-center gap-3 px-5 pt-4 pb-1">
            <Heading slot="title" className="flex-1 text-title font-semibold">
              {props.title}
            </Heading>
            <IconButton label={props.closeLabel} onPress={() => props.onOpenChange(false)}>
              <CloseIcon aria-hidden />
            </IconButton>
          </div>
          <div className="px-5 pt-2 pb-5">{props.children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The row of buttons that ends a dialog or a form. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap items-center justify-end gap-2">{children}</div>;
}
