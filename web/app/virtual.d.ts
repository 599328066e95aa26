declare module 'virtual:messages/*' {
  export const messages: import('../../locales/translate.ts').CompiledMessages;
}
declare module '*.css';
