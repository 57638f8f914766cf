/// <reference types="vite/client" />
declare module 'virtual:messages/*' {
  export const messages: import('../i18n/translator.ts').Compiled
}
