import { describe, expect, test } from 'vitest';
import { type MailCommands, readMailCommands } from './mail-commands.ts';

const none: MailCommands = { note: false, assignMe: false, status: null };

describe('commands at the head of a mail', () => {
  test.each<[written: string, commands: Partial<MailCommands>, text: string]>([
    ['Hello', {}, 'Hello'],
    ['#note\nOnly for us.', { note: true }, 'Only for us.'],
    ['#note call her first', { note: true }, 'call her first'],
    ['#Note: call her first\nand again', { note: true }, 'call her first\nand again'],
    ['#nota\nSó para nós.', { note: true }, 'Só para nós.'],
    ['#solve\n\nDone.', { status: 'solved' }, 'Done.'],
    ['#resolver\nPronto.', { status: 'solved' }, 'Pronto.'],
    ['#close', { status: 'closed' }, ''],
    ['  #pending  \nWhich one?', { status: 'pending' }, 'Which one?'],
    ['#assign me\n#solve\nMine.', { assignMe: true, status: 'solved' }, 'Mine.'],
    ['\n\n#ASSIGN  ME\nMine.', { assignMe: true }, 'Mine.'],
    ['#atribuir a mim\r\nMeu.', { assignMe: true }, 'Meu.'],
    ['#solve\n#pending\nText', { status: 'pending' }, 'Text'],
  ])('%j', (written, commands, text) => {
    expect(readMailCommands(written)).toEqual({ commands: { ...none, ...commands }, text });
  });

  test.each([
    'Hello\n#solve',
    '#solved it is\nText',
    '# note\nText',
    '#1 is the best',
    '#assign Bruno\nText',
    '#notebook\nText',
    'Use #note',
  ])('%j holds none', (written) => {
    expect(readMailCommands(written)).toEqual({ commands: none, text: written });
  });
});
