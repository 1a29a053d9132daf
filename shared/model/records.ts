import type { Key } from './table.ts';

/**
 * A kind of item that the bucket keeps too, as a row of records that are written once and never changed. `sort` tells items of one partition apart;
 * `news`: the fields that are worth a record when they change, all when absent; `reader`: whose record it is, so that it can be erased with the reader.
 */
export type RecordedKind = {
  readonly kind: string;
  readonly partition: string;
  readonly sort?: string;
  readonly under: 'records/' | 'readers/';
  readonly news?: readonly string[];
  readonly reader?: (key: Key) => string;
};

/** What a visit that found nothing changes of an address (when it was, when the next one is due, validators) makes no record. */
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
];

/** Everything that cannot be worked out of other records: what is in no row (names, citations, marks, states of sources) is made again or found out anew. */
export const recordedKinds: readonly RecordedKind[] = [
  { kind: 'document', partition: 'DOC#', sort: 'HEAD', under: 'records/' },
  { kind: 'claim', partition: 'KEY#CLAIM#', under: 'records/' },
  { kind: 'address', partition: 'URL#', sort: 'ADDRESS', under: 'records/', news: newsOfAddress },
  { kind: 'label', partition: 'LABEL#', under: 'records/' },
  { kind: 'digest', partition: 'DIGEST#', sort: 'DIGEST', under: 'records/' },
  { kind: 'erased', partition: 'DIGEST#', sort: 'TO#erased-', under: 'records/' },
  { kind: 'ledger', partition: 'DIGEST#', sort: 'TO#', under: 'readers/', reader: ({ sk }) => sk.slice('TO#'.length) },
  { kind: 'profile', partition: 'SUBSCRIBER#', under: 'readers/', reader: ({ pk }) => pk.slice('SUBSCRIBER#'.length) },
  { kind: 'news', partition: 'NEWS', under: 'records/' },
  { kind: 'mark', partition: 'MAILED#', under: 'readers/', reader: ({ pk }) => pk.slice('MAILED#'.length) },
  { kind: 'token', partition: 'TOKEN#', under: 'records/' },
  { kind: 'secret', partition: 'SECRET#', under: 'records/' },
  { kind: 'schema', partition: 'JOURNAL', sort: 'SCHEMA', under: 'records/' },
  { kind: 'configuration', partition: 'JOURNAL', sort: 'configuration', under: 'records/' },
  { kind: 'mailed', partition: 'JOURNAL', sort: 'mailed', under: 'records/', news: ['week'] },
  { kind: 'round', partition: 'JOURNAL', sort: 'round', under: 'records/', news: ['firstAt'] },
  { kind: 'spent', partition: 'SPENT#', under: 'records/' },
];

/** The row of an item; undefined for what is not recorded. */
export const recordedKindOf = ({ pk, sk }: Key): RecordedKind | undefined =>
  recordedKinds.find(({ partition, sort }) => pk.startsWith(partition) && (sort === undefined || sk.startsWith(sort)));

/** Where the records of a partition (`DOC#`, `KEY#`) lie in the bucket, as prefixes in which `*` stands for a reader. */
export const prefixesOf = (partition: string): readonly string[] => {
  const rows = recordedKinds.filter((row) => row.partition.startsWith(partition));
  return [...new Set(rows.map(({ under, kind }) => (under === 'readers/' ? `${under}*/${kind}-` : `${under}${kind}/`)))];
};

/** Everything under these is written once: no bytes, text or record is ever replaced. */
export const writeOncePrefixes = ['evidence/', 'pages/', 'text/', 'records/', 'readers/'] as const;
/** Records of a reader go when the reader asks for it. */
export const erasablePrefix = 'readers/';
