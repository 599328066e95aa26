import { t } from '../../../locales/translate.ts';

const builtIn: Record<string, () => string> = {
  owner: () => t('Owner'),
  admin: () => t('Administrator'),
  agent: () => t('Agent'),
  limited: () => t('Limited agent'),
  collaborator: () => t('Collaborator'),
};

export function roleName(slug: string, named?: string): string {
  return builtIn[slug]?.() ?? named ?? slug;
}

const meanings: Record<string, () => string> = {
  owner: () => t('Sees and sets everything, and makes other owners.'),
  admin: () => t('Sees and sets everything.'),
  agent: () => t('Works on the tickets of their teams and those of no team.'),
  limited: () => t('Sees only the tickets assigned to them.'),
  collaborator: () => t('Reads and writes notes where mentioned; customers never hear from them.'),
};

export function roleMeaning(slug: string): string {
  return meanings[slug]?.() ?? '';
}
