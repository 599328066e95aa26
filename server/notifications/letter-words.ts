type Words = {
  happened(type: string, name: string): string;
  /** What a solution record is called where it is missing. */
  resolution: string;
  open: string;
  how: string;
};

const english: Record<string, (name: string) => string> = {
  'ticket.assigned': (name) => `${name || 'The desk'} gave you this ticket.`,
  'message.received': (name) => `${name || 'The customer'} wrote:`,
  'agent.mentioned': (name) => `${name || 'A colleague'} mentioned you in a note:`,
  'agent.notified': () => 'A rule of the desk calls you to this ticket.',
  'ticket.woke': () => 'This ticket, which was snoozed, is back.',
  'ticket.solve_refused': () => 'Your mail did not solve this ticket. What you wrote was kept. What is still missing:',
};
const portuguese: Record<string, (name: string) => string> = {
  'ticket.assigned': (name) => `${name || 'A central'} atribuiu este ticket a você.`,
  'message.received': (name) => `${name || 'O cliente'} escreveu:`,
  'agent.mentioned': (name) => `${name || 'Um colega'} mencionou você em uma nota:`,
  'agent.notified': () => 'Uma regra da central chama você para este ticket.',
  'ticket.woke': () => 'Este ticket, que estava adiado, voltou.',
  'ticket.solve_refused': () =>
    'Seu e-mail não resolveu este ticket. O que você escreveu foi mantido. O que ainda falta:',
};

export const letterWords: Record<'en' | 'pt-BR', Words> = {
  en: {
    happened: (type, name) => english[type]?.(name) ?? 'Your reply could not be delivered.',
    resolution: 'The resolution: what was found and done',
    open: 'Open the ticket',
    how: 'Answer this mail to answer the customer. First lines the desk understands: #note (only your team sees it), #pending, #solve, #close, #assign me.',
  },
  'pt-BR': {
    happened: (type, name) => portuguese[type]?.(name) ?? 'Sua resposta não pôde ser entregue.',
    resolution: 'A solução: o que foi encontrado e feito',
    open: 'Abrir o ticket',
    how: 'Responda a este e-mail para responder ao cliente. Primeiras linhas que a central entende: #nota (só a equipe vê), #pendente, #resolver, #fechar, #atribuir a mim.',
  },
};
