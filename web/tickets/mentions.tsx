import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { agentsQuery } from './calls.ts';

type Mentionable = { id: string; name: string };
type Mention = { start: number; typed: string };

/** The `@word` the caret stands in, if any. */
export function mentionAt(text: string, caret: number): Mention | null {
  const before = text.slice(0, caret);
  const found = /(?:^|\s)@([\p{L}\p{N}._-]{0,30})$/u.exec(before);
  return found ? { start: before.length - (found[1]?.length ?? 0) - 1, typed: found[1] ?? '' } : null;
}

export function useMentionable(mention: Mention | null): Mentionable[] {
  const { data: agents = [] } = useQuery({ ...agentsQuery, enabled: mention !== null });
  if (mention === null) return [];
  const wanted = plain(mention.typed);
  return agents
    .filter((agent) => agent.isActive && plain(`${agent.name} ${agent.email}`).includes(wanted))
    .slice(0, 6)
    .map(({ id, name }) => ({ id, name }));
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'preventDefault'>;

/** Arrows, Enter and Tab belong to the list while it is open; every other key stays with the text. */
export function useMentionKeys(people: Mentionable[], choose: (person: Mentionable) => void) {
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, Math.max(people.length - 1, 0));
  const step = { ArrowDown: 1, ArrowUp: people.length - 1 };
  const takesKey = (event: Pressed): boolean => {
    const person = people[active];
    if (person === undefined || event.ctrlKey || event.metaKey) return false;
    const isMove = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (!isMove && event.key !== 'Enter' && event.key !== 'Tab') return false;
    event.preventDefault();
    if (isMove) setActive((active + step[event.key as keyof typeof step]) % people.length);
    else choose(person);
    return true;
  };
  return { active, takesKey, choose };
}

/** How the text box tells a screen reader about the list. */
export function mentionAria(people: Mentionable[], active: number) {
  if (people.length === 0) return {};
  return {
    'aria-controls': 'mentions',
    'aria-activedescendant': `mention-${active}`,
    'aria-autocomplete': 'list',
  } as const;
}

export function MentionList(props: { people: Mentionable[]; active: number; onChoose: (person: Mentionable) => void }) {
  if (props.people.length === 0) return null;
  return (
    <div
      id="mentions"
      role="listbox"
      aria-label={t('Colleagues')}
      className="layer absolute bottom-full left-3 z-10 mb-1 w-60 p-1"
    >
      {props.people.map((person, at) => (
        <div
          key={person.id}
          id={`mention-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === props.active}
          onPointerDown={(event) => [event.preventDefault(), props.onChoose(person)]}
          className={classes('flex min-h-8 items-center gap-2 rounded-c px-2', at === props.active && 'bg-accent-wash')}
        >
          <Avatar name={person.name} />
          <span className="truncate">{person.name}</span>
        </div>
      ))}
    </div>
  );
}

/** In a reply `@` names nobody: the customer would read it. */
export function OfferNote({ onTurnToNote }: { onTurnToNote: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-2 text-meta text-ink-2">
      {t('Colleagues are named in notes; the customer would read this.')}
      <Button look="quiet" className="h-6! px-2! text-accent" onPress={onTurnToNote}>
        {t('Write a note instead')}
      </Button>
    </div>
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
