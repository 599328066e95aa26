import { useState } from 'react';
import type { AssignmentSettings } from '../../../contract/assignment.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { decimal } from '../../app/format.ts';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { setWeights } from '../../assignment/calls.ts';
import { channelName } from '../../tickets/words.ts';
import { numberOf } from '../decimals.ts';

type Weights = AssignmentSettings['weights'];

/** What an open ticket of each channel weighs; emptied, it weighs what is usual. */
export function WeightFields({ weights }: { weights: Weights }) {
  const [form, setForm] = useState(() =>
    Object.fromEntries(weights.map(({ channel, weight }) => [channel, decimal(weight)])),
  );
  const save = useSaving({
    act: () => setWeights(Object.fromEntries(weights.map((one) => [one.channel, weightOf(form[one.channel], one)]))),
    stale: [keys.assignment],
    done: t('Saved'),
    isForm: true,
  });
  return (
    <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)} className="flex max-w-[420px] flex-col gap-3">
      {weights.map(({ channel, usual }) => (
        <TextField
          key={channel}
          label={channelName(channel)}
          className="[&_label]:first-letter:uppercase"
          hint={t('usually {weight}', { weight: decimal(usual) })}
          inputMode="decimal"
          value={form[channel] ?? ''}
          onChange={(text) => setForm((before) => ({ ...before, [channel]: text }))}
        />
      ))}
      <div>
        <Button type="submit" look="primary" isDisabled={save.isPending}>
          {t('Save')}
        </Button>
      </div>
    </DeskForm>
  );
}

function weightOf(text: string | undefined, { usual }: Weights[number]): number | null {
  const number = numberOf(text ?? '');
  return number === null || number === usual ? null : number;
}
