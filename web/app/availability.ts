import { t } from '../../locales/translate.ts';
import { setAway } from '../assignment/own-calls.ts';
import { useMe } from './me.ts';
import { keys } from './queries.ts';
import { useSaving } from './use-saving.ts';

/** My own switch: who is away is given no tickets, on every device, until they are back. */
export function useAway(): { isAway: boolean; turn: () => void } {
  const { isAway } = useMe();
  const turn = useSaving({
    act: () => setAway(!isAway),
    stale: [keys.me],
    done: isAway ? t('You are given tickets again') : t('You are away: no ticket is given to you'),
  });
  return { isAway, turn: () => turn.mutate(undefined) };
}
