import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { t } from '../../locales/translate.ts';
import { PlainText } from './plain-text.tsx';
import { splitQuote } from './quote.ts';

/** What somebody wrote; what they quoted waits behind a button. */
export function MessageText({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false);
  const { own, quoted } = splitQuote(text);
  if (quoted === '') return <PlainText text={text} />;
  return (
    <>
      <PlainText text={own} />
      <Button
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
        className="mt-2 h-6 rounded-full bg-sunken px-2.5 text-meta text-ink-2 data-hovered:text-ink"
      >
        {isOpen ? t('Hide the quotation') : t('Show the quotation')}
      </Button>
      {isOpen ? (
        <div className="mt-2 border-l-2 border-line pl-3 text-ink-3">
          <PlainText text={quoted} />
        </div>
      ) : null}
    </>
  );
}
