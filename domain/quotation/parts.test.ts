import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newPartOf, type Part, partsOf } from './parts.ts';

const own = (text: string): Part => ({ kind: 'new', text });
const quoted = (text: string): Part => ({ kind: 'quoted', text });
const signature = (text: string): Part => ({ kind: 'signature', text });

const answer = own('Yes, please cancel it.\n\n');
const cited = '> May I cancel the order?\n> Ana\n';
const bare = 'May I cancel the order?\nAna\n';

const introductions: [string, string][] = [
  ['Gmail in English', 'On Fri, Nov 21, 2026 at 9:05 AM Ana Martins <ana@acme.example> wrote:'],
  [
    'Gmail in English, broken before the address',
    'On Fri, Nov 21, 2026 at 9:05 AM Ana Martins\n<ana@acme.example> wrote:',
  ],
  [
    'Gmail in English, broken before the verb',
    'On Fri, Nov 21, 2026 at 9:05 AM Ana Martins <ana@acme.example>\nwrote:',
  ],
  [
    'Gmail in English with a narrow space in the time',
    'On Fri, Nov 21, 2026 at 9:05\u202fAM Ana Martins <ana@acme.example> wrote:',
  ],
  ['Gmail in British English', 'On Fri, 21 Nov 2026 at 09:05, Ana Martins <ana@acme.example> wrote:'],
  ['Gmail of older days', '2026-11-21 9:05 GMT-03:00 Ana Martins <ana@acme.example>:'],
  ['Apple Mail in English', 'On Nov 21, 2026, at 9:05 AM, Ana Martins <ana@acme.example> wrote:'],
  ['Apple Mail in English without address', 'On Nov 21, 2026, at 9:05 AM, Ana Martins wrote:'],
  ['Apple Mail in British English', 'On 21 Nov 2026, at 09:05, Ana Martins <ana@acme.example> wrote:'],
  ['Thunderbird in English', 'On 11/21/26 9:05 AM, Ana Martins wrote:'],
  ['Thunderbird in English with the day written last', 'On 21/11/2026 09:05, Ana Martins via Support wrote:'],
  ['Yahoo in English', 'On Friday, November 21, 2026 at 09:05:11 AM GMT-3, Ana Martins <ana@acme.example> wrote:'],
  ['Yahoo on a phone', 'On Fri, Nov 21, 2026 at 9:05 AM, Ana Martins<ana@acme.example> wrote:'],
  ['a program that names only the writer', 'Ana Martins wrote:'],
  ['a program that names writer and address', 'Ana Martins <ana@acme.example> wrote:'],
  ['a program that puts the date last', 'Ana Martins wrote on 21/11/2026 09:05:'],
  ['Samsung Email with a square address', 'On Nov 21, 2026 9:05 AM, Ana Martins [ana@acme.example] wrote:'],
  [
    'an introduction broken over three lines',
    'On Fri, Nov 21, 2026 at\n9:05 AM Ana Maria Martins da Silva\n<ana@acme.example> wrote:',
  ],
  [
    'an introduction broken over four lines',
    'On Fri, Nov 21, 2026\nat 9:05 AM\nAna Maria Martins da Silva\n<ana@acme.example> wrote:',
  ],
  ['Gmail in Portuguese', 'Em sex., 21 de nov. de 2026 às 09:05, Ana Martins <ana@acme.example> escreveu:'],
  ['Gmail in Portuguese, broken', 'Em sex., 21 de nov. de 2026 às 09:05, Ana Martins <ana@acme.example>\nescreveu:'],
  ['Gmail of older days in Portuguese', 'Em 21 de novembro de 2026 09:05, Ana Martins <ana@acme.example> escreveu:'],
  ['Apple Mail in Portuguese', 'Em 21 de nov. de 2026, à(s) 09:05, Ana Martins <ana@acme.example> escreveu:'],
  ['Thunderbird in Portuguese', 'Em 21/11/2026 09:05, Ana Martins escreveu:'],
  ['Thunderbird of Portugal', 'Às 09:05 de 21/11/2026, Ana Martins escreveu:'],
  [
    'Yahoo in Portuguese',
    'Em sexta-feira, 21 de novembro de 2026 09:05:11 BRT, Ana Martins <ana@acme.example> escreveu:',
  ],
  ['Gmail of Portugal', 'Ana Martins <ana@acme.example> escreveu (sexta, 21/11/2026 à(s) 09:05):'],
  ['Apple Mail of Portugal', 'No dia 21/11/2026, às 09:05, Ana Martins <ana@acme.example> escreveu:'],
  ['a short form of Portugal', 'A 21/11/2026, Ana Martins escreveu:'],
  ['Gmail in Spanish', 'El vie, 21 nov 2026 a las 9:05, Ana Martins (<ana@acme.example>) escribió:'],
  ['Apple Mail in Spanish', 'El 21 nov 2026, a las 9:05, Ana Martins <ana@acme.example> escribió:'],
  ['Thunderbird in Spanish', 'El 21/11/26 a las 9:05, Ana Martins escribió:'],
  ['Yahoo in Spanish', 'El viernes, 21 de noviembre de 2026, 09:05:11 CET, Ana Martins <ana@acme.example> escribió:'],
  ['a Spanish program without accents', 'El 21/11/2026 9:05, Ana Martins escribio:'],
  ['Gmail in German', 'Am Fr., 21. Nov. 2026 um 09:05 Uhr schrieb Ana Martins <ana@acme.example>:'],
  ['Gmail in German, broken', 'Am Fr., 21. Nov. 2026 um 09:05 Uhr schrieb Ana Martins <\nana@acme.example>:'],
  ['Apple Mail in German', 'Am 21.11.2026 um 09:05 schrieb Ana Martins <ana@acme.example>:'],
  ['Thunderbird in German', 'Am 21.11.26 um 09:05 schrieb Ana Martins:'],
  [
    'Yahoo in German',
    'Am Freitag, 21. November 2026, 09:05:11 MEZ hat Ana Martins <ana@acme.example> Folgendes geschrieben:',
  ],
  ['Gmail on a phone in German', 'Ana Martins <ana@acme.example> schrieb am Fr., 21. Nov. 2026, 09:05:'],
  ['Gmail in French', 'Le ven. 21 nov. 2026 à 09:05, Ana Martins <ana@acme.example> a écrit :'],
  ['Gmail in French with a hard space', 'Le ven. 21 nov. 2026 à 09:05, Ana Martins <ana@acme.example> a écrit\u00a0:'],
  ['Apple Mail in French', 'Le 21 nov. 2026 à 09:05, Ana Martins <ana@acme.example> a écrit :'],
  ['Thunderbird in French', 'Le 21/11/2026 à 09:05, Ana Martins a écrit :'],
  ['Yahoo in French', 'Le vendredi 21 novembre 2026 à 09:05:11 UTC+1, Ana Martins <ana@acme.example> a écrit :'],
  ['Gmail in Italian', 'Il giorno ven 21 nov 2026 alle ore 09:05 Ana Martins <ana@acme.example> ha scritto:'],
  ['Gmail in Italian, broken', 'Il giorno ven 21 nov 2026 alle ore 09:05 Ana Martins <ana@acme.example>\nha scritto:'],
  ['Apple Mail in Italian', 'Il giorno 21 nov 2026, alle ore 09:05, Ana Martins <ana@acme.example> ha scritto:'],
  ['Thunderbird in Italian', 'Il 21/11/26 09:05, Ana Martins ha scritto:'],
  ['Yahoo in Italian', 'Il venerdì 21 novembre 2026 alle ore 09:05:11 CET, Ana Martins <ana@acme.example> ha scritto:'],
  ['Gmail in Dutch', 'Op vr 21 nov 2026 om 09:05 schreef Ana Martins <ana@acme.example>:'],
  ['Apple Mail in Dutch', 'Op 21 nov 2026, om 09:05 heeft Ana Martins <ana@acme.example> het volgende geschreven:'],
  ['Thunderbird in Dutch', 'Op 21-11-2026 om 09:05 schreef Ana Martins:'],
  ['Yahoo in Dutch', 'Op vrijdag 21 november 2026 om 09:05:11 CET schreef Ana Martins <ana@acme.example>:'],
];

