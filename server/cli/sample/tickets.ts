import type { Priority, StatusCategory } from '../../../domain/tickets/ticket.ts';

/** A line of a sample ticket: who speaks and how many minutes after the ticket was opened. */
export type SampleLine = { by: 'requester' | 'agent' | 'note'; after: number; text: string };
export type SampleTicket = {
  subject: string;
  requester: keyof typeof samplePeople;
  status: StatusCategory;
  priority: Priority;
  topic: string;
  tags: string[];
  hoursAgo: number;
  lines: SampleLine[];
};

export const sampleOrganizations = {
  padaria: { name: 'Padaria Central', domain: 'padariacentral.example', isVip: true },
  northwind: { name: 'Northwind', domain: 'northwind.example', isVip: false },
  clinica: { name: 'Clínica Vida', domain: 'clinicavida.example', isVip: false },
} as const;

export const samplePeople = {
  carla: { name: 'Carla Souza', email: 'carla@padariacentral.example', language: 'pt-BR' },
  joao: { name: 'João Pereira', email: 'joao.pereira@correio.example', language: 'pt-BR' },
  livia: { name: 'Lívia Torres', email: 'livia@clinicavida.example', language: 'pt-BR' },
  mary: { name: 'Mary Kline', email: 'mary@northwind.example', language: 'en' },
  tom: { name: 'Tom Becker', email: 'tom@northwind.example', language: 'en' },
  sofia: { name: 'Sofia Andrade', email: 'sofia.andrade@correio.example', language: 'pt-BR' },
} as const;

