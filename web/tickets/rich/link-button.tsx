import type { Editor } from '@tiptap/core';
import { type FormEvent, useState } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { DialogPopover } from '../../../ui/DialogPopover.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { LinkIcon } from '../../../ui/writing-icons.ts';
import { mayBeLinked } from './html.ts';

/** Asks where the marked words lead. Pasting an address over them does the same. */
export function LinkButton({ editor, isOn, className }: { editor: Editor; isOn: boolean; className: string }) {
  const [isOpen, setOpen] = useState(false);
  const setOpenAndReturn = (next: boolean) => {
    setOpen(next);
    if (!next) whenGone(() => editor.view.focus());
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpenAndReturn}>
      <IconButton
        label={isOn ? t('Change the link') : t('Link')}
        className={isOn ? `bg-accent-wash text-accent! ${className}` : `text-ink-3! ${className}`}
      >
        <LinkIcon aria-hidden />
      </IconButton>
      <DialogPopover placement="top start" className="layer w-80 max-w-[calc(100vw-24px)] p-3">
        <Dialog aria-label={t('Link')} className="outline-0">
          <LinkForm editor={editor} isOn={isOn} onDone={() => setOpenAndReturn(false)} />
        </Dialog>
      </DialogPopover>
    </DialogTrigger>
  );
}

/** A window gives the focus back to its button in the frame after it is gone; the words are where one goes on. */
function whenGone(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

function LinkForm({ editor, isOn, onDone }: { editor: Editor; isOn: boolean; onDone: () => void }) {
  const [address, setAddress] = useState(String(editor.getAttributes('link').href ?? ''));
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const href = completed(address);
    if (!mayBeLinked(href)) return setWrong(true);
    link(editor, href);
    onDone();
  };
  const remove = () => {
    editor.chain().extendMarkRange('link').unsetLink().run();
    onDone();
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2.5">
      <TextField
        autoFocus
        label={t('Address')}
        inputMode="url"
        placeholder="https://"
        value={address}
        onChange={(text) => [setAddress(text), setWrong(false)]}
        isInvalid={isWrong}
        hint={isWrong ? t('Write an address like https://example.com or an e-mail address.') : undefined}
      />
      <div className="flex justify-end gap-2">
        {isOn ? (
          <Button look="quiet" onPress={remove}>
            {t('Remove the link')}
          </Button>
        ) : null}
        <Button look="primary" type="submit">
          {t('Set the link')}
        </Button>
      </div>
    </form>
  );
}

/** Without marked words the address itself is what one reads. */
function link(editor: Editor, href: string): void {
  const chain = editor.chain().extendMarkRange('link');
  if (editor.state.selection.empty && !editor.isActive('link')) {
    chain
      .insertContent({ type: 'text', text: href.replace(/^mailto:/, ''), marks: [{ type: 'link', attrs: { href } }] })
      .run();
  } else chain.setLink({ href }).run();
}

/** People write `example.com` and `ana@example.com`. */
function completed(address: string): string {
  const bare = address.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(bare) || bare === '') return bare;
  return /^[^\s/]+@[^\s/]+$/.test(bare) ? `mailto:${bare}` : `https://${bare}`;
}
