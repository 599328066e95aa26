import { useEffect, useId, useRef, useState } from 'react';
import { parseCondition } from '../../domain/conditions/text/parse.ts';
import { printCondition } from '../../domain/conditions/text/print.ts';
import type { TextProblem } from '../../domain/conditions/text/problem.ts';
import type { Speech } from '../../domain/conditions/text/speech.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { conditionOf, type DraftGroup, draftOf } from './draft.ts';
import { useParsed } from './looked-up.ts';
import { textProblem } from './text-problems.ts';

/** A condition as text, read while it is typed. What cannot be read stays as typed, and its form waits until it can. */
export function ConditionText(props: {
  speech: Speech;
  value: DraftGroup;
  onChange: (value: DraftGroup) => void;
  onTrouble: (has: boolean) => void;
}) {
  const { speech, value, onChange, onTrouble } = props;
  const [text, setText] = useState(() => printCondition(conditionOf(value), speech));
  const take = (read: ReturnType<typeof parseCondition>) => 'condition' in read && onChange(draftOf(read.condition));
  const { parsed, isLooking } = useParsed(text, speech, take);
  const problem = 'problem' in parsed ? parsed.problem : null;
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  const sentence = problem ? problemNow(problem, isLooking) : '';

  // The form around it is not sent with a text that says something else than what it holds.
  useEffect(() => field.current?.setCustomValidity(sentence), [sentence]);
  useEffect(() => onTrouble(problem !== null), [problem, onTrouble]);

  const type = (typed: string) => {
    setText(typed);
    take(parseCondition(typed, speech));
  };
  return (
    <div className="flex flex-col gap-1">
      <textarea
        ref={field}
        rows={3}
        spellCheck={false}
        aria-label={t('Condition as text')}
        aria-describedby={hint}
        aria-invalid={problem !== null}
        className="control w-full resize-y px-2.5 py-2 font-mono text-[13px] leading-normal"
        value={text}
        onChange={({ target }) => type(target.value)}
      />
      <div id={hint} aria-live="polite" className="min-h-5 text-meta text-ink-3">
        {problem ? (
          <Trouble problem={problem} text={text} isLooking={isLooking} />
        ) : (
          t('For example: {example}', { example: exampleIn(speech) })
        )}
      </div>
      {problem ? (
        <div className="-ml-2 flex flex-wrap">
          <Button look="quiet" className="px-2" onPress={() => show(field.current, problem)}>
            {t('Go to the place')}
          </Button>
          <Button look="quiet" className="px-2" onPress={() => type(printCondition(conditionOf(value), speech))}>
            {t('Back to what could be read')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function exampleIn({ language }: Speech): string {
  return language === 'en'
    ? 'status:open priority>=high -tag:spam (created>2d OR customer_message>8bh)'
    : 'situação:aberto prioridade>=alta -etiqueta:spam (criado>2d OU mensagem_do_cliente>8hu)';
}

function problemNow(problem: TextProblem, isLooking: boolean): string {
  return isLooking ? t('Looking for “{value}” …', { value: problem.values.value ?? '' }) : textProblem(problem);
}

function Trouble({ problem, text, isLooking }: { problem: TextProblem; text: string; isLooking: boolean }) {
  if (isLooking) return <p>{problemNow(problem, true)}</p>;
  const place = text.slice(problem.at, problem.end);
  return (
    <p className="text-danger">
      {t('At character {at}: {problem}', { at: problem.at + 1, problem: textProblem(problem) })}
      {place.trim() === '' ? null : (
        <>
          {' '}
          <span aria-hidden className="font-mono">
            {text.slice(Math.max(0, problem.at - 20), problem.at)}
            <mark className="bg-transparent text-danger underline decoration-wavy">{place}</mark>
          </span>
        </>
      )}
    </p>
  );
}

function show(field: HTMLTextAreaElement | null, { at, end }: TextProblem): void {
  field?.focus();
  field?.setSelectionRange(at, end);
}
