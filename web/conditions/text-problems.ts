import type { TextProblem, TextProblemCode } from '../../domain/conditions/text/problem.ts';
import { t } from '../../locales/translate.ts';

/** What stands in the way of a typed condition; every code of domain/conditions/text/problem.ts has its sentence. */
const sentences: Record<TextProblemCode, (values: Record<string, string>) => string> = {
  expected_condition: () => t('A condition was expected here.'),
  expected_value: ({ after }) => t('A value was expected after “{after}”.', { after: after ?? '' }),
  unknown_field: ({ word }) =>
    t('There is no field “{word}”. Words with a colon in them stand in quotes.', { word: word ?? '' }),
  unknown_operator: ({ word, field }) =>
    t('“{field}” cannot be asked “{word}”.', { field: field ?? '', word: word ?? '' }),
  unknown_value: ({ value = '', field = '', id }) => {
    if (id === 'requester') return t('Nobody, or more than one, is called “{value}”. An address names one.', { value });
    if (id === 'organization')
      return t('No organization, or more than one, is called “{value}”. A domain names one.', { value });
    return t('“{value}” is no value of “{field}”.', { value, field });
  },
  one_value: ({ field }) => t('“{field}” takes one value here.', { field: field ?? '' }),
  not_a_number: ({ value }) => t('A number was expected, not “{value}”.', { value: value ?? '' }),
  not_a_date: ({ value }) => t('A date was expected, like 2026-12-31, not “{value}”.', { value: value ?? '' }),
  not_a_time: ({ value }) =>
    t(
      'A date (2026-12-31), a date with time (2026-12-31T17:00) or a length (4h, 2d, 8bh) was expected, not “{value}”.',
      {
        value: value ?? '',
      },
    ),
  not_a_flag: ({ value }) => t('“yes” or “no” was expected, not “{value}”.', { value: value ?? '' }),
  not_a_pattern: ({ value }) => t('The pattern “{value}” cannot be read.', { value: value ?? '' }),
  unfit_value: ({ value, field }) => t('“{value}” does not fit “{field}”.', { value: value ?? '', field: field ?? '' }),
  not_about_tickets: ({ field }) => t('“{field}” can only be asked of what just happened.', { field: field ?? '' }),
  needs_agent: ({ value }) => t('“{value}” means nobody where a rule asks.', { value: value ?? '' }),
  unclosed_quote: () => t('The quotation mark that opens here is never closed.'),
  unclosed_group: () => t('The parenthesis that opens here is never closed.'),
  unexpected: ({ found }) => t('“{found}” was not expected here.', { found: found ?? '' }),
  too_deep: () => t('Groups may stand in each other five deep, not deeper.'),
  too_long: () => t('A group holds up to 50 conditions.'),
};

export function textProblem({ code, values }: TextProblem): string {
  return sentences[code](values);
}
