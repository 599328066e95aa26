import { expect, test } from 'vitest';
import { previewOfNew } from './preview.ts';

const quotation = 'On Fri, Nov 21, 2026 at 9:05 AM Ana <ana@acme.example> wrote:\n> May I cancel?\n';

test.each([
  ['an answer over its quotation', `Yes, please.\n\n${quotation}`, 'Yes, please.'],
  ['an answer under its quotation', `${quotation}\nYes, please.\n`, 'Yes, please.'],
  ['an answer with a signature', 'Yes, please.\n-- \nCarla', 'Yes, please.'],
  ['answers between the lines', `${quotation}Yes.\n> And the refund?\nTo the card.`, 'Yes. To the card.'],
  ['a quotation and nothing else', '> May I cancel?\n', '> May I cancel?'],
  ['a long answer', 'The printer on the third floor is on fire', 'The printer on the third…'],
])('%s shows what is new', (_name, text, shown) => {
  expect(previewOfNew(text, 26)).toBe(shown);
});
