import { t } from '../../locales/translate.ts';
import { updateMe } from '../profile/calls.ts';
import type { OwnKeys } from './command-list.ts';
import { chooseKeys } from './commands.ts';
import { useMe, useSetMe } from './me.ts';
import { useSaving } from './use-saving.ts';

/** Keeps somebody's own keys at the desk; they act at once, and as before where the desk does not take them. */
export function useKeepKeys(): (keys: OwnKeys) => void {
  const me = useMe();
  const setMe = useSetMe();
  const save = useSaving({
    act: updateMe,
    stale: [],
    done: t('Saved'),
    onDone: ({ me: saved }) => [setMe(saved), chooseKeys(saved.keys)],
  });
  return (keys) => {
    chooseKeys(keys);
    save.mutate({ keys: keys as typeof me.keys }, { onError: () => chooseKeys(me.keys) });
  };
}
