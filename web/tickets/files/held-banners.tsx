import { runCommand } from '../../app/commands.ts';
import { UnfilledBanner } from '../unfilled-banner.tsx';
import { PromisedBanner } from './promised-banner.tsx';

type Props = { names: string[]; lacksFile: boolean; onSendAnyway: () => void };

/** Why a reply was held back. */
export function HeldBanners({ names, lacksFile, onSendAnyway }: Props) {
  return (
    <>
      {names.length === 0 ? null : <UnfilledBanner names={names} onSendAnyway={onSendAnyway} />}
      {lacksFile ? <PromisedBanner onAttach={() => runCommand('attach')} onSendAnyway={onSendAnyway} /> : null}
    </>
  );
}
