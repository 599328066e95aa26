import { expect } from 'vitest';
import type { Desk } from '../../test/server.ts';

/** What tests of rules do again and again, through the front door. */
export function ruleTalk(desk: () => Desk) {
  const admin = () => desk().as('adao');
  const ana = () => desk().as('ana', 'token');
  return {
    admin,
    async make(kind: 'triggers' | 'automations', rule: Record<string, unknown>): Promise<string> {
      const { status, body } = await admin().post(`/api/${kind}`, { name: 'Rule', ...rule });
      expect(body).toMatchObject({ rule: {} });
      expect(status).toBe(201);
      return body.rule.id;
    },
    async open(fields: Record<string, unknown> = {}): Promise<number> {
      const body = {
        subject: 'Forno',
        requester: { email: 'carla@padariacentral.example' },
        message: { text: 'O forno parou.' },
        ...fields,
      };
      const answer = await ana().post('/api/tickets', body);
      expect(answer.status).toBe(201);
      await desk().settle();
      return answer.body.ticket.number;
    },
    async change(number: number, fields: Record<string, unknown>): Promise<void> {
      const { version } = (await admin().get(`/api/tickets/${number}`)).body.ticket;
      const answer = await admin().patch(`/api/tickets/${number}`, { version, ...fields });
      expect(answer.status).toBe(200);
      await desk().settle();
    },
    ticket: async (number: number) => (await admin().get(`/api/tickets/${number}`)).body.ticket,
    history: async (number: number) => (await admin().get(`/api/tickets/${number}/history`)).body.history,
  };
}

export const set = (what: string, params: Record<string, unknown>) => ({ action: what, params });
