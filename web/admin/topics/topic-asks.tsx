import { useQuery } from '@tanstack/react-query';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { PlusIcon } from '../../../ui/icons.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import { fieldsQuery } from '../../tickets/calls.ts';
import { nameIn } from '../../tickets/words.ts';
import { NeededField } from '../needed-field.tsx';
import { newItemId, OrderedItems } from '../ordered-items.tsx';
import { nameOfTyped, WordsIn } from '../words-in.tsx';
import type { TopicForm } from './topic-form.ts';

type Props = { form: TopicForm; set: (change: Partial<TopicForm>) => void };

/** Which fields its tickets ask for, in which order, and what must be filled in. */
export function FormFields({ form, set }: Props) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const nameOf = (key: string) => {
    const field = fields.find((known) => known.key === key);
    return field === undefined ? key : nameIn(field.label);
  };
  const left = fields.filter(({ key, isArchived }) => !isArchived && !form.form.some((asked) => asked.key === key));
  return (
    <OrderedItems
      label={t('Form')}
      hint={t('The fields its tickets ask for. Without any it is the form of the topic above it.')}
      items={form.form}
      keyOf={({ key }) => key}
      nameOf={({ key }) => nameOf(key)}
      onChange={(asked) => set({ form: asked })}
      render={(asked, change) => (
        <div className="grid items-start gap-x-3.5 sm:grid-cols-2">
          <span className="py-1 font-[550] wrap-anywhere">{nameOf(asked.key)}</span>
          <NeededField
            label={t('Must be filled in: {name}', { name: nameOf(asked.key) })}
            value={asked.neededTo}
            onChange={(neededTo) => change({ ...asked, neededTo })}
          />
        </div>
      )}
      add={
        left.length === 0 ? null : (
          <SelectField
            className="sm:w-1/2"
            label={t('Add a field')}
            placeholder={t('Choose')}
            choices={left.map(({ key, label }) => ({ id: key, label: nameIn(label) }))}
            value={null}
            onChange={(key) => set({ form: [...form.form, { key, neededTo: null }] })}
          />
        )
      }
    />
  );
}

/** What an agent should ask, ticked off on each ticket. */
export function ChecklistFields({ form, set, languages }: Props & { languages: string[] }) {
  const add = () => set({ checklist: [...form.checklist, { id: newItemId(), text: {} }] });
  return (
    <OrderedItems
      label={t('Checklist of what to ask')}
      hint={t('Agents tick it off on the ticket, and put what is left into their answer.')}
      items={form.checklist}
      keyOf={({ id }) => id}
      nameOf={({ text }) => nameOfTyped(text)}
      onChange={(checklist) => set({ checklist })}
      render={(question, change) => (
        <WordsIn
          label={t('Question')}
          languages={languages}
          value={question.text}
          onChange={(text) => change({ ...question, text })}
          autoFocus={question.saved === undefined}
          maxLength={300}
        />
      )}
      add={
        <Button className="self-start" onPress={add}>
          <PlusIcon aria-hidden className="size-4" />
          {t('Add a question')}
        </Button>
      }
    />
  );
}
