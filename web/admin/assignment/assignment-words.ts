import type { TeamAssignment } from '../../../contract/assignment.ts';
import type { AssignmentMethod } from '../../../domain/assignment/candidate.ts';
import { t } from '../../../locales/translate.ts';

export function methodName(method: AssignmentMethod): string {
  switch (method) {
    case 'manual':
      return t('By hand');
    case 'round_robin':
      return t('By turns');
    case 'least_loaded':
      return t('To who holds least');
    case 'skills':
      return t('By skills');
  }
}

export function methodMeaning(method: AssignmentMethod): string {
  switch (method) {
    case 'manual':
      return t('Tickets wait until somebody takes them or gives them to somebody.');
    case 'round_robin':
      return t('Each agent who is there and has room gets one in turn.');
    case 'least_loaded':
      return t('Whoever is there and holds the least gets the next one.');
    case 'skills':
      return t('Whoever knows best what the ticket asks for gets it; among equals, who holds least.');
  }
}

/** When tickets of a team go back, in few words. */
export function returnsInWords({ method, absentMinutes, silentMinutes }: TeamAssignment): string {
  if (method === 'manual') return '–';
  const said: string[] = [];
  if (absentMinutes !== null) said.push(t('gone for {minutes} min', { minutes: absentMinutes }));
  if (silentMinutes !== null) said.push(t('silent for {minutes} min', { minutes: silentMinutes }));
  return said.join(' · ') || t('never');
}
