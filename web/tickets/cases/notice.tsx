import type { ReactNode } from 'react';

/** Something that holds of the ticket, over its conversation. */
export function Notice({ label, icon, children }: { label: string; icon: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      className="mx-4 mt-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-m border border-edge bg-sheet py-2 pr-2 pl-3.5 md:mx-6 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-3"
    >
      {icon}
      {children}
    </section>
  );
}