describe('an introduction over a quotation is folded with it', () => {
  test.each(introductions)('as %s writes it', (_name, introduction) => {
    expectParts([answer, quoted(`${introduction}\n${cited}`)]);
    expectParts([answer, quoted(`${introduction}\r\n\r\n${cited}`)]);
  });

  test.each(introductions)('as %s writes it, with the answer underneath', (_name, introduction) => {
    if (introduction === 'Ana Martins wrote:') return; // could be a story: see the false friends
    expect(newPartOf(`Hello,\n\n${introduction}\n${cited}\nYes, please cancel it.\n`)).toBe(
      'Hello,\n\nYes, please cancel it.',
    );
  });
});

describe('a complete introduction of a machine folds what follows even without marks', () => {
  const complete = introductions.filter(
    ([, text]) =>
      /2026/.test(text) &&
      /\d:\d\d/.test(text) &&
      (/<[^>]*@/.test(text) || /\d:\d\d:\d\d/.test(text)) &&
      /^(On|Em|El|Am|Le|Il|Op|No) /.test(text),
  );
  test.each(complete)('as %s writes it', (_name, introduction) => {
    expectParts([answer, quoted(`${introduction}\n\n${bare}`)]);
  });

  test('but a short one does not', () => {
    expectParts([own(`Yes.\n\nOn 21/11/2026 Ana wrote:\n${bare}`)]);
  });
});

