import { atTicket, field, press } from './moves.ts';
import type { Scene, Stage } from './scene.ts';

const panelIsFolded = ({ page }: Stage) => page.evaluate(() => window.innerWidth < 800);

/** What opens over a ticket. */
export const ticketWindows: Scene[] = [
  {
    name: 'ticket-rules',
    as: 'admin',
    only: 'wide',
    open: async (stage) => {
      await atTicket(stage, stage.set.html);
      await press(stage, 'Rules on this ticket');
      await stage.page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'ticket-resolution',
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      if (await panelIsFolded(stage)) await press(stage, 'Customer and ticket');
      await press(stage, 'Write it down');
      await field(stage, 'Cause').fill('O certificado A1 venceu ontem.');
    },
  },
  {
    name: 'macro-picker',
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      await press(stage, 'Macros');
      await stage.page.getByRole('option').nth(2).waitFor();
    },
  },
  {
    name: 'macro-preview',
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      await press(stage, 'Macros');
      await stage.page.getByRole('option', { name: 'Pedir o certificado' }).click();
      await stage.page.getByRole('button', { name: stage.say('Use'), exact: true }).waitFor();
    },
  },
];
