const device =
  'iphone|ipad|ipod|mac|macbook|galaxy|samsung|android|blackberry|mobile|cell|phone|smartphone|smart ?phone|tablet|telefone|celular|telem[óo]vel|m[óo]vil|tel[ée]fono|handy|mobiltelefon|mobilger[äa]t|t[ée]l[ée]phone|portable|cellulare|telefono|dispositivo|telefoon|mobiel|xiaomi|redmi|poco|huawei|honor|motorola|moto|pixel|nokia|windows phone|htc|lg|sony|xperia|oneplus|oppo|vivo|realme|verizon|at&t|t-mobile|aparelho|ger[äa]t|appareil|toestel|apple watch|vision pro';
const program =
  'outlook|mail|correio|correo|courrier|posta|e-?mail|yahoo|gmail|proton ?mail|protonmail|tuta(?:nota)?|thunderbird|gmx|web\\.de|aol|hotmail|orange|free|libero|zoho|hey|spark|edison|bluemail|nine|samsung email|myMail|superhuman|airmail|canary|windows';
/** After the device come names and a few small words, never a sentence. */
const tail = `(?:[,.]? (?:[\\p{Lu}\\d][\\p{L}\\d+.&/-]{0,20}|iOS|iPhone|iPad|iPadOS|mail|smartphone|telefone|celular|phone|tablet|device|mobile|mobiltelefon|using|on|for|no|na|para|en|für|auf|pour|sur|per|su|voor|op|via|with|com|con|mit|avec|secure|email|e-mail|app)){0,8}[.!]?`;
const link = '(?:\\s?[<([](?:https?://|mailto:)[^\\s<>]{1,300}[>)\\]])?';

/** "Sent from my iPhone" and its kin: the words vary in case, what may follow them does not. */
const footers = [
  ciThen(`(?:sent|written|posted) (?:from|via|using|with|by)(?: my| an?)? (?:${device}|${program})`),
  ciThen(
    `(?:enviad[oa]|escrito) (?:do|da|de|desde|pelo|pela|por|via|com|con|a partir do|a partir da)(?: o| a)?(?: meu| minha| mi| um| un)? (?:${device}|${program})`,
  ),
  ciThen(
    `(?:gesendet|verfasst|geschickt) (?:von|vom|mit|über|aus)(?: meinem| meiner| der| dem)? (?:${device}|${program})`,
  ),
  new RegExp(
    `^(?:von|vom|mit|über)(?: meinem| meiner)? (?:${device}|${program})[\\p{L}\\d .-]{0,30} (?:gesendet|verschickt)[.!]?${link}$`,
    'iu',
  ),
  ciThen(
    `(?:envoy[ée]|[ée]crit) (?:de|du|depuis|à partir de|à partir du|avec|via|par)(?: mon| ma| un)? (?:${device}|${program})`,
  ),
  ciThen(`(?:inviat[oa]|scritto) (?:da|dal|con|tramite|dall['’])(?: mio| mia)? ?(?:${device}|${program})`),
  ciThen(`(?:verzonden|verstuurd|gestuurd) (?:met|vanaf|vanuit|via|van|door)(?: mijn| een)? (?:${device}|${program})`),
  ciThen(
    '(?:get|obter o|obtenha o|baixe o|obtener|obt[ée]n|holen sie sich|laden sie|t[ée]l[ée]charge[rz]|obtenir|obtenez|scarica|ottieni|download|haal) outlook (?:for|para|pour|per|voor|für) (?:ios|android|mac)',
  ),
  new RegExp(`^outlook (?:for|para|pour|per|voor|für) (?:ios|android|mac)${link} (?:herunterladen|downloaden)$`, 'iu'),
  ciThen('yahoo mail: search, organi[sz]e, conquer'),
  /^(?:sent|enviado|gesendet|mit|envoy[ée]|inviato|verzonden|verstuurd) [\p{L} '’-]{0,40}proton ?mail[\p{L} ,'’-]{0,30}[.!]?$/iu,
  /^(?:sent|enviado|gesendet|envoy[ée]|inviato|verzonden|verstuurd|(?:this|esta|este|diese|ce|questo|dit) \p{L}{4,12}) [\p{L} '’-]{0,60}(?:k-9|fairemail)(?: mail)?(?: \p{L}+)?[.!]?(?: [\p{L} '’-]{0,40}(?:brevity|brevidade|brevedad|kürze|bri[èe]vet[ée]|brevit[àa]|beknoptheid)[.!]?)?$/iu,
];

function ciThen(start: string): { start: RegExp; end: RegExp } {
  return { start: new RegExp(`^${start}(?![\\p{L}\\d])`, 'iu'), end: new RegExp(`^${tail}${link}$`, 'u') };
}

/** A line a mail program put under the text by itself. */
export function isFooterLine(line: string): boolean {
  if (line.length > 400) return false;
  return footers.some((footer) => {
    if (footer instanceof RegExp) return footer.test(line);
    const start = footer.start.exec(line);
    return start !== null && footer.end.test(line.slice(start[0].length));
  });
}

