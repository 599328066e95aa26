import { sentenceFor } from '../app/sentences.ts';

/** Why the form was refused, read out at once. */
export function FormTrouble({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  return (
    <p role="alert" className="rounded-c border border-danger px-3 py-2 text-danger">
      {sentenceFor(error)}
    </p>
  );
}
