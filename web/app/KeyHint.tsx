import { Kbd } from '../../ui/Kbd.tsx';
import type { CommandId } from './command-list.ts';
import { useShownKeys } from './commands.ts';

/** The key that does what the button does. Telephones have no keys to hint at. */
export function KeyHint({ of }: { of: CommandId }) {
  const shown = useShownKeys()(of);
  if (shown === undefined) return null;
  return (
    <span aria-hidden className="max-md:hidden">
      <Kbd>{shown}</Kbd>
    </span>
  );
}
