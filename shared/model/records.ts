import type { Key } from './table.ts';

/**
 * A kind of item that the bucket keeps too, as records that are written once and never changed. `sort` distinguishes items of one
 * partition; `news`: the fields whose change is recorded, all when absent; `reader`: the reader of a record, so that it can be erased.
 */
export type RecordedKind = {
  readonly kind: string;
  readonly partition: string;
  readonly sort?: string;
  readonly under: 'records/' | 'readers/';
  readonly news?: readonly string[];
  /** Records of it are read and no longer written: what it holds is found out anew. */
  readonly former?: true;
  /** Its items are never changed: the first record decides, and the table is not asked before. */
  readonly once?: true;
  readonly reader?: (key: Key) => string;
};

/** A visit that found nothing changes these fields of an address (its time, the next visit, validators) without a record. */
const newsOfAddress = [
  'url',
  'canonicalUrl',
  'sourceId',
  'also',
  'documentId',
  'bytesHash',
  'textHash',
  'evidence',
  'firstSeenAt',
  'misses',
  'answeredAt',
  'furniture',
];

/**
 * Everything that cannot be worked out from other records. What has no row here (names, citations, marks, states of sources) is made again
 * or found out anew.
 */
export const recordedKinds: readonly RecordedKind[] = [
  { kind: 'document', partition: 'DOC#', sort: 'HEAD', under: 'records/' },
  { kind: 'claim', partition: 'KEY#CLAIM#', under: 'records/', former: true },
  { kind: 'address', partition: 'URL#', sort: 'ADDRESS', under: 'records/', news: newsOfAddress },
  { kind: 'label', partition: 'LABEL#', under: 'records/' },
  { kind: 'digest', partition: 'DIGEST#', sort: 'DIGEST', under: 'records/' },
  { kind: 'edit', partition: 'EDIT#', under: 'records/' },
  { kind: 'erased', partition: 'DIGEST#', sort: 'TO#erased-', under: 'records/' },
  { kind: 'ledger', partition: 'DIGEST#', sort: 'TO#', under: 'readers/', reader: ({ sk }) => sk.slice('TO#'.length) },
  { kind: 'profile', partition: 'SUBSCRIBER#', under: 'readers/', reader: ({ pk }) => pk.slice('SUBSCRIBER#'.length) },
  { kind: 'news', partition: 'NEWS', under: 'records/', once: true },
  { kind: 'mark', partition: 'MAILED#', under: 'readers/', reader: ({ pk }) => pk.slice('MAILED#'.length) },
  { kind: 'webhook', partition: 'WEBHOOK#', sort: 'DAY', under: 'records/', news: ['day', 'off'] },
  { kind: 'dead-letter', partition: 'WEBHOOK#', sort: 'DEAD#', under: 'records/' },
  { kind: 'token', partition: 'TOKEN#', under: 'records/' },
  { kind: 'secret', partition: 'SECRET#', under: 'records/' },
  { kind: 'schema', partition: 'JOURNAL', sort: 'SCHEMA', under: 'records/' },
  { kind: 'configuration', partition: 'JOURNAL', sort: 'configuration', under: 'records/' },
  { kind: 'mailed', partition: 'JOURNAL', sort: 'mailed', under: 'records/', news: ['week'] },
  { kind: 'round', partition: 'JOURNAL', sort: 'round', under: 'records/', news: ['firstAt'] },
  { kind: 'spent', partition: 'SPENT#', under: 'records/' },
];

export const recordedKindOf = ({ pk, sk }: Key): RecordedKind | undefined =>
  recordedKinds.find(({ partition, sort }) => pk.startsWith(partition) && (sort === undefined || sk.startsWith(sort)));

/** Prefixes of the records of a partition (`DOC#`, `KEY#`) in the bucket; `*` stands for a reader. */
export const prefixesOf = (partition: string): readonly string[] => {
  const rows = recordedKinds.filter((row) => row.partition.startsWith(partition) && !row.former);
  return [...new Set(rows.map(({ under, kind }) => (under === 'readers/' ? `${under}*/${kind}-` : `${under}${kind}/`)))];
};

/** Everything under these prefixes is written once: no bytes, text or record is ever replaced. */
export const writeOncePrefixes = ['evidence/', 'pages/', 'text/', 'records/', 'readers/'] as const;

export const erasablePrefix = 'readers/';
