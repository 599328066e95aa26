import { lazy, Suspense } from 'react';
import type { Ticket } from '../../contract/tickets.ts';
import { CustomerPanel } from '../contacts/customer-panel.tsx';
import { Links } from './links.tsx';
import { Properties } from './properties.tsx';

// They have a question of their own to ask the desk: the first screen does not wait for them.
const Promises = lazy(() => import('./promises.tsx').then(({ Promises }) => ({ default: Promises })));
const OwnFields = lazy(() => import('./own-fields.tsx').then((it) => ({ default: it.OwnFields })));
const Checklist = lazy(() => import('./checklist.tsx').then((it) => ({ default: it.Checklist })));

const Suggestions = lazy(() => import('./suggestions.tsx').then(({ Suggestions }) => ({ default: Suggestions })));
const ResolutionPanel = lazy(() => import('./resolution.tsx').then((it) => ({ default: it.ResolutionPanel })));
const RulesButton = lazy(() => import('./rules-button.tsx').then((it) => ({ default: it.RulesButton })));

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
