import type { z } from 'zod';
import type { SlaPolicy, slaPolicyBody } from '../../../contract/sla.ts';
import { type SlaMetric, type SlaWarning, slaMetrics } from '../../../domain/sla/policy.ts';
import { type Priority, priorities } from '../../../domain/tickets/ticket.ts';
import { conditionOf, type DraftGroup, draftOf } from '../../conditions/draft.ts';

/** A length as it is typed; both parts empty is no promise at all. */
export type Length = { h: string; min: string };
export type Cell = Length & { hours: 'business' | 'calendar' };
/** A warning as it is typed; what stays empty is none. */
export type WarningDraft = Length & { kind: 'before' | 'percent'; percent: string };
export type Targets = Record<SlaMetric, Record<Priority, Cell>>;

export type PolicyForm = {
  name: string;
  isEnabled: boolean;
  condition: DraftGroup;
  targets: Targets;
  pausesIn: string[];
  warnings: WarningDraft[];
};

export function policyForm(policy: SlaPolicy | null): PolicyForm {
  return {
    name: policy?.name ?? '',
    isEnabled: policy?.isEnabled ?? true,
    condition: draftOf(policy?.condition ?? { all: [] }),
    targets: targetsOf(policy?.targets ?? {}),
    pausesIn: policy?.pausesIn ?? ['pending', 'on_hold'],
    warnings: (policy?.warnings ?? [{ minutes: 60 }]).map(warningDraft),
  };
}

export function policyBody(form: PolicyForm): z.input<typeof slaPolicyBody> {
  const { name, isEnabled } = form;
  const promised = slaMetrics.map((metric) => [metric, promisedBy(form.targets[metric])] as const);
  return {
    name,
    isEnabled,
    condition: conditionOf(form.condition),
    targets: Object.fromEntries(promised.filter(([, by]) => Object.keys(by).length > 0)),
    pausesIn: form.pausesIn as SlaPolicy['pausesIn'],
    warnings: form.warnings.flatMap(warningOf),
  };
}

function targetsOf(targets: SlaPolicy['targets']): Targets {
  const cell = (metric: SlaMetric, priority: Priority): Cell => {
    const target = targets[metric]?.[priority];
    return { ...lengthOf(target?.minutes ?? 0), hours: target?.hours ?? 'business' };
  };
  const row = (metric: SlaMetric) =>
    Object.fromEntries(priorities.map((priority) => [priority, cell(metric, priority)]));
  return Object.fromEntries(slaMetrics.map((metric) => [metric, row(metric)])) as Targets;
}

function promisedBy(cells: Record<Priority, Cell>) {
  const promised = priorities.map((priority) => {
    const { hours, ...length } = cells[priority];
    return [priority, { minutes: minutesOf(length), hours }] as const;
  });
  return Object.fromEntries(promised.filter(([, { minutes }]) => minutes > 0));
}

function warningDraft(warning: SlaWarning): WarningDraft {
  if ('percent' in warning) return { kind: 'percent', percent: String(warning.percent), h: '', min: '' };
  return { kind: 'before', percent: '75', ...lengthOf(warning.minutes) };
}

function warningOf({ kind, percent, ...length }: WarningDraft): SlaWarning[] {
  if (kind === 'percent') return Number(percent) > 0 ? [{ percent: Number(percent) }] : [];
  return minutesOf(length) > 0 ? [{ minutes: minutesOf(length) }] : [];
}

export function lengthOf(minutes: number): Length {
  const [h, min] = [Math.floor(minutes / 60), minutes % 60];
  return { h: h === 0 ? '' : String(h), min: min === 0 ? '' : String(min) };
}

export function minutesOf({ h, min }: Length): number {
  return Number(h) * 60 + Number(min);
}
