import { expect, test } from 'vitest';
import { initialScripts } from './bundle-size.ts';

const manifest = {
  'index.html': { file: 'main.js', isEntry: true, imports: ['_shared.js'] },
  '_shared.js': { file: 'shared.js' },
  'app/signed-in.tsx': { file: 'shell.js', imports: ['_shared.js', '_menu.js'] },
  '_menu.js': { file: 'menu.js' },
  'admin/audit-page.tsx': { file: 'audit.js', imports: ['_table.js'] },
  '_table.js': { file: 'table.js' },
};

test('the first screen counts its door, its pages and all they share, once', () => {
  expect(initialScripts(manifest).sort()).toEqual(['main.js', 'menu.js', 'shared.js', 'shell.js']);
});
