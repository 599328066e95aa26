import { describe, expect, test } from 'vitest';
import { isNewOutsider } from './participants.ts';

const lastReplyAt = new Date('2026-11-10T12:00:00Z');
const later = new Date('2026-11-10T12:00:01Z');
const padaria = 101;
const ticket = { organizationId: padaria, lastReplyAt };
const joined = { joinedAt: later, isByAgent: false, organizationId: null };

describe('whoever writes a reply is warned of a participant', () => {
  test.each([
    ['who joined by mail since the last reply and belongs elsewhere', joined, ticket],
    ['of another organization', { ...joined, organizationId: 102 }, ticket],
    ['where the requester belongs to no organization', joined, { ...ticket, organizationId: null }],
  ])('%s', (_sentence, participant, company) => {
    expect(isNewOutsider(participant, company)).toBe(true);
  });
});

describe('nobody is warned of a participant', () => {
  test.each([
    ['who had the last reply already', { ...joined, joinedAt: lastReplyAt }, ticket],
    ['whom an agent brought in', { ...joined, isByAgent: true }, ticket],
    ['of the requester’s own organization', { ...joined, organizationId: padaria }, ticket],
    ['before the first reply', joined, { ...ticket, lastReplyAt: null }],
  ])('%s', (_sentence, participant, company) => {
    expect(isNewOutsider(participant, company)).toBe(false);
  });
});
