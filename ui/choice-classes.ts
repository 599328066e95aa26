/** How one line of a menu or list of choices looks. */
export const choiceClasses =
  'group flex min-h-7 cursor-default items-center gap-2 rounded-c px-2 py-1 text-ui outline-0 data-focused:bg-accent-wash data-disabled:text-ink-3';