const heads: [string, string][] = [
  [
    'English',
    'From: Ana Martins <ana@acme.example>\nSent: Friday, November 21, 2026 9:05 AM\nTo: Carla Souza <carla@padaria.example>\nSubject: Your order\n\n',
  ],
  [
    'English with a date',
    'From: Ana Martins\nDate: Friday, 21 November 2026 at 09:05\nTo: Carla Souza\nSubject: Re: Your order\n',
  ],
  [
    'English with stars around the labels',
    '*From:* Ana Martins <ana@acme.example>\n*Sent:* Friday, November 21, 2026 9:05 AM\n*To:* Carla Souza\n*Cc:* Bruno\n*Subject:* Your order\n',
  ],
  [
    'English with stars and colons apart',
    '*From*: Ana Martins <ana@acme.example>\n*Sent*: Friday, November 21, 2026 9:05 AM\n*To*: Carla Souza\n*Subject*: Your order\n',
  ],
  [
    'English with many recipients',
    'From: Ana Martins\nSent: Friday, November 21, 2026 9:05 AM\nTo: Carla Souza;\nBruno Lima; Lia Prado;\nCaio Reis\nSubject: Your order\n',
  ],
  [
    'English with a line between its labels',
    'From: Ana Martins\n\nSent: Friday, November 21, 2026 9:05 AM\n\nTo: Carla Souza\n\nSubject: Your order\n',
  ],
  [
    'English without subject',
    'From: Ana Martins <ana@acme.example>\nSent: Friday, November 21, 2026 9:05 AM\nTo: Carla Souza\n\n',
  ],
  [
    'Portuguese',
    'De: Ana Martins <ana@acme.example>\nEnviada em: sexta-feira, 21 de novembro de 2026 09:05\nPara: Carla Souza\nAssunto: Seu pedido\n',
  ],
  [
    'Portuguese of the web',
    'De: Ana Martins <ana@acme.example>\nEnviado: sexta-feira, 21 de novembro de 2026 09:05\nPara: Carla Souza\nCc: Bruno\nAssunto: Seu pedido\n',
  ],
  [
    'Portuguese on a phone',
    'De: Ana Martins\nData: sexta-feira, 21 de novembro de 2026 às 09:05\nPara: Carla Souza\nAssunto: Re: Seu pedido\n',
  ],
  [
    'Spanish',
    'De: Ana Martins <ana@acme.example>\nEnviado el: viernes, 21 de noviembre de 2026 9:05\nPara: Carla Souza\nAsunto: Su pedido\n',
  ],
  [
    'Spanish on a phone',
    'De: Ana Martins\nFecha: viernes, 21 de noviembre de 2026, 9:05\nPara: Carla Souza\nAsunto: Su pedido\n',
  ],
  [
    'German',
    'Von: Ana Martins <ana@acme.example>\nGesendet: Freitag, 21. November 2026 09:05\nAn: Carla Souza\nBetreff: Ihre Bestellung\n',
  ],
  [
    'German on a Mac',
    'Von: Ana Martins <ana@acme.example>\nDatum: Freitag, 21. November 2026 um 09:05\nAn: Carla Souza\nBetreff: Ihre Bestellung\n',
  ],
  [
    'French',
    'De : Ana Martins <ana@acme.example>\nEnvoyé : vendredi 21 novembre 2026 09:05\nÀ : Carla Souza\nObjet : Votre commande\n',
  ],
  [
    'French with hard spaces',
    'De\u00a0: Ana Martins <ana@acme.example>\nEnvoyé\u00a0: vendredi 21 novembre 2026 09:05\nÀ\u00a0: Carla Souza\nObjet\u00a0: Votre commande\n',
  ],
  [
    'French with the full date',
    "De : Ana Martins\nDate d'envoi : vendredi 21 novembre 2026 09:05\nÀ : Carla Souza\nCc : Bruno\nObjet : Votre commande\n",
  ],
  [
    'Italian',
    'Da: Ana Martins <ana@acme.example>\nInviato: venerdì 21 novembre 2026 09:05\nA: Carla Souza\nOggetto: Il suo ordine\n',
  ],
  [
    'Italian on a phone',
    'Da: Ana Martins\nData: venerdì, 21 novembre 2026 alle ore 09:05\nA: Carla Souza\nOggetto: Il suo ordine\n',
  ],
  [
    'Dutch',
    'Van: Ana Martins <ana@acme.example>\nVerzonden: vrijdag 21 november 2026 09:05\nAan: Carla Souza\nOnderwerp: Uw bestelling\n',
  ],
  [
    'Dutch on a Mac',
    'Van: Ana Martins\nDatum: vrijdag 21 november 2026 om 09:05\nAan: Carla Souza\nOnderwerp: Uw bestelling\n',
  ],
];

