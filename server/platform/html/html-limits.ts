/** HTML longer than this, in UTF-16 units, is not cleaned and shown but reduced to its words. */
export const longestHtml = 512 * 1024;
