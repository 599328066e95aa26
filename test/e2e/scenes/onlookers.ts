import type { Locator } from 'playwright-core';
import { atTicket } from './moves.ts';
import type { Scene, Stage } from './scene.ts';

/** Rafael, elsewhere, types in a ticket while this page is open. */
async function rafaelTypes({ page, set }: Stage, seen: Locator): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    const answer = await fetch(new URL(`/api/tickets/${set.fresh}/onlooking`, page.url()), {
      method: 'PUT',
      headers: { authorization: `Bearer ${set.onlooker}`, 'content-type': 'application/json' },
      body: JSON.stringify({ doing: 'typing' }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    const isSeen = await seen.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (isSeen) return; // who types says so again and again; a page that opened just now hears the next time
  }
  throw new Error('Nobody saw Rafael type.');
}

/** Who else looks at what one looks at. */
export const onlookers: Scene[] = [
  {
    name: 'ticket-onlookers',
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.fresh);
      await rafaelTypes(stage, stage.page.getByRole('status').filter({ hasText: 'Rafael' }));
    },
  },
  {
    name: 'inbox-onlookers',
    as: 'admin',
    open: async (stage) => {
      await stage.page.goto('/tickets?view=all-active');
      await stage.page.locator(`#ticket-row-${stage.set.fresh}`).waitFor();
      await rafaelTypes(stage, stage.page.getByRole('list', { name: stage.say('At this ticket now') }));
    },
  },
];