describe('the head that Outlook puts over what is answered begins the quotation', () => {
  test.each(heads)('in %s', (_name, head) => expectParts([answer, quoted(head + bare)]));
  test.each(heads)('in %s, under a line', (_name, head) =>
    expectParts([answer, quoted(`________________________________\n${head}${bare}`)]),
  );
  test('in a language not known here, where a line sets it apart', () => {
    const head =
      'Od: Ana Martins <ana@acme.example>\nWysłano: piątek, 21 listopada 2026 09:05\nDo: Carla\nTemat: Zamówienie\n';
    expectParts([answer, quoted(`________________________________\n${head}${bare}`)]);
  });
});

describe('the line of a mail program begins the quotation', () => {
  test.each([
    '-----Original Message-----',
    '----- Original Message -----',
    '-------- Original Message --------',
    '-----Mensagem original-----',
    '-------- Mensagem original --------',
    '-----Mensaje original-----',
    '-----Ursprüngliche Nachricht-----',
    "-----Message d'origine-----",
    '-----Message d’origine-----',
    '-------- Message original --------',
    '-----Messaggio originale-----',
    '-----Oorspronkelijk bericht-----',
    '-----Original Appointment-----',
  ])('%s', (line) => {
    expectParts([answer, quoted(`${line}\nFrom: Ana\n\n${bare}`)]);
    expectParts([answer, quoted(`${line}\r\n${bare}`)]);
  });
});

describe('what the phone or program signs with is a signature', () => {
  test.each([
    'Sent from my iPhone',
    'Sent from my iPad',
    'Sent from my Galaxy',
    'Sent from my Samsung Galaxy smartphone.',
    'Sent from my Verizon, Samsung Galaxy smartphone',
    'Sent from my mobile device',
    'Sent from my phone',
    'Sent from Outlook for iOS',
    'Sent from Outlook for Android<https://aka.ms/AAb9ysg>',
    'Get Outlook for iOS',
    'Get Outlook for Android<https://aka.ms/AAb9ysg>',
    'Get Outlook for iOS [https://aka.ms/o0ukef]',
    'Sent from Mail for Windows',
    'Sent from Yahoo Mail on Android',
    'Sent from Yahoo Mail for iPhone',
    'Yahoo Mail: Search, Organize, Conquer',
    'Sent with Proton Mail secure email.',
    'Enviado do meu iPhone',
    'Enviado do meu Galaxy',
    'Enviado via iPhone',
    'Enviado a partir do meu smartphone Samsung Galaxy',
    'Enviado do Outlook para Android',
    'Enviado do Yahoo Mail no Android',
    'Enviado do Email para Windows',
    'Obter o Outlook para iOS',
    'Obter o Outlook para Android<https://aka.ms/AAb9ysg>',
    'Enviado desde mi iPhone',
    'Enviado desde mi Xiaomi',
    'Enviado desde Outlook',
    'Obtener Outlook para iOS',
    'Von meinem iPhone gesendet',
    'Gesendet von meinem iPhone',
    'Gesendet von Outlook für Android',
    'Gesendet mit der GMX Mail App',
    'Holen Sie sich Outlook für iOS',
    'Envoyé de mon iPhone',
    'Envoyé depuis mon téléphone Orange',
    'Envoyé à partir de Outlook pour Android',
    'Télécharger Outlook pour iOS',
    'Inviato da iPhone',
    'Inviato dal mio Galaxy',
    'Inviato da Outlook per Android',
    'Scarica Outlook per iOS',
    'Verstuurd vanaf mijn iPhone',
    'Verzonden vanaf Outlook voor Android',
    'Verzonden met Outlook voor iOS',
    'Download Outlook voor Android',
  ])('%s', (footer) => {
    expectParts([answer, signature(`${footer}\n`)]);
    expectParts([answer, signature(`${footer}\n\n`), quoted(`${introductions[0]?.[1]}\n${cited}`)]);
  });
});

