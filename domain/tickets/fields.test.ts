import { describe, expect, test } from 'vitest';
import { setFields } from './fields.ts';
import type { StatusCategory, Ticket } from './ticket.ts';

const ticket = (category: StatusCategory = 'open') =>
  ({
    number: 7,
    status: { id: 1, slug: category, category },
    customFields: { order_number: '4711', since_when: '2026-11-30', wishes: ['refund', 'repair'] },
  }) as unknown as Ticket;

describe('setting fields of a ticket', () => {
  test('changes those named, says from what to what, and leaves the others alone', () => {
    expect(setFields(ticket(), { values: { order_number: '4712', amount: 12.5, since_when: null } })).toEqual({
      changes: { customFields: { order_number: '4712', amount: 12.5, wishes: ['refund', 'repair'] } },
      events: [
        {
          type: 'ticket.fields_changed',
          changes: {
            'field:order_number': ['4711', '4712'],
            'field:amount': [null, 12.5],
            'field:since_when': ['2026-11-30', null],
          },
        },
      ],
    });
  });

  test('to what they are already is no change, and taking away what is not there neither', () => {
    const same = { order_number: '4711', wishes: ['refund', 'repair'], error_code: null };
    expect(setFields(ticket(), { values: same })).toEqual({ changes: {}, events: [] });
    expect(setFields(ticket('closed'), { values: same }).events).toEqual([]);
  });

  test('is refused once the ticket is closed', () => {
    expect(() => setFields(ticket('closed'), { values: { amount: 3 } })).toThrow(
      expect.objectContaining({ code: 'ticket_closed' }),
    );
  });

  test('by a rule keeps its reason', () => {
    const reason = { code: 'extracted', values: {} };
    expect(setFields(ticket(), { values: { amount: 3 }, reason }).events[0]?.reason).toEqual(reason);
  });
});
