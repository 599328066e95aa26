// Words by which a writer says where the rest is: below, between the lines, in the mail that is passed on. To ask for a mail
// ("please forward me the invoice", "podem reenviar?"), to look forward, and "inoltre", say nothing of the kind.
const words = [
  "below|underneath|beneath|further down|fwd?|fy[ia]|forwarding|forwarded|(?:i|we)(?: am| will|[’']ll)? forward|inline|in-line|in (?:the|your) (?:text|e?-?mail|message)|in (?:red|blue|green|yellow|bold|capitals|caps)|marked|highlighted|between the lines|(?:answers|replies|comments) follow|(?:the|as) following|as follows|see (?:the |this |their |his |her )?(?:e-?mail|mail|message|thread|chain|attached mail)|loop(?:ing|ed) in|(?:adding|copying|passing)(?: in)? (?:you|support|this|the)",
  'abaixo|mais embaixo|encaminh(?:o|amos|ando|ei|ad[oa]s?)|reencaminh(?:o|amos|ando|ei|ad[oa]s?)|repass(?:o|amos|ando|ei)|seguem?|seguintes?|no (?:texto|corpo)|no (?:pr[óo]prio )?e-?mail|em (?:vermelho|azul|verde|amarelo|negrito|mai[úu]sculas)|marcad[oa]s?|grifad[oa]s?',
  'abajo|a continuaci[óo]n|reenv[íi]o|reenviamos|reenviando|reenviad[oa]s?|(?:te|le|les|os) paso|siguientes?|en el (?:texto|correo|cuerpo)|en (?:rojo|azul|verde|amarillo|negrita|may[úu]sculas)',
  'unten|untenstehend\\p{L}*|nachstehend\\p{L}*|weiterleit\\p{L}*|weitergeleitet\\p{L}*|leiten? (?:ich|wir)|zur (?:info|kenntnis|information)|z\\.? ?k\\.?|folgende[rnms]?|im (?:text|mailtext|verlauf)|in (?:rot|blau|grün|gelb|fett|großbuchstaben)|markiert',
  'ci-dessous|ci-après|plus bas|transf[èeé]r(?:e|é|ée|és|ées|ons)|pour (?:info|information)|suivante?s?|dans le (?:texte|corps|mail|message)|en (?:rouge|bleu|vert|jaune|gras|majuscules)|surlign\\p{L}*',
  'qui sotto|di seguito|seguenti?|inoltr(?:o|iamo|ando|at[oaie])|per (?:conoscenza|informazione)|giro|nel (?:testo|corpo|messaggio)|in (?:rosso|blu|verde|giallo|grassetto|maiuscolo)|evidenziat[oaie]',
  'hieronder|onderstaand\\p{L}*|doorst\\p{L}*|doorgestuurd\\p{L}*|ter (?:info|informatie|kennisgeving)|volgende|in de (?:tekst|mail)|in (?:het )?(?:rood|blauw|groen|geel|vet|hoofdletters)|gemarkeerd',
].join('|');
const pointing = new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu');
const greeting =
  /^(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|ol[áa]|oi|bom dia|boa (?:tarde|noite)|(?:prezad|car|estimad)[oa]s?|hola|buen[oa]s|hallo|guten (?:tag|morgen|abend)|sehr geehrte[rns]?|liebe[rs]?|moin|bonjour|bonsoir|madame|monsieur|ch[èe]re?s?|ciao|buon(?:giorno|asera)|gentile|salve|spett|beste|geachte|goede(?:morgen|middag|navond|ndag)|dag)(?!\p{L})(?:[ ,]+[\p{L}.&/-]+){0,5}\s?[,.!:]?$/iu;
const read = 4000;

/** Whether the writer sends the reader on to what stands below: "see my answers below", "forwarding this to you". */
export function pointsBelow(text: string): boolean {
  return pointing.test(text.slice(-read)) || text.trimEnd().endsWith(':') || isGreetingOnly(text);
}

/** Who writes "Hello Ana," and nothing more has written on further down. */
function isGreetingOnly(text: string): boolean {
  const said = text.trim();
  return said.length < 80 && greeting.test(said);
}
