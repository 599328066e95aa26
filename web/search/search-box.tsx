import { Link } from '@tanstack/react-router';
import { t } from '../../locales/translate.ts';
import { SearchIcon } from '../../ui/icons.ts';
import { KeyHint } from '../app/KeyHint.tsx';

/** The way to the search page, drawn as the field it leads to. */
export function SearchBox() {
  return (
    <Link
      to="/search"
      search={{ q: '' }}
      className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-m border border-edge bg-sheet px-2.5 text-ink-3 hover:text-ink-2"
    >
      <SearchIcon aria-hidden className="size-4 shrink-0" />
      <span className="flex-1 truncate">{t('Search')}</span>
      <KeyHint of="search" />
    </Link>
  );
}
