import { useNavigate } from '@tanstack/react-router';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { ShieldQuestionIcon } from '../../ui/icons.ts';
import { queryClient, refreshTicket } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { decideBelonging } from './calls.ts';

type Link = Ticket['links'][number];

/** A mail pointed to a ticket in which its sender takes no part. Whether it belongs there is for a person to say. */
export function Belonging({ ticket }: { ticket: Ticket }) {
  const asked = ticket.links.filter(({ kind }) => kind === 'may_belong_to' || kind === 'may_include');
  if (!ticket.can.update) return null;
  return asked.map((link) => <Question key={`${link.kind}-${link.number}`} ticket={ticket} link={link} />);
}

function Question({ ticket, link }: { ticket: Ticket; link: Link }) {
  const navigate = useNavigate();
  const isHere = link.kind === 'may_include';
  const [from, to] = isHere ? [link.number, ticket.number] : [ticket.number, link.number];
  const decide = useSaving({
    act: (belongs: boolean) => decideBelonging(from, { number: to, belongs }),
    stale: [],
    onDone: ({ number }) => {
      for (const one of [from, to]) refreshTicket(queryClient, one);
      if (number !== ticket.number && !isHere) {
        void navigate({ to: '/tickets/$number', params: { number: String(number) }, search: true });
      }
    },
  });
  const named = { number: link.number, subject: link.subject };
  return (
    <section
      aria-label={t('Does it belong there?')}
      className="mx-4 mt-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-m border border-warn bg-sheet py-2 pr-2 pl-3.5 md:mx-6"
    >
      <p className="min-w-0 flex-1 basis-60 wrap-anywhere">
        <ShieldQuestionIcon aria-hidden className="mr-1.5 inline size-3.5 align-[-2px] text-warn" />
        <span className="font-semibold">
          {isHere
            ? t('#{number} {subject} may belong here.', named)
            : t('It may belong to #{number} {subject}.', named)}
        </span>{' '}
        <span className="text-ink-2">{t('Its sender takes no part there; taken in, they read what is answered.')}</span>
      </p>
      <Button look="primary" isDisabled={decide.isPending} onPress={() => decide.mutate(true)}>
        {isHere ? t('Take it in') : t('It belongs there')}
      </Button>
      <Button look="quiet" isDisabled={decide.isPending} onPress={() => decide.mutate(false)}>
        {t('It does not')}
      </Button>
    </section>
  );
}
