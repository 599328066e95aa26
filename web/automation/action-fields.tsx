import type { ActionField, ActionKind } from '../../contract/automation.ts';
import { t } from '../../locales/translate.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ComboField } from '../../ui/ComboField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { CheckList } from '../admin/check-list.tsx';
import type { ChoicesOf } from '../conditions/choices.ts';
import { TemplateField } from '../templates/template-field.tsx';
import { nameIn } from '../tickets/words.ts';
import { choicesOfField } from './action-words.ts';
import { WebhookChoice } from './webhook-choice.tsx';

type Params = Record<string, unknown>;

/** The form of one action, drawn from what its schema says of each param: a new action needs no screen of its own. */
export function ActionFields(props: {
  kind: ActionKind;
  params: Params;
  choicesOf: ChoicesOf;
  onChange: (params: Params) => void;
}) {
  const { kind, params, choicesOf, onChange } = props;
  return kind.fields.map((field) => (
    <ActionParam
      key={field.name}
      field={field}
      value={params[field.name]}
      choicesOf={choicesOf}
      onChange={(value) => onChange({ ...params, [field.name]: value })}
    />
  ));
}

type ParamProps = { field: ActionField; value: unknown; choicesOf: ChoicesOf; onChange: (value: unknown) => void };

function ActionParam(props: ParamProps) {
  const { field, value, onChange } = props;
  switch (field.as) {
    case 'tags':
      return <Tags {...props} />;
    case 'flag':
      return (
        <Checkbox isSelected={value === true} onChange={onChange}>
          {nameIn(field.label)}
        </Checkbox>
      );
    case 'people':
      return <People {...props} />;
    case 'template':
      return <TemplateField label={nameIn(field.label)} value={textsOf(value)} onChange={onChange} />;
    case 'webhook':
      return <WebhookChoice label={nameIn(field.label)} value={value} onChange={onChange} />;
    case 'agent':
    case 'team':
    case 'topic':
    case 'inbox':
    case 'sla_policy':
    case 'field':
    case 'status':
    case 'priority':
    case 'choice':
      return <OneOf {...props} />;
    default:
      return <Typed {...props} />;
  }
}

const none = '-';

function OneOf({ field, value, choicesOf, onChange }: ParamProps) {
  const known =
    field.choices?.map(({ id, label }) => ({ id, label: nameIn(label) })) ?? choicesOfField(field, choicesOf) ?? [];
  const choices = field.none ? [{ id: none, label: nameIn(field.none) }, ...known] : known;
  const chosen = value === null ? none : typeof value === 'string' ? value : null;
  const pick = (id: string | null) => id !== null && onChange(id === none ? null : id);
  const shared = { label: nameIn(field.label), choices, value: chosen, onChange: pick };
  // People are many: they are found by typing.
  if (field.as === 'agent') return <ComboField key={choices.length} {...shared} {...hintOf(field)} />;
  return <SelectField {...shared} {...hintOf(field)} placeholder={t('Choose …')} />;
}

function People({ field, value, choicesOf, onChange }: ParamProps) {
  const choices = (choicesOfField(field, choicesOf) ?? []).map(({ id, label }) => ({ id, name: label }));
  return <CheckList label={nameIn(field.label)} choices={choices} value={listOf(value)} onChange={onChange} />;
}

function Tags({ field, value, onChange }: ParamProps) {
  return (
    <TextField
      label={nameIn(field.label)}
      hint={t('Several are separated by commas.')}
      isRequired={field.isRequired}
      defaultValue={listOf(value).join(', ')}
      onChange={(text) => onChange(text.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()])))}
    />
  );
}

function Typed({ field, value, onChange }: ParamProps) {
  const isNumber = field.as === 'number';
  const shared = {
    label: nameIn(field.label),
    isRequired: field.isRequired,
    value: String(value ?? ''),
    onChange: (text: string) => onChange(text === '' ? undefined : isNumber ? Number(text) : text),
    ...hintOf(field),
  };
  if (field.as === 'text') return <TextArea {...shared} rows={4} />;
  return <TextField {...shared} inputMode={isNumber ? 'numeric' : field.as === 'url' ? 'url' : 'text'} />;
}

function hintOf({ hint }: ActionField): { hint?: string } {
  return hint ? { hint: nameIn(hint) } : {};
}

function textsOf(value: unknown): Record<string, string> {
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
