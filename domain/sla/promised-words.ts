/**
 * A promise as a customer reads it, in their language and by the desk's clock: "até segunda-feira, 9h30 (horário de Brasília)".
 * Rounded up to five minutes, since nobody promises 9:33. Within six days the weekday says which day; later the date does.
 */
export function promisedInWords({ at, now, timeZone, language }: Promised): string {
  const words = language.startsWith('pt') ? portuguese : english;
  const rounded = new Date(Math.ceil(at.getTime() / roundedTo) * roundedTo);
  const isNear = rounded.getTime() - now.getTime() < 6 * day;
  const named = isNear ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const);
  const dayName = new Intl.DateTimeFormat(words.locale, { ...named, timeZone }).format(rounded);
  return words.say(dayName, words.time(rounded, timeZone), zoneInWords(words, rounded, timeZone));
}

type Promised = { at: Date; now: Date; timeZone: string; language: string };
type Words = {
  locale: string;
  say(day: string, time: string, zone: string): string;
  time(at: Date, timeZone: string): string;
  zone(name: string): string;
};

const day = 86_400_000;
const roundedTo = 5 * 60_000;

const portuguese: Words = {
  locale: 'pt-BR',
  say: (dayName, time, zone) => `até ${dayName}, ${time} (${zone})`,
  time(at, timeZone) {
    const parts = new Intl.DateTimeFormat('pt-BR', { hour: 'numeric', minute: '2-digit', timeZone }).formatToParts(at);
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
    return of('minute') === 0 ? `${of('hour')}h` : `${of('hour')}h${String(of('minute')).padStart(2, '0')}`;
  },
  zone: (name) => name.replace(/^Horário( Padrão)?/, 'horário'),
};

const english: Words = {
  locale: 'en',
  say: (dayName, time, zone) => `by ${dayName}, ${time} (${zone})`,
  time: (at, timeZone) =>
    new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit', timeZone }).format(at).replace(/\s/g, ' '),
  zone: (name) => name.replace(/ Standard Time$/, ' Time'),
};

/** What people call a zone, all year round. */
function zoneInWords({ locale, zone }: Words, at: Date, timeZone: string): string {
  if (timeZone === 'UTC') return 'UTC';
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return zone(name);
}
