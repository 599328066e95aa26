import Holidays from 'date-holidays';
import type { SourceDay, SourceDayKind } from '../../../domain/business-hours/holidays.ts';

/** A country by ISO 3166, and its states and their parts as the library names them: `SP`, `SP.SP`. */
export type Country = { id: string; regions: { id: string; name: string }[] };
export type CountryAsked = { country: string; region: string | null; language: string; years: readonly number[] };

const kinds: Record<string, SourceDayKind> = {
  public: 'public',
  bank: 'optional',
  optional: 'optional',
  school: 'optional',
};

/** Every country of the library. Loads 13 MB: only in a worker thread. */
export function countries(): Country[] {
  const library = new Holidays();
  return Object.keys(library.getCountries()).map((id) => ({ id, regions: regionsOf(library, id) }));
}

function regionsOf(library: Holidays, country: string): Country['regions'] {
  return Object.entries(library.getStates(country) ?? {}).flatMap(([state, name]) => [
    { id: state, name },
    ...Object.entries(library.getRegions(country, state) ?? {}).map(([part, of]) => ({
      id: `${state}.${part}`,
      name: `${name}, ${of}`,
    })),
  ]);
}

/** The days of some years, in order; null for a country or region that the library does not know. */
export function countryDays(asked: CountryAsked): SourceDay[] | null {
  const known = countries().find(({ id }) => id === asked.country);
  if (!known || (asked.region !== null && !known.regions.some(({ id }) => id === asked.region))) return null;
  const own = daysBy(asked);
  const national = holdEverywhere.has(asked.country) && asked.region !== null ? daysBy({ ...asked, region: null }) : [];
  const missing = national.filter((day) => day.kind === 'public' && !own.some(({ date }) => date === day.date));
  return [...own, ...missing].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * Countries whose national holidays hold in every state. In the library a state's own entry hides the national one even after
 * it ended: since 2024 São Paulo, Rio de Janeiro, Mato Grosso and Amazonas would have no 20th of November.
 */
const holdEverywhere = new Set(['BR']);

function daysBy({ country, region, language, years }: CountryAsked): SourceDay[] {
  const [state = '', part = ''] = region?.split('.') ?? [];
  const languages = [language.slice(0, 2)];
  const library = new Holidays(country, state, part, { languages });
  return years.flatMap((year) =>
    library.getHolidays(year).flatMap((holiday) => {
      const name = nameIn(country, language, holiday);
      const kind = kinds[holiday.type] ?? 'observance';
      return datesOf(holiday).map((date) => ({ key: holiday.rule, date, name, kind }));
    }),
  );
}

/** Some last longer than a day (`PT48H`); their hours are for the desk to choose. */
function datesOf({ date, rule }: { date: string; rule: string }): string[] {
  const first = Temporal.PlainDate.from(date.slice(0, 10));
  const days = Math.max(1, Math.ceil(Number(/ PT?(\d+)H/.exec(rule)?.[1] ?? 0) / 24));
  return Array.from({ length: days }, (_, later) => first.add({ days: later }).toString());
}

/** As Brazilians call them; the library's Portuguese is of Portugal. */
const inBrazil: Record<string, string> = {
  '01-01': 'Confraternização Universal',
  'easter -50 PT48H': 'Fim de semana de Carnaval',
  'easter -46 PT14H': 'Quarta-feira de Cinzas',
  '04-21': 'Tiradentes',
  '05-01': 'Dia do Trabalho',
  'easter 60': 'Corpus Christi',
  '09-07': 'Independência do Brasil',
  '11-02': 'Finados',
  '12-24 14:00': 'Véspera de Natal',
};

function nameIn(country: string, language: string, { name, rule }: { name: string; rule: string }): string {
  return (country === 'BR' && language.startsWith('pt') ? inBrazil[rule] : undefined) ?? name;
}
