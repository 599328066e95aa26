import { admin, press } from './moves.ts';
import type { Scene } from './scene.ts';

export const adminPeople: Scene[] = [
  { name: 'agents', ...admin('agents', 'Agents', ({ page }) => page.getByRole('row').nth(3).waitFor()) },
  {
    name: 'agents-menu',
    ...admin('agents', 'Agents', async ({ page }) => {
      await page.getByRole('row').nth(3).getByRole('button').click();
      await page.getByRole('menuitem').first().waitFor();
    }),
  },
  {
    name: 'agents-invite',
    ...admin('agents', 'Agents', async (stage) => {
      await press(stage, 'Invite an agent');
      await stage.page.getByRole('dialog').getByRole('textbox').first().fill('Nina Alves');
    }),
  },
  { name: 'teams', ...admin('teams', 'Teams', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
  {
    name: 'teams-new',
    ...admin('teams', 'Teams', async (stage) => {
      await press(stage, 'New team');
      await stage.page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    }),
  },
];
