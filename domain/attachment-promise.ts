import { fold } from './text.ts';

// Sentence by sentence, in the words agents use; which language is spoken does not matter, since the two share none of them.

const promises = [
  /\b(em|no|nos|como) anexos?\b/,
  /\b(segue|seguem|vai|vao|envio|enviamos|mando|mandamos|encaminho|encaminhamos)\b.{0,60}\banex[oa]s?\b/,
  /\banexo (aqui|o|a|os|as|um|uma)\b/,
  /\banex(ei|amos|ad[oa]s?|ando)\b/,
  /\b(attached|attaching|enclosed)\b/,
  /\b(i|we) (also )?attach\b/,
  /\b(see|find|in|as) (the |an )?attachments?\b/,
];

/** About the customer's own file, or the lack of one: nothing is promised. */
const others = [
  /\bvoces?\b.*\b(envi|mand|anex)(ou|aram|aste)\b/,
  /\b(seu|sua|seus|suas|recebi|recebemos|sem|nenhum) (o |os |a |as )?anex/,
  /\bnao (consegu|abr|veio|vieram|ha\b|havia|tem\b|encontr|foi|foram|esta\b)/,
  /\b(favor|pode|poderia|podem|consegue|consegues|precisa) (nos |me )?anexar\b/,
  /\byou( had| have|'ve)? (sent|attach|attached)\b/,
  /\byour attach/,
  /\b(received|got|open|opened|missing) (the |your |an )?attach/,
  /\b(no|without|not|nothing|isn't|wasn't|aren't) (an )?(attach|enclos)/,
  /\b(could|can|would) not\b.*\battach/,
];

/** Does a text (plain, in English or Portuguese) say that a file comes with it? Quoted lines do not count. */
export function promisesAttachment(text: string): boolean {
  const written = text.split('\n').filter((line) => !line.trimStart().startsWith('>'));
  const sentences = fold(written.join('\n')).split(/[.!?;\n]+/);
  return sentences.some(
    (sentence) => promises.some((one) => one.test(sentence)) && !others.some((one) => one.test(sentence)),
  );
}
