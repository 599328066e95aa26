import { admin } from './moves.ts';
import type { Scene } from './scene.ts';

export const adminCompany: Scene[] = [
  { name: 'company', ...admin('settings', 'Company', ({ page }) => page.getByRole('textbox').first().waitFor()) },
  { name: 'audit', ...admin('audit', 'Audit', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
];
