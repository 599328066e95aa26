import { Suspense, useState } from 'react';
import type { AskedQuestion } from '../../contract/search.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../app/commands.ts';
import { later } from '../app/later.ts';
import { useConditionWorld } from '../conditions/condition-world.ts';
import { conditionOfSearch } from './from-search.ts';

const ViewDialog = later(() => import('./view-dialog.tsx').then((it) => it.ViewDialog));
const everything = { all: [] };

type Props = { q: string; asked: readonly AskedQuestion[] | undefined };

/** Keeps what is searched for as a view. */
export function SaveSearch({ q, asked }: Props) {
  return q === '' ? null : <Save q={q} asked={asked} />;
}

function Save({ q, asked = [] }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { catalogue, names } = useConditionWorld(everything);
  useCommands('search', { 'save-view': () => setOpen(true) });
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const speech = {
    place: 'sql',
    language: currentLanguage(),
    timeZone,
    catalogue,
    names,
    bareWords: 'subject',
  } as const;
  const like = () => ({
    name: { en: '' },
    condition: conditionOfSearch(q, { speech, asked }),
    sort: 'updated' as const,
    isReversed: false,
    layout: 'list' as const,
    columns: [],
  });
  return (
    <div className="mt-2 -ml-3">
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('Save as view …')}
      </Button>
      {isOpen ? (
        <Suspense>
          <ViewDialog
            view={null}
            like={like()}
            hint={t('A view does not look into messages: the words of the search are looked for in the subject.')}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
