import { admin, button, press } from './moves.ts';
import type { Scene } from './scene.ts';

export const adminMail: Scene[] = [
  { name: 'inboxes', ...admin('inboxes', 'Inboxes', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
  {
    name: 'inboxes-edit',
    ...admin('inboxes', 'Inboxes', async ({ page }) => {
      await page.getByRole('row').nth(1).getByRole('button').first().click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    }),
  },
  {
    name: 'inboxes-confirmation',
    ...admin('inboxes', 'Inboxes', async (stage) => {
      await stage.page.getByRole('row').nth(1).getByRole('button').first().click();
      const dialog = stage.page.getByRole('dialog');
      await dialog.getByText(stage.say('Confirms new tickets by mail, with their number')).click();
      await dialog.getByLabel(stage.say('Text of the confirmation')).scrollIntoViewIfNeeded();
    }),
  },
  {
    name: 'inboxes-sealers',
    ...admin('inboxes', 'Inboxes', async (stage) => {
      await stage.page.getByRole('row').nth(1).getByRole('button').first().click();
      const sealers = stage.page.getByRole('dialog').getByLabel(stage.say('Forwarders whose seals count'));
      await sealers.fill('groups.example, lists.example');
    }),
  },
  { name: 'deliveries', ...admin('deliveries', 'Deliveries', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
  {
    name: 'deliveries-source',
    ...admin('deliveries', 'Deliveries', async (stage) => {
      await press(stage, 'Source');
      await stage.page.getByRole('dialog').getByRole('textbox').waitFor();
    }),
  },
  {
    name: 'deliveries-none',
    ...admin('deliveries', 'Deliveries', async ({ page, say }) => {
      await page
        .getByRole('button', { name: new RegExp(`${say('State')}`) })
        .first()
        .click();
      await page.getByRole('option', { name: say('came back'), exact: true }).click();
      await page.getByRole('table').waitFor({ state: 'detached' });
    }),
  },
  { name: 'parked', ...admin('parked', 'Parked mail', (stage) => button(stage, 'Discard').waitFor()) },
  {
    name: 'parked-discard',
    ...admin('parked', 'Parked mail', async (stage) => {
      await press(stage, 'Discard');
      await stage.page.getByRole('alertdialog').waitFor();
    }),
  },
  {
    name: 'suppressions',
    ...admin('suppressions', 'Held-back addresses', ({ page }) => page.getByRole('row').nth(1).waitFor()),
  },
];
