import { fold } from '../domain/text.ts';

/** A small generator of numbers (mulberry32), so that every run makes the same desk. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const portuguese = `não que de para com uma pedido problema cliente conta acesso pagamento boleto senha erro sistema nota fiscal
  entrega produto cobrança fatura cartão solicitação configuração atualização informação reclamação cancelamento reembolso
  prazo valor compra loja endereço telefone contato suporte ajuda dúvida resposta protocolo chamado atendimento instalação
  integração relatório usuário cadastro permissão licença contrato renovação plano mensalidade vencimento transferência
  depósito estorno garantia defeito troca devolução rastreamento transportadora estoque fornecedor impressora computador
  servidor rede internet lentidão falha conexão certificado assinatura documento anexo arquivo planilha importação exportação
  hoje ontem amanhã semana urgente favor obrigado bom dia tarde olá prezados gostaria preciso consigo aparece mensagem tela`;
const english = `the and to of for with order problem customer account access payment invoice password error system delivery
  product billing card request setup update information complaint cancellation refund deadline price purchase store address
  phone contact support help question answer ticket installation integration report user registration permission license
  contract renewal plan fee transfer deposit warranty defect exchange return tracking carrier stock supplier printer computer
  server network internet slow failure connection certificate signature document attachment file spreadsheet import export
  today yesterday tomorrow week urgent please thanks good morning hello dear would need cannot shows message screen`;

export type Vocabulary = { written: string[]; folded: string[]; draw: Uint16Array };

/** Words as real texts have them: few that are everywhere, thousands that are rare. */
export function vocabulary(language: 'pt' | 'en'): Vocabulary {
  const random = seeded(language === 'pt' ? 11 : 12);
  const known = (language === 'pt' ? portuguese : english).split(/\s+/);
  const made = new Set(known);
  while (made.size < 12_000) made.add(coined(random, language));
  const written = [...made];
  return { written, folded: written.map(fold), draw: zipf(random, written.length) };
}

const syllables = {
  pt: ['ca', 'ção', 'lho', 'men', 'to', 'ri', 'dor', 'pré', 'ven', 'da', 'gui', 'mar', 'nê', 'so', 'lu', 'ba'],
  en: ['ing', 'ter', 'ness', 'pre', 'sto', 'low', 'ment', 'al', 'ward', 'ber', 'kin', 'dle', 'ray', 'fol', 'sh', 'or'],
};

function coined(random: () => number, language: 'pt' | 'en'): string {
  const parts = Array.from({ length: 2 + Math.floor(random() * 3) }, () => {
    return syllables[language][Math.floor(random() * 16)] ?? '';
  });
  return parts.join('');
}

/** 65,536 draws laid out by frequency: picking one is one look-up. */
function zipf(random: () => number, size: number): Uint16Array {
  const weights = Array.from({ length: size }, (_, rank) => 1 / (rank + 6));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const draw = new Uint16Array(65_536);
  let word = 0;
  let reached = (weights[0] ?? 0) / total;
  for (let slot = 0; slot < draw.length; slot++) {
    while (slot / draw.length > reached && word < size - 1) reached += (weights[++word] ?? 0) / total;
    draw[slot] = word;
  }
  // The rarest words share the last slots of the layout: each gets one by chance.
  for (let slot = 64_000; slot < draw.length; slot++) draw[slot] = Math.floor(random() * size);
  return draw;
}

/** A text of `length` words, as written and as folded. */
export function makeText(random: () => number, words: Vocabulary, length: number): { written: string; folded: string } {
  let written = '';
  let folded = '';
  for (let nth = 0; nth < length; nth++) {
    const word = words.draw[Math.floor(random() * 65_536)] ?? 0;
    const space = nth === 0 ? '' : ' ';
    written += space + words.written[word];
    folded += space + words.folded[word];
  }
  return { written, folded };
}
