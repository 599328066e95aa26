import { normaliseIdentity } from './contacts.ts';
import { fold } from './text.ts';

/** Somebody named in a paste, or why a part of it names nobody. `line` counts from 1. */
export type ReadInvite =
  | { line: number; email: string; name: string; teamId: string | null }
  | { line: number; written: string; problem: InviteProblem };
/** `no_address`: nothing in it is one. `repeated`: it stands above already. `known`: an agent has it. */
export type InviteProblem = 'no_address' | 'address_invalid' | 'repeated' | 'known' | 'unknown_team';

type Around = { teams: readonly { id: string; name: string }[]; known: readonly string[] };

/**
 * Who is meant by a paste: `Ana <ana@x.com>`, `ana@x.com; Ana; Support`, cells of a spreadsheet, or addresses apart by commas or
 * lines. Who is not named is called by their address.
 */
export function readInvites(text: string, { teams, known }: Around): ReadInvite[] {
  const read = text.split(/\r?\n/).flatMap((line, at) => readLine(line, { line: at + 1, teams }));
  const seen = new Set<string>();
  const taken = new Set(known.map((email) => email.toLowerCase()));
  return read.map((one) => {
    if ('problem' in one) return one;
    const problem = seen.has(one.email) ? 'repeated' : taken.has(one.email) ? 'known' : null;
    seen.add(one.email);
    return problem === null ? one : { line: one.line, written: one.email, problem };
  });
}

/** `Ana Lima <ana@x.com>` or a bare address. */
const person = /(?:"([^"]*)"|([^"<>,;\t]*?))\s*<\s*([^<>\s]*)\s*>|([^\s<>,;"]*@[^\s<>,;"]*)/g;
type Place = { line: number; teams: Around['teams'] };

function readLine(line: string, place: Place): ReadInvite[] {
  if (line.trim() === '') return [];
  const found = [...line.matchAll(person)].map(([, quoted, plain = '', inBrackets, bare = '']) => ({
    name: (quoted ?? plain).trim(),
    written: inBrackets ?? bare,
  }));
  const [first] = found;
  if (first === undefined) return [{ line: place.line, written: line.trim(), problem: 'no_address' }];
  if (found.length > 1) return found.map((one) => invite({ ...one, parts: [] }, place));
  const parts = line
    .replace(person, ';')
    .split(/[;,\t]/)
    .map((part) => part.replace(/^["'\s]+|["'\s]+$/g, ''))
    .filter((part) => part !== '');
  return [invite({ ...first, parts }, place)];
}

type Found = { name: string; written: string; parts: string[] };

/** What stands beside an address is a name, and a team if one is called so. */
function invite({ name, written, parts }: Found, { line, teams }: Place): ReadInvite {
  const email = normaliseIdentity('email', written);
  if (email === null || !/\.[^.]+$/.test(email)) return { line, written, problem: 'address_invalid' };
  const teamOf = (part: string) => teams.find((team) => fold(team.name) === fold(part));
  const words = parts.filter((part) => teamOf(part) === undefined);
  const names = name === '' ? words.splice(0, 1) : [name];
  if (words[0] !== undefined) return { line, written: words[0], problem: 'unknown_team' };
  const teamId = parts.map(teamOf).find((team) => team !== undefined)?.id ?? null;
  return { line, email, name: (names[0] ?? nameIn(email)).slice(0, 200), teamId };
}

/** `ana.lima@x.com` is called Ana Lima until she says otherwise. */
function nameIn(email: string): string {
  const words = email
    .slice(0, email.lastIndexOf('@'))
    .replace(/\+.*$/, '')
    .split(/[._-]+/)
    .filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || email;
}
