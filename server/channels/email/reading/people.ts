import { addressParser, decodeWords } from 'postal-mime';
import { headerText } from '../../../platform/mail/header-text.ts';
import { addrSpec } from '../../../platform/mail/mail-address.ts';
import type { Person } from '../../channel.ts';

/** Who stands in address headers. Groups are unfolded; what is not exactly one address is left out. */
export function peopleIn(values: readonly string[]): Person[] {
  const people = values
    .flatMap((value) => addressParser(value.replace(control, '\ufffd'), { flatten: true }))
    .flatMap(({ name, address }) => {
      const person = personOf(address, name);
      return person ? [person] : [];
    });
  return [...new Map(people.map((person) => [person.value, person])).values()].slice(0, mostPeople);
}

const mostPeople = 500;

/** Libraries leave these out of an address, and so make it another one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/**
 * Who is named in From, and whether every reader of it would say so. Whoever checks signatures reads the field by
 * themselves: where a comment within an address, a second address or one that is none lets readers differ, nobody can be
 * vouched for.
 */
export function sendersIn(fields: readonly string[]): { senders: Person[]; isClear: boolean } {
  const senders = peopleIn(fields);
  const [field = ''] = fields;
  const named = addressParser(field, { flatten: true }).filter(({ address }) => address);
  const isOne = fields.length === 1 && senders.length === 1 && named.length === 1;
  return { senders, isClear: isOne && plainAddressIn(field) === senders[0]?.value };
}

/** What stands in the one pair of brackets outside quotes, or is all there is beside comments; null for anything else. */
function plainAddressIn(field: string): string | null {
  const plain = field.replace(/"(?:[^"\\]|\\.){0,1000}"/g, '""').replace(/\([^()\\]{0,1000}\)/g, ' ');
  const [, before, inside, after] = /^([^<>]*)<([^<>]*)>([^<>]*)$/.exec(plain) ?? [];
  if (before === undefined) return addrSpec(plain.trim())?.toLowerCase() ?? null;
  const isList = /[:()\\]/.test(before) || (/[,;]/.test(before) && before.includes('@'));
  return isList || after?.trim() ? null : (addrSpec((inside ?? '').trim())?.toLowerCase() ?? null);
}

export function personOf(address: string | undefined, name = ''): Person | null {
  const checked = addrSpec((address ?? '').trim());
  if (checked === null) return null;
  const shown = headerText(decodeWords(name), 200)
    .replace(/^["']+|["']+$/g, '')
    .trim();
  return {
    kind: 'email',
    value: checked.toLowerCase(),
    name: shown.toLowerCase() === checked.toLowerCase() ? '' : shown,
  };
}
