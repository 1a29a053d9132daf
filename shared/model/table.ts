import type { TableItem } from './archive.ts';
import type { Fixed } from './fixed.ts';
import { digits } from './values.ts';

/** Keys of the one table. `gsi1` lists things, `gsi2` tells what is due. Every access is one of these: no scans. */

export type Key = Fixed<{ pk: string; sk: string }>;

/** The item of each thing of a kind, by the name of the thing; and one item of a list. */
const itemOf =
  (kind: string, sk: string) =>
  (name: string): Key => ({ pk: `${kind}${name}`, sk });
const itemIn =
  (pk: string) =>
  (sk: string): Key => ({ pk, sk });

export const headKey = itemOf('DOC#', 'HEAD');

export const revisionKey = (documentId: string, n: number): Key => ({ pk: `DOC#${documentId}`, sk: `REV#${digits(n, 5)}` });

export const revisionPrefix = 'REV#';

/**
 * A person's label: a partition of its own, so that labelling needs no right to write documents. No reading writes it, and a rebuilt
 * document keeps it.
 */
export const labelKey = itemOf('LABEL#', 'LABEL');

/** `hash` is of the canonical address. */
export const addressKey = itemOf('URL#', 'ADDRESS');

export const nameKey = (key: string, documentId: string): Key => ({ pk: `KEY#${key}`, sk: documentId });

/** Beside the documents of a key: whether there are any. Of many keys one request asks for it. */
export const probeKey = itemOf('KEY#', '!');

/** The id of the `place`-th work that has this number: whoever writes it first claims it before its head is stored. */
export const claimKey = (key: string, place: number): Key => ({ pk: `KEY#CLAIM#${key}`, sk: digits(place, 3) });

export const citedKey = (key: string, documentId: string, relation: string): Key => ({
  pk: `CITED#${key}`,
  sk: `${documentId}#${relation}`,
});

export const seenKey = (sourceId: string, urlHash: string): Key => ({ pk: `SEEN#${sourceId}#${urlHash}`, sk: 'SEEN' });

export const listOfSources = 'SOURCES';

export const sourceKey = itemIn(listOfSources);

/** Where version 0.6 kept them; read as long as nothing is under the new key. */
export const formerSourceKey = itemOf('SOURCE#', 'STATE');

/**
 * A document that the index has to read again, as of a version: a mark that was worked off is another one than that of the next version,
 * and is removed by its key alone.
 */
export const listOfMarks = 'DIRTY';

export const indexMarkKey = (documentId: string, version: number): Key => ({ pk: listOfMarks, sk: `${documentId}#${version}` });

export const listOfTurns = 'TURNS';

export const turnKey = (day: string, documentId: string): Key => ({ pk: listOfTurns, sk: `${day}#${documentId}` });

/** Where a mark lay before 0.10.0: removed on the condition of its version. */
export const formerMarkKey = itemIn(listOfMarks);

export const listOfAsides = 'ASIDE';

export const asideKey = (key: string): Key => ({ pk: listOfAsides, sk: key.slice(0, 900) });

export const digestKey = itemOf('DIGEST#', 'DIGEST');

export const runningKey = itemOf('DIGEST#', 'RUNNING');

/** What an editor wants otherwise: a partition of its own, so that editing needs no right to write digests. */
export const editKey = itemOf('EDIT#', 'EDIT');

export const ledgerKey = (period: string, reader: string): Key => ({ pk: `DIGEST#${period}`, sk: `TO#${reader}` });

export const ledgerPrefix = 'TO#';

export const meantKey = (documentId: string, n: number): Key => ({ pk: `DOC#${documentId}`, sk: `NEWS#${digits(n, 5)}` });

/** The list of news, in the order of announcement: each number is written once and in order, so that the list has no holes. */
export const newsList = 'NEWS';

export const newsKey = (position: number): Key => ({ pk: newsList, sk: digits(position, 10) });

export const markKey = itemOf('MAILED#', 'MARK');

/**
 * Up to where somebody has read the changes: a reader, a token of the API, or the owner of a laptop. It has no record: after a rebuild
 * everybody begins anew.
 */
