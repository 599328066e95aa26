import { expect, test } from 'vitest';
import type { SlaPolicy } from '../../../contract/sla.ts';
import { minutesOf, policyBody, policyForm } from './sla-form.ts';

const policy: SlaPolicy = {
  id: '0192f0c4-7b52-7000-8000-000000000001',
  position: 1,
  name: 'Gold',
  isEnabled: false,
  condition: { any: [{ field: 'organization_is_vip', op: 'is', value: true }] },
  targets: {
    first_reply: { high: { minutes: 90, hours: 'calendar' }, low: { minutes: 480, hours: 'business' } },
    resolution: { critical: { minutes: 45, hours: 'business' } },
  },
  pausesIn: ['pending'],
  warnings: [{ percent: 50 }, { minutes: 90 }],
};

test('a policy goes through the form unchanged', () => {
  const { id: _, position: __, ...fields } = policy;
  expect(policyBody(policyForm(policy))).toEqual(fields);
});

test('what is left empty is not promised', () => {
  const form = policyForm(policy);
  form.targets.first_reply.high = { h: '', min: '', hours: 'calendar' };
  form.targets.resolution.critical = { h: '0', min: '', hours: 'business' };
  expect(policyBody(form).targets).toEqual({ first_reply: { low: { minutes: 480, hours: 'business' } } });
});

test('a warning that says nothing is none', () => {
  const form = policyForm({ ...policy, warnings: [] });
  form.warnings = [
    { kind: 'percent', percent: '', h: '1', min: '' },
    { kind: 'before', percent: '75', h: '', min: '0' },
  ];
  expect(policyBody(form).warnings).toEqual([]);
});

test('minutes may be more than an hour', () => {
  expect(minutesOf({ h: '', min: '90' })).toBe(90);
});