describe('a signature', () => {
  test('begins at two hyphens and a space', () => {
    expectParts([answer, signature('-- \nCarla Souza\nPadaria Central\n+55 11 5555-0100\n')]);
  });
  test('begins at two hyphens where the space was lost', () => {
    expectParts([answer, signature('--\nCarla Souza\n')]);
  });
  test('stands above the quotation', () => {
    expectParts([answer, signature('-- \nCarla\n\n'), quoted(`Em 21/11/2026 09:05, Ana escreveu:\n${cited}`)]);
  });
  test('stands at the end where the answer is under the quotation', () => {
    expectParts([quoted(`Em 21/11/2026 09:05, Ana escreveu:\n${cited}\n`), own('Sim.\n\n'), signature('-- \nCarla\n')]);
  });
  test('and the footer of a phone fold as one', () => {
    expectParts([answer, signature('-- \nCarla\n\nEnviado do meu iPhone\n')]);
  });
  test('may have small print', () => {
    const print =
      'This message is confidential and intended for its recipient only.\nPlease think of the environment before you print it.\n';
    expectParts([answer, signature(`-- \nCarla Souza\nPadaria Central Ltda.\n${print}`)]);
  });
  test('begins at the last mark: hyphens higher up divide the text', () => {
    expectParts([own('One.\n--\nTwo.\n\n'), signature('--\nCarla\n')]);
  });
});

describe('a forwarded mail is new', () => {
  test.each([
    '---------- Forwarded message ---------',
    '---------- Forwarded message ----------',
    '-------- Forwarded Message --------',
    '----- Forwarded message -----',
    '---------- Mensagem encaminhada ----------',
    '-------- Mensagem reencaminhada --------',
    '---------- Mensaje reenviado ----------',
    '-------- Weitergeleitete Nachricht --------',
    '---------- Message transféré ----------',
    '-------- Message transféré --------',
    '---------- Messaggio inoltrato ----------',
    '---------- Doorgestuurd bericht ----------',
    'Begin forwarded message:',
    'Início da mensagem encaminhada:',
    'Inicio del mensaje reenviado:',
    'Anfang der weitergeleiteten Nachricht:',
    'Début du message réexpédié :',
    'Inizio messaggio inoltrato:',
    'Begin doorgestuurd bericht:',
  ])('under “%s”', (line) => {
    const mail = `${line}\nFrom: Bank <bank@bank.example>\nDate: Fri, 21 Nov 2026 09:05\nSubject: Refused\nTo: Carla\n\nYour payment was refused.\n\nOn 20/11/2026 9:00, Carla wrote:\n> Was it?\n`;
    expectParts([own(`Please look at this.\n\n${mail}`)]);
    expectParts([own(mail)]);
  });

  test('when Apple Mail quotes it', () => {
    expectParts([
      own(
        'Please look.\n\n> Begin forwarded message:\n> \n> From: Bank\n> Subject: Refused\n>\n> Your payment was refused.\n',
      ),
    ]);
  });
  test('when Outlook puts only a head above it and the writer speaks of forwarding', () => {
    expectParts([own(`Forwarding this to you.\n\n${heads[0]?.[1]}Your payment was refused.\n`)]);
  });
  test('when it comes without a word of its own', () => {
    expectParts([own(`${heads[0]?.[1]}Your payment was refused.\n`)]);
  });
  test('when Outlook puts only a head above it and the subject says that it was sent on', () => {
    const text = `For you.\n\n${heads[0]?.[1]}Your payment was refused.\n`;
    expect(partsOf(text, { isForward: true })).toEqual([own(text)]);
    expect(newPartOf(text, { isForward: true })).toBe(text.trim());
    expect(newPartOf(text)).toBe('For you.');
  });
  test('but the signature above it folds', () => {
    expectParts([
      own('Please look.\n\n'),
      signature('-- \nCarla\n\n'),
      own('---------- Forwarded message ---------\nFrom: Bank\n\nRefused.\n'),
    ]);
  });
});

