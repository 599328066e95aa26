import type { ComponentType } from 'react';
import type { Permission } from '../../domain/permissions.ts';
import { t } from '../../locales/translate.ts';
import { later } from '../app/later.ts';
import { mayI, useMe } from '../app/me.ts';

type AdminPage = { path: string; label: () => string; permission: Permission; Page: ComponentType };

/** Every page of the settings, in the order of their list. A new one is its entry here. */
const adminPages: readonly AdminPage[] = [
  {
    path: 'agents',
    label: () => t('Agents'),
    permission: 'agents.manage',
    Page: later(() => import('./agents/agents-page.tsx').then((it) => it.AgentsPage)),
  },
  {
    path: 'teams',
    label: () => t('Teams'),
    permission: 'teams.manage',
    Page: later(() => import('./agents/teams-page.tsx').then((it) => it.TeamsPage)),
  },
  {
    path: 'assignment',
    label: () => t('Assignment'),
    permission: 'teams.manage',
    Page: later(() => import('./assignment/assignment-page.tsx').then((it) => it.AssignmentPage)),
  },
  {
    path: 'availability',
    label: () => t('Availability'),
    permission: 'agents.manage',
    Page: later(() => import('./assignment/limits-page.tsx').then((it) => it.LimitsPage)),
  },
  {
    path: 'skills',
    label: () => t('Skills'),
    permission: 'teams.manage',
    Page: later(() => import('./assignment/skills-page.tsx').then((it) => it.SkillsPage)),
  },
  {
    path: 'inboxes',
    label: () => t('Inboxes'),
    permission: 'inboxes.manage',
    Page: later(() => import('./inboxes/inboxes-page.tsx').then((it) => it.InboxesPage)),
  },
  {
    path: 'topics',
    label: () => t('Topics'),
    permission: 'topics.manage',
    Page: later(() => import('./topics/topics-page.tsx').then((it) => it.TopicsPage)),
  },
  {
    path: 'fields',
    label: () => t('Fields'),
    permission: 'topics.manage',
    Page: later(() => import('./fields/fields-page.tsx').then((it) => it.FieldsPage)),
  },
  {
    path: 'contact-imports',
    label: () => t('Import contacts'),
    permission: 'contacts.import',
    Page: later(() => import('./imports/imports-page.tsx').then((it) => it.ImportsPage)),
  },
  {
    path: 'business-hours',
    label: () => t('Business hours'),
    permission: 'sla.manage',
    Page: later(() => import('./hours/business-hours-page.tsx').then((it) => it.BusinessHoursPage)),
  },
  {
    path: 'sla',
    label: () => t('SLA'),
    permission: 'sla.manage',
    Page: later(() => import('./sla/sla-page.tsx').then((it) => it.SlaPage)),
  },
  {
    path: 'triggers',
    label: () => t('Triggers'),
    permission: 'automation.manage',
    Page: later(() => import('./rules/rules-page.tsx').then((it) => it.TriggersPage)),
  },
  {
    path: 'automations',
    label: () => t('Automations'),
    permission: 'automation.manage',
    Page: later(() => import('./rules/rules-page.tsx').then((it) => it.AutomationsPage)),
  },
  {
    path: 'macros',
    label: () => t('Macros'),
    permission: 'macros.manage',
    Page: later(() => import('./rules/macros-page.tsx').then((it) => it.MacrosPage)),
  },
  {
    path: 'webhooks',
    label: () => t('Webhooks'),
    permission: 'webhooks.manage',
    Page: later(() => import('./webhooks/webhooks-page.tsx').then((it) => it.WebhooksPage)),
  },
  {
    path: 'triage',
    label: () => t('Triage'),
    permission: 'triage.manage',
    Page: later(() => import('./triage/triage-page.tsx').then((it) => it.TriagePage)),
  },
  {
    path: 'deliveries',
    label: () => t('Deliveries'),
    permission: 'deliveries.manage',
    Page: later(() => import('./mail/deliveries-page.tsx').then((it) => it.DeliveriesPage)),
  },
  {
    path: 'parked',
    label: () => t('Parked mail'),
    permission: 'deliveries.manage',
    Page: later(() => import('./mail/parked-page.tsx').then((it) => it.ParkedPage)),
  },
  {
    path: 'suppressions',
    label: () => t('Held-back addresses'),
    permission: 'deliveries.manage',
    Page: later(() => import('./mail/suppressions-page.tsx').then((it) => it.SuppressionsPage)),
  },
  {
    path: 'settings',
    label: () => t('Company'),
    permission: 'settings.manage',
    Page: later(() => import('./settings/settings-page.tsx').then((it) => it.SettingsPage)),
  },
  {
    path: 'security',
    label: () => t('Security'),
    permission: 'audit.read',
    Page: later(() => import('./audit/security-page.tsx').then((it) => it.SecurityPage)),
  },
  {
    path: 'audit',
    label: () => t('Audit'),
    permission: 'audit.read',
    Page: later(() => import('./audit/audit-page.tsx').then((it) => it.AuditPage)),
  },
];

/** The pages of the settings that this agent may open. */
export function useAdminPages(): readonly AdminPage[] {
  const me = useMe();
  return adminPages.filter((page) => mayI(me, page.permission));
}
