import { press } from './moves.ts';
import type { Scene, Stage } from './scene.ts';

const atTable = async ({ page, set }: Stage) => {
  await page.goto(`/tickets?view=${set.table}`);
  await page.locator('a[id^=ticket-row-]').first().waitFor();
};
const choose = async (stage: Stage, english: string) => {
  await press(stage, 'More for this view');
  await stage.page.getByRole('menuitem', { name: stage.say(english) }).click();
};

/** A table where the page has room for it; elsewhere the list it falls back to. */
export const views: Scene[] = [
  { name: 'table', as: 'admin', open: atTable },
  {
    name: 'view-columns',
    as: 'admin',
    only: 'wide',
    open: async (stage) => {
      await atTable(stage);
      await choose(stage, 'Columns …');
      await stage.page.getByRole('dialog').getByRole('listitem').nth(5).waitFor();
    },
  },
  {
    name: 'view-save',
    as: 'agent',
    open: async (stage) => {
      await atTable(stage);
      await choose(stage, 'Save as view …');
      await stage.page.getByRole('dialog').getByRole('link').first().waitFor();
    },
  },
  {
    name: 'views-all',
    as: 'admin',
    open: async (stage) => {
      await atTable(stage);
      await choose(stage, 'All views …');
      await stage.page.getByRole('dialog').getByRole('listitem').nth(9).waitFor();
    },
  },
];
