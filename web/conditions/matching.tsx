import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Matching as Found } from '../../contract/conditions.ts';
import type { Catalogue } from '../../domain/conditions/catalogue.ts';
import { type Condition, conditionSchema, questionsOf } from '../../domain/conditions/condition.ts';
import { t } from '../../locales/translate.ts';
import { sentenceFor } from '../app/sentences.ts';
import { matchingQuery } from './calls.ts';
import { fieldName, operatorName } from './condition-words.ts';
import { useSettled } from './settled.ts';

/** How many tickets the condition holds for now, read out when it changes, and some of them. */
export function Matching({ condition, catalogue }: { condition: Condition; catalogue: Catalogue }) {
  const asked = useSettled(condition);
  const canCount = conditionSchema('sql', catalogue).safeParse(asked).success;
  const { data, error } = useQuery({ ...matchingQuery(asked), enabled: canCount, placeholderData: keepPreviousData });
  const found = canCount && !error ? data : undefined;
  return (
    <div className="mt-3 rounded-c bg-sunken px-3 py-2">
      <p aria-live="polite" className="text-meta font-[550] tabular-nums">
        {canCount ? counted(found, error) : whyNot(asked, catalogue)}
      </p>
      {found && found.tickets.length > 0 ? <Some tickets={found.tickets} /> : null}
    </div>
  );
}

function counted(found: Found | undefined, error: unknown): string {
  if (error) return sentenceFor(error);
  if (!found) return t('Counting the tickets it holds for …');
  if (found.isMore) return t('Holds for more than 1,000 tickets now');
  return t(
    '{count, plural, =0 {Holds for no ticket now} one {Holds for # ticket now} other {Holds for # tickets now}}',
    {
      count: found.count,
    },
  );
}

/** What is asked of events has no tickets to count; anything else is not complete yet. */
function whyNot(condition: Condition, catalogue: Catalogue): string {
  if (!conditionSchema('event', catalogue).safeParse(condition).success) {
    return t('Complete the condition to see which tickets it holds for.');
  }
  const ofEvents = questionsOf(condition).find((one) => !conditionSchema('sql', catalogue).safeParse(one).success);
  const asked = ofEvents ? `${fieldName(ofEvents.field)} ${operatorName(ofEvents.op)}` : '';
  return t('“{asked}” is only known when something happens: there is nothing to count beforehand.', { asked });
}

function Some({ tickets }: Pick<Found, 'tickets'>) {
  return (
    <ul className="mt-1 flex flex-col">
      {tickets.map(({ number, subject }) => (
        <li key={number} className="flex min-w-0 gap-2">
          <span className="text-ink-3 tabular-nums">#{number}</span>
          <Link
            to="/tickets/$number"
            params={{ number: String(number) }}
            target="_blank"
            className="min-w-0 truncate hover:underline"
          >
            {subject}
          </Link>
        </li>
      ))}
    </ul>
  );
}
