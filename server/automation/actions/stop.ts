import { z } from 'zod';
import { action } from './action.ts';

/** Says in the list of triggers that the ones below are not for such tickets. */
export const stop = action({
  id: 'stop',
  label: { en: 'Stop: skip the triggers below', 'pt-BR': 'Parar: pular os gatilhos abaixo' },
  says: { en: 'skip the triggers below', 'pt-BR': 'pular os gatilhos abaixo' },
  params: z.strictObject({}),
  for: ['trigger'],
  run: async () => 'stop',
  preview: () => [],
});