describe('answers', () => {
  test('between the lines stay new, each quotation folded by itself', () => {
    expectParts([
      quoted('Em 21/11/2026 09:05, Ana escreveu:\n> Posso cancelar?\n'),
      own('Sim.\n'),
      quoted('> E o estorno?\n\n'),
      own('No cartão, por favor.\n'),
      quoted('> Obrigada\n> Ana\n'),
    ]);
  });
  test('under the quotation stay new', () => {
    expectParts([quoted(`On 11/21/26 9:05 AM, Ana Martins wrote:\n${cited}\n`), own('Yes, please.\n')]);
  });
  test('above and under the quotation stay new', () => {
    expectParts([
      own('Hello Ana,\n\n'),
      quoted(`On 11/21/26 9:05 AM, Ana Martins wrote:\n${cited}\n`),
      own('Yes, please.\n'),
    ]);
  });
  test('written into history that nothing marks are shown when the writer says so', () => {
    for (const note of [
      'See my answers below in red.',
      'Respostas abaixo, em vermelho.',
      'Meine Antworten stehen unten.',
      'Mes réponses ci-dessous.',
      'Vedi risposte qui sotto.',
      'Mis respuestas abajo.',
      'Zie hieronder.',
    ]) {
      expectParts([own(`${note}\n\n${heads[0]?.[1]}May I cancel? YES\n`)]);
    }
  });
  test('under quoted lines that have a head of Outlook stay new', () => {
    for (const line of ['', '-----Original Message-----\n', '________________________________\n']) {
      expectParts([
        own('Hello Ana,\n\n'),
        quoted(`${line}${heads[0]?.[1]}> May I cancel?\n> Ana\n\n`),
        own('Yes, please cancel it.\n'),
      ]);
    }
  });
  test('over nested quotations stay new', () => {
    expectParts([
      own('Yes.\n\n'),
      quoted(
        'On 11/21/26 9:05 AM, Ana wrote:\n> Can I?\n>\n> On 11/20/26 9:00 AM, Carla wrote:\n>> Please cancel.\n>>> Older\n',
      ),
    ]);
  });
  test('over a nested quotation that nobody introduced stay new', () => {
    expectParts([own('Yes.\n\n'), quoted('> can I?\n>> please cancel\n')]);
  });
  test('over whole sentences that nobody introduced stay new', () => {
    expectParts([own('Sim, por favor.\n'), quoted('> Posso cancelar?')]);
  });
});

describe('a message that would be empty shows everything', () => {
  test.each([
    ['only a quotation', cited],
    ['a quotation with its introduction', `On 11/21/26 9:05 AM, Ana wrote:\n${cited}`],
    [
      'a quotation and the footer of a phone',
      `Sent from my iPhone\n\nOn Nov 21, 2026, at 9:05 AM, Ana wrote:\n\n${cited}`,
    ],
    ['a head of Outlook and what follows', `${heads[0]?.[1]}${bare}`],
    ['the line of a program and what follows', `-----Original Message-----\n${bare}`],
    ['only a signature', '-- \nCarla Souza\n'],
    ['only the footer of a phone', 'Sent from my iPhone'],
    ['a complete introduction and unmarked text', `\n${introductions[0]?.[1]}\n\n${bare}`],
    ['only blank lines', '\n\n  \n'],
  ])('%s', (_name, text) => expectParts([own(text)]));

  test('nothing has no parts', () => {
    expect(partsOf('')).toEqual([]);
    expect(newPartOf('')).toBe('');
  });
});

