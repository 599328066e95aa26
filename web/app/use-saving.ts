import { useMutation } from '@tanstack/react-query';
import { showToast } from '../../ui/Toast.tsx';
import { queryClient } from './queries.ts';
import { sentenceFor } from './sentences.ts';

/**
 * An act on the desk from a form or a button: afterwards the named lists are asked for again and the toast says it is done.
 * Forms show their refusal themselves (`isForm`); for buttons the toast says it.
 */
export function useSaving<Input, Reply>(options: {
  act: (input: Input) => Promise<Reply>;
  stale: readonly (readonly unknown[])[];
  done?: string;
  isForm?: boolean;
  onDone?: (reply: Reply) => void;
}) {
  return useMutation({
    mutationFn: options.act,
    onSuccess: (reply) => {
      for (const queryKey of options.stale) void queryClient.invalidateQueries({ queryKey });
      if (options.done !== undefined) showToast({ text: options.done });
      options.onDone?.(reply);
    },
    onError: (error) => {
      if (!options.isForm) showToast({ text: sentenceFor(error), isBad: true });
    },
  });
}
