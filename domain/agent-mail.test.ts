import { describe, expect, test } from 'vitest';
import { type AgentClaim, answerAbove, answerOf, judgeAgentMail, quotesNotification } from './agent-mail.ts';

const quoted = `${answerAbove('en')}\n\nCarla Souza wrote in #12:\nThe secret note of Bruno`;
const withMarks = quoted.replace(/^/gm, '> ');

describe('the answer to a notification', () => {
  test.each<[client: string, mail: string]>([
    ['Gmail', `It is fixed.\n\nOn Sat, 21 Nov 2026 at 12:00, Atende <support@atende.example> wrote:\n\n${withMarks}`],
    [
      'Gmail, in Portuguese and broken in two lines',
      `It is fixed.\n\nEm sáb., 21 de nov. de 2026 às 12:00, Atende <\nsupport@atende.example> escreveu:\n\n${withMarks}`,
    ],
    [
      'Outlook',
      `It is fixed.\n\n________________________________\nFrom: Atende <support@atende.example>\nSent: Saturday, 21 November 2026 12:00\nTo: ana@atende.example\nSubject: [#12] Forno\n\n${quoted}`,
    ],
    ['Thunderbird', `It is fixed.\n\nOn 21/11/2026 12:00, Atende wrote:\n${withMarks}`],
    [
      'Apple Mail',
      `It is fixed.\n\n> On 21 Nov 2026, at 12:00, Atende <support@atende.example> wrote:\n> \n${withMarks}`,
    ],
    ['a program that quotes without a word', `It is fixed.\n\n${withMarks}`],
    ['a program that quotes nothing', 'It is fixed.\n'],
  ])('by %s is what the agent wrote', (_client, mail) => {
    expect(answerOf(mail)).toBe('It is fixed.');
  });

  test('keeps lines that only look like an introduction', () => {
    expect(answerOf('On Monday at 10 it works:\n1. Turn it on')).toBe('On Monday at 10 it works:\n1. Turn it on');
  });

  test('below the line is nothing', () => {
    expect(answerOf(withMarks)).toBe('');
  });
});

test('what is left of a notification is found by its line, its address or its link', () => {
  const signs = ['https://desk.example/tickets/12', '1-2-abcdefgh'];
  expect(quotesNotification('It is fixed.', signs)).toBe(false);
  expect(quotesNotification(`It ${answerAbove('pt-BR')}`, signs)).toBe(true);
  expect(quotesNotification('see HTTPS://desk.example/tickets/12', signs)).toBe(true);
});

const ana = { email: 'ana@atende.example', sees: true, mayReply: true, mayNote: true };
const claim: AgentClaim = { agent: ana, sender: ana.email, isVerified: true, isAutomatic: false };

describe('T16, T95: mail with a token we gave to an agent', () => {
  test.each<[sentence: string, change: Partial<AgentClaim>, outcome: string]>([
    ['is their reply when somebody vouches for their address', {}, 'reply agent_mail'],
    ['stays inside when nobody vouches for it', { isVerified: false }, 'note agent_mail_unverified forgery'],
    ['from another address is refused', { sender: 'm@elsewhere.example' }, 'refused agent_token_of_another forgery'],
    ['from nobody is refused', { sender: null }, 'refused agent_token_of_another forgery'],
    ['of one who was turned off is refused', { agent: null }, 'refused agent_turned_off'],
    ['of one who lost access is refused', { agent: { ...ana, sees: false } }, 'refused agent_lost_access'],
    ['of a collaborator is a note', { agent: { ...ana, mayReply: false } }, 'note agent_may_not_reply'],
    ['of a reader is refused', { agent: { ...ana, mayReply: false, mayNote: false } }, 'refused agent_may_not_write'],
    ['that a machine wrote is nothing', { isAutomatic: true }, 'nothing'],
    [
      'that is a forged machine from elsewhere is refused',
      { isAutomatic: true, sender: 'm@x.example' },
      'refused agent_token_of_another forgery',
    ],
  ])('%s', (_sentence, change, outcome) => {
    const mail = judgeAgentMail({ ...claim, ...change });
    const code = 'reason' in mail ? ` ${mail.reason.code}` : '';
    expect(`${mail.as}${code}${'isForgery' in mail && mail.isForgery ? ' forgery' : ''}`).toBe(outcome);
  });
});
