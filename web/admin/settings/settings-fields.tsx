import { t } from '../../../locales/translate.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { fieldWords } from '../inboxes/channel-words.ts';

type Property = {
  type?: string;
  title?: string;
  description?: string;
  enum?: unknown[];
  default?: unknown;
  secret?: boolean;
  /** Made by the desk, not typed in. */
  hidden?: boolean;
  /** Asked for only where another field has one of these values, and that one is asked for itself. */
  when?: { field: string; values: string[] };
  choices?: Record<string, string>;
};
type Values = Record<string, unknown>;

/** A form drawn from a channel's JSON schema: a new channel needs no screen of its own. */
export function SettingsFields(props: {
  channel: string;
  schema: Record<string, unknown>;
  value: Values;
  onChange: (value: Values) => void;
}) {
  const schema = (props.schema.properties ?? {}) as Record<string, Property>;
  const properties = Object.entries(schema).filter(([name]) => isAsked(schema, props.value, name));
  const required = (props.schema.required ?? []) as string[];
  return properties.map(([name, property]) => (
    <SettingField
      key={name}
      property={{ ...property, ...fieldWords(props.channel, name) }}
      name={name}
      isRequired={required.includes(name) && property.default === undefined}
      value={props.value[name] ?? property.default}
      onChange={(next) => props.onChange({ ...props.value, [name]: next })}
    />
  ));
}

function isAsked(schema: Record<string, Property>, value: Values, name: string): boolean {
  const { when, hidden } = schema[name] ?? {};
  if (when === undefined) return hidden !== true;
  const chosen = String(value[when.field] ?? schema[when.field]?.default);
  return when.values.includes(chosen) && isAsked(schema, value, when.field);
}

type FieldProps = {
  name: string;
  property: Property;
  isRequired: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
};

function SettingField(props: FieldProps) {
  if (props.property.type === 'boolean') return <Switch {...props} />;
  return props.property.enum ? <OneOf {...props} /> : <Typed {...props} />;
}

function Typed({ name, property, isRequired, value, onChange }: FieldProps) {
  const isNumber = property.type === 'integer' || property.type === 'number';
  const isSecret = property.secret === true;
  return (
    <TextField
      label={property.title ?? name}
      hint={
        isSecret ? t('Kept sealed and never shown again. Leave it empty to keep what is set.') : property.description
      }
      type={isSecret ? 'password' : 'text'}
      autoComplete="off"
      inputMode={isNumber ? 'numeric' : 'text'}
      isRequired={isRequired && !isSecret}
      name={`settings.${name}`}
      value={String(value ?? '')}
      onChange={(text) => onChange(readValue(text, isNumber))}
    />
  );
}

function OneOf({ name, property, value, onChange }: FieldProps) {
  return (
    <SelectField
      label={property.title ?? name}
      hint={property.description}
      choices={(property.enum ?? []).map(String).map((id) => ({ id, label: property.choices?.[id] ?? id }))}
      value={value === undefined ? null : String(value)}
      onChange={onChange}
    />
  );
}

function Switch({ name, property, value, onChange }: FieldProps) {
  return (
    <div>
      <Checkbox isSelected={value === true} onChange={onChange}>
        {property.title ?? name}
      </Checkbox>
      {property.description === undefined ? null : <p className="pl-6 text-meta text-ink-3">{property.description}</p>}
    </div>
  );
}

function readValue(text: string, isNumber: boolean): unknown {
  if (text === '') return undefined;
  return isNumber ? Number(text) : text;
}
