import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** Business hours and a policy. */
export async function makePromises({ db }: Desk, marker: string) {
  const businessHours = await db
    .insertInto('business_hours')
    .values({ uuid: newId(), name: `Hours ${marker}`, week: '[[], [], [], [], [], [], []]' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const policy = await db
    .insertInto('sla_policies')
    .values({ uuid: newId(), name: `Policy ${marker}`, position: 99, condition: '{"any": []}', targets: '{}' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { businessHoursId: businessHours.uuid, slaPolicyId: policy.uuid };
}