describe('false friends stay new', () => {
  test.each([
    ['a story with the words of an introduction', 'On Monday John wrote: I will refund you. He did not.\nPlease help.'],
    ['a story with a date', 'On 21 November 2026 at 9:05 John wrote: I will refund you.\nHe did not.'],
    ['a story that goes on in the next line', 'On Monday John wrote:\nI will refund you.\nHe did not.'],
    ['a dated story that goes on in the next line', 'On 21/11/2026 John wrote:\nI will refund you.\nHe did not.'],
    [
      'a dated story with an address in it',
      'On 21/11/2026 at 9:05 john@shop.example wrote:\nI will refund you.\nHe did not.',
    ],
    ['a Portuguese story', 'Em 21/11/2026 o João escreveu:\nVou estornar.\nE nada até agora.'],
    ['a German story', 'Am Montag schrieb mir Ihr Kollege:\nWir erstatten.\nNichts kam.'],
    ['a French story', 'Le 21 novembre, votre collègue a écrit :\nNous remboursons.\nRien.'],
    ['a Spanish story', 'El lunes su compañero escribió:\nDevolveremos el dinero.\nNada.'],
    ['an Italian story', 'Il tecnico ha scritto:\nRimborsiamo.\nNiente.'],
    ['a Dutch story', 'Op maandag schreef uw collega:\nWe betalen terug.\nNiets.'],
    ['a citation with the answer under it', 'Your colleague wrote:\n> I will refund you.\nHe did not.'],
    ['a journey', 'From: São Paulo\nTo: Recife\nDate: 12/12/2026\nTwo people, please.'],
    [
      'a journey with its hour',
      'Please book this for me.\nFrom: São Paulo\nTo: Recife\nDate: 12/12/2026 09:05\nReturn: 20/12/2026',
    ],
    ['a journey in Portuguese', 'Quero remarcar.\nDe: São Paulo\nPara: Recife\nData: 12/12/2026 09:05\nObrigada'],
    ['a journey on one line', 'I need to go From: São Paulo To: Recife\nThank you'],
    [
      'a form that was mailed',
      'New message\nFrom: Maria <maria@x.example>\nSubject: Broken printer\nMessage: It does not print.',
    ],
    [
      'a form with date and subject',
      'A visitor wrote to us\nFrom: Maria <maria@x.example>\nDate: 21/11/2026 09:05\nSubject: Broken printer\nIt does not print.',
    ],
    ['an address label', 'Send it\nTo: Carla Souza\nSubject: to availability'],
    ['a prompt', 'I typed this\n> npm start\nand nothing happened.'],
    ['a prompt at the end', 'I typed this\n> npm start'],
    ['a query at the end', 'This fails\n> SELECT * FROM orders;'],
    ['an interpreter', 'I ran\n>>> print(1)\n>>> print(2)\nand it hung.'],
    ['an error message that is cited', 'The screen shows:\n> Error 402. Please call support.'],
    ['a citation in the middle', 'The contract says\n> Refunds within 14 days.\nYou refused. Why?'],
    ['answers without any introduction', '> Posso cancelar?\nSim.\n> E o estorno?\nTambém.'],
    ['an arrow', '-> this one\n=> and that one'],
    ['more than', 'Orders\n>100 pieces fail'],
    ['a From at the start of a line that a server marked', 'Hello\n>From now on it fails. Help.'],
    ['a line of underscores', 'Name\n____________________\nAddress\n____________________\nThank you'],
    ['a line of hyphens', 'One\n----------\nTwo'],
    ['words of a program inside a sentence', 'I see ----- Original Message ----- in every mail, why?'],
    ['a heading without hyphens', 'Original message\nIt said that I must pay.'],
    ['a question under two hyphens', 'Hello\n--\nCan you also refund order 3?\nCarla'],
    ['a request under two hyphens', 'Hello\n--\nPlease send the invoice'],
    ['a Portuguese request under two hyphens', 'Olá\n--\nPor favor mandem a nota'],
    ['a sentence under two hyphens', 'Hello\n--\nThe order of last month is missing too.'],
    ['a postscript under two hyphens', 'Hello\n--\nPS: order 3 is broken too.'],
    ['a long text under two hyphens', `Hello\n--\n${'More of what happened.\n'.repeat(20)}`],
    ['a footer with a sentence in it', 'Sent from my iPhone the receipt yesterday, did you get it'],
    ['a footer in the middle', 'Sent from my iPhone\n\nOne more thing: order 3 is broken too.'],
    ['a sentence that begins like a footer', 'Sent from my office yesterday'],
    ['a Portuguese sentence that begins like a footer', 'Enviado do meu celular ontem à noite o comprovante'],
    ['a German sentence that begins like a footer', 'Gesendet von mir am Montag'],
    ['a line that ends with a colon', 'O erro que aparece:\nrejeição 402'],
    ['nothing special', 'Bom dia,\n\no sistema caiu.'],
  ])('%s', (_name, text) => {
    expectParts([own(text)]);
    expectParts([own(`Hello,\n\n${text}\n\nThank you\nCarla\n`)]);
  });
});

