import { useMemo } from 'react';
import { type Part, partsOf, type Sent } from '../../domain/quotation/parts.ts';
import type { Kind } from '../../domain/quotation/scan.ts';
import { t } from '../../locales/translate.ts';
import { PlainText } from './plain-text.tsx';

/** What somebody wrote; what they quoted and signed with waits folded where it stands. Finding in the page opens it. */
export function MessageText({ text, isForward = false }: { text: string } & Sent) {
  const parts = useMemo(
    () => partsOf(text, { isForward }).filter((part) => part.text.trim() !== ''),
    [text, isForward],
  );
  return parts.map((part, at) => {
    const key = `${at}`;
    return part.kind === 'new' ? (
      <PlainText key={key} text={withoutBreaks(part.text)} />
    ) : (
      <Folded key={key} {...part} />
    );
  });
}

function Folded({ kind, text }: Part) {
  const [show, hide] = words(kind);
  return (
    <details className="group my-2">
      <summary className="inline-flex h-6 cursor-pointer list-none items-center rounded-full bg-sunken px-2.5 text-meta text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">{show}</span>
        <span className="hidden group-open:inline">{hide}</span>
      </summary>
      <div className="mt-2 border-l-2 border-line pl-3 text-ink-3">
        <PlainText text={withoutBreaks(text)} />
      </div>
    </details>
  );
}

function words(kind: Kind): [string, string] {
  if (kind === 'signature') return [t('Show the signature'), t('Hide the signature')];
  return [t('Show the quotation'), t('Hide the quotation')];
}

/** The room between the parts is the page's. Spaces before the first word are the writer's. */
function withoutBreaks(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
}
