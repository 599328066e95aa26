import type { Priority } from '../../domain/tickets/ticket.ts';
import { Chip } from '../../ui/Chip.tsx';
import { ArrowDownIcon, ArrowUpIcon, MinusIcon } from '../../ui/icons.ts';
import { priorityName, priorityTone } from './words.ts';

export function PriorityChip({ priority }: { priority: Priority }) {
  return (
    <Chip tone={priorityTone(priority)}>
      <PriorityIcon priority={priority} />
      {priorityName(priority)}
    </Chip>
  );
}

function PriorityIcon({ priority }: { priority: Priority }) {
  if (priority === 'medium') return <MinusIcon aria-hidden />;
  return priority === 'low' ? <ArrowDownIcon aria-hidden /> : <ArrowUpIcon aria-hidden />;
}
