/** Packages without types of their own, as far as the desk uses them. */
declare module 'html-to-text' {
  export function convert(html: string, options?: object): string;
}
