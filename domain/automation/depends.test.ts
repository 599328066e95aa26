import { expect, test } from 'vitest';
import type { Condition } from '../conditions/condition.ts';
import { dependsOn, outsides } from './depends.ts';

const vip: Condition = { field: 'organization_is_vip', op: 'is', value: true };
const opened: Condition = { field: 'created_at', op: 'hours_since_more_than', value: 1 };

test.each<[string, Condition, readonly string[]]>([
  ['the hours since a ticket came in depend on nothing else', opened, []],
  ['whether a customer is a VIP depends on people', { all: [opened, { not: vip }] }, ['people']],
  ['the address of a requester does', { field: 'requester_email', op: 'contains', value: 'x' }, ['people']],
  ['business hours depend on when the desk is open', { ...opened, op: 'business_hours_since_more_than' }, ['hours']],
  [
    'and so does whether it is open now',
    { any: [vip, { field: 'is_open_now', op: 'is', value: true }] },
    [...outsides],
  ],
])('%s', (_name, condition, expected) => {
  expect(outsides.filter((outside) => dependsOn(condition, outside))).toEqual(expected);
});
