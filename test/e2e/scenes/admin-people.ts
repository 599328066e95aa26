import { admin, press } from './moves.ts';
import type { Scene } from './scene.ts';

export const adminPeople: Scene[] = [
  { name: 'agents', ...admin('agents', 'Agents', ({ page }) => page.getByRole('row').nth(3).waitFor()) },
  {
    name: 'agents-menu',
    hangs: true,
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
  { name: 'assignment', ...admin('assignment', 'Assignment', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
  {
    name: 'assignment-edit',
    ...admin('assignment', 'Assignment', async ({ page }) => {
      await page.getByRole('row').nth(1).getByRole('button').click();
      await page.getByRole('dialog').getByRole('radio').first().waitFor();
    }),
  },
  {
    name: 'availability',
    ...admin('availability', 'Availability', ({ page }) => page.getByRole('row').nth(3).waitFor()),
  },
  {
    name: 'availability-edit',
    ...admin('availability', 'Availability', async (stage) => {
      await stage.page
        .getByRole('row', { name: /Bruno Dias/ })
        .getByRole('button')
        .click();
      await stage.page.getByRole('dialog').getByText(stage.say('Works by the business hours of the team')).click();
      await press(stage, 'Add leave');
    }),
  },
  { name: 'skills', ...admin('skills', 'Skills', ({ page }) => page.getByRole('table').waitFor()) },
  {
    name: 'skills-edit',
    ...admin('skills', 'Skills', async (stage) => {
      await stage.page
        .getByRole('main')
        .getByRole('button', { name: new RegExp(`^${stage.say('Edit')} `) })
        .first()
        .click();
      await stage.page.getByRole('dialog').getByRole('textbox').first().waitFor();
    }),
  },
];
