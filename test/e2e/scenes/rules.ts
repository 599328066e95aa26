import { admin, press } from './moves.ts';
import type { Scene, Stage } from './scene.ts';

const dialog = ({ page }: Stage) => page.getByRole('dialog');
const editFirst = async (stage: Stage, english = 'Edit') => {
  await stage.page
    .getByRole('main')
    .getByRole('listitem')
    .first()
    .getByRole('button', { name: new RegExp(`^${stage.say(english)} `) })
    .click();
  await dialog(stage).getByRole('textbox').first().waitFor();
};
const listed = ({ page }: Stage) => page.getByRole('main').getByRole('listitem').first().waitFor();

/** What the desk does by itself, and what agents let it do. */
export const rules: Scene[] = [
  { name: 'triggers', ...admin('triggers', 'Triggers', listed) },
  { name: 'triggers-edit', ...admin('triggers', 'Triggers', editFirst) },
  {
    name: 'triggers-trial',
    ...admin('triggers', 'Triggers', async (stage) => {
      await editFirst(stage);
      await dialog(stage)
        .getByRole('textbox', { name: stage.say('Try it on ticket number') })
        .fill(String(stage.set.busy));
      await dialog(stage)
        .getByRole('button', { name: stage.say('Try it'), exact: true })
        .click();
      await dialog(stage).getByText(stage.say('It would run:')).scrollIntoViewIfNeeded();
    }),
  },
  { name: 'automations', ...admin('automations', 'Automations', listed) },
  {
    name: 'automations-action',
    hangs: true,
    ...admin('automations', 'Automations', async (stage) => {
      await editFirst(stage);
      await press(stage, 'Add an action');
      await stage.page.getByRole('menuitem').nth(3).waitFor();
    }),
  },
  { name: 'macros', ...admin('macros', 'Macros', listed) },
  { name: 'macros-edit', ...admin('macros', 'Macros', editFirst) },
];
