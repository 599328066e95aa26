import { atTicket } from './moves.ts';
import type { Scene } from './scene.ts';

const file = (name: string, mimeType: string, content: string) => ({ name, mimeType, buffer: Buffer.from(content) });

/** Files with a message: on their way out, and those that came. */
export const ticketFiles: Scene[] = [
  {
    name: 'ticket-files',
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.html);
      await stage.page
        .locator('input[type=file]')
        .setInputFiles([
          file('Proposta comercial – forno combinado, versão 3 (assinada).pdf', 'application/pdf', '%PDF-1.4'),
          file('tabela.xlsx', 'application/vnd.ms-excel', 'tabela'),
          file('vazio.txt', 'text/plain', ''),
        ]);
      const composer = stage.page.getByRole('region', { name: stage.say('Reply'), exact: true });
      await composer.getByText(stage.say('This file is empty.')).waitFor();
      await composer.getByRole('listitem').filter({ hasText: 'tabela.xlsx' }).first().waitFor();
      await composer.getByRole('progressbar').first().waitFor({ state: 'detached' });
    },
  },
  {
    name: 'ticket-lightbox',
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.html);
      await stage.page
        .getByRole('log')
        .getByRole('button', { name: stage.say('Show {name}', { name: 'forno.png' }) })
        .click();
      await stage.page.getByRole('dialog').getByRole('img', { name: 'forno.png' }).waitFor();
    },
  },
];
