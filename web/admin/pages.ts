import { type ComponentType, lazy } from 'react';
import type { Permission } from '../../domain/permissions.ts';
import { t } from '../../locales/translate.ts';
import { mayI, useMe } from '../app/me.ts';

type AdminPage = { path: string; label: () => string; permission: Permission; Page: ComponentType };

/** Every page of the settings, in the order of their list. A new one is its entry here. */
const adminPages: readonly AdminPage[] = [
  {
    path: 'agents',
    label: () => t('Agents'),
    permission: 'agents.manage',
    Page: lazy(() => import('./agents-page.tsx').then((it) => ({ default: it.AgentsPage }))),
  },
  {
    path: 'teams',
    label: () => t('Teams'),
    permission: 'teams.manage',
    Page: lazy(() => import('./teams-page.tsx').then((it) => ({ default: it.TeamsPage }))),
  },
  {
    path: 'assignment',
    label: () => t('Assignment'),
    permission: 'teams.manage',
    Page: lazy(() => import('./assignment-page.tsx').then((it) => ({ default: it.AssignmentPage }))),
  },
  {
    path: 'availability',
    label: () => t('Availability'),
    permission: 'agents.manage',
    Page: lazy(() => import('./limits-page.tsx').then((it) => ({ default: it.LimitsPage }))),
  },
  {
    path: 'skills',
    label: () => t('Skills'),
    permission: 'teams.manage',
    Page: lazy(() => import('./skills-page.tsx').then((it) => ({ default: it.SkillsPage }))),
  },
  {
    path: 'inboxes',
    label: () => t('Inboxes'),
    permission: 'inboxes.manage',
    Page: lazy(() => import('./inboxes-page.tsx').then((it) => ({ default: it.InboxesPage }))),
  },
  {
    path: 'topics',
    label: () => t('Topics'),
    permission: 'topics.manage',
    Page: lazy(() => import('./topics-page.tsx').then((it) => ({ default: it.TopicsPage }))),
  },
  {
    path: 'fields',
    label: () => t('Fields'),
    permission: 'topics.manage',
    Page: lazy(() => import('./fields-page.tsx').then((it) => ({ default: it.FieldsPage }))),
  },
  {
    path: 'business-hours',
    label: () => t('Business hours'),
    permission: 'sla.manage',
    Page: lazy(() => import('./business-hours-page.tsx').then((it) => ({ default: it.BusinessHoursPage }))),
  },
  {
    path: 'sla',
    label: () => t('SLA'),
    permission: 'sla.manage',
    Page: lazy(() => import('./sla-page.tsx').then((it) => ({ default: it.SlaPage }))),
  },
  {
    path: 'triggers',
    label: () => t('Triggers'),
    permission: 'automation.manage',
    Page: lazy(() => import('./rules-page.tsx').then((it) => ({ default: it.TriggersPage }))),
  },
  {
    path: 'automations',
    label: () => t('Automations'),
    permission: 'automation.manage',
    Page: lazy(() => import('./rules-page.tsx').then((it) => ({ default: it.AutomationsPage }))),
  },
  {
    path: 'webhooks',
    label: () => t('Webhooks'),
    permission: 'webhooks.manage',
    Page: lazy(() => import('./webhooks-page.tsx').then((it) => ({ default: it.WebhooksPage }))),
  },
  {
    path: 'triage',
    label: () => t('Triage'),
    permission: 'triage.manage',
    Page: lazy(() => import('./triage-page.tsx').then((it) => ({ default: it.TriagePage }))),
  },
  {
    path: 'deliveries',
    label: () => t('Deliveries'),
    permission: 'deliveries.manage',
    Page: lazy(() => import('./deliveries-page.tsx').then((it) => ({ default: it.DeliveriesPage }))),
  },
  {
    path: 'parked',
    label: () => t('Parked mail'),
    permission: 'deliveries.manage',
    Page: lazy(() => import('./parked-page.tsx').then((it) => ({ default: it.ParkedPage }))),
  },
  {
    path: 'suppressions',
    label: () => t('Held-back addresses'),
    permission: 'deliveries.manage',
    Page: lazy(() => import('./suppressions-page.tsx').then((it) => ({ default: it.SuppressionsPage }))),
  },
  {
    path: 'settings',
    label: () => t('Company'),
    permission: 'settings.manage',
    Page: lazy(() => import('./settings-page.tsx').then((it) => ({ default: it.SettingsPage }))),
  },
  {
    path: 'security',
    label: () => t('Security'),
    permission: 'audit.read',
    Page: lazy(() => import('./security-page.tsx').then((it) => ({ default: it.SecurityPage }))),
  },
  {
    path: 'audit',
    label: () => t('Audit'),
    permission: 'audit.read',
    Page: lazy(() => import('./audit-page.tsx').then((it) => ({ default: it.AuditPage }))),
  },
];

/** The pages of the settings that this agent may open. */
export function useAdminPages(): readonly AdminPage[] {
  const me = useMe();
  return adminPages.filter((page) => mayI(me, page.permission));
}
