const taken = new Set(['me', 'none', 'new', 'all']);

/** A name as a word for addresses: `Atenção ao cliente` becomes `atencao-ao-cliente`. Words that filters use mean no thing. */
export function slugOf(name: string, noun = 'team'): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return slug === '' || taken.has(slug) ? `${noun}-${slug || 'x'}` : slug;
}

/** The first of `slug`, `slug-2`, `slug-3` ... that is free. */
export function freeSlug(slug: string, used: ReadonlySet<string>): string {
  let number = 1;
  while (used.has(numbered(slug, number))) number++;
  return numbered(slug, number);
}

function numbered(slug: string, number: number): string {
  return number === 1 ? slug : `${slug}-${number}`;
}
