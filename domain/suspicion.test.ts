import { describe, expect, test } from 'vitest';
import type { Role } from './agents.ts';
import { type Facts, type Person, suspect } from './suspicion.ts';

const now = new Date('2026-11-20T15:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const days = 86_400;

const owner: Role = { slug: 'owner', permissions: ['*'], scope: 'all' };
const admin: Role = { slug: 'admin', permissions: ['*'], scope: 'all' };
const agent: Role = { slug: 'agent', permissions: ['tickets.read', 'tickets.reply'], scope: 'teams' };
const limited: Role = { slug: 'limited', permissions: ['tickets.read', 'tickets.reply'], scope: 'own' };
const person = (id: string, role: Role): Person => ({ id, name: id, role });
const [olivia, adao, ana] = [person('olivia', owner), person('adao', admin), person('ana', agent)];
const home = { net: '203.0.113.9', network: '203.0.0.0/16' };
const far = { net: '198.51.100.4', network: '198.51.0.0/16' };

const nothing: Facts = {
  refusedSignIns: [],
  triedAccounts: [],
  triedTokens: [],
  lockdowns: [],
  signIns: [],
  readTickets: [],
  readAttachments: [],
  roleChanges: [],
  credentialChanges: [],
  newTokens: [],
  forgedMails: [],
  silentMailboxes: [],
};

const times = <T>(count: number, make: (place: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const numbered = (count: number, from = 0) => times(count, (place) => String(from + place));
const refused = (count: number, every: number, { end = 10, net = far.net, who = ana } = {}) =>
  times(count, (place) => ({ at: ago(end + place * every), agent: who, net }));
const signIn = (who: Person, from: typeof home, earlier: Facts['signIns'][number]['earlier']) => ({
  at: ago(5),
  agent: who,
  ...from,
  earlier,
});
const wasHome = [{ at: ago(2 * days), network: home.network }];

/** What each case must say: code, severity and values; nothing where the list is empty. */
type Case = [name: string, facts: Partial<Facts>, said: [string, string, object][]];

const guessing: Case[] = [
  [
    'five wrong passwords in a minute from one net',
    { refusedSignIns: refused(5, 14) },
    [['brute_force', 'medium', { agent: 'ana', net: far.net, count: 5 }]],
  ],
  ['five wrong passwords over two minutes', { refusedSignIns: refused(5, 30) }, []],
  ['four wrong passwords in a minute', { refusedSignIns: refused(4, 1) }, []],
  [
    'five wrong passwords in a minute, each from another net',
    { refusedSignIns: times(5, (place) => ({ at: ago(place), agent: ana, net: `10.0.0.${place}` })) },
    [],
  ],
  [
    'twenty wrong passwords in an hour, slowly',
    { refusedSignIns: refused(20, 170) },
    [['brute_force', 'medium', { agent: 'ana', net: far.net, count: 20 }]],
  ],
  ['nineteen wrong passwords in an hour, slowly', { refusedSignIns: refused(19, 170) }, []],
  ['a burst that is more than an hour old', { refusedSignIns: refused(5, 1, { end: 3_700 }) }, []],
  [
    'ten accounts tried from one net in ten minutes',
    {
      triedAccounts: [
        { at: ago(500), net: far.net, things: numbered(6) },
        { at: ago(20), net: far.net, things: numbered(6, 4) },
      ],
    },
    [['password_spraying', 'high', { net: far.net, accounts: 10 }]],
  ],
  [
    'ten accounts tried, but over eleven minutes',
    {
      triedAccounts: [
        { at: ago(690), net: far.net, things: numbered(5) },
        { at: ago(20), net: far.net, things: numbered(5, 5) },
      ],
    },
    [],
  ],
  [
    'one account tried again and again',
    { triedAccounts: times(30, (place) => ({ at: ago(place * 10), net: far.net, things: ['1'] })) },
    [],
  ],
  [
    'twenty tokens that open nothing, from one net in an hour',
    { triedTokens: times(4, (place) => ({ at: ago(place * 800), net: far.net, things: numbered(5, place * 5) })) },
    [['token_probing', 'medium', { net: far.net, count: 20 }]],
  ],
  [
    'thirty dead tokens of those who were signed out half an hour ago',
    { triedTokens: [{ at: ago(1_700), net: far.net, things: numbered(30) }], lockdowns: [ago(1_800)] },
    [],
  ],
  [
    'a browser that asks for an hour with the cookie of a session that ended',
    { triedTokens: times(100, (place) => ({ at: ago(place * 30), net: far.net, things: ['dead'] })) },
    [],
  ],
];

const signingIn: Case[] = [
  [
    'success after five failures',
    { refusedSignIns: refused(5, 100, { net: home.net }), signIns: [signIn(ana, home, wasHome)] },
    [['sign_in_after_failures', 'high', { agent: 'ana', net: home.net, failures: 5 }]],
  ],
  [
    'success after four',
    { refusedSignIns: refused(4, 100, { net: home.net }), signIns: [signIn(ana, home, wasHome)] },
    [],
  ],
  [
    'five failures with a success between them',
    {
      refusedSignIns: refused(5, 100, { net: home.net }),
      signIns: [signIn(ana, home, wasHome), { ...signIn(ana, home, wasHome), at: ago(250) }],
    },
    [],
  ],
  [
    'somebody else’s failures',
    { refusedSignIns: refused(4, 100, { who: adao }), signIns: [signIn(ana, home, wasHome)] },
    [],
  ],
  [
    'an agent from a network never seen',
    { signIns: [signIn(ana, far, wasHome)] },
    [['new_network', 'low', { agent: 'ana', ...far }]],
  ],
  [
    'an owner from a network not seen for 91 days',
    { signIns: [signIn(olivia, far, [...wasHome, { at: ago(91 * days), network: far.network }])] },
    [['new_network', 'medium', { agent: 'olivia', ...far }]],
  ],
  [
    'a network seen 89 days ago',
    { signIns: [signIn(ana, far, [...wasHome, { at: ago(89 * days), network: far.network }])] },
    [],
  ],
  ['the first sign-in of all', { signIns: [signIn(ana, far, [])] }, []],
  ['another address of the usual network', { signIns: [signIn(ana, { ...home, net: '203.0.9.1' }, wasHome)] }, []],
];

const reading: Case[] = [
  [
    '201 tickets in ten minutes',
    { readTickets: times(3, (place) => ({ at: ago(place * 200), agent: ana, things: numbered(67, place * 67) })) },
    [['mass_read', 'high', { agent: 'ana', tickets: 201, attachments: 0 }]],
  ],
  ['200 tickets in ten minutes', { readTickets: [{ at: ago(60), agent: ana, things: numbered(200) }] }, []],
  [
    '400 tickets in an hour at an even pace',
    { readTickets: times(40, (place) => ({ at: ago(place * 90), agent: ana, things: numbered(10, place * 10) })) },
    [],
  ],
  [
    'the same hundred tickets, again and again',
    { readTickets: times(9, (place) => ({ at: ago(place * 60), agent: ana, things: numbered(100) })) },
    [],
  ],
  [
    '101 attachments in ten minutes',
    { readAttachments: [{ at: ago(60), agent: ana, things: numbered(101) }] },
    [['mass_read', 'high', { agent: 'ana', tickets: 0, attachments: 101 }]],
  ],
  [
    '201 tickets, read by two',
    {
      readTickets: [
        { at: ago(60), agent: ana, things: numbered(101) },
        { at: ago(60), agent: adao, things: numbered(100, 101) },
      ],
    },
    [],
  ],
];

const roleChange = (from: Role | null, to: Role, by: string | null = 'adao') => ({
  roleChanges: [{ at: ago(30), agent: person('nina', to), by, from, to }],
});
const powers: Case[] = [
  [
    'a new admin',
    roleChange(null, admin),
    [['role_raised', 'high', { agent: 'nina', by: 'adao', from: null, role: 'admin' }]],
  ],
  ['a new agent', roleChange(null, agent), []],
  [
    'an agent made owner',
    roleChange(agent, owner),
    [['role_raised', 'high', { agent: 'nina', by: 'adao', from: 'agent', role: 'owner' }]],
  ],
  [
    'an admin made owner',
    roleChange(admin, owner),
    [['role_raised', 'high', { agent: 'nina', by: 'adao', from: 'admin', role: 'owner' }]],
  ],
  [
    'a limited agent who now sees the tickets of the team',
    roleChange(limited, agent),
    [['role_raised', 'low', { agent: 'nina', by: 'adao', from: 'limited', role: 'agent' }]],
  ],
  ['an agent who is limited from now on', roleChange(agent, limited), []],
  ['an owner who becomes admin', roleChange(owner, admin), []],
  ['the first owner of a new desk', roleChange(null, owner, null), []],
  [
    'the e-mail of an owner',
    { credentialChanges: [{ at: ago(9), agent: olivia, by: 'olivia', what: 'email', net: far.net }] },
    [['owner_email_changed', 'high', { agent: 'olivia', by: 'olivia', net: far.net }]],
  ],
  [
    'the password of an owner',
    { credentialChanges: [{ at: ago(9), agent: olivia, by: 'olivia', what: 'password', net: far.net }] },
    [['owner_password_changed', 'medium', { agent: 'olivia', by: 'olivia', net: far.net }]],
  ],
  [
    'the password of an agent',
    { credentialChanges: [{ at: ago(9), agent: ana, by: 'ana', what: 'password', net: far.net }] },
    [],
  ],
  [
    'an API token of an admin',
    { newTokens: [{ at: ago(9), agent: adao, name: 'export', net: far.net }] },
    [['powerful_token', 'medium', { agent: 'adao', name: 'export', net: far.net }]],
  ],
  ['an API token of an agent', { newTokens: [{ at: ago(9), agent: ana, name: 'export', net: far.net }] }, []],
];

const forging: Case[] = [
  [
    'five unverified mails in an agent’s name',
    { forgedMails: times(5, (place) => ({ at: ago(place * 700), agent: ana })) },
    [['impersonation', 'medium', { agent: 'ana', count: 5 }]],
  ],
  ['four of them', { forgedMails: times(4, (place) => ({ at: ago(place * 700), agent: ana })) }, []],
  [
    'five, but in the names of two',
    { forgedMails: times(5, (place) => ({ at: ago(place), agent: place < 3 ? ana : adao })) },
    [],
  ],
];

describe.each([
  ['guessing', guessing],
  ['signing in', signingIn],
  ['reading', reading],
  ['powers', powers],
  ['forging', forging],
])('%s', (_, cases) => {
  test.each(cases)('%s', (_name, facts, said) => {
    const suspicions = suspect({ ...nothing, ...facts }, now);
    expect(suspicions.map(({ code, severity, values }) => [code, severity, values])).toEqual(said);
  });
});

test('a desk at its daily work raises no suspicion', () => {
  const quiet: Facts = {
    ...nothing,
    refusedSignIns: refused(3, 20, { net: home.net }),
    triedAccounts: times(3, (place) => ({ at: ago(place * 1000), net: home.net, things: numbered(2, place) })),
    triedTokens: times(60, (place) => ({ at: ago(place * 60), net: home.net, things: numbered(4) })),
    signIns: [signIn(ana, home, wasHome), signIn(adao, home, wasHome), signIn(olivia, home, wasHome)],
    readTickets: times(120, (place) => ({ at: ago(place * 30), agent: ana, things: numbered(2, place) })),
    readAttachments: times(120, (place) => ({ at: ago(place * 30), agent: ana, things: numbered(1, place) })),
    forgedMails: [{ at: ago(60), agent: ana }],
    ...roleChange(null, agent),
  };
  expect(suspect(quiet, now)).toEqual([]);
});

test('two accounts under siege are two suspicions, told apart by their subject', () => {
  const refusedSignIns = [...refused(5, 1), ...refused(5, 1, { who: adao })];
  const subjects = suspect({ ...nothing, refusedSignIns }, now).map(({ subject }) => subject);
  expect(subjects).toEqual([`ana ${far.net}`, `adao ${far.net}`]);
});
