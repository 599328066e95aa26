import { type ReactNode, useEffect } from 'react';

/** What a page is, what it is for, and the act it is mostly opened for. */
export function PageHead({ title, lead, action }: { title: string; lead?: string; action?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Atende`;
  }, [title]);
  return (
    <header className="mb-5 flex flex-wrap items-start gap-3">
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="text-head">{title}</h1>
        {lead === undefined ? null : <p className="mt-1 max-w-[60ch] text-pretty text-ink-2">{lead}</p>}
      </div>
      {action}
    </header>
  );
}
