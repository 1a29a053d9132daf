/** A stage for the worker, by its name, on texts that were read before. `url` is that of the page, for errors. */
export type WorkJob = { readonly name: string; readonly given: readonly unknown[]; readonly url: string };

/** The key of what is damaged, by the name of the object, the item or the document. */
export const damagedAside = (name: string): string => `damaged ${name}`;
export const isDamagedAside = ({ key }: Pick<SetAside, 'key'>): boolean => key.startsWith(damagedAside(''));

/**
 * What is left out so that the rest goes on: texts that took the program too long, or too much memory, which are not tried again while they and the program are the
 * same; and what is damaged in the store.
 */
export type SetAside = {
  /** `page <canonical address>` for a page, `facts <id>` for a document's facts, `damaged <name>` for what cannot be read. */
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
