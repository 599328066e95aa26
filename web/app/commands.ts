import { useEffect, useRef, useSyncExternalStore } from 'react';
import { createKeybindingsHandler, type KeybindingsMap } from 'tinykeys';
import { type CommandId, listedCommand, type OwnKeys } from './command-list.ts';
import { ariaKey, keyName } from './key-words.ts';

/** A command as it is offered here and now. */
type Command = { id: CommandId; keys: readonly string[]; label: string; run: () => void };
/** What the commands do that a part of the page offers; false or undefined: not just now. */
type Offers = Partial<Record<CommandId, (() => unknown) | false | undefined>>;

const offered = new Map<string, Map<CommandId, () => void>>();
const listeners = new Set<() => void>();
let own: OwnKeys = {};
let all: Command[] = [];
let handlers: EventListener[] = [];

/** Offers commands while the component is on the page. What they do may close over fresh values. */
export function useCommands(owner: string, offers: Offers): void {
  const latest = useRef(offers);
  latest.current = offers;
  const shape = idsOf(offers).join();
  useEffect(() => {
    const ids = shape === '' ? [] : (shape.split(',') as CommandId[]);
    offer(owner, new Map(ids.map((id) => [id, () => runLatest(latest, id)])));
    return () => offer(owner, new Map());
  }, [owner, shape]);
}

export function useAllCommands(): Command[] {
  return useSyncExternalStore(subscribe, () => all);
}

/** Does what a key would, from a button elsewhere on the page. False where there is no such command just now. */
export function runCommand(id: CommandId): boolean {
  const command = all.find((one) => one.id === id);
  command?.run();
  return command !== undefined;
}

/** The keys a command has for whoever is signed in: their own choice, else the usual ones. */
export function keysOf(id: CommandId): readonly string[] {
  const command = listedCommand(id);
  return command.isFixed ? command.keys : (own[id] ?? command.keys);
}

/** Somebody's own keys take the place of the usual ones. */
export function chooseKeys(chosen: OwnKeys): void {
  own = chosen;
  listenAnew();
}

/** The key of a command as tooltips and menus show it; undefined where it has none. */
export function useShownKeys(): (id: CommandId) => string | undefined {
  useOwnKeys();
  return (id) => keysOf(id).slice(0, 1).map(keyName)[0];
}

/** The same for a button that does what the key does: shown in its tooltip, told to screen readers. */
export function useKeyHint(id: CommandId) {
  useOwnKeys();
  const [first] = keysOf(id);
  if (first === undefined) return {};
  return { shortcut: keyName(first), 'aria-keyshortcuts': ariaKey(first) };
}

export function useOwnKeys(): OwnKeys {
  return useSyncExternalStore(subscribe, () => own);
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

function offer(owner: string, runs: Map<CommandId, () => void>): void {
  if (runs.size === 0) offered.delete(owner);
  else offered.set(owner, runs);
  listenAnew();
}

function listenAnew(): void {
  all = [...offered.values()].flatMap((runs) =>
    [...runs].map(([id, run]) => ({ id, run, keys: keysOf(id), label: listedCommand(id).label() })),
  );
  const isEverywhere = ({ id }: Command) => listedCommand(id).isEverywhere === true;
  handlers = [
    createKeybindingsHandler(bindings(all.filter((command) => !isEverywhere(command))), { ignore: isBusy }),
    createKeybindingsHandler(bindings(all.filter(isEverywhere)), { ignore: isInWindow }),
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

function idsOf(offers: Offers): CommandId[] {
  return (Object.keys(offers) as CommandId[]).filter((id) => offers[id]);
}

function runLatest(latest: { current: Offers }, id: CommandId): void {
  const run = latest.current[id];
  if (run) run();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
