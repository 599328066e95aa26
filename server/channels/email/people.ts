import { addressParser, decodeWords } from 'postal-mime';
import { headerText } from '../../platform/mail/header-text.ts';
import { addrSpec } from '../../platform/mail/mail-address.ts';
import type { Person } from '../channel.ts';

/** Who stands in address headers. Groups are unfolded; what is not exactly one address is left out. */
export function peopleIn(values: readonly string[]): Person[] {
  const people = values
    .flatMap((value) => addressParser(value, { flatten: true }))
    .flatMap(({ name, address }) => {
      const person = personOf(address, name);
      return person ? [person] : [];
    });
  return [...new Map(people.map((person) => [person.value, person])).values()].slice(0, mostPeople);
}

const mostPeople = 500;

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
