import { z } from 'zod';

/** What an admin sets for an e-mail inbox. */
export const emailSettings = z.strictObject({
  plusAddressing: z.boolean().default(true).meta({
    title: 'Signed reply address',
    description: 'Answers come to support+token@. Turn it off where the mail server refuses such addresses.',
  }),
});
export type EmailSettings = z.infer<typeof emailSettings>;
