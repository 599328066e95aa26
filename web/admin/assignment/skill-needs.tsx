import { skillLevels } from '../../../domain/assignment/candidate.ts';
import type { NeedKind } from '../../../domain/assignment/needs.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { CloseIcon, PlusIcon } from '../../../ui/icons.ts';
import { OneOf } from '../../conditions/bare-select.tsx';
import { ConditionBuilder } from '../../conditions/condition-builder.tsx';
import { type DraftGroup, draftOf } from '../../conditions/draft.ts';

export type DraftNeed = { kind: NeedKind; level: number; condition: DraftGroup };

/** Which tickets ask for a skill: some require it, others only prefer whoever has it. */
export function SkillNeedFields({ value, onChange }: { value: DraftNeed[]; onChange: (value: DraftNeed[]) => void }) {
  const set = (at: number, change: Partial<DraftNeed>) =>
    onChange(value.map((need, each) => (each === at ? { ...need, ...change } : need)));
  const add = () => onChange([...value, { kind: 'require', level: 3, condition: draftOf({ all: [] }) }]);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{t('Which tickets ask for it')}</legend>
      {value.length === 0 ? <p className="mb-1 text-ink-3">{t('None yet')}</p> : null}
      <ul className="flex flex-col gap-3">
        {value.map((need, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a need has no name of its own, and keeps its place
          <li key={at} className="flex flex-col gap-2.5 rounded-c border border-line p-3">
            <NeedHead
              need={need}
              onChange={(change) => set(at, change)}
              onRemove={() => onChange(value.filter((_, each) => each !== at))}
            />
            <ConditionBuilder
              label={t('For which tickets')}
              place="sql"
              value={need.condition}
              onChange={(condition) => set(at, { condition })}
            />
          </li>
        ))}
      </ul>
      <Button look="quiet" className="mt-1 -ml-2 px-2" onPress={add}>
        <PlusIcon aria-hidden className="size-4" />
        {t('Add a rule')}
      </Button>
    </fieldset>
  );
}

type HeadProps = { need: DraftNeed; onChange: (change: Partial<DraftNeed>) => void; onRemove: () => void };

function NeedHead({ need, onChange, onRemove }: HeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <OneOf
        label={t('How much it matters')}
        className="w-52"
        choices={[
          { id: 'require', label: t('Nobody without it') },
          { id: 'prefer', label: t('Best whoever has it') },
        ]}
        value={need.kind}
        onChange={(kind) => onChange({ kind: kind as NeedKind })}
      />
      <OneOf
        label={t('Level')}
        className="w-44"
        choices={skillLevels.map((level) => ({ id: String(level), label: t('at level {level}', { level }) }))}
        value={String(need.level)}
        onChange={(level) => onChange({ level: Number(level) })}
      />
      <IconButton label={t('Remove this rule')} className="ml-auto" onPress={onRemove}>
        <CloseIcon aria-hidden />
      </IconButton>
    </div>
  );
}
