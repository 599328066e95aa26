import type { Ticket } from '../../contract/tickets.ts';
import { CustomerPanel } from '../contacts/customer-panel.tsx';
import { Links } from './links.tsx';
import { Promises } from './promises.tsx';
import { Properties } from './properties.tsx';

export function SidePanel({ ticket }: { ticket: Ticket }) {
  return (
    <div className="flex flex-col gap-5 p-4">
      <CustomerPanel ticket={ticket}>
        <Properties ticket={ticket} />
        <Promises ticket={ticket} />
        <Links ticket={ticket} />
      </CustomerPanel>
    </div>
  );
}
