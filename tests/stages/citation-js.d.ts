/** What cite.test.ts uses of the library, which brings no types. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(text: unknown, options?: { readonly generateGraph?: boolean });
    readonly data: readonly Readonly<Record<string, unknown>>[];
  }
}
declare module '@citation-js/plugin-bibtex' {}
declare module '@citation-js/plugin-ris' {}
