import type { ContactImport, ImportRow } from '../../../contract/contact-imports.ts';
import type { Field } from '../../../contract/fields.ts';
import { type PlainTarget, plainTargets } from '../../../domain/contact-imports/columns.ts';
import type { RowProblemCode } from '../../../domain/contact-imports/read-row.ts';
import { fieldName } from '../../../domain/fields/field.ts';
import { t } from '../../../locales/translate.ts';
import type { Tone } from '../../../ui/Chip.tsx';
import { sentenceOf } from '../../app/refusals.ts';
import { nameIn } from '../../tickets/words.ts';

const targets: Record<PlainTarget, () => string> = {
  name: () => t('Name'),
  email: () => t('E-mail'),
  phone: () => t('Phone'),
  whatsapp: () => t('WhatsApp'),
  external: () => t('Your own number for them'),
  organization: () => t('Organization'),
  language: () => t('Language'),
  notes: () => t('Notes'),
};

type Fields = readonly Field[];
/** What stands for "nothing" in a list of choices. */
export const leftOut = 'none';

/** All that a column can be. */
export function targetChoices(fields: Fields): { id: string; label: string }[] {
  const own = fields.filter(({ holder, isArchived }) => holder === 'contact' && !isArchived);
  return [
    { id: leftOut, label: t('Leave out') },
    ...plainTargets.map((id) => ({ id, label: targets[id]() })),
    ...own.map(({ key, label }) => ({ id: fieldName(key), label: nameIn(label) })),
  ];
}

export function targetName(target: string, fields: Fields): string {
  const plain = targets[target as PlainTarget];
  if (plain) return plain();
  const own = fields.find(({ holder, key }) => holder === 'contact' && fieldName(key) === target);
  return own ? nameIn(own.label) : target;
}

export const planWords: Record<NonNullable<ImportRow['plan']>, { label: () => string; tone: Tone }> = {
  new: { label: () => t('New contacts'), tone: 'good' },
  changed: { label: () => t('Updates'), tone: 'info' },
  same: { label: () => t('No change'), tone: 'plain' },
  error: { label: () => t('Errors'), tone: 'danger' },
};

export const stateWords: Record<ImportRow['state'], { label: () => string; tone: Tone }> = {
  waiting: { label: () => t('Waiting'), tone: 'plain' },
  made: { label: () => t('Added'), tone: 'good' },
  changed: { label: () => t('Updated'), tone: 'info' },
  same: { label: () => t('No change'), tone: 'plain' },
  failed: { label: () => t('Not imported'), tone: 'danger' },
  undone: { label: () => t('Taken back'), tone: 'plain' },
  left: { label: () => t('Left as it is'), tone: 'warn' },
};

export const importStates: Record<ContactImport['state'], () => string> = {
  draft: () => t('Not begun'),
  running: () => t('Running'),
  stopped: () => t('Stopped'),
  done: () => t('Done'),
  undoing: () => t('Being taken back'),
  undone: () => t('Taken back'),
};

type Values = ImportRow['problems'][number]['values'];

const problems: Record<RowProblemCode, (values: Values, fields: Fields) => string> = {
  email_invalid: (values) => t('“{value}” is not an e-mail address.', { value: values.value ?? '' }),
  number_invalid: (values) => t('“{value}” is not a number anybody can be called at.', { value: values.value ?? '' }),
  external_invalid: (values) => t('“{value}” is too long for a number.', { value: values.value ?? '' }),
  no_address: () => t('There is no e-mail address and no number to know this person by.'),
  too_many_addresses: () => t('These are more addresses and numbers than one person can have.'),
  language_unknown: (values) =>
    t('“{value}” is not a language. Write it as en or pt-BR.', { value: values.value ?? '' }),
  too_long: (values, fields) => t('{column} is too long.', { column: targetName(values.column ?? '', fields) }),
  field_invalid: ({ field = '', value = '', problem }, fields) =>
    problem === 'not_a_tax_id'
      ? t('“{value}” is not a CPF or CNPJ: its check digits do not fit.', { value })
      : t('“{value}” does not fit the field {field}.', { value, field: targetName(fieldName(field), fields) }),
  repeated: ({ row = '', value = '' }) => t('{value} stands in row {row} already.', { row, value }),
  two_people: ({ one = '', other = '' }) =>
    t('This would be two contacts at once: {one} and {other}. Merge them first, or part the row.', { one, other }),
  number_of_another: ({ value = '', name = '' }) =>
    t('{value} is the number of {name}, who has another e-mail address.', { value, name }),
  refused: ({ code = '' }) => sentenceOf(code),
};

export function problemInWords({ code, values }: ImportRow['problems'][number], fields: Fields): string {
  return problems[code as RowProblemCode]?.(values, fields) ?? sentenceOf(code);
}

/** "CSV, semicolons, Windows-1252": how the file was read, for whoever sees broken letters. */
export function sourceInWords({ format, delimiter, encoding }: ContactImport['source']): string {
  if (format === 'xlsx') return t('XLSX, first sheet');
  const signs: Record<string, string> = {
    ',': t('commas'),
    ';': t('semicolons'),
    '\t': t('tabs'),
    '|': t('bars'),
  };
  return ['CSV', signs[delimiter ?? ''] ?? delimiter, encoding?.toUpperCase()].filter(Boolean).join(', ');
}
