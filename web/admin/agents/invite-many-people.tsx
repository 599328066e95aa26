import type { Team } from '../../../contract/agents.ts';
import type { InviteProblem, ReadInvite } from '../../../domain/invites.ts';
import { t } from '../../../locales/translate.ts';
import { AlertIcon } from '../../../ui/icons.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import type { Own, Person } from './invite-many.ts';

type Choice = { id: string; label: string };
type Props = {
  read: readonly ReadInvite[];
  roles: Choice[];
  teams: readonly Team[];
  own: Readonly<Record<string, Own>>;
  onOwn: (email: string, own: Own) => void;
};
/** Stands for "as all the others". */
const asAll = 'all';

/** What was understood of a paste, person by person, with what each gets in place of what all get. */
export function InvitePeople({ read, roles, teams, own, onOwn }: Props) {
  if (read.length === 0) return null;
  const roleChoices = [{ id: asAll, label: t('Same role') }, ...roles];
  const teamChoices = [{ id: asAll, label: t('Same teams') }, ...teams.map(({ id, name }) => ({ id, label: name }))];
  return (
    <ul aria-label={t('Who is invited')} className="flex flex-col">
      {read.map((one) =>
        'problem' in one ? (
          <Wrong key={`${one.line} ${one.written}`} line={one.line} written={one.written} problem={one.problem} />
        ) : (
          <Row
            key={one.email}
            person={one}
            roles={roleChoices}
            teams={teamChoices}
            own={own[one.email] ?? {}}
            onOwn={(change) => onOwn(one.email, change)}
          />
        ),
      )}
    </ul>
  );
}

type RowProps = { person: Person; roles: Choice[]; teams: Choice[]; own: Own; onOwn: (own: Own) => void };

function Row({ person, roles, teams, own, onOwn }: RowProps) {
  const { name, email, teamId } = person;
  const { role: _role, ...withoutRole } = own;
  const { team: _team, ...withoutTeam } = own;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line py-2">
      <span className="min-w-0 basis-full sm:flex-1 sm:basis-48">
        <span className="block truncate font-[550]">{name}</span>
        <span className="block truncate text-meta text-ink-3">{email}</span>
      </span>
      <SelectField
        label={t('Role of {name}', { name })}
        isLabelHidden
        choices={roles}
        value={own.role ?? asAll}
        onChange={(role) => onOwn(role === asAll ? withoutRole : { ...own, role })}
        className="flex-1 sm:w-36 sm:flex-none"
      />
      <SelectField
        label={t('Team of {name}', { name })}
        isLabelHidden
        choices={teams}
        value={own.team ?? teamId ?? asAll}
        onChange={(team) => onOwn(team === asAll ? withoutTeam : { ...own, team })}
        className="flex-1 sm:w-36 sm:flex-none"
      />
    </li>
  );
}

function Wrong({ line, written, problem }: { line: number; written: string; problem: InviteProblem }) {
  return (
    <li className="flex items-start gap-2 border-b border-line py-2 text-danger">
      <AlertIcon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere">
        {t('Line {line}: {problem}', { line, problem: problems[problem](written) })}
      </span>
    </li>
  );
}

const problems: Record<InviteProblem, (written: string) => string> = {
  no_address: (written) => t('there is no e-mail address in “{written}”.', { written }),
  address_invalid: (written) => t('“{written}” is not an e-mail address.', { written }),
  repeated: (written) => t('{written} stands above already.', { written }),
  known: (written) => t('{written} is an agent already.', { written }),
  unknown_team: (written) => t('there is no team called “{written}”.', { written }),
};
