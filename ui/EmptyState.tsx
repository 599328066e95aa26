import type { ReactNode } from 'react';

/** What to do next where there is nothing yet. `isPage`: there is nothing else, so its title is the page's. */
export function EmptyState(props: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  isPage?: boolean;
}) {
  const Title = props.isPage ? 'h1' : 'p';
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-6 py-14 text-center [&>svg]:mb-2 [&>svg]:size-7 [&>svg]:text-ink-3">
      {props.icon}
      <Title className="text-title font-semibold text-balance">{props.title}</Title>
      {props.children === undefined ? null : <p className="text-pretty text-ink-2">{props.children}</p>}
      {props.actions === undefined ? null : <div className="mt-3 flex gap-2">{props.actions}</div>}
    </div>
  );
}
