import type { Page } from 'playwright-core';
import type { Say } from '../say.ts';

/** What the desk of the pictures holds, by what it is good for. */
export type Furniture = {
  /** Has replies, a note and a history. */
  busy: number;
  html: number;
  closed: number;
  fresh: number;
  /** Its customer may be two people in our books. */
  contact: string;
  organization: string;
  invite: string;
  reset: string;
  /** A view that is shown as a table. */
  table: string;
  /** API token of a colleague who is in both teams. */
  onlooker: string;
};

export type Stage = { page: Page; say: Say; set: Furniture };
export type Scene = {
  name: string;
  /** Who looks; nobody is signed in without it. */
  as?: 'admin' | 'agent' | 'limited';
  /** A desk nobody has set up yet. */
  onEmptyDesk?: boolean;
  /** Where the page has room for it only so wide, or only so narrow. */
  only?: 'wide' | 'narrow';
  /** A menu or a small window hangs on its button, and the button stands elsewhere in another width. */
  hangs?: true;
  /** Refusals this scene is about. */
  statuses?: number[];
  open(stage: Stage): Promise<unknown>;
};
