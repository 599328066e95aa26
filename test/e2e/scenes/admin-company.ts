import { admin, press } from './moves.ts';
import type { Scene } from './scene.ts';

export const adminCompany: Scene[] = [
  { name: 'company', ...admin('settings', 'Company', ({ page }) => page.getByRole('textbox').first().waitFor()) },
  { name: 'audit', ...admin('audit', 'Audit', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
  { name: 'webhooks', ...admin('webhooks', 'Webhooks', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
  {
    name: 'webhooks-calls',
    ...admin('webhooks', 'Webhooks', async (stage) => {
      await press(stage, 'Calls of {name}', { name: 'Loja virtual' });
      const calls = stage.page.getByRole('region', { name: stage.say('Calls of {name}', { name: 'Loja virtual' }) });
      await calls.getByRole('row').nth(2).scrollIntoViewIfNeeded();
    }),
  },
  {
    name: 'webhooks-new',
    ...admin('webhooks', 'Webhooks', async (stage) => {
      await press(stage, 'New webhook');
      await stage.page.getByRole('dialog').getByRole('textbox').first().waitFor();
    }),
  },
  { name: 'security', ...admin('security', 'Security') },
];
