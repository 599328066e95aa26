import { AppError } from '../../../domain/errors.ts';
import type { Tx } from '../../platform/platform.ts';

/** The key of a team by its id. */
export async function teamIdOf(tx: Tx, uuid: string): Promise<number> {
  const team = await tx.selectFrom('teams').select('id').where('uuid', '=', uuid).executeTakeFirst();
  if (team) return team.id;
  throw new AppError('invalid', 'unknown_reference', 'There is no such team.', {
    fields: { team: 'There is no such team.' },
  });
}
