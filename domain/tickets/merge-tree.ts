/**
 * The merges that stand: each ticket that was merged, and the one it went into. Only a ticket that went nowhere is merged or takes
 * in, so they are trees. One law says where everything is: **a message stands at the top of the tree of the ticket it was written in**,
 * or came by mail for. Merging and undoing only add and take away an edge; so nothing is lost or doubled, whatever the order.
 */
export type Merges = ReadonlyMap<number, number>;

/** The ticket in which what was written in this one stands now. */
export function topOf(merges: Merges, ticketId: number): number {
  const into = merges.get(ticketId);
  return into === undefined ? ticketId : topOf(merges, into);
}

/** A ticket and all that came to it, directly or with others: what goes back with it when its merge is undone. */
export function branchOf(merges: Merges, ticketId: number): number[] {
  const came = [...merges].filter(([, into]) => into === ticketId).map(([from]) => from);
  return [ticketId, ...came.flatMap((from) => branchOf(merges, from))];
}

/** The tickets from one to the top of its tree, itself first. */
export function pathOf(merges: Merges, ticketId: number): number[] {
  const into = merges.get(ticketId);
  return into === undefined ? [ticketId] : [ticketId, ...pathOf(merges, into)];
}

/** What a ticket got by a merge and did not have before: participants, followers, tags. */
export type Brought = { contactIds: readonly number[]; agentIds: readonly number[]; tags: readonly string[] };

/** Another merge into the same ticket: what the ticket that came by it has of its own, and what is put down to it. */
export type Sibling = { mergeId: number; has: Brought; brought: Brought };

/** What a ticket loses when a merge into it is undone, and what is put down to other merges from then on. */
export type Undoing = { lost: Brought; inherited: Sibling[] };

/**
 * What came by a merge goes with it, but for what another merge would have brought as well: that stays, and is put down to the
 * other one. `alsoLost` limits it, further up, to what was lost below.
 */
export function undoBringing(brought: Brought, siblings: readonly Sibling[], alsoLost: Brought = brought): Undoing {
  const going = each((kind) => kind(brought).filter((one) => kind(alsoLost).includes(one)));
  const kept = (kind: Kind) => kind(going).filter((one) => siblings.some(({ has }) => kind(has).includes(one)));
  const lost = each((kind) => kind(going).filter((one) => !kept(kind).includes(one)));
  const inherited = siblings.flatMap((sibling, at) => {
    const isFirst = (kind: Kind, one: Item) => siblings.findIndex(({ has }) => kind(has).includes(one)) === at;
    const more = each((kind) => kept(kind).filter((one) => isFirst(kind, one)));
    return isNothing(more) ? [] : [{ ...sibling, brought: union(sibling.brought, more) }];
  });
  return { lost, inherited };
}

type Item = number | string;
type Kind = (of: Brought) => readonly Item[];

const contacts: Kind = ({ contactIds }) => contactIds;
const agents: Kind = ({ agentIds }) => agentIds;
const tagged: Kind = ({ tags }) => tags;

function each(choose: (kind: Kind) => readonly Item[]): Brought {
  return {
    contactIds: choose(contacts) as number[],
    agentIds: choose(agents) as number[],
    tags: choose(tagged) as string[],
  };
}

function union(one: Brought, other: Brought): Brought {
  return each((kind) => [...new Set([...kind(one), ...kind(other)])]);
}

function isNothing({ contactIds, agentIds, tags }: Brought): boolean {
  return contactIds.length + agentIds.length + tags.length === 0;
}
