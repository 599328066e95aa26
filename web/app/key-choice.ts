import { type CommandId, commandIds, listedCommand } from './command-list.ts';
import { doClash, isOfTheBrowser, isPlainPress } from './key-words.ts';

/** Why a command cannot have these keys. `taken`: by the command named. */
export type KeyTrouble = { why: 'taken'; by: CommandId } | { why: 'browser' } | { why: 'writes' };

/** What stands against giving a command these keys, where `keysOf` says what the others have; null: nothing. */
export function keyTrouble(
  id: CommandId,
  keys: string,
  keysOf: (id: CommandId) => readonly string[],
): KeyTrouble | null {
  if (isOfTheBrowser(keys)) return { why: 'browser' };
  if (listedCommand(id).isEverywhere && keys.split(' ').some(isPlainPress)) return { why: 'writes' };
  const by = commandIds.find((other) => other !== id && keysOf(other).some((theirs) => doClash(theirs, keys)));
  return by === undefined ? null : { why: 'taken', by };
}

/** At most two presses make a command's key; one that helps only by itself begins anew. */
export function withPress(pressed: string, press: string, isFree: (keys: string) => boolean): string {
  const isOne = pressed !== '' && !pressed.includes(' ');
  if (!isOne || !isPlainPress(pressed) || !isPlainPress(press)) return press;
  const both = `${pressed} ${press}`;
  return isFree(both) || !isFree(press) ? both : press;
}
