import { fold } from './text.ts';

/** Why a password is refused; null when it will do. Length counts, composition does not; what everybody tries first is refused. */
export function passwordProblem(password: string, person: { email: string; name: string }): string | null {
  if ([...password].length < 10) return 'A password needs at least ten characters.';
  const folded = fold(password);
  const bare = folded.replace(/[^a-z0-9]/g, '');
  const stem = bare.replace(/^\d+|\d+$/g, '');
  if (new Set(bare || password).size < 4) return 'This password repeats too few characters.';
  if ([bare, stem, withoutLeet(folded)].some((word) => common.has(word))) return 'Everybody tries this password first.';
  if (isRun(bare)) return 'A row of neighbouring characters is tried first.';
  const own = [person.email, person.email.split('@')[0] ?? '', person.name].map((text) => fold(text));
  if (own.some((word) => word.length > 3 && [bare, stem].includes(word.replace(/[^a-z0-9]/g, '')))) {
    return 'A password must not be your own name or address.';
  }
  return null;
}

const leet: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' };

/** `p4$$w0rd!2026` reads `password`. */
function withoutLeet(text: string): string {
  const stem = text.replace(/[\d\W]+$/, '');
  return [...stem]
    .map((letter) => leet[letter] ?? letter)
    .join('')
    .replace(/[^a-z]/g, '');
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
];

/** A stretch of the alphabet, the digits or the keyboard, either way. */
function isRun(text: string): boolean {
  const backwards = [...text].reverse().join('');
  return text.length >= 6 && rows.some((row) => row.includes(text) || row.includes(backwards));
}

/** Of the best known lists of leaked passwords: what is left of them with ten characters, and the stems of those with digits. */
const common = new Set(
  `password passwort senha senhasenha passpass passwordpassword mypassword newpassword passw0rd changeme changeit
  changemenow letmein letmeinnow welcome welcomeback bemvindo bemvinda admin administrator administrador root superuser
  qwerty qwertyuiop qwertzuiop azertyuiop qwerty123456 1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r q1w2e3r4t5 qazwsxedc asdfghjkl
  zxcvbnm asdfasdf abcabcabc abcdefghij iloveyou iloveyouso teamo teamomuito euteamo meuamor amorzinho princess princesa
  football futebol baseball basketball superman batman spiderman starwars pokemon minecraft dragon monkey shadow master
  sunshine summer winter spring autumn verao inverno flamengo corinthians palmeiras saopaulo brasil portugal benfica
  internet computer computador samsung google facebook microsoft michael jennifer jessica charlie jordan harley
  trustno consegui segredo secret  atende helpdesk support suporte
  atendimento empresa company test testtest testing teste testeteste default guest usuario username user login loginlogin
  abc abcd qwe qweasd qweasdzxc asd zaqwsx aaaaaa zzzzzz deusefiel jesuscristo jesus deus family familia felicidade
  whatever nothing freedom killer cheese pepper ginger hunter ranger buster thomas robert daniel andrew matrix
  mustang access flower cookie banana orange chocolate butterfly liverpool chelsea arsenal barcelona realmadrid`.split(
    /\s+/,
  ),
);
