import type { Ref } from 'react';
import { t } from '../../locales/translate.ts';
import type { Draft, Kind, Words } from './drafts.ts';

/** What the composer asks of the box, whichever of the two stands there. */
export type ComposerBox = { focus: () => void; insert: (words: string) => void };

export type BoxProps = {
  ref: Ref<ComposerBox>;
  kind: Kind;
  draft: Draft;
  /** The customer's, for the browser that checks the spelling. */
  language: string | null;
  onWrite: (words: Words) => void;
  onSend: () => void;
  onTurnToNote: (() => void) | undefined;
};

export function asksToSend({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean {
  return key === 'Enter' && (ctrlKey || metaKey);
}

export function wordsFor(isNote: boolean) {
  return isNote
    ? {
        'aria-label': t('Internal note, only your team sees this'),
        placeholder: t('What should your team know? @ names a colleague'),
      }
    : { 'aria-label': t('Reply to the customer'), placeholder: t('Write to the customer') };
}
