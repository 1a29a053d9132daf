/** A stage for the worker, by its name, on texts that were read before. `url` is that of the page, for errors. */
export type WorkJob = { readonly name: string; readonly given: readonly unknown[]; readonly url: string };

/** Texts that took the program too long, or too much memory: not tried again while they and the program are the same. */
export type SetAside = {
  /** `page <canonical address>` for a page, or `facts <id>` for a document's facts. */
  readonly key: string;
  readonly url: string;
  readonly sourceId: string;
  readonly documentId?: string;
  readonly title?: string;
  /** Hash of the bytes, or of the text. */
  readonly hash: string;
  readonly detail: string;
  readonly since: string;
};
