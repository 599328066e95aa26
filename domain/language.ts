/**
 * The language tag of what somebody wrote. The words outweigh what the mail program declares (it declares the language it was
 * installed in); of `declared` and `usual` the one that is the same language says which kind of it (`pt` read in a Brazilian inbox
 * is `pt-BR`). Tags as in RFC 5646, all of them may be missing.
 */
export function languageWritten(known: {
  detected: string | null;
  declared: string | null;
  usual: string | null;
}): string | null {
  const { detected, declared, usual } = known;
  if (detected === null) return declared ?? usual;
  return [declared, usual].find((tag) => tag !== null && mainOf(tag) === mainOf(detected)) ?? detected;
}

function mainOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}
