import type { Stage } from './scene.ts';

export const button = ({ page, say }: Stage, english: string, values = {}) =>
  page.getByRole('button', { name: say(english, values), exact: true }).first();
export const press = async (stage: Stage, english: string, values = {}) => button(stage, english, values).click();
export const field = ({ page, say }: Stage, english: string) => page.getByLabel(say(english), { exact: true });
export const heading = ({ page, say }: Stage, english: string) =>
  page.getByRole('heading', { name: say(english), exact: true }).waitFor();
export const atTicket = async (stage: Stage, number: number) => {
  await stage.page.goto(`/tickets/${number}?view=all-active`);
  await stage.page.getByRole('log').getByRole('article').first().waitFor();
};
export const admin = (path: string, title: string, more: (stage: Stage) => Promise<unknown> = async () => {}) =>
  ({
    as: 'admin',
    open: async (stage: Stage) => {
      await stage.page.goto(`/admin/${path}`);
      await heading(stage, title);
      await more(stage);
    },
  }) as const;
