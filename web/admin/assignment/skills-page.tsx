import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Skill } from '../../../contract/assignment.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PlusIcon, StarIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { later } from '../../app/later.ts';
import { useMay } from '../../app/me.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { removeSkill, skillsQuery } from '../../assignment/calls.ts';
import { nameIn } from '../../tickets/words.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { SkillGrid } from './skill-grid.tsx';
import { SkillList } from './skill-list.tsx';

// The form brings the whole catalogue of conditions with it: it comes when somebody opens it.
const SkillDialog = later(() => import('./skill-dialog.tsx').then((it) => it.SkillDialog));

type Open = { kind: 'none' } | { kind: 'form'; skill: Skill | null } | { kind: 'remove'; skill: Skill };

/** What agents may know, which tickets ask for it, and who knows how much. */
export function SkillsPage() {
  const { data: skills } = useQuery(skillsQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const mayManageAgents = useMay('agents.manage');
  const close = () => setOpen({ kind: 'none' });
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'form', skill: null })}>
      <PlusIcon aria-hidden className="size-4" />
      {t('New skill')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('Skills')}
        lead={t(
          'What agents know, from 1 to 5, and which tickets ask for it. Teams that give out by skills go by this.',
        )}
        action={add}
      />
      {skills === undefined ? <Skeleton lines={4} /> : null}
      {skills?.length === 0 ? (
        <EmptyState icon={<StarIcon aria-hidden />} title={t('No skills yet')}>
          {t('Make one for what not everybody knows: a language, a product, taxes.')}
        </EmptyState>
      ) : null}
      {skills && skills.length > 0 ? (
        <>
          <SkillList
            skills={skills}
            onEdit={(skill) => setOpen({ kind: 'form', skill })}
            onRemove={(skill) => setOpen({ kind: 'remove', skill })}
          />
          {mayManageAgents ? <SkillGrid skills={skills} /> : null}
        </>
      ) : null}
      {open.kind === 'form' ? (
        <Suspense>
          <SkillDialog skill={open.skill} onClose={close} />
        </Suspense>
      ) : null}
      {open.kind === 'remove' ? (
        <RemoveDialog
          name={nameIn(open.skill.name)}
          act={() => removeSkill(open.skill.id)}
          stale={[keys.assignment]}
          onClose={close}
        >
          {t('Nobody has it any more, and no ticket asks for it.')}
        </RemoveDialog>
      ) : null}
    </>
  );
}
