import { AppError } from './errors.ts';

/** Refuses what is no IANA time zone. */
export function checkTimeZone(timeZone: string | null | undefined): void {
  if (timeZone === undefined || timeZone === null) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    const sentence = 'There is no such time zone; they are written like America/Sao_Paulo.';
    throw new AppError('invalid', 'unknown_time_zone', sentence, { fields: { timeZone: sentence } });
  }
}
