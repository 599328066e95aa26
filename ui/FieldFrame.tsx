import { createContext, type ReactNode, use } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { classes } from './classes.ts';

/** What a field says when it was left empty or filled wrongly. The browser's own words follow its language, not the page's. */
export type FieldWords = { missing: string; notAnAddress: string; tooShort: string; wrong: string };

export const FieldWordsContext = createContext<FieldWords>({ missing: '', notAnAddress: '', tooShort: '', wrong: '' });

/** Label above, hint and error below: the same for every kind of field. */
export function FieldFrame(props: {
  label: string;
  /** It is said by a screen reader alone: what stands around the field says it to the eye. */
  isLabelHidden?: boolean;
  hint?: ReactNode;
  children: ReactNode;
}) {
  const words = use(FieldWordsContext);
  return (
    <>
      <Label className={classes('text-meta font-[550] text-ink-2', props.isLabelHidden && 'sr-only')}>
        {props.label}
      </Label>
      {props.children}
      {props.hint === undefined ? null : (
        <Text slot="description" className="text-meta text-ink-3">
          {props.hint}
        </Text>
      )}
      <FieldError className="text-meta text-danger">
        {({ validationDetails, validationErrors }) => sayWhy(validationDetails, words) ?? validationErrors.join(' ')}
      </FieldError>
    </>
  );
}

/** Undefined for what the desk said itself. */
function sayWhy(why: ValidityState, words: FieldWords): string | undefined {
  if (why.valueMissing) return words.missing;
  if (why.typeMismatch) return words.notAnAddress;
  if (why.tooShort) return words.tooShort;
  return why.customError || why.valid ? undefined : words.wrong;
}
