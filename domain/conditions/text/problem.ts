/** Why a text is no condition: where, from `at` up to `end`, and what was expected there, as a code with the words it speaks of. */
export type TextProblem = { at: number; end: number; code: TextProblemCode; values: Record<string, string> };

/** Every code with its sentence; the browser has the same in its own language. */
export const problemSentences = {
  expected_condition: 'A condition was expected here.',
  expected_value: 'A value was expected after “{after}”.',
  unknown_field: 'There is no field “{word}”. Words with a colon in them stand in quotes.',
  unknown_operator: '“{field}” cannot be asked “{word}”.',
  unknown_value: '“{value}” is no value of “{field}”.',
  one_value: '“{field}” takes one value here.',
  not_a_number: 'A number was expected, not “{value}”.',
  not_a_date: 'A date was expected, like 2026-12-31, not “{value}”.',
  not_a_time:
    'A date (2026-12-31), a date with time (2026-12-31T17:00) or a length (4h, 2d, 8bh) was expected, not “{value}”.',
  not_a_flag: '“yes” or “no” was expected, not “{value}”.',
  not_a_pattern: 'The pattern “{value}” cannot be read.',
  unfit_value: '“{value}” does not fit “{field}”.',
  not_about_tickets: '“{field}” can only be asked of what just happened.',
  needs_agent: '“{value}” means nobody where a rule asks.',
  unclosed_quote: 'The quotation mark that opens here is never closed.',
  unclosed_group: 'The parenthesis that opens here is never closed.',
  unexpected: '“{found}” was not expected here.',
  too_deep: 'Groups may stand in each other five deep, not deeper.',
  too_long: 'A group holds up to 50 conditions.',
} as const;
export type TextProblemCode = keyof typeof problemSentences;

/** Ends the reading of a text; `parseCondition` answers with it. */
export class TextRefused extends Error {
  readonly problem: TextProblem;

  constructor(problem: TextProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

export function refuse(
  code: TextProblemCode,
  where: { at: number; end: number },
  values: Record<string, string> = {},
): never {
  throw new TextRefused({ at: where.at, end: where.end, code, values });
}

/** The problem in an English sentence. */
export function problemSentence({ code, values }: TextProblem): string {
  return problemSentences[code].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
