type Waiting<Item, End> = { item: Item; resolve(end: End): void; reject(error: unknown): void };

/** At most `count` pieces of work at once, each on up to `batch` of the items that wait; every item learns its end. */
export function makeLanes<Item, End>(
  { count, batch }: { count: number; batch: number },
  work: (items: Item[]) => Promise<End>,
): (item: Item) => Promise<End> {
  const waiting: Waiting<Item, End>[] = [];
  let busy = 0;

  async function lane(): Promise<void> {
    busy++;
    while (waiting.length > 0) await workOn(waiting.splice(0, batch), work);
    busy--;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy < count) void lane();
    });
}

async function workOn<Item, End>(some: Waiting<Item, End>[], work: (items: Item[]) => Promise<End>): Promise<void> {
  try {
    const end = await work(some.map(({ item }) => item));
    for (const { resolve } of some) resolve(end);
  } catch (error) {
    for (const { reject } of some) reject(error);
  }
}
