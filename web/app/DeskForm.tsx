import { type ReactNode, useMemo } from 'react';
import { Form } from 'react-aria-components/Form';
import { fieldErrors, sentenceFor } from './sentences.ts';

/**
 * A form that the desk may refuse: its sentence stands on top, read out at once, and the fields it named are marked by their
 * `name` until somebody edits them.
 */
export function DeskForm(props: { error: unknown; onSubmit: () => void; className?: string; children: ReactNode }) {
  const marked = useMemo(() => fieldErrors(props.error), [props.error]);
  return (
    <Form
      validationErrors={marked}
      className={props.className ?? 'flex flex-col gap-3.5'}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <FormTrouble error={props.error} />
      {props.children}
    </Form>
  );
}

/** Why the desk refused, read out at once. */
export function FormTrouble({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  return (
    <p role="alert" className="rounded-c border border-danger px-3 py-2 text-danger">
      {sentenceFor(error)}
    </p>
  );
}
