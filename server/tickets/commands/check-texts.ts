import { AppError } from '../../../domain/errors.ts';
import { type Texts, variablesWith } from '../../../domain/templates.ts';
import { allFieldDefinitions } from '../../fields/reads.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { problemsOf } from '../../platform/templates.ts';

/** What texts of this desk may ask for, its own fields by their keys; archived ones too, for there may be values of them. */
export async function knownVariables(db: Db | Tx): Promise<(name: string) => boolean> {
  return variablesWith(await allFieldDefinitions(db));
}

/** What could not be filled in is refused when it is saved, not found out when a customer waits for it. */
export async function refuseBrokenConfirmation(db: Db | Tx, texts: Texts<Record<string, string>>): Promise<void> {
  if (Object.keys(texts).length === 0) return;
  const isKnown = await knownVariables(db);
  const problems = Object.entries(texts).flatMap(([language, parts]) =>
    Object.entries(parts).flatMap(([part, source]) =>
      problemsOf(source, isKnown).map((problem) => ({ language, part, ...problem })),
    ),
  );
  if (problems.length === 0) return;
  const fields = Object.fromEntries(
    problems.map(({ language, part, code }) => [`confirmation.texts.${language}.${part}`, code]),
  );
  throw new AppError('invalid', 'template_invalid', 'A text asks for what there is not.', {
    fields,
    details: { problems },
  });
}
