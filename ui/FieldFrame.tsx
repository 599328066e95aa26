import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';

/** Label above, hint and error below: the same for every kind of field. */
export function FieldFrame(props: { label: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <>
      <Label className="text-meta font-[550] text-ink-2">{props.label}</Label>
      {props.children}
      {props.hint === undefined ? null : (
        <Text slot="description" className="text-meta text-ink-3">
          {props.hint}
        </Text>
      )}
      <FieldError className="text-meta text-danger" />
    </>
  );
}
