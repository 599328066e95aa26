import { admin, press } from './moves.ts';
import type { Scene, Stage } from './scene.ts';

const dialog = ({ page }: Stage) => page.getByRole('dialog');
const filled = (stage: Stage) => dialog(stage).getByRole('textbox').first().waitFor();
const choose = async (stage: Stage, english: string, option: string) => {
  await dialog(stage)
    .getByRole('button', { name: stage.say(english) })
    .click();
  await stage.page.getByRole('option', { name: stage.say(option), exact: true }).click();
};

/** What tickets are about, what is asked for, and what is read out of them. */
export const topics: Scene[] = [
  {
    name: 'topics',
    ...admin('topics', 'Topics', ({ page }) => page.getByRole('main').getByRole('listitem').nth(2).waitFor()),
  },
  {
    name: 'topics-edit',
    ...admin('topics', 'Topics', async (stage) => {
      await stage.page
        .getByRole('main')
        .getByRole('button', { name: new RegExp(`^${stage.say('Edit')} `) })
        .first()
        .click();
      await filled(stage);
      await press(stage, 'Add a question');
    }),
  },
  {
    name: 'fields',
    ...admin('fields', 'Fields', ({ page }) => page.getByRole('main').getByRole('listitem').nth(2).waitFor()),
  },
  {
    name: 'fields-new',
    ...admin('fields', 'Fields', async (stage) => {
      await press(stage, 'New field');
      await filled(stage);
      await choose(stage, 'What it holds', 'One of a list');
      await press(stage, 'Add a choice');
    }),
  },
  { name: 'triage', ...admin('triage', 'Triage', ({ page }) => page.getByRole('table').waitFor()) },
  {
    name: 'triage-matrix',
    ...admin('triage', 'Triage', ({ page }) =>
      page.getByRole('table').getByRole('button').last().scrollIntoViewIfNeeded(),
    ),
  },
  {
    name: 'triage-extraction',
    ...admin('triage', 'Triage', async (stage) => {
      await press(stage, 'New rule');
      await filled(stage);
      await dialog(stage)
        .getByRole('textbox', { name: stage.say('Pattern') })
        .fill(String.raw`\bSN-(\d+)`);
      await dialog(stage).getByLabel(stage.say('Try it on a message')).fill('Meu forno SN-4711 parou.');
      await press(stage, 'Try');
      await dialog(stage)
        .getByText(stage.say('Found: {value}', { value: '4711' }))
        .waitFor();
    }),
  },
  {
    name: 'triage-suggestion',
    ...admin('triage', 'Triage', async (stage) => {
      await press(stage, 'New suggestion');
      await choose(stage, 'Suggest', 'Priority');
    }),
  },
];
