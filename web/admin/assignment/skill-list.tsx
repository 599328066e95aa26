import type { Skill } from '../../../contract/assignment.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChoices } from '../../conditions/choices.ts';
import { nameIn } from '../../tickets/words.ts';
import { conditionInWords } from '../sla/sla-words.ts';

type Acts = { onEdit: (skill: Skill) => void; onRemove: (skill: Skill) => void };

export function SkillList({ skills, onEdit, onRemove }: Acts & { skills: Skill[] }) {
  return (
    <ul aria-label={t('Skills')} className="border-t border-line">
      {skills.map((skill) => {
        const name = nameIn(skill.name);
        return (
          <li key={skill.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-3">
            <div className="min-w-0 flex-1 basis-60">
              <h2 className="font-[550]">{name}</h2>
              <Needs needs={skill.needs} />
              <p className="text-meta text-ink-3">
                {t('{count, plural, =0 {Nobody has it yet} one {# agent has it} other {# agents have it}}', {
                  count: skill.agents,
                })}
              </p>
            </div>
            <span className="flex flex-wrap items-center gap-1">
              <Button look="quiet" aria-label={t('Edit {name}', { name })} onPress={() => onEdit(skill)}>
                {t('Edit')}
              </Button>
              <Button look="quiet" aria-label={t('Remove {name}', { name })} onPress={() => onRemove(skill)}>
                {t('Remove')}
              </Button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Needs({ needs }: Pick<Skill, 'needs'>) {
  const choicesOf = useChoices(needs.map(({ condition }) => condition));
  if (needs.length === 0) return <p className="text-ink-2">{t('No ticket asks for it yet')}</p>;
  return needs.map(({ kind, level, condition }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a need has no name of its own, and keeps its place
    <p key={at} className="wrap-anywhere text-ink-2">
      {kind === 'require' ? t('Required at level {level}', { level }) : t('Preferred at level {level}', { level })}
      {': '}
      {conditionInWords(condition, choicesOf)}
    </p>
  ));
}