describe('whatever is written', () => {
  const line = fc.oneof(
    fc.constantFrom(
      ...introductions.flatMap(([, text]) => text.split('\n')),
      ...heads.flatMap(([, text]) => text.split('\n')),
      ...['> a', '>> b', '>', '', '  ', '-- ', '--', 'Sent from my iPhone', '-----Original Message-----'],
      ...['---------- Forwarded message ---------', '________________________________', 'See below', 'A sentence.'],
    ),
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 10 }),
  );
  const message = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\n\n', '\r', '')), { maxLength: 25 })
    .map((lines) => lines.flat().join(''));

  test('nothing is lost: the parts put together are the message', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(
          partsOf(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  test('no part is empty, no two neighbours are alike, and something is new', () => {
    fc.assert(
      fc.property(message, (text) => {
        const parts = partsOf(text);
        expect(parts.every((part, at) => part.text !== '' && part.kind !== parts[at - 1]?.kind)).toBe(true);
        if (text.trim() !== '') expect(newPartOf(text)).not.toBe('');
      }),
      { numRuns: 5000 },
    );
  });

  test('taking the new part of a new part takes nothing more', () => {
    const sentence = fc.constantFrom(
      'The order is late.',
      'Sim, pode cancelar.',
      'Merci beaucoup.',
      'Bitte stornieren.',
      'Grazie mille',
    );
    const pieces = fc.record({
      own: fc.array(sentence, { minLength: 1, maxLength: 4 }),
      signature: fc.constantFrom('', '-- \nCarla\n', 'Enviado do meu iPhone\n'),
      history: fc.oneof(
        fc.constant(''),
        fc.constantFrom(...introductions).map(([, text]) => `${text}\n${cited}`),
        fc.constantFrom(...heads).map(([, text]) => text + bare),
      ),
    });
    fc.assert(
      fc.property(pieces, (given) => {
        const once = newPartOf(`${given.own.join('\n')}\n\n${given.signature}\n${given.history}`);
        expect(once).toBe(given.own.join('\n'));
        expect(newPartOf(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

describe('half a megabyte of hostile text takes no longer than reading it', () => {
  const size = 500_000;
  const fill = (piece: string) => piece.repeat(Math.ceil(size / piece.length));
  test.each([
    ['quoted lines', fill('> a\n')],
    ['one deep quotation', fill('>')],
    ['prompts between words', fill('> a\nb\n')],
    ['introductions', fill('On Mon, Nov 21, 2026 at 9:05 Ana wrote:\n')],
    ['introductions that never end', fill('On Mon, Nov 21, 2026 at 9:05 Ana\n')],
    ['days of the week', fill('On mon, mon, mon, mon, mon, mon, mon,,,,,,,,:\n')],
    ['one line of commas', `On mon${fill(',')}`],
    ['verbs', fill('wrote ')],
    ['verbs and colons', fill('wrote:\n')],
    ['brackets', fill('<@<@<@ wrote:\n')],
    ['labels', fill('From: a\n')],
    ['labels with blank lines', fill('From:\n\n\n')],
    ['rules', fill('____________________\n')],
    ['hyphens', fill('--\n')],
    ['one line of hyphens', fill('-')],
    ['footers', fill('Sent from my iPhone\n')],
    ['footers that end badly', fill('Sent from my iPhone Mail Mail Mail Mail Mail Mail Mail Mail x\n')],
    ['blank lines', fill('\n')],
    ['spaces', fill(' ')],
    ['carriage returns', fill('\r')],
    ['words without a break', fill('word ')],
    ['quotations and answers', fill('On 1/1/2026 9:05 Ana wrote:\n> a\n\nb\n\n')],
  ])('%s', (_name, text) => {
    partsOf(text.slice(0, 20_000)); // compiled by now
    const startedAt = process.cpuUsage();
    partsOf(text);
    const { user } = process.cpuUsage(startedAt);
    expect(user / 1000).toBeLessThan(1500);
  });
});

function expectParts(parts: Part[]): void {
  expect(partsOf(parts.map(({ text }) => text).join(''))).toEqual(parts);
}