export const lastReadKey = itemOf('READ#', 'MARK');

export const subscriberKey = itemOf('SUBSCRIBER#', 'PROFILE');

/** How far a webhook is, and the same as of the first write of a day, which is recorded. */
export const webhookKey = itemOf('WEBHOOK#', 'STATE');

export const webhookDayKey = itemOf('WEBHOOK#', 'DAY');

export const deadLetterKey = (id: string, position: number): Key => ({ pk: `WEBHOOK#${id}`, sk: `DEAD#${digits(position, 10)}` });

export const deadLetterPrefix = 'DEAD#';

export const robotsKey = itemOf('ROBOTS#', 'RULES');

export const failureKey = itemOf('FAILED#', 'REASON');

export const collectorKey = itemOf('COLLECTOR#', 'BEAT');

export const countKey = itemOf('COUNTED#', 'SUMS');

/** What the instance remembers about itself (model/journal.ts). */
export const journalKey = itemIn('JOURNAL');

export const tokenKey = itemOf('TOKEN#', 'TOKEN');

export const sessionKey = itemOf('SESSION#', 'SESSION');

/**
 * How often a mailbox (or `@` and a domain, or `ALL`) asked for a confirmation in the running day, minute or hour, and the last mail that
 * asked to confirm.
 */
export const askedKey = itemOf('ASKED#', 'COUNT');

export const confirmationKey = itemOf('ASKED#', 'CONFIRMATION');

/** What is kept of a reader without records: sign-ups and the mark of what was read. */
export const unrecordedKeys = (reader: string) =>
  ({ 'sign-ups': askedKey(reader), confirmation: confirmationKey(reader), 'last read': lastReadKey(reader) }) as const;

export const schemaKey = journalKey('SCHEMA');

export const secretKey: Key = { pk: 'SECRET#INSTANCE', sk: 'SECRET' };

export const machineKey = (service: string, hash: string): Key => ({ pk: `MACHINE#${hash}`, sk: service });

/** What machine text has cost in a month, `2026-11`, in millionths of a dollar; `characters-2026-11`, in characters. */
export const spentKey = itemOf('SPENT#', 'SPENT');

export const listOfDocuments = 'DOCUMENTS';

export const listOfLabels = 'LABELS';

export const listOfDigests = 'DIGESTS';

export const listOfOpenDeliveries = 'DELIVERIES';

export const listOfSubscribers = 'SUBSCRIBERS';

export const listOfConfirmations = 'CONFIRMATIONS';

export const listOfTokens = 'TOKENS';

export const changesOf = (week: string): string => `CHANGES#${week}`;

export const visitsOf = (host: string): string => `HOST#${host}`;

/** The place of an address in `gsi2`: it is due, it was sent and not visited yet, or its source is no longer declared. */
export const placeLists = { due: 'DUE', leased: 'LEASED', parked: 'PARKED' } as const;

/**
 * The form of the stored data. 1: the table alone holds ids, revisions, labels, readers and the ledger. 2: the bucket has a record of each
 * (decision 26). 3: what is written once lies packed in the bucket where that gains something; earlier programs would take that for the
 * bytes themselves (decision 42); each key of a document has a probe, and the record of a head may keep the address of its page. A program
 * opens data of its own form and upgrades earlier ones; it refuses later ones.
 */
export const schemaVersion = 3;

/** From this form on a key without a probe has no documents. */
export const probedSince = 3;

export type SchemaRecord = Fixed<{ version: number; at: string; v: number }>;

/** What the bucket keeps, once a day, of items without records: states of sources and webhooks, notes. `sha256`: of the items as JSON. */
export type Backup = Fixed<{ format: 1; at: string; sha256: string; items: TableItem[] }>;

/** One object, each day in place of the last one, which stays as an earlier version of it. */
export const backupKey = 'backup/states.json.br';

export type Backups = {
  /** Reads the items under these keys and puts them into the bucket. Returns how many there are. */
  save(keys: readonly Key[], at: string): Promise<number>;
  load(): Promise<Backup | 'damaged' | undefined>;
};
