/** What the worker is asked to do with words from outside that were read before, by the name of a stage. `url` is of the page, for whoever hears that it took too long. */
export type WorkJob = { readonly name: string; readonly given: readonly unknown[]; readonly url: string };

/** Words that took the program too long, or too much memory: set aside by name, not tried again while they and the program are the same. */
export type SetAside = {
  /** One of a page (`page <canonical address>`) or of a document's facts (`facts <id>`). */
  readonly key: string;
  readonly url: string;
  readonly sourceId: string;
  readonly documentId?: string;
  readonly title?: string;
  /** Of the bytes, or of the text. */
  readonly hash: string;
  readonly detail: string;
  readonly since: string;
};
