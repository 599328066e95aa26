import { Resolver } from 'node:dns/promises';

/** DNS as the verdict asks it. `hasFailed` tells that some answer could not be had, which is not the same as "no record". */
export type Lookup = { resolve(domain: string, type: string): Promise<string[] | string[][]>; hasFailed(): boolean };
/** Records for tests, by `TYPE name`; a name that is missing has none, and `unavailable` answers nobody. */
export type Zone = Record<string, string[] | string[][]> | 'unavailable';

const answerMs = 1500;
const restMs = 30_000;
let downUntil = 0;
/** One for all mails of a thread: making one reads the machine's settings. */
const resolver = new Resolver({ timeout: answerMs, tries: 1 });

/**
 * Asks with short patience, and after a server that did not answer asks nobody for half a minute: a desk without DNS files
 * its mail at full speed, unverified.
 */
export function dnsLookup(): Lookup {
  let hasFailed = false;
  return {
    hasFailed: () => hasFailed,
    async resolve(domain, type) {
      if (Date.now() < downUntil) {
        hasFailed = true;
        throw noAnswer();
      }
      try {
        return (await resolver.resolve(domain, type as 'TXT')) as string[] | string[][];
      } catch (error) {
        if (isNoRecord(error)) throw error;
        hasFailed = true;
        downUntil = Date.now() + restMs;
        throw error;
      }
    },
  };
}

export function zoneLookup(zone: Zone): Lookup {
  return {
    hasFailed: () => zone === 'unavailable',
    async resolve(domain, type) {
      if (zone === 'unavailable') throw noAnswer();
      const records = zone[`${type} ${domain.toLowerCase()}`];
      if (records === undefined) throw Object.assign(new Error(`no record: ${type} ${domain}`), { code: 'ENOTFOUND' });
      return records;
    },
  };
}

function isNoRecord(error: unknown): boolean {
  return ['ENOTFOUND', 'ENODATA', 'EBADNAME', 'EFORMERR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function noAnswer(): Error {
  return Object.assign(new Error('DNS does not answer.'), { code: 'ETIMEOUT' });
}
