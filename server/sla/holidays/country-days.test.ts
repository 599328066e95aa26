import { describe, expect, test } from 'vitest';
import { countries, countryDays } from './country-days.ts';

const daysOf = (country: string, region: string | null, more: { language?: string; years?: number[] } = {}) =>
  countryDays({ country, region, language: 'pt-BR', years: [2026], ...more }) ?? [];
const named = (days: ReturnType<typeof daysOf>, kind = 'public') =>
  days.filter((day) => day.kind === kind).map(({ date, name }) => `${date.slice(5)} ${name}`);

describe('Brazil', () => {
  test('has its national holidays by law, in the words of Brazilians', () => {
    expect(named(daysOf('BR', null))).toEqual([
      '01-01 Confraternização Universal',
      '04-03 Sexta-Feira Santa',
      '04-21 Tiradentes',
      '05-01 Dia do Trabalho',
      '09-07 Independência do Brasil',
      '10-04 Dia de Eleição',
      '10-12 Nossa Senhora Aparecida',
      '10-25 Dia de Eleição',
      '11-02 Finados',
      '11-15 Proclamação da República',
      '11-20 Dia da Consciência Negra',
      '12-25 Natal',
    ]);
  });

  test('leaves Carnival, Corpus Christi and the eves to be chosen', () => {
    expect(named(daysOf('BR', null), 'optional')).toEqual([
      '02-14 Fim de semana de Carnaval',
      '02-15 Fim de semana de Carnaval',
      '02-16 Carnaval',
      '02-17 Carnaval',
      '02-18 Quarta-feira de Cinzas',
      '06-04 Corpus Christi',
      '12-24 Véspera de Natal',
      '12-31 Véspera de Ano Novo',
    ]);
  });

  const { regions } = countries().find(({ id }) => id === 'BR') as { regions: { id: string }[] };
  const states = regions.map(({ id }) => id).filter((id) => id.length === 2);
  test('has its twenty-seven states', () => expect(states.length).toBe(27));

  test.each(states)('%s has every national holiday, the 20th of November since 2024 too', (state) => {
    const dates = daysOf('BR', state)
      .filter(({ kind }) => kind === 'public')
      .map(({ date }) => date);
    const national = daysOf('BR', null)
      .filter(({ kind }) => kind === 'public')
      .map(({ date }) => date);
    expect(dates).toEqual(expect.arrayContaining(national));
    expect(dates).toEqual([...dates].sort());
  });

  test.each([
    ['SP', '07-09 Revolução Constitucionalista'],
    ['RJ', '02-17 Carnaval'],
    ['BA', '07-02 Independência da Bahia'],
    ['RS', '09-20 Proclamação da República Rio-Grandense'],
    ['SP.SP', '01-25 Aniversário da Cidade'],
  ])('%s has its own days: %s', (region, day) => expect(named(daysOf('BR', region))).toContain(day));

  test('São Paulo had its own 20th of November in 2023, and none in 2022', () => {
    const on20th = (year: number) => daysOf('BR', 'SP', { years: [year] }).some(({ date }) => date.endsWith('-11-20'));
    expect([2022, 2023, 2024].map(on20th)).toEqual([false, true, true]);
  });
});

const english = { language: 'en' };

test('other countries have their regions, in the language of the desk where the list knows it', () => {
  const bavaria = named(daysOf('DE', 'BY', english));
  expect(bavaria).toContain('01-06 Epiphany');
  expect(named(daysOf('DE', 'BE', english))).toContain("03-08 International Women's Day");
  expect(named(daysOf('DE', 'BE', english))).not.toContain('01-06 Epiphany');
  expect(named(daysOf('US', 'CA', english)).length).toBeGreaterThan(8);
  expect(countries().length).toBeGreaterThan(190);
});

test('a day keeps its key over the years, so that a choice holds for all of them', () => {
  const carnivals = daysOf('BR', null, { years: [2026, 2027] }).filter(({ key }) => key === 'easter -47');
  expect(carnivals.map(({ date }) => date)).toEqual(['2026-02-17', '2027-02-09']);
});

test.each([
  ['XX', null],
  ['BR', 'ZZ'],
  ['__proto__', null],
])('%s %s is no country or region', (country, region) => {
  expect(countryDays({ country, region, language: 'en', years: [2026] })).toBe(null);
});
