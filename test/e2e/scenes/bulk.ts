import { press } from './moves.ts';
import type { Scene, Stage } from './scene.ts';

async function chooseTwo({ page }: Stage): Promise<void> {
  await page.goto('/tickets?view=all-active');
  const rows = page.getByRole('checkbox');
  await rows.nth(1).waitFor();
  await rows.nth(0).check();
  await rows.nth(1).check();
}

/** Many tickets at once. */
export const bulk: Scene[] = [
  {
    name: 'bulk-bar',
    as: 'admin',
    open: async (stage) => {
      await chooseTwo(stage);
      await stage.page.getByRole('region', { name: stage.say('Selected tickets') }).waitFor();
    },
  },
  {
    name: 'bulk-change',
    as: 'admin',
    open: async (stage) => {
      await chooseTwo(stage);
      await press(stage, 'Change …');
      await stage.page.getByRole('dialog').getByRole('textbox').first().waitFor();
    },
  },
  {
    name: 'bulk-refused',
    as: 'agent',
    open: async ({ page, say }) => {
      await page.goto('/tickets?view=all-active');
      const work = page.getByRole('region', { name: say('Work on many tickets') });
      await work.getByRole('button').first().waitFor();
      await work.getByRole('button', { name: /^\d/ }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
];
