import { buildWeb } from '../../scripts/build.ts';

/** The workspace as it ships, built once for all journeys. */
export async function setup(): Promise<void> {
  await buildWeb({ ifChanged: true });
}
