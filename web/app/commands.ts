import { useEffect, useRef, useSyncExternalStore } from 'react';
import { createKeybindingsHandler, type KeybindingsMap } from 'tinykeys';

/** Something an agent can do by key. The one list feeds the keyboard, the tooltips and the help window. */
type Command = {
  id: string;
  /** In tinykeys' words: `j`, `g i`, `[Shift]+?`. Several keys may do the same. */
  keys: string[];
  label: string;
  run: () => void;
  /** Also while somebody writes: for keys with a modifier, which write nothing. */
  isEverywhere?: boolean;
};

const registered = new Map<string, Command[]>();
const listeners = new Set<() => void>();
let all: Command[] = [];
let handlers: EventListener[] = [];

/** Offers commands while the component is on the page. Their `run` may close over fresh values. */
export function useCommands(owner: string, commands: Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const shape = commands.map((command) => `${command.id}:${command.keys.join()}`).join('|');
  useEffect(() => {
    const stable = latest.current.map((command) => ({ ...command, run: () => runLatest(latest, command.id) }));
    register(owner, shape === '' ? [] : stable);
    return () => register(owner, []);
  }, [owner, shape]);
}

export function useAllCommands(): Command[] {
  return useSyncExternalStore(subscribe, () => all);
}

/** Does what a key would, from a button elsewhere on the page. False where there is no such command just now. */
export function runCommand(id: string): boolean {
  const command = all.find((one) => one.id === id);
  command?.run();
  return command !== undefined;
}

/** How a key is shown to people. */
export function keyName(keys: string): string {
  return keys
    .split(' ')
    .map((press) =>
      press
        .replace('[Shift]+', '')
        .replace('$mod', isApple() ? '⌘' : 'Ctrl')
        .replace('+', ' '),
    )
    .map((press) => (press.length === 1 ? press.toUpperCase() : press))
    .join(' ');
}

const switchKey = 'atende.single-keys';

export function areSingleKeysOn(): boolean {
  return localStorage.getItem(switchKey) !== 'off';
}

export function switchSingleKeys(isOn: boolean): void {
  localStorage.setItem(switchKey, isOn ? 'on' : 'off');
}

let heldUntil = 0;

/** A window is about to open: letters typed before it has the focus are meant for it and do nothing here. */
export function holdKeys(): void {
  heldUntil = Date.now() + 1000;
}

/** Listens for the page; the shell calls it once. */
export function listenForKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    for (const handler of handlers) handler(event);
  };
  const release = (event: FocusEvent) => {
    if (isWriting(event.target)) heldUntil = 0;
  };
  window.addEventListener('keydown', listen);
  window.addEventListener('focusin', release);
  return () => {
    window.removeEventListener('keydown', listen);
    window.removeEventListener('focusin', release);
  };
}

function register(owner: string, commands: Command[]): void {
  if (commands.length === 0) registered.delete(owner);
  else registered.set(owner, commands);
  all = [...registered.values()].flat();
  handlers = [
    createKeybindingsHandler(bindings(all.filter(({ isEverywhere }) => !isEverywhere)), { ignore: isBusy }),
    createKeybindingsHandler(bindings(all.filter(({ isEverywhere }) => isEverywhere)), { ignore: isInWindow }),
  ];
  for (const listener of listeners) listener();
}

/** Chords first, so that `g i` wins over `i`. */
function bindings(commands: Command[]): KeybindingsMap {
  const pairs = commands.flatMap((command) => command.keys.map((keys) => [keys, command.run] as const));
  const sorted = pairs.sort(([a], [b]) => b.split(' ').length - a.split(' ').length);
  return Object.fromEntries(
    sorted.map(([keys, run]) => [keys, (event: KeyboardEvent) => [event.preventDefault(), run()]]),
  );
}

/** Keys belong to whoever is typing, composing, or choosing in an open window; AltGr writes symbols. */
function isBusy(event: KeyboardEvent): boolean {
  if (
    !areSingleKeysOn() ||
    Date.now() < heldUntil ||
    event.repeat ||
    event.isComposing ||
    event.getModifierState('AltGraph')
  )
    return true;
  return isWriting(event.target);
}

const windows = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
const writingPlaces = `input, textarea, select, [contenteditable], ${windows}`;

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(writingPlaces) !== null;
}

function isInWindow(event: KeyboardEvent): boolean {
  return (
    event.repeat || event.isComposing || (event.target instanceof Element && event.target.closest(windows) !== null)
  );
}

function runLatest(latest: { current: Command[] }, id: string): void {
  latest.current.find((command) => command.id === id)?.run();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
