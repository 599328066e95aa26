/** Words that fold, match and quote in ways of their own. */
export const subjects = [
  'Não consigo acessar',
  'NAO CONSIGO ACESSAR',
  'Solicitação de reembolso',
  'solicitacoes antigas',
  '100% de desconto',
  'a_b\\c %_',
  'Größe falsch',
  'GROSSE',
  'Ünïcödé',
  'Invoice overdue',
  'O\'Brien\'s "order"',
  'ﬁm',
  '\u0301',
  'İstanbul',
  '😀 ok',
];
export const tags = ['vip', 'Vip', 'boleto', 'devolução', 'a b', '{}', 'NULL', '"q"'];
export const names = ['', 'Carla Souza', 'CARLA SOUZA', 'João Pereira', 'Łukasz', '\u0301'];
export const emails = ['carla@padaria.example', 'joao+1@correio.example', 'does@goes.example', 'a_b@c.example'];
export const domains = ['padaria.example', 'correio.example', 'goes.example'];
export const orders = ['A-1', 'Nº 7', 'ÓRGÃO', 'orgao', '', '12', '\u0301'];
export const days = ['2026-10-25', '2026-10-26', '2026-12-24', '0099-01-01'];
