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
  ciThen('yahoo mail: search, organi[sz]e, conquer'),
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

/** Whether lines under a mark are only a card. Somebody who writes on there, asks or begs something, is not to be missed. */
export function isCard(lines: readonly string[]): boolean {
  const written = lines.filter((line) => line !== '');
  if (written.length > mostLines) return false;
  let length = 0;
  for (const line of written) length += line.length;
  return length <= mostCharacters && !written.some(saysSomething);
}

function saysSomething(line: string): boolean {
  if (line.endsWith('?') || addition.test(line)) return true;
  const isSentence = /[.!…]$/.test(line) && line.split(/\s+/, 7).length > 5;
  return (isSentence || request.test(line)) && !smallPrint.test(line);
}

const addition = /^(?:p\.? ?s|obs|n\.? ?b)\b\.?/iu;
const request =
  /(?<!\p{L})(?:please|por favor|por gentileza|bitte|s['’]il vous pla[iî]t|veuillez|per favore|alstublieft|graag)(?!\p{L})/iu;
/** What companies put under everything: confidential, think of the trees, we are registered in. */
const smallPrint =
  /confiden|vertraulich|vertrouwelijk|riservat|privileg|disclaimer|intended|destinat[aá]|recipient|empf[äa]nger|environment|ambiente|umwelt|environnement|milieu|unsubscribe|aviso legal|registered|handelsregister|amtsgericht|kvk|siret|cnpj|https?:|www\./iu;
