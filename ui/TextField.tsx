import type { FormEvent, ReactNode } from 'react';
import { Input, type InputProps } from 'react-aria-components/Input';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { type TextFieldProps as AriaProps, TextField as AriaTextField } from 'react-aria-components/TextField';
import { classes } from './classes.ts';
import { FieldFrame } from './FieldFrame.tsx';

type TextFieldProps = Omit<AriaProps, 'className' | 'style' | 'children'> & {
  label: string;
  hint?: ReactNode;
  placeholder?: string;
  className?: string;
  inputMode?: InputProps['inputMode'];
};

export function TextField({ label, hint, placeholder, className, inputMode, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} className={classes('flex flex-col gap-1', className)}>
      <FieldFrame label={label} hint={hint}>
        <Input
          placeholder={placeholder}
          inputMode={inputMode}
          onInput={forgive}
          className="control h-9 w-full min-w-0 px-2.5"
        />
      </FieldFrame>
    </AriaTextField>
  );
}

export function TextArea({
  rows = 4,
  label,
  hint,
  placeholder,
  className,
  ...props
}: TextFieldProps & { rows?: number }) {
  return (
    <AriaTextField {...props} className={classes('flex flex-col gap-1', className)}>
      <FieldFrame label={label} hint={hint}>
        <AriaTextArea
          rows={rows}
          placeholder={placeholder}
          onInput={forgive}
          className="control w-full resize-y px-2.5 py-2 leading-normal"
        />
      </FieldFrame>
    </AriaTextField>
  );
}

/**
 * A shown error goes as soon as its field is mended. Left to the end of editing, it would go just when somebody presses the
 * button below, which then moves away under the pointer.
 */
function forgive({ currentTarget: field }: FormEvent<HTMLElement>): void {
  if (field.closest('[data-invalid]') !== null) field.dispatchEvent(new Event('change'));
}
