import { useQuery } from '@tanstack/react-query';
import { t } from '../../locales/translate.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { webhooksQuery } from '../admin/webhooks/webhook-calls.ts';

type Props = { label: string; value: unknown; onChange: (id: string) => void };

/** One of the webhooks there are; where there is none, where they are made. */
export function WebhookChoice({ label, value, onChange }: Props) {
  const { data: webhooks = [] } = useQuery(webhooksQuery);
  return (
    <SelectField
      label={label}
      choices={webhooks.map(({ id, name }) => ({ id, label: name }))}
      value={typeof value === 'string' ? value : null}
      onChange={(id) => id !== null && onChange(id)}
      placeholder={t('Choose …')}
      {...(webhooks.length === 0 && { hint: t('There is none yet: add one under Webhooks.') })}
    />
  );
}
