import type { Permission } from '../../domain/permissions.ts';
import { t } from '../../locales/translate.ts';
import { mayI, useMe } from '../app/me.ts';

type AdminPath =
  | '/admin/agents'
  | '/admin/teams'
  | '/admin/inboxes'
  | '/admin/business-hours'
  | '/admin/sla'
  | '/admin/deliveries'
  | '/admin/parked'
  | '/admin/suppressions'
  | '/admin/settings'
  | '/admin/security'
  | '/admin/audit';
type AdminPage = { to: AdminPath; label: string; permission: Permission };

/** The pages of the settings that this agent may open. */
export function useAdminPages(): AdminPage[] {
  const me = useMe();
  const pages: AdminPage[] = [
    { to: '/admin/agents', label: t('Agents'), permission: 'agents.manage' },
    { to: '/admin/teams', label: t('Teams'), permission: 'teams.manage' },
    { to: '/admin/inboxes', label: t('Inboxes'), permission: 'inboxes.manage' },
    { to: '/admin/business-hours', label: t('Business hours'), permission: 'sla.manage' },
    { to: '/admin/sla', label: t('SLA'), permission: 'sla.manage' },
    { to: '/admin/deliveries', label: t('Deliveries'), permission: 'deliveries.manage' },
    { to: '/admin/parked', label: t('Parked mail'), permission: 'deliveries.manage' },
    { to: '/admin/suppressions', label: t('Held-back addresses'), permission: 'deliveries.manage' },
    { to: '/admin/settings', label: t('Company'), permission: 'settings.manage' },
    { to: '/admin/security', label: t('Security'), permission: 'audit.read' },
    { to: '/admin/audit', label: t('Audit'), permission: 'audit.read' },
  ];
  return pages.filter((page) => mayI(me, page.permission));
}
