import type { RuleAction } from '../../../domain/automation/rule.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db } from '../../platform/platform.ts';
import { knownVariables } from '../../tickets/commands/check-texts.ts';
import { textsIn } from '../reads/actions.ts';
import { problemsIn, sentenceOf } from './template-params.ts';

type Saved = { actions: readonly RuleAction[]; texts?: Readonly<Record<string, string>> | null };

/** Refuses texts that ask for a field the desk has not, with the place: those of actions, and that of a macro. */
export async function refuseUnknownIn(db: Db, { actions, texts }: Saved): Promise<void> {
  const isKnown = await knownVariables(db);
  for (const one of actions.flatMap(textsIn)) refuseUnknown(one, { isKnown, field: 'actions' });
  refuseUnknown(texts ?? {}, { isKnown, field: 'texts' });
}

function refuseUnknown(
  texts: Readonly<Record<string, string>>,
  { isKnown, field }: { isKnown: (variable: string) => boolean; field: string },
): void {
  const [problem] = problemsIn(texts, isKnown);
  if (problem === undefined) return;
  const sentence = `${problem.language}: ${sentenceOf(problem)}`;
  throw new AppError('invalid', 'template_invalid', sentence, { fields: { [field]: sentence } });
}
