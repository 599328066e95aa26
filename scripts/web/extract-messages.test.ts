import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { extractMessages } from './extract-messages.ts';

const folder = `${mkdtempSync(path.join(tmpdir(), 'sentences-'))}/`;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function extractFrom(code: string) {
  mkdirSync(`${folder}web`, { recursive: true });
  writeFileSync(`${folder}web/page.tsx`, code);
  return extractMessages(folder, ['web']);
}

test('sentences are found in attributes, children and template strings', () => {
  const { sources, problems } = extractFrom(
    "const a = <b title={t('Name')}>{isOpen ? t(`Close`) : t('{count, plural, one {# ticket} other {# tickets}}', { count })}</b>;",
  );
  expect(sources).toEqual(['Close', 'Name', '{count, plural, one {# ticket} other {# tickets}}']);
  expect(problems).toEqual([]);
});

test('a comment or a string that looks like a call is none', () => {
  expect(extractFrom("// t('No')\nconst a = \"t('Neither')\";").sources).toEqual([]);
});

test('a sentence that is not written out is a problem', () => {
  expect(extractFrom('const a = t(name);').problems).toEqual([
    'web/page.tsx: t(...) needs its sentence written out, near "t(name);"',
  ]);
});
