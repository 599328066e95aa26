import type { Team } from '../../../contract/agents.ts';
import { mostTiers } from '../../../domain/tickets/escalate.ts';
import { t } from '../../../locales/translate.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextField } from '../../../ui/TextField.tsx';

/** The names of a team's tiers, lowest first, and the tier of each member who is not in the first. */
export type TeamTiers = { names: string[]; members: Record<string, number> };

export function tiersOf(team: Team | null): TeamTiers {
  const above = team?.members.filter(({ tier }) => tier > 1) ?? [];
  return { names: team?.tiers ?? [''], members: Object.fromEntries(above.map(({ id, tier }) => [id, tier])) };
}

/** How far a ticket can be escalated within the team, what each step is called, and who stands on it. */
export function TierFields(props: {
  people: { id: string; name: string }[];
  value: TeamTiers;
  onChange: (value: TeamTiers) => void;
}) {
  const { names, members } = props.value;
  const numbers = Array.from({ length: mostTiers }, (_, index) => index + 1);
  const setCount = (count: number) =>
    props.onChange({
      names: numbers.slice(0, count).map((tier) => names[tier - 1] ?? ''),
      members: Object.fromEntries(Object.entries(members).map(([id, tier]) => [id, Math.min(tier, count)])),
    });
  const nameOf = (tier: number) => names[tier - 1] || t('Tier {tier}', { tier });
  return (
    <fieldset className="flex min-w-0 flex-col gap-2.5">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{t('Tiers')}</legend>
      <SelectField
        label={t('How many tiers')}
        hint={t('Escalating moves a ticket to the next tier. A name may stay empty.')}
        choices={numbers.map((count) => ({ id: String(count), label: String(count) }))}
        value={String(names.length)}
        onChange={(count) => setCount(Number(count))}
      />
      {names.length === 1
        ? null
        : names.map((name, index) => (
            <TextField
              // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place
              key={index}
              label={t('Name of tier {tier}', { tier: index + 1 })}
              maxLength={40}
              value={name}
              onChange={(changed) => props.onChange({ names: names.with(index, changed), members })}
            />
          ))}
      {names.length === 1
        ? null
        : props.people.map(({ id, name }) => (
            <SelectField
              key={id}
              label={t('Tier of {name}', { name })}
              choices={names.map((_, index) => ({ id: String(index + 1), label: nameOf(index + 1) }))}
              value={String(members[id] ?? 1)}
              onChange={(tier) => props.onChange({ names, members: { ...members, [id]: Number(tier) } })}
            />
          ))}
    </fieldset>
  );
}
