import { deskOrigin } from '../platform/desk-origin.ts';
import type { Platform } from '../platform/platform.ts';

/** The token stands in the fragment, which browsers keep to themselves. */
export function linkTo(p: Platform, page: 'invite' | 'reset', token: string): string {
  return `${deskOrigin(p.config)}/${page}#${token}`;
}
