import { type FieldDefinition, fieldName } from '../fields/field.ts';
import { fold } from '../text.ts';
import { looksLikeAddress } from './read-cells.ts';

/** What a column of a table can say about a contact; own fields are named `field:<key>`. */
export const plainTargets = [
  'name',
  'email',
  'phone',
  'whatsapp',
  'external',
  'organization',
  'language',
  'notes',
] as const;
export type PlainTarget = (typeof plainTargets)[number];
export type Target = PlainTarget | `field:${string}`;
/** Null: the column is left out. */
export type Columns = readonly (Target | null)[];

/** Of these a table may have several columns: first and last name, a second number, two remarks. */
const repeatable: ReadonlySet<Target> = new Set(['name', 'email', 'phone', 'whatsapp', 'external', 'notes']);

export function mayRepeat(target: Target): boolean {
  return repeatable.has(target);
}

type OwnField = Pick<FieldDefinition, 'key' | 'label' | 'type'>;

/** What each column is likely to be, by its heading, else by what stands in it. */
export function guessColumns(
  headings: readonly string[],
  { sample, fields }: { sample: readonly (readonly string[])[]; fields: readonly OwnField[] },
): (Target | null)[] {
  const taken = new Set<Target>();
  return headings.map((heading, at) => {
    const cells = sample.map((row) => row[at] ?? '').filter((cell) => cell.trim() !== '');
    const guess = byHeading(heading, fields) ?? byCells(cells);
    if (guess === null || (taken.has(guess) && !mayRepeat(guess))) return null;
    taken.add(guess);
    return guess;
  });
}

/** Whether the first row says what the columns are: none of its cells is somebody's address. */
export function looksLikeHeadings(first: readonly string[]): boolean {
  return first.some((cell) => cell.trim() !== '') && !first.some(looksLikeAddress);
}

function byHeading(heading: string, fields: readonly OwnField[]): Target | null {
  const word = bare(heading);
  if (word === '') return null;
  const own = fields.find(({ key, label }) => [key, ...Object.values(label)].some((name) => bare(name ?? '') === word));
  if (own) return fieldName(own.key) as Target;
  if (taxWords.has(word)) {
    const taxField = fields.find(({ type }) => type === 'tax_id');
    return taxField ? (fieldName(taxField.key) as Target) : null;
  }
  return plainTargets.find((target) => words[target].has(word)) ?? null;
}

function byCells(cells: readonly string[]): Target | null {
  const addresses = cells.filter(looksLikeAddress).length;
  return addresses > 0 && addresses * 2 > cells.length ? 'email' : null;
}

/** `E-mail 2`, `e_mail` and `EMAIL:` are one word. */
function bare(heading: string): string {
  return fold(heading)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/\d+$/, '');
}

const set = (list: string) => new Set(list.split(' '));
const taxWords = set('cpf cnpj cpfcnpj cnpjcpf cpfoucnpj cnpjoucpf documento taxid vat vatnumber');

/** Headings as spreadsheets, address books and shops write them, in both languages; folded, without spaces. */
const words: Record<PlainTarget, ReadonlySet<string>> = {
  name: set(
    'name fullname firstname lastname givenname familyname surname contact contactname customer customername client ' +
      'displayname nome nomecompleto primeironome sobrenome ultimonome contato nomedocontato cliente nomedocliente pessoa',
  ),
  email: set(
    'email emails emailaddress mail mailaddress correio correioeletronico enderecodeemail emailvalue ' +
      'primaryemail secondaryemail emailprincipal emailsecundario emailcomercial emailpessoal',
  ),
  phone: set(
    'phone phones phonenumber phonevalue telephone tel mobile mobilephone cell cellphone workphone homephone ' +
      'telefone telefones fone celular telefonecelular telefonefixo numerodetelefone telefonecomercial dddtelefone',
  ),
  whatsapp: set('whatsapp whats wpp zap zapzap whatsappnumber numerodowhatsapp'),
  external: set(
    'id customerid customernumber externalid clientid code customercode codigo codigodocliente numerodocliente matricula iddocliente',
  ),
  organization: set(
    'organization organisation company companyname organizationname account accountname empresa organizacao razaosocial ' +
      'nomefantasia nomedaempresa instituicao',
  ),
  language: set('language lang locale idioma lingua'),
  notes: set(
    'notes note comment comments remark remarks description observacao observacoes obs nota notas anotacao anotacoes',
  ),
};
