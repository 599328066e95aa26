import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readInvites } from '../../../domain/invites.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextArea } from '../../../ui/TextField.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { agentsQuery, teamsQuery } from '../../tickets/calls.ts';
import { rolesQuery } from '../calls.ts';
import { CheckList } from '../check-list.tsx';
import { isBackwards } from '../hours/business-hours-words.ts';
import { OwnHoursFields } from '../hours/own-hours-fields.tsx';
import { type Invitation, inviteAll, type Outcome, type Own, type Person } from './invite-many.ts';
import { InviteOutcome } from './invite-many-outcome.tsx';
import { InvitePeople } from './invite-many-people.tsx';
import { roleMeaning, roleName } from './role-words.ts';

/** A whole team invited by one paste: shown as it is understood, then invited one by one. */
export function InviteManyDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const [isDone, setDone] = useState(false);
  const again = (refused: Outcome[]) => {
    setText(refused.map(({ name, email }) => `${name} <${email}>`).join('\n'));
    setOutcomes([]);
    setDone(false);
  };
  return (
    <Dialog
      isOpen
      isWide
      title={isDone ? t('What came of it') : t('Invite several agents')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {isDone ? (
        <InviteOutcome outcomes={outcomes} onAgain={again} onClose={onClose} />
      ) : (
        <InviteForm
          text={text}
          onText={setText}
          told={outcomes.length}
          tell={(one) => setOutcomes((before) => [...before, one])}
          onDone={() => setDone(true)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

type FormProps = {
  text: string;
  onText: (text: string) => void;
  told: number;
  tell: (one: Outcome) => void;
  onDone: () => void;
  onClose: () => void;
};

function InviteForm({ text, onText, told, tell, onDone, onClose }: FormProps) {
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const [invitation, setInvitation] = useState<Invitation>({
    role: 'agent',
    teams: [],
    hours: { week: null, timeZone: null },
  });
  const [own, setOwn] = useState<Record<string, Own>>({});
  const set = (change: Partial<Invitation>) => setInvitation((before) => ({ ...before, ...change }));
  const read = readInvites(text, { teams, known: agents.map(({ email }) => email) });
  const people = read.filter((one): one is Person => !('problem' in one));
  const invite = useSaving({
    act: () => inviteAll(people, { invitation, own, tell }),
    stale: [keys.agents, keys.teams, keys.assignment],
    onDone,
  });
  const roleChoices = roles.map(({ slug, name }) => ({ id: slug, label: roleName(slug, name) }));
  const isWrong = people.length === 0 || (invitation.hours.week ?? []).flat().some(isBackwards);
  return (
    <div className="flex flex-col gap-4">
      <TextArea
        label={t('Who is invited')}
        hint={t('A person or an address per line, or apart by commas. A name and a team may stand beside it.')}
        placeholder={'Ana Lima <ana@example.com>\nbia@example.com; Bia Dias; Support'}
        rows={5}
        autoFocus
        value={text}
        onChange={onText}
      />
      <InvitePeople
        read={read}
        roles={roleChoices}
        teams={teams}
        own={own}
        onOwn={(email, change) => setOwn((before) => ({ ...before, [email]: change }))}
      />
      <SelectField
        label={t('Role')}
        hint={roleMeaning(invitation.role)}
        choices={roleChoices}
        value={invitation.role}
        onChange={(role) => set({ role })}
      />
      <CheckList
        label={t('Teams')}
        choices={teams}
        value={invitation.teams}
        onChange={(chosen) => set({ teams: chosen })}
      />
      <OwnHoursFields
        value={invitation.hours}
        onChange={(change) => set({ hours: { ...invitation.hours, ...change } })}
      />
      <Actions>
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button look="primary" isDisabled={isWrong || invite.isPending} onPress={() => invite.mutate(undefined)}>
          {invite.isPending
            ? t('Inviting: {done} of {total}', { done: told, total: people.length })
            : t('{count, plural, one {Invite # agent} other {Invite # agents}}', { count: people.length })}
        </Button>
      </Actions>
    </div>
  );
}
