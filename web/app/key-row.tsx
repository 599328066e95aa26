import { type KeyboardEvent, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { type CommandId, listedCommand } from './command-list.ts';
import { keysOf, useOwnKeys } from './commands.ts';
import { type KeyTrouble, keyTrouble, withPress } from './key-choice.ts';
import { keyName, pressOf } from './key-words.ts';

type Props = {
  id: CommandId;
  isChanging: boolean;
  onChange: () => void;
  /** null: the usual keys again. */
  onKeep: (keys: string[] | null) => void;
  onLeave: () => void;
};

/** One command and its key; the key is the button that gives it another. */
export function KeyRow({ id, isChanging, onChange, onKeep, onLeave }: Props) {
  const isOwn = useOwnKeys()[id] !== undefined;
  const { label, isFixed } = listedCommand(id);
  const keys = keysOf(id);
  const keyButton = useRef<HTMLButtonElement>(null);
  /** It was in the field that stood in the button's place. */
  const takesFocusBack = useRef(false);
  const back = (act: () => void) => {
    takesFocusBack.current = true;
    act();
  };
  const shown = keys.length === 0 ? t('no key') : keys.map(keyName).join(', ');
  return (
    <li className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1">
      <span className="flex-1 text-ink-2">{label()}</span>
      {isOwn && !isChanging ? (
        <Button
          look="quiet"
          className="h-6! px-1.5! text-meta"
          aria-label={t('The usual key for “{command}”', { command: label() })}
          onPress={() => {
            onKeep(null);
            keyButton.current?.focus();
          }}
        >
          {t('usual key')}
        </Button>
      ) : null}
      {isFixed ? (
        <span className="px-1">
          <Kbd>{shown}</Kbd>
        </span>
      ) : null}
      {!isFixed && !isChanging ? (
        <AriaButton
          ref={keyButton}
          autoFocus={takesFocusBack.current}
          aria-label={t('“{command}”: {keys}. Choose another key', { command: label(), keys: shown })}
          className="min-h-6 min-w-6 rounded-c px-1 data-hovered:bg-sunken"
          onPress={() => {
            takesFocusBack.current = false;
            onChange();
          }}
        >
          <Kbd>{shown}</Kbd>
        </AriaButton>
      ) : null}
      {isChanging ? (
        <KeyCatcher
          id={id}
          onKeep={(chosen) => back(() => onKeep(chosen))}
          onEscape={() => back(onLeave)}
          onLeave={onLeave}
        />
      ) : null}
    </li>
  );
}

type CatcherProps = {
  id: CommandId;
  onKeep: (keys: string[]) => void;
  onEscape: () => void;
  /** The focus went elsewhere. */
  onLeave: () => void;
};

/** Takes the presses themselves; Enter keeps them, Escape leaves all as it was, Backspace takes the key away. */
function KeyCatcher({ id, onKeep, onEscape, onLeave }: CatcherProps) {
  const [pressed, setPressed] = useState('');
  const trouble = pressed === '' ? null : keyTrouble(id, pressed, keysOf);
  const acts = new Map<string, () => void>([
    ['Escape', onEscape],
    ['Backspace', () => onKeep([])],
    ['Enter', () => pressed !== '' && trouble === null && onKeep([pressed])],
  ]);
  const take = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const press = event.repeat ? null : pressOf(event);
    if (press === null) acts.get(event.key)?.();
    else setPressed(withPress(pressed, press, (keys) => keyTrouble(id, keys, keysOf) === null));
  };
  const hint = `keys-of-${id}`;
  return (
    <>
      <input
        readOnly
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was just pressed.
        autoFocus
        aria-label={t('New key for “{command}”', { command: listedCommand(id).label() })}
        aria-describedby={hint}
        aria-invalid={trouble !== null}
        value={pressed === '' ? '' : keyName(pressed)}
        placeholder={t('press it')}
        onKeyDown={take}
        onBlur={onLeave}
        className="h-7 w-24 rounded-c border border-accent bg-sheet px-2 text-center"
      />
      <p id={hint} aria-live="polite" className="w-full pb-1 text-right text-meta text-ink-3">
        {trouble === null ? t('Enter keeps it, Backspace takes the key away, Escape leaves it.') : sayTrouble(trouble)}
      </p>
    </>
  );
}

function sayTrouble(trouble: KeyTrouble): string {
  switch (trouble.why) {
    case 'taken':
      return t('“{command}” has it already.', { command: listedCommand(trouble.by).label() });
    case 'browser':
      return t('Your browser needs it for itself.');
    case 'writes':
      return t('It acts while you write too: take one with Ctrl.');
  }
}