export function isSignatureMark(line: string): boolean {
  return line === '--';
}

const mostLines = 15;
const mostCharacters = 1200;
const longestPrint = 6000;

/** Whether lines under a mark are only a card. Somebody who writes on there, asks or begs something, is not to be missed. */
export function isCard(lines: readonly string[]): boolean {
  const print = smallPrintIn(lines);
  const written = lines.filter((line, at) => line !== '' && !print.has(at));
  if (written.length > mostLines || lengthOf(written) > mostCharacters || lengthOf(lines) > longestPrint) return false;
  return !written.some(saysSomething);
}

function lengthOf(lines: readonly string[]): number {
  let length = 0;
  for (const line of lines) length += line.length;
  return length;
}

/** Small print is broken over lines: what follows its first line in the paragraph is more of it, a question aside. */
function smallPrintIn(lines: readonly string[]): Set<number> {
  const print = new Set<number>();
  for (const [at, line] of lines.entries()) {
    const goesOn = line !== '' && print.has(at - 1) && (lines[at - 1] ?? '').length >= 50;
    if ((goesOn || legal.test(line)) && !asks(line)) print.add(at);
  }
  return print;
}

function asks(line: string): boolean {
  return line.endsWith('?') || addition.test(line);
}

function saysSomething(line: string): boolean {
  if (asks(line)) return true;
  if (isFooterLine(line) || links.test(line)) return false;
  const isSentence = /[.!…]$/.test(line) && line.split(/\s+/, 7).length > 5;
  return isSentence || request.test(line) || isTelling(line) || isFact(line) || speech.test(line);
}

/** "order 4711 still missing": a card has names and places, which begin with capitals, and the small words between them. */
function isTelling(line: string): boolean {
  if (line.length > 300 || contact.test(line)) return false;
  const words = line.match(/(?<![\p{L}\d@./'’])\p{Ll}{2,}(?![\p{L}@./'’])/gu) ?? [];
  return words.filter((word) => !ofNames.test(word)).length >= 3 || (/^\p{Ll}/u.test(line) && words.length >= 2);
}

/** "Usage: 95 %": what a machine tells under two hyphens, unless it is a telephone or the like. */
function isFact(line: string): boolean {
  return /^\p{L}[\p{L} ]{1,30}:\s/u.test(line) && !contact.test(line);
}

/** A telephone, an address or what else one is reached by. */
export function isContact(line: string): boolean {
  return line.length <= 300 && contact.test(line);
}

const addition = /^(?:p\.? ?s|obs|n\.? ?b)\b\.?/iu;
const request =
  /(?<!\p{L})(?:please|por favor|por gentileza|bitte|s['’]il vous pla[iî]t|veuillez|per favore|alstublieft|graag)(?!\p{L})/iu;
/** Words of somebody who says something, and of no name, title or address. */
const speech =
  /(?<![\p{L}\d.@/-])(?:it|is|are|was|yes|ok|okay|i|we|my|not|sim|n[ãa]o|j[áa]|eu|meu|minha|foi|est[áa]|s[íì]|yo|nein|ja|ist|ich|wir|nicht|oui|est|je|mon|pas|[èé]|io|mio|nee|ik|mijn|niet)(?![\p{L}\d.@/-])/iu;
const ofNames =
  /^(?:d[aeiou]s?|del|della|de[nrsm]|di|du|le|la|les|el|los|las|et|e|y|und|and|of|for|the|para|für|pour|per|voor|von|van|zu|en|het|in|at|no|na)$/u;
/** How one reaches somebody, and what the law wants under a company's mail. */
const contact =
  /^(?:tel|fon|fone|phone|ph|fax|mob|cel|m[óo]vil|handy|gsm|whats|skype|teams|linkedin|e-?mail|mail|correo|web|site|s[íi]tio|internet|url|home|office|direct|durchwahl|zentrale|switchboard|central|ramal|ext|addr|adres|endere|direcci|indirizzo|office|cnpj|cpf|cuit|nif|cif|vat|tva|mwst|ust|btw|kvk|siret|siren|rcs|hrb|iban|bic|p\.? ?iva|c\.? ?f|gesch[äa]ftsf|vorstand|aufsichtsrat|sitz|register|amtsgericht|capital|hor[áa]rio|opening|[mtfewapd]\b)|\d[\d ()/.+-]{6,}\d|@|https?:|www\./iu;
/** What companies put under everything: confidential, think of the trees, we are registered in. */
const legal =
  /confiden|vertraulich|vertrouwelijk|riservat|privileg|disclaimer|intended|destinat[aá]|recipient|empf[äa]nger|environment|ambiente|umwelt|environnement|milieu|unsubscribe|aviso legal|registered|handelsregister/iu;
const links = /https?:|www\./iu;
