import { fold } from '../text.ts';
import { type Suggester, type Suggestible, type Suggestion, worthOffering } from './suggestion.ts';

/** "Mail that says any of these words is about billing." `isSure`: done at once where nothing speaks against it, not only offered. */
export type WordRule = { field: Suggestible; value: string; words: readonly string[]; isSure: boolean };

const ofSubject = 2;
const ofText = 1;
/** A single word of the text alone is worth offering; several, or one in the subject, are convincing. */
const doubt = 1;
const readFor = 20_000;

type Scored = { value: string; score: number; words: string[]; isSure: boolean };

/**
 * Suggests by words: each distinct word of a rule that the message says counts, in the subject double. The confidence of the best
 * value is its score against itself and a constant doubt, times its share of all that was said for the field, so that a mail
 * that speaks of everything convinces nobody. Words match whole and folded (`nota fiscal` in "Notas Fiscais" does not, `boleto` in "BOLETO" does).
 */
export function suggesterByWords(rules: readonly WordRule[]): Suggester {
  return (said) => {
    const texts = { subject: padded(said.subject), text: padded(said.text.slice(0, readFor)) };
    const scored = rules
      .map((rule) => ({ field: rule.field, ...scoreOf(rule, texts) }))
      .filter(({ score }) => score > 0);
    const fields = [...new Set(scored.map(({ field }) => field))];
    return fields.flatMap((field) => bestOf(field, together(scored.filter((one) => one.field === field))));
  };
}

/** May it be done without asking: an admin's rule says so, and the words are clear. */
export function isConvincing(suggestion: Suggestion): boolean {
  return suggestion.reason.values.isSure === true && suggestion.confidence >= convincing;
}
const convincing = 0.6;

function scoreOf(rule: WordRule, texts: { subject: string; text: string }): Scored {
  let score = 0;
  const words: string[] = [];
  for (const word of rule.words) {
    const wanted = padded(word);
    if (wanted.trim() === '') continue;
    const isInSubject = texts.subject.includes(wanted);
    if (!isInSubject && !texts.text.includes(wanted)) continue;
    score += isInSubject ? ofSubject : ofText;
    words.push(word);
  }
  return { value: rule.value, score, words, isSure: rule.isSure };
}

/** Several rules for one value speak for it together. */
function together(scored: readonly Scored[]): Scored[] {
  const byValue = new Map<string, Scored>();
  for (const one of scored) {
    const before = byValue.get(one.value);
    byValue.set(
      one.value,
      before
        ? {
            ...one,
            score: before.score + one.score,
            words: [...before.words, ...one.words],
            isSure: before.isSure || one.isSure,
          }
        : one,
    );
  }
  return [...byValue.values()];
}

function bestOf(field: Suggestible, scored: readonly Scored[]): Suggestion[] {
  const [best] = scored.toSorted((a, b) => b.score - a.score || (a.value < b.value ? -1 : 1));
  if (!best) return [];
  const all = scored.reduce((sum, { score }) => sum + score, 0);
  const confidence = Math.round((best.score / (best.score + doubt)) * (best.score / all) * 100) / 100;
  if (confidence < worthOffering) return [];
  const words = [...new Set(best.words)].slice(0, 8);
  const reason = { code: 'suggested_by_words', values: { words, isSure: best.isSure } };
  return [{ field, value: best.value, confidence, reason, source: 'rules' }];
}

/** Folded, only letters and digits, one space between and around: a phrase is found at the bounds of words. */
function padded(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
