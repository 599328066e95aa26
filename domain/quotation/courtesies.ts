import { isCard, isContact, isFooterLine, isSignatureMark } from './signatures.ts';

// "Hello," above and "Kind regards, Ana" below, in seven languages: with nothing between them nobody said anything.

const greeting =
  /^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening)|ol[áa]|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oa]s?|hola|buen(?:os)? d[íi]as?|buenas (?:tardes|noches)|estimad[oa]s?|hallo|guten (?:tag|morgen|abend)|sehr geehrter?|liebe[rs]?|bonjour|bonsoir|ch[èe]re?s?|buon ?giorno|buonasera|ciao|gentil[ei]|egregio|spett\.?(?:le)?|goede(?:morgen|middag|navond)|beste|geachte)(?: [\p{Lu}(/][\p{L}.()/-]{0,30}| (?:all|team|there|todos|todas|a todos|equipe|equipo|damen und herren|zusammen|tous|tutti|allen)){0,5}\s?[,.!:]?$/iu;
const closing =
  /^(?:(?:kind|best|warm|many)(?:est)? (?:regards|wishes)|regards|best|sincerely|yours(?: \p{L}+)?|cheers|atenciosamente|cordialmente|respeitosamente|att|atte|abs|abra[çc]os?|sauda[çc][õo]es(?: cordiais)?|cumprimentos|com os melhores cumprimentos|(?:un |cordiales )?saludos?(?: cordiales)?|atentamente|mit (?:freundlichen|besten|herzlichen) gr[üu](?:ß|ss)en|mfg|(?:viele|beste|liebe|herzliche) gr[üu](?:ß|ss)e|gru(?:ß|ss)|(?:bien )?cordialement|salutations|bien [àa] vous|(?:cordiali |distinti )?saluti|cordialit[àa]|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|mvg|groet(?:en|jes)?)\s?[,.!]?$/iu;
const mostLines = 25;
const longestLine = 200;

/** Whether somebody who wrote only this greeted and signed and said nothing: then they sent what stands below it. */
export function isOnlyCourtesy(own: readonly string[]): boolean {
  if (own.length > mostLines || own.some((line) => line.length > longestLine)) return false;
  const lines = own.filter((line) => line !== '' && !isFooterLine(line));
  const start = lines.findIndex((line) => !greeting.test(line));
  const signed = start < 0 ? [] : lines.slice(start);
  const [first] = signed;
  if (first === undefined) return true;
  if (closing.test(first) || isSignatureMark(first)) return isCard(signed.slice(1));
  // A name alone may be what was asked for; with a telephone under it, it is a signature.
  return signed.length > 1 && isCard(signed) && signed.some(isContact);
}
