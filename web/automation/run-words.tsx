import type { HistoryEntry } from '../../contract/tickets.ts';
import type { Question } from '../../domain/conditions/condition.ts';
import { t } from '../../locales/translate.ts';
import { fullTime } from '../app/format.ts';
import { eventName } from './event-words.ts';
import { useNames } from './names.ts';
import { decidingInWords, questionsOf } from './trace-words.ts';

/** Which rules and macros did what a row of the history tells, and what decided: each said once, however much it did. */
export function RunsInWords({ entries }: { entries: HistoryEntry[] }) {
  const questions: Question[] = entries.flatMap(({ run }) => (run?.deciding ? questionsOf(run.deciding) : []));
  const choicesOf = useNames(questions);
  const said = entries.map(({ actor, macro, run }) => {
    const name = actor.name ?? '';
    if (run === null)
      return {
        who: t('{name} used the macro “{macro}”, and this belongs to it.', { name, macro: macro ?? '' }),
        because: '',
      };
    const reason = run.deciding === null ? null : decidingInWords(run.deciding, choicesOf);
    const because = reason === null ? t('It has no condition beside that.') : t('It ran because {reason}.', { reason });
    return { who: whatSetItOff(run, name), because };
  });
  const once = said.filter(({ who, because }, at) => {
    return said.findIndex((other) => other.who === who && other.because === because) === at;
  });
  return once.map(({ who, because }) => (
    <p key={`${who} ${because}`}>
      {who} {because}
    </p>
  ));
}

function whatSetItOff({ kind, eventType, crossedAt }: NonNullable<HistoryEntry['run']>, name: string): string {
  if (kind === 'automation') {
    return t('This was the automation “{name}”, whose time came on {time}.', { name, time: fullTime(crossedAt ?? '') });
  }
  return t('This was the trigger “{name}”, which runs when {event}.', { name, event: eventName(eventType ?? '') });
}
