import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Ticket } from '../../contract/tickets.ts';
import type { Topic } from '../../contract/topics.ts';
import { pathTo } from '../../domain/topics/tree.ts';
import { inLanguage } from '../../domain/translated.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { api } from '../app/api.ts';
import { runCommand } from '../app/commands.ts';
import { useMe } from '../app/me.ts';
import { keys, refreshTicket } from '../app/queries.ts';
import { sentenceFor } from '../app/sentences.ts';
import { Time } from '../app/Time.tsx';
import { type TicketReply, topicsQuery } from './calls.ts';
import { addToDraft } from './drafts.ts';
import { nameIn } from './words.ts';

type Question = Topic['checklist'][number];

/** What to ask on a ticket of this topic. Each is ticked once it was asked or is known; the rest goes into the reply at once. */
export function Checklist({ ticket }: { ticket: Ticket }) {
  const { data: topics = [] } = useQuery(topicsQuery);
  const questions = checklistOf(topics, ticket.topic?.id);
  const tick = useTick(ticket);
  if (questions.length === 0) return null;
  const isFixed = !ticket.can.update || ticket.statusCategory === 'closed';
  const ticked = (id: string) => ticket.ticked.find(({ question }) => question === id);
  const open = questions.filter(({ id }) => ticked(id) === undefined);
  return (
    <section aria-label={t('What to ask')}>
      <h3 className="mb-1.5 flex text-meta text-ink-3">
        <span className="flex-1">{t('What to ask')}</span>
        <span>{t('{done} of {all}', { done: questions.length - open.length, all: questions.length })}</span>
      </h3>
      <ul className="flex flex-col gap-1">
        {questions.map((question) => (
          <Row
            key={question.id}
            question={question}
            tick={ticked(question.id)}
            isFixed={isFixed}
            onChange={(isTicked) => tick({ id: question.id, isTicked })}
          />
        ))}
      </ul>
      {open.length > 0 && ticket.can.reply && !isFixed ? (
        <Button className="mt-2 w-full" onPress={() => askAll(ticket, open)}>
          {t('Put open questions into the reply')}
        </Button>
      ) : null}
    </section>
  );
}

type RowProps = {
  question: Question;
  tick: Ticket['ticked'][number] | undefined;
  isFixed: boolean;
  onChange: (isTicked: boolean) => void;
};

function Row({ question, tick, isFixed, onChange }: RowProps) {
  return (
    <li>
      <Checkbox isSelected={tick !== undefined} isDisabled={isFixed} onChange={onChange}>
        <span className={tick === undefined ? 'min-w-0' : 'min-w-0 text-ink-3'}>
          {nameIn(question.text)}
          {tick === undefined ? null : (
            <span className="block text-meta">
              {tick.by ?? t('A former agent')} · <Time at={tick.at} />
            </span>
          )}
        </span>
      </Checkbox>
    </li>
  );
}

/** The checklist of a topic, or of the nearest above it that has one. */
function checklistOf(topics: readonly Topic[], topicId: string | undefined): Question[] {
  if (topicId === undefined) return [];
  return pathTo(topics, topicId).find(({ checklist }) => checklist.length > 0)?.checklist ?? [];
}

/** The open questions as a list in the customer's language, after what was written already; the reply box has the cursor then. */
function askAll(ticket: Ticket, questions: readonly Question[]): void {
  const language = ticket.language ?? currentLanguage();
  const list = questions.map(({ text }) => `- ${inLanguage(text, language)}`).join('\n');
  addToDraft(ticket.id, 'reply', { text: list, seen: ticket.lastMessageId });
  runCommand('reply');
}

function useTick(ticket: Ticket) {
  const client = useQueryClient();
  const me = useMe();
  const key = keys.ticket(ticket.number);
  const { mutate } = useMutation({
    mutationFn: ({ id, isTicked }: { id: string; isTicked: boolean }) => {
      const url = `/api/tickets/${ticket.number}/questions/${id}`;
      return isTicked ? api.put<void>(url, undefined) : api.delete<void>(url);
    },
    onMutate: async ({ id, isTicked }) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<TicketReply>(key, (shown) => {
        if (shown === undefined) return shown;
        const others = shown.ticket.ticked.filter(({ question }) => question !== id);
        const mine = { question: id, by: me.name, at: new Date().toISOString() };
        return { ...shown, ticket: { ...shown.ticket, ticked: isTicked ? [...others, mine] : others } };
      });
    },
    onError: (error) => showToast({ text: sentenceFor(error), isBad: true }),
    onSettled: () => refreshTicket(client, ticket.number),
  });
  return mutate;
}
