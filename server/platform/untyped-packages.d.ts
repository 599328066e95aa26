/** Packages without types of their own, as far as the desk uses them. */
declare module 'html-to-text' {
  export function convert(html: string, options?: object): string;
}
declare module 'mailauth/lib/dkim/sign.js' {
  type Signature = { signingDomain: string; selector: string; privateKey: string | Buffer };
  export function dkimSign(mail: string, options: { signatureData: Signature[] }): Promise<{ signatures: string }>;
}
