import { countryList, holidayDaysBody, holidayDaysReply } from '../../../contract/holidays.ts';
import { comingDays } from '../../../domain/business-hours/holidays.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { aroundNow } from '../commands/holiday-sources.ts';
import { readCalendar, readCountries, readSource } from '../holidays/read-days.ts';

const tag = 'SLA';

export const holidayRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/holiday-countries',
    access: { may: 'sla.manage' },
    summary: 'Countries and regions whose holidays are known',
    tag,
    replies: { 200: countryList },
    run: async () => ({ countries: await readCountries() }),
  }),
  route({
    method: 'POST',
    url: '/api/holiday-days',
    access: { may: 'sla.manage' },
    summary: 'Read the holidays of a country, of a calendar on the net or of an iCal file, without keeping them',
    tag,
    body: holidayDaysBody,
    replies: { 200: holidayDaysReply },
    async run({ body }) {
      const around = await aroundNow(p, null);
      if (body.kind === 'file') return readCalendar(body.text, around);
      const { days, ...read } = await readSource(p.config, body, around);
      return { ...read, days: comingDays(days, around.today) };
    },
  }),
];
