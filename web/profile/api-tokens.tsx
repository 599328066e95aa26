import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CopyField } from '../app/CopyField.tsx';
import { fullTime } from '../app/format.ts';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { apiTokensQuery, createApiToken, revokeApiToken } from './calls.ts';

export function ApiTokens() {
  const [name, setName] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const create = useSaving({
    act: createApiToken,
    stale: [keys.apiTokens],
    onDone: ({ token }) => {
      setName('');
      setMade(token);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(name);
  };
  return (
    <>
      <TokenList />
      <form onSubmit={submit} className="mt-3 flex max-w-[420px] items-end gap-2">
        <TextField className="flex-1" label={t('What the token is for')} isRequired value={name} onChange={setName} />
        <Button type="submit" className="h-9!" isDisabled={create.isPending}>
          {t('Make a token')}
        </Button>
      </form>
      {made === null ? null : <MadeToken token={made} onClose={() => setMade(null)} />}
    </>
  );
}

function TokenList() {
  const { data: tokens = [] } = useQuery(apiTokensQuery);
  const revoke = useSaving({ act: revokeApiToken, stale: [keys.apiTokens], done: t('Revoked') });
  return (
    <ul>
      {tokens.map((token) => (
        <li
          key={token.id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2.5 first:pt-0"
        >
          <span className="min-w-0 flex-1 basis-48">
            <span className="block font-[550]">{token.name}</span>
            <span className="block text-meta text-ink-3">
              {token.lastUsedAt === null
                ? t('never used')
                : t('last used {when}', { when: fullTime(token.lastUsedAt) })}
            </span>
          </span>
          <Button
            look="quiet"
            aria-label={t('Revoke {name}', { name: token.name })}
            onPress={() => revoke.mutate(token.id)}
          >
            {t('Revoke')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function MadeToken({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <Dialog isOpen title={t('Your new token')} closeLabel={t('Close')} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p className="mb-3 text-ink-2">{t('Take it along now: it is not shown again.')}</p>
      <CopyField label={t('API token')} value={token} />
      <Actions>
        <Button look="primary" onPress={onClose}>
          {t('Done')}
        </Button>
      </Actions>
    </Dialog>
  );
}
