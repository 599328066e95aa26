import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { CloseIcon, PlusIcon } from '../../ui/icons.ts';
import { useUpdateTicket } from './update-ticket.ts';

/** Tags as chips: each goes with its cross, a new one is typed and entered. */
export function TagsField({ ticket, isFixed }: { ticket: Ticket; isFixed: boolean }) {
  const update = useUpdateTicket(ticket);
  const change = (tags: string[]) => update({ tags }, { tags });
  return (
    <div className="flex flex-wrap items-center gap-1 py-0.5">
      {ticket.tags.map((tag) => (
        <span
          key={tag}
          className="inline-flex h-6 max-w-full items-center rounded-full bg-sunken pr-0 pl-2 text-meta text-ink-2"
        >
          <span className="truncate pr-1">{tag}</span>
          {isFixed ? null : (
            <Button
              aria-label={t('Remove the tag {tag}', { tag })}
              onPress={() => change(ticket.tags.filter((other) => other !== tag))}
              className="grid size-6 place-items-center rounded-full text-ink-3 data-hovered:text-ink"
            >
              <CloseIcon aria-hidden className="size-3" />
            </Button>
          )}
        </span>
      ))}
      {isFixed ? null : <NewTag onAdd={(tag) => !ticket.tags.includes(tag) && change([...ticket.tags, tag])} />}
    </div>
  );
}

function NewTag({ onAdd }: { onAdd: (tag: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [tag, setTag] = useState('');
  const finish = () => {
    const clean = tag.replace(/,/g, ' ').trim();
    if (clean !== '') onAdd(clean);
    setTag('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish();
  };
  if (!isOpen) {
    return (
      <Button
        aria-label={t('Add a tag')}
        onPress={() => setOpen(true)}
        className="grid size-6 place-items-center rounded-full text-ink-3 data-hovered:bg-sunken data-hovered:text-ink"
      >
        <PlusIcon aria-hidden className="size-3.5" />
      </Button>
    );
  }
  return (
    <form onSubmit={submit} className="contents">
      <input
        // biome-ignore lint/a11y/noAutofocus: the agent has just asked for this field
        autoFocus
        aria-label={t('New tag')}
        maxLength={60}
        value={tag}
        onChange={(event) => setTag(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && [setTag(''), setOpen(false)]}
        onBlur={() => [finish(), setOpen(false)]}
        className="control h-6 w-24 px-2 text-meta"
      />
    </form>
  );
}