/** A dozen tickets over all statuses, in both languages: what a desk looks like on an ordinary afternoon. */
export const sampleTickets: SampleTicket[] = [
  {
    subject: 'Não consigo emitir a nota fiscal',
    requester: 'carla',
    status: 'open',
    priority: 'critical',
    topic: 'technical-support',
    tags: ['nota-fiscal', 'vip'],
    hoursAgo: 2,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'Bom dia. Desde ontem o sistema mostra “rejeição 402” quando tento emitir a nota. Já reiniciei e troquei de navegador.',
      },
      { by: 'agent', after: 14, text: 'Oi, Carla! Estou verificando com o fiscal e já volto.' },
      { by: 'note', after: 21, text: 'O certificado A1 dela vence hoje. A renovação resolve.' },
      { by: 'requester', after: 36, text: 'Agora são 16 pedidos parados.' },
    ],
  },
  {
    subject: 'Cobrança em duplicidade no cartão',
    requester: 'joao',
    status: 'open',
    priority: 'high',
    topic: 'billing',
    tags: ['estorno'],
    hoursAgo: 5,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'A mensalidade de novembro foi cobrada duas vezes no meu cartão. Segue a fatura com os dois lançamentos.',
      },
      {
        by: 'agent',
        after: 32,
        text: 'João, encontrei os dois lançamentos e pedi o estorno do segundo. Aviso assim que o banco confirmar.',
      },
      { by: 'requester', after: 190, text: 'Obrigado. O banco disse que ainda não recebeu nada.' },
    ],
  },
  {
    subject: 'API returns 429 after the update',
    requester: 'mary',
    status: 'new',
    priority: 'medium',
    topic: 'technical-support',
    tags: ['api'],
    hoursAgo: 3,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'Since Thursday our nightly sync gets 429 after about 300 calls. It ran for months without a pause. Did the limit change?',
      },
    ],
  },
  {
    subject: 'Segunda via do contrato',
    requester: 'livia',
    status: 'pending',
    priority: 'low',
    topic: 'billing',
    tags: [],
    hoursAgo: 26,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'Vocês podem enviar a segunda via do contrato? Precisamos até sexta, se possível.',
      },
      { by: 'agent', after: 55, text: 'Claro, Lívia. Para qual CNPJ é o contrato, o da matriz ou o da filial?' },
    ],
  },
  {
    subject: 'Which plan includes two branches?',
    requester: 'tom',
    status: 'pending',
    priority: 'low',
    topic: 'product-information',
    tags: ['sales'],
    hoursAgo: 30,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'We are opening a second branch in March. Which plan covers two locations with separate stock?',
      },
      {
        by: 'agent',
        after: 41,
        text: 'The Team plan does. How many people will work at each branch? Then I can tell you the price.',
      },
    ],
  },
  {
    subject: 'Pedido entregue no endereço errado',
    requester: 'sofia',
    status: 'on_hold',
    priority: 'high',
    topic: 'complaint',
    tags: ['entrega'],
    hoursAgo: 50,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'O rastreio diz que meu pedido foi entregue, mas o endereço da foto não é o meu.',
      },
      {
        by: 'agent',
        after: 18,
        text: 'Sinto muito, Sofia. Abri uma apuração na transportadora; eles têm dois dias úteis para responder.',
      },
      { by: 'note', after: 20, text: 'Protocolo da transportadora: 88213. Se não acharem, reenviar sem custo.' },
    ],
  },
  {
    subject: 'Cannot add a colleague to our workspace',
    requester: 'tom',
    status: 'solved',
    priority: 'medium',
    topic: 'technical-support',
    tags: ['access'],
    hoursAgo: 74,
    lines: [
      { by: 'requester', after: 0, text: 'The invite button is grey for me. I need to add our new accountant today.' },
      { by: 'agent', after: 9, text: 'Only owners can invite. I sent Mary, your owner, a note with the two steps.' },
      { by: 'requester', after: 65, text: 'She did it, all good. Thanks!' },
    ],
  },
  {
    subject: 'Trocar a senha do caixa',
    requester: 'carla',
    status: 'closed',
    priority: 'low',
    topic: 'technical-support',
    tags: ['senha'],
    hoursAgo: 210,
    lines: [
      { by: 'requester', after: 0, text: 'Uma funcionária saiu e preciso trocar a senha do caixa 2.' },
      {
        by: 'agent',
        after: 12,
        text: 'Em Configurações, Caixas, escolha o caixa 2 e “Nova senha”. A antiga deixa de valer na hora.',
      },
    ],
  },
  {
    subject: 'Boleto de outubro não chegou',
    requester: 'livia',
    status: 'solved',
    priority: 'medium',
    topic: 'billing',
    tags: ['boleto'],
    hoursAgo: 120,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'O boleto de outubro não chegou por e-mail e já venceu. Podem enviar de novo, sem multa?',
      },
      { by: 'agent', after: 25, text: 'Enviei agora uma segunda via com vencimento em cinco dias e sem multa.' },
    ],
  },
  {
    subject: 'Does the app work offline?',
    requester: 'mary',
    status: 'new',
    priority: 'low',
    topic: 'product-information',
    tags: [],
    hoursAgo: 1,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'Our warehouse has poor coverage. Can people scan items offline and sync later?',
      },
    ],
  },
  {
    subject: 'Atendimento demorou demais',
    requester: 'sofia',
    status: 'open',
    priority: 'medium',
    topic: 'complaint',
    tags: [],
    hoursAgo: 9,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'Esperei 40 minutos no telefone e a ligação caiu. Gostaria de registrar a reclamação.',
      },
      { by: 'note', after: 30, text: 'Ligação de ontem, 17h10. Falar com a equipe do telefone antes de responder.' },
    ],
  },
  {
    subject: 'Export of last year’s orders',
    requester: 'tom',
    status: 'open',
    priority: 'medium',
    topic: 'technical-support',
    tags: ['export'],
    hoursAgo: 20,
    lines: [
      {
        by: 'requester',
        after: 0,
        text: 'The export stops at 10,000 rows. Our auditor needs all orders of last year by Monday.',
      },
      {
        by: 'agent',
        after: 70,
        text: 'I started a full export for you; you will find it under Reports tomorrow morning.',
      },
      { by: 'requester', after: 95, text: 'Great. Could you include the cancelled ones too?' },
    ],
  },
];
