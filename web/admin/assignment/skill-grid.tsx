import { useQuery } from '@tanstack/react-query';
import type { AgentLimits, Skill } from '../../../contract/assignment.ts';
import { skillLevels } from '../../../domain/assignment/candidate.ts';
import { t } from '../../../locales/translate.ts';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { limitsQuery, updateLimits } from '../../assignment/calls.ts';
import { nameIn } from '../../tickets/words.ts';

/** Who knows how much of what: agents by skills. A level is saved as soon as it is chosen. */
export function SkillGrid({ skills }: { skills: Skill[] }) {
  const { data: limits } = useQuery(limitsQuery);
  if (limits === undefined) return null;
  return (
    <section className="mt-8">
      <h2 className="text-title">{t('Who knows what')}</h2>
      <p className="mt-1 mb-3 max-w-[60ch] text-pretty text-ink-2">
        {t('1 knows a little, 5 is who others ask. A change is saved at once.')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <div tabIndex={0} className="ring-inset-focus overflow-x-auto">
        <table aria-label={t('Who knows what')} className="border-collapse text-left">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className="py-2 pr-4 text-meta font-[550] text-ink-3">
                {t('Agent')}
              </th>
              {skills.map(({ id, name }) => (
                <th key={id} scope="col" className="px-1.5 py-2 text-meta font-[550] text-ink-3">
                  {nameIn(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {limits.map((one) => (
              <AgentRow key={one.agent.id} limits={one} skills={skills} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const none = '0';

function AgentRow({ limits, skills }: { limits: AgentLimits; skills: Skill[] }) {
  const { agent } = limits;
  const save = useSaving({
    act: (levels: AgentLimits['skills']) => updateLimits(agent.id, { skills: levels }),
    stale: [keys.assignment],
  });
  const levels = save.isPending ? save.variables : limits.skills;
  const choose = (skillId: string, level: number) => {
    const { [skillId]: _, ...others } = levels;
    save.mutate(level === 0 ? others : { ...others, [skillId]: level });
  };
  return (
    <tr className="border-b border-line">
      <th scope="row" className="py-1.5 pr-4 font-[550] whitespace-nowrap">
        {agent.name}
      </th>
      {skills.map(({ id, name }) => (
        <td key={id} className="px-1.5 py-1.5">
          <select
            aria-label={t('Level of {name} in {skill}', { skill: nameIn(name), name: agent.name })}
            className={`control h-8 w-16 px-2 ${levels[id] === undefined ? 'text-ink-3' : ''}`}
            value={String(levels[id] ?? none)}
            onChange={({ target }) => choose(id, Number(target.value))}
          >
            <option value={none}>–</option>
            {skillLevels.map((level) => (
              <option key={level} value={level}>
                {level}
              </option>
            ))}
          </select>
        </td>
      ))}
    </tr>
  );
}
