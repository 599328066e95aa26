import { admin, press } from './moves.ts';
import type { Scene, Stage } from './scene.ts';

/** Each picture brings people of its own: those of another are known by then. */
let brought = 0;
const table = (company: string) =>
  'Nome;E-mail;Telefone;Empresa;Observações;Cidade\n' +
  `Nina Alves;nina@${company}.example;+55 13 98765-4${100 + brought};Mercado Azul;Prefere ser atendida à tarde;Santos\n` +
  `Otávio Prado;otavio@${company}.example;;Mercado Azul;;Santos\n` +
  'Carla S. Souza;carla@padariacentral.example;(11) 3333-4444;Padaria Central;;São Paulo\n' +
  'João Pereira;joao@correio.example;;;;Recife\n' +
  'Mary Kline;mary at northwind.example;;Northwind;;Leeds\n' +
  'Sem endereço;;;;;\n';

async function readTable({ page, say }: Stage): Promise<void> {
  const file = { name: 'clientes.csv', mimeType: 'text/csv', buffer: Buffer.from(table(`mercado${++brought}`)) };
  await page.getByLabel(say('Choose a file')).setInputFiles(file);
  await page.getByRole('heading', { name: 'clientes.csv' }).waitFor();
  await page.getByRole('row', { name: /Nina Alves · nina@/ }).waitFor();
}

const rowsThat = ({ page, say }: Stage, count: number, english: string) =>
  page.getByRole('button', { name: `${count} ${say(english)}`, exact: true });

/** What a manager brings along and sees first. */
export const firstRun: Scene[] = [
  { name: 'contact-imports', ...admin('contact-imports', 'Import contacts') },
  { name: 'contact-imports-draft', ...admin('contact-imports', 'Import contacts', readTable) },
  {
    name: 'contact-imports-errors',
    ...admin('contact-imports', 'Import contacts', async (stage) => {
      await readTable(stage);
      await rowsThat(stage, 2, 'Errors').click();
      await stage.page.getByRole('row', { name: /mary at/ }).scrollIntoViewIfNeeded();
    }),
  },
  {
    name: 'contact-imports-done',
    ...admin('contact-imports', 'Import contacts', async (stage) => {
      await readTable(stage);
      await stage.page
        .getByRole('button', { name: /^Import/ })
        .last()
        .click();
      await rowsThat(stage, 2, 'Not imported').click();
      await stage.page.getByRole('row', { name: /mary at/ }).waitFor();
    }),
  },
  {
    name: 'agents-invite-several',
    ...admin('agents', 'Agents', async (stage) => {
      await press(stage, 'Invite several');
      const paste = 'Pia Rocha <pia@atende.example>\nquim@atende.example; Quim Sá; Billing\nana@atende.example\nRita';
      await stage.page.getByRole('dialog').getByRole('textbox').first().fill(paste);
    }),
  },
];
