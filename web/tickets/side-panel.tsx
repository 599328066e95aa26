import { Suspense } from 'react';
import type { Ticket } from '../../contract/tickets.ts';
import { later } from '../app/later.ts';
import { CustomerPanel } from '../contacts/customer-panel.tsx';
import { Links } from './links.tsx';
import { Properties } from './properties.tsx';

// They have a question of their own to ask the desk: the first screen does not wait for them.
const Promises = later(() => import('./promises.tsx').then((it) => it.Promises));
const OwnFields = later(() => import('./own-fields.tsx').then((it) => it.OwnFields));
const Checklist = later(() => import('./checklist.tsx').then((it) => it.Checklist));

const Suggestions = later(() => import('./suggestions.tsx').then((it) => it.Suggestions));
const ResolutionPanel = later(() => import('./resolution.tsx').then((it) => it.ResolutionPanel));
const RulesButton = later(() => import('./rules-button.tsx').then((it) => it.RulesButton));

export function SidePanel({ ticket }: { ticket: Ticket }) {
  return (
    <div className="flex flex-col gap-5 p-4">
      <CustomerPanel ticket={ticket}>
        <Properties ticket={ticket} />
        <Suspense>
          <Suggestions ticket={ticket} />
          <OwnFields ticket={ticket} />
          <Checklist ticket={ticket} />
        </Suspense>
        <Suspense>
          <Promises ticket={ticket} />
        </Suspense>
        <Suspense>
          <ResolutionPanel ticket={ticket} />
        </Suspense>
        <Links ticket={ticket} />
        <Suspense>
          <RulesButton number={ticket.number} />
        </Suspense>
      </CustomerPanel>
    </div>
  );
}
