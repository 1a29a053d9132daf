import type { Subscriber } from '../../shared/model/reader.ts';

/** What must be the same after an upgrade: who the documents are, when they were first seen, and each of their revisions. */
export type Identity = {
  readonly id: string;
  readonly firstSeenAt: string;
  readonly revisions: readonly { readonly n: number; readonly at: string; readonly by: string; readonly textHash: string }[];
  readonly copies: readonly string[];
};

export type Digested = { readonly sections: Readonly<Record<string, readonly { readonly id?: string }[]>> };

/** The answers of a release to the data that it left. */
export type KeptRelease = {
  readonly version: string;
  readonly documents: readonly Identity[];
  readonly readers: readonly Subscriber[];
  readonly tokens: readonly { readonly id: string; readonly name: string }[];
  /** The address of a reader's choices, which is signed. */
  readonly choices: string;
  readonly week: string;
  /** Documents of that week's digest. */
  readonly items: readonly string[];
  readonly labelled: string;
};

type Exported = Omit<Identity, 'copies'> & { readonly copies: readonly { readonly url: string }[] };

/** From the lines of an export. */
export const identitiesOf = (exported: string): readonly Identity[] =>
  exported
    .trim()
    .split('\n')
    .map((line): Exported => JSON.parse(line))
    .map(({ id, firstSeenAt, revisions, copies }) => ({
      id,
      firstSeenAt,
      revisions: revisions.map(({ n, at, by, textHash }) => ({ n, at, by, textHash })),
      copies: copies.map(({ url }) => url),
    }));

export const itemsOf = ({ sections }: Digested): readonly string[] =>
  [...new Set(Object.values(sections).flatMap((items) => items.flatMap(({ id }) => id ?? [])))].sort();

/** The signed address among the lines of `subscribers choices`. */
export const pageOf = (said: string): string =>
  said
    .split('\n')
    .find((line) => line.startsWith('page '))
    ?.slice('page '.length) ?? 'none';
