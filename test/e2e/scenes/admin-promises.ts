import { admin, press } from './moves.ts';
import type { Scene } from './scene.ts';

export const adminPromises: Scene[] = [
  {
    name: 'business-hours',
    ...admin('business-hours', 'Business hours', ({ page }) => page.getByRole('row').nth(1).waitFor()),
  },
  {
    name: 'business-hours-edit',
    ...admin('business-hours', 'Business hours', async (stage) => {
      await stage.page.getByRole('row').nth(1).getByRole('button').first().click();
      const dialog = stage.page.getByRole('dialog');
      await press(stage, 'Add a holiday');
      await dialog.getByLabel(stage.say('Date'), { exact: true }).fill('2026-12-25');
      await dialog.getByLabel(stage.say('Name of the holiday')).fill('Natal');
      await dialog
        .getByRole('button', { name: stage.say('Add hours: {day}', { day: '' }) })
        .first()
        .click();
    }),
  },
  { name: 'sla', ...admin('sla', 'SLA', ({ page }) => page.getByRole('main').getByRole('listitem').first().waitFor()) },
  {
    name: 'sla-edit',
    ...admin('sla', 'SLA', async (stage) => {
      await press(stage, 'Edit {name}', { name: 'Standard' });
      await press(stage, 'Add a condition');
      await press(stage, 'Add a group');
      await stage.page
        .getByRole('dialog')
        .getByRole('button', { name: stage.say('Add a group') })
        .nth(1)
        .waitFor();
    }),
  },
  {
    name: 'sla-moves',
    ...admin('sla', 'SLA', async (stage) => {
      await press(stage, 'Edit {name}', { name: 'Standard' });
      const dialog = stage.page.getByRole('dialog');
      const solutionOfMedium = dialog.getByRole('textbox', { name: /: / }).nth(20);
      await solutionOfMedium.fill('4');
      await press(stage, 'Show what would move');
      await dialog.getByRole('status', { name: stage.say('What would move') }).scrollIntoViewIfNeeded();
    }),
  },
  {
    name: 'holidays',
    ...admin('business-hours', 'Business hours', async (stage) => {
      await stage.page.getByRole('row').nth(1).getByRole('button').first().click();
      await stage.page.getByRole('button', { name: new RegExp(`^${stage.say('Show days')}`) }).click();
      const days = stage.page.getByRole('list', { name: /São Paulo/ });
      await days.getByRole('listitem').first().scrollIntoViewIfNeeded();
    }),
  },
];
