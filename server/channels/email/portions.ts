const atOnce = { mails: 50, bytes: 4 * 1024 * 1024 };

/** So many mails as fit into memory together; a large one goes alone. */
export function inPortions<Mail extends { size: number }>(mails: readonly Mail[]): Mail[][] {
  const portions: Mail[][] = [];
  let bytes = 0;
  for (const mail of mails) {
    const last = portions.at(-1);
    const fits = last && last.length < atOnce.mails && bytes + mail.size <= atOnce.bytes;
    if (fits) last.push(mail);
    else portions.push([mail]);
    bytes = fits ? bytes + mail.size : mail.size;
  }
  return portions;
}
