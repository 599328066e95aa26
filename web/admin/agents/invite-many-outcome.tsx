import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions } from '../../../ui/Dialog.tsx';
import { CheckIcon } from '../../../ui/icons.ts';
import { CopyField } from '../../app/CopyField.tsx';
import type { Outcome } from './invite-many.ts';

type Props = { outcomes: readonly Outcome[]; onAgain: (refused: Outcome[]) => void; onClose: () => void };

/** Who is invited, each with the link where no mail leaves the desk, and who is not, with why. */
export function InviteOutcome({ outcomes, onAgain, onClose }: Props) {
  const refused = outcomes.filter(({ kind }) => kind === 'refused');
  const links = outcomes.flatMap((one) => (one.kind === 'invited' && one.inviteUrl !== null ? [one] : []));
  return (
    <>
      {links.length > 0 ? (
        <p className="mb-2 text-ink-2">
          {t('No mail leaves this desk yet: give each person their link. It works once, for seven days.')}
        </p>
      ) : null}
      <ul aria-label={t('What came of it')} className="flex flex-col">
        {outcomes.map((one) => (
          <li key={one.email} className="border-b border-line py-2">
            <OneOutcome one={one} />
          </li>
        ))}
      </ul>
      {links.length > 1 ? (
        <div className="mt-4">
          <p className="mb-1 text-meta font-[550] text-ink-2">{t('All links at once')}</p>
          <CopyField
            label={t('All links at once')}
            value={links.map(({ name, email, inviteUrl }) => `${name} <${email}> ${inviteUrl}`).join('\n')}
          />
        </div>
      ) : null}
      <Actions>
        {refused.length > 0 ? <Button onPress={() => onAgain(refused)}>{t('Correct and try again')}</Button> : null}
        <Button look="primary" onPress={onClose}>
          {t('Done')}
        </Button>
      </Actions>
    </>
  );
}

function OneOutcome({ one }: { one: Outcome }) {
  const who = (
    <span className="block min-w-0 truncate">
      <span className="font-[550]">{one.name}</span> <span className="text-meta text-ink-3">{one.email}</span>
    </span>
  );
  const trouble = one.kind === 'refused' ? one.why : one.trouble;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        {one.kind === 'invited' ? <CheckIcon aria-hidden className="size-4 shrink-0 text-good" /> : null}
        {who}
        {one.kind === 'invited' && one.inviteUrl === null ? (
          <span className="ml-auto shrink-0 text-meta text-ink-3">{t('invited by mail')}</span>
        ) : null}
      </div>
      {trouble === null ? null : <span className="text-meta text-danger">{trouble}</span>}
      {one.kind === 'invited' && one.inviteUrl !== null ? (
        <CopyField label={t('Invitation link of {name}', { name: one.name })} value={one.inviteUrl} />
      ) : null}
    </div>
  );
}
