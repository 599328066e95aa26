import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FindList } from '../../ui/FindList.tsx';
import { useAdminPages } from '../admin/pages.ts';
import { useAllCommands } from './commands.ts';
import { keyName } from './key-words.ts';

/** One thing that can be done from here: what it is called, its key if it has one, and the doing. */
type Entry = { id: string; label: string; detail?: string; run: () => void };

/** Finds whatever can be done here by a few letters of its name: every command, every page of the settings, a ticket by its number. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const entries = [...useCommandEntries(), ...usePageEntries(), ...useTypedEntries(typed.trim())];
  const choose = (id: string) => {
    const entry = entries.find((one) => one.id === id);
    if (entry === undefined) return;
    onClose();
    entry.run();
  };
  return (
    <Dialog isOpen title={t('Do something')} closeLabel={t('Close')} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <FindList
        label={t('What can be done here')}
        searchLabel={t('What to do')}
        placeholder={t('A command, a page or a ticket’s number')}
        choices={entries}
        onChoose={choose}
        onType={setTyped}
      />
    </Dialog>
  );
}

function useCommandEntries(): Entry[] {
  const commands = useAllCommands().filter(({ id }) => id !== 'palette');
  return commands.map(({ id, label, keys, run }) => ({
    id: `command ${id}`,
    label,
    ...(keys[0] !== undefined && { detail: keyName(keys[0]) }),
    run,
  }));
}

function usePageEntries(): Entry[] {
  const navigate = useNavigate();
  return useAdminPages().map(({ path, label }) => ({
    id: `page ${path}`,
    label: t('Settings: {page}', { page: label() }),
    run: () => void navigate({ to: '/admin/$page', params: { page: path } }),
  }));
}

/** What the typed words themselves may mean; they hold them, so they stand below whatever else is found. */
function useTypedEntries(typed: string): Entry[] {
  const navigate = useNavigate();
  if (typed === '') return [];
  const number = /^#?(\d{1,9})$/.exec(typed)?.[1];
  return [
    ...(number === undefined
      ? []
      : [
          {
            id: 'ticket',
            label: t('Open ticket #{number}', { number }),
            run: () => void navigate({ to: '/tickets/$number', params: { number } }),
          },
        ]),
    {
      id: 'search',
      label: t('Search for “{words}”', { words: typed }),
      run: () => void navigate({ to: '/search', search: { q: typed } }),
    },
  ];
}
