import { beforeAll, expect, test } from 'vitest';
import { suspicionCodes } from '../../../domain/suspicion.ts';
import { speak } from '../../../locales/translate.ts';
import { adviceAbout, suspicionInWords } from './suspicion-words.ts';

beforeAll(() => speak('en', {}));

test.each(suspicionCodes)('%s is said in a sentence, with advice', (code) => {
  expect(suspicionInWords({ code, values: {} })).toMatch(/ .*\.$/);
  expect(adviceAbout(code)).toMatch(/ .*\.$/);
});

test('a kind that a newer desk knows is shown by its code', () => {
  expect(suspicionInWords({ code: 'brand_new', values: {} })).toBe('brand_new');
});
