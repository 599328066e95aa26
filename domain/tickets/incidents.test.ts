import { describe, expect, test } from 'vitest';
import { linkIncident, mostIncidents, type Ties, unlinkIncident } from './incidents.ts';
import { aTicket, statusIn } from './ticket.fixture.ts';
import type { StatusCategory } from './ticket.ts';

const free: Ties = { problemOf: 0, isIncident: false, problemIsIncident: false, incidents: 0 };
const ticket = (id: number, category: StatusCategory = 'open') =>
  aTicket({ id, number: id, status: statusIn(category) });

describe('an incident', () => {
  test('and its problem each tell of the other, and nothing else changes', () => {
    expect(linkIncident(ticket(50), ticket(42), free)).toEqual({
      incident: { changes: {}, events: [{ type: 'ticket.linked', details: { kind: 'incident_of', ticketId: 42 } }] },
      problem: { changes: {}, events: [{ type: 'ticket.linked', details: { kind: 'problem_of', ticketId: 50 } }] },
    });
    const { incident, problem } = unlinkIncident(ticket(50, 'closed'), ticket(42));
    expect([...incident.events, ...problem.events].map(({ type }) => type)).toEqual([
      'ticket.unlinked',
      'ticket.unlinked',
    ]);
  });

  test.each<[sentence: string, incident: StatusCategory, problem: StatusCategory, ties: Partial<Ties>, code: string]>([
    ['is none that is closed', 'closed', 'open', {}, 'ticket_closed'],
    ['is of no closed problem', 'open', 'closed', {}, 'problem_closed'],
    ['has one problem', 'open', 'open', { isIncident: true }, 'incident_already'],
    ['is no problem itself', 'open', 'open', { problemOf: 1 }, 'incident_levels'],
    ['is of nothing that is an incident itself', 'open', 'open', { problemIsIncident: true }, 'incident_levels'],
    ['is one of as many as one answer reaches', 'open', 'open', { incidents: mostIncidents }, 'incidents_too_many'],
  ])('%s', (...[, incident, problem, ties, code]) => {
    const act = () => linkIncident(ticket(50, incident), ticket(42, problem), { ...free, ...ties });
    expect(act).toThrow(expect.objectContaining({ code }));
  });

  test('is not of itself', () => {
    expect(() => linkIncident(ticket(42), ticket(42), free)).toThrow(
      expect.objectContaining({ code: 'incident_of_itself' }),
    );
  });
});
