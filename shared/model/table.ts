import type { TableItem } from './archive.ts';
import type { Fixed } from './fixed.ts';

/** Keys of the one table. `gsi1` lists things, `gsi2` tells what is due. Every access is one of these: no scans. */

export type Key = Fixed<{ pk: string; sk: string }>;

export const headKey = (documentId: string): Key => ({ pk: `DOC#${documentId}`, sk: 'HEAD' });

export const revisionKey = (documentId: string, n: number): Key => ({ pk: `DOC#${documentId}`, sk: `REV#${String(n).padStart(5, '0')}` });

export const revisionPrefix = 'REV#';

/**
 * A person's label: a partition of its own, so that labelling needs no right to write documents. No reading writes it, and a rebuilt
 * document keeps it.
 */
export const labelKey = (documentId: string): Key => ({ pk: `LABEL#${documentId}`, sk: 'LABEL' });

/** `hash` is of the canonical address. */
export const addressKey = (hash: string): Key => ({ pk: `URL#${hash}`, sk: 'ADDRESS' });

export const nameKey = (key: string, documentId: string): Key => ({ pk: `KEY#${key}`, sk: documentId });

/** Beside the documents of a key: whether there are any. Of many keys one request asks for it. */
export const probeKey = (key: string): Key => ({ pk: `KEY#${key}`, sk: '!' });

/** The id of the `place`-th work that has this number: whoever writes it first claims it before its head is stored. */
export const claimKey = (key: string, place: number): Key => ({ pk: `KEY#CLAIM#${key}`, sk: String(place).padStart(3, '0') });

export const citedKey = (key: string, documentId: string, relation: string): Key => ({
  pk: `CITED#${key}`,
  sk: `${documentId}#${relation}`,
});

export const seenKey = (sourceId: string, urlHash: string): Key => ({ pk: `SEEN#${sourceId}#${urlHash}`, sk: 'SEEN' });

export const listOfSources = 'SOURCES';

export const sourceKey = (sourceId: string): Key => ({ pk: listOfSources, sk: sourceId });

/** Where version 0.6 kept them; read as long as nothing is under the new key. */
export const formerSourceKey = (sourceId: string): Key => ({ pk: `SOURCE#${sourceId}`, sk: 'STATE' });

/**
 * A document that the index has to read again, as of a version: a mark that was worked off is another one than that of the next version,
 * and is removed by its key alone.
 */
export const listOfMarks = 'DIRTY';

export const indexMarkKey = (documentId: string, version: number): Key => ({ pk: listOfMarks, sk: `${documentId}#${version}` });

export const listOfTurns = 'TURNS';

export const turnKey = (day: string, documentId: string): Key => ({ pk: listOfTurns, sk: `${day}#${documentId}` });

/** Where a mark lay before 0.10.0: removed on the condition of its version. */
export const formerMarkKey = (documentId: string): Key => ({ pk: listOfMarks, sk: documentId });

export const listOfAsides = 'ASIDE';

export const asideKey = (key: string): Key => ({ pk: listOfAsides, sk: key.slice(0, 900) });

export const digestKey = (week: string): Key => ({ pk: `DIGEST#${week}`, sk: 'DIGEST' });

export const runningKey = (week: string): Key => ({ pk: `DIGEST#${week}`, sk: 'RUNNING' });

/** What an editor wants otherwise: a partition of its own, so that editing needs no right to write digests. */
export const editKey = (week: string): Key => ({ pk: `EDIT#${week}`, sk: 'EDIT' });

export const ledgerKey = (period: string, reader: string): Key => ({ pk: `DIGEST#${period}`, sk: `TO#${reader}` });

export const ledgerPrefix = 'TO#';

export const meantKey = (documentId: string, n: number): Key => ({ pk: `DOC#${documentId}`, sk: `NEWS#${String(n).padStart(5, '0')}` });

/** The list of news, in the order of announcement: each number is written once and in order, so that the list has no holes. */
export const newsList = 'NEWS';

export const newsKey = (position: number): Key => ({ pk: newsList, sk: String(position).padStart(10, '0') });

export const markKey = (reader: string): Key => ({ pk: `MAILED#${reader}`, sk: 'MARK' });

/**
 * Up to where somebody has read the changes: a reader, a token of the API, or the owner of a laptop. It has no record: after a rebuild
 * everybody begins anew.
 */
export const lastReadKey = (who: string): Key => ({ pk: `READ#${who}`, sk: 'MARK' });

export const subscriberKey = (id: string): Key => ({ pk: `SUBSCRIBER#${id}`, sk: 'PROFILE' });

/** How far a webhook is, and the same as of the first write of a day, which is recorded. */
export const webhookKey = (id: string): Key => ({ pk: `WEBHOOK#${id}`, sk: 'STATE' });

export const webhookDayKey = (id: string): Key => ({ pk: `WEBHOOK#${id}`, sk: 'DAY' });

export const deadLetterKey = (id: string, position: number): Key => ({
  pk: `WEBHOOK#${id}`,
  sk: `DEAD#${String(position).padStart(10, '0')}`,
});

export const deadLetterPrefix = 'DEAD#';

export const robotsKey = (origin: string): Key => ({ pk: `ROBOTS#${origin}`, sk: 'RULES' });

export const failureKey = (messageId: string): Key => ({ pk: `FAILED#${messageId}`, sk: 'REASON' });

export const collectorKey = (name: string): Key => ({ pk: `COLLECTOR#${name}`, sk: 'BEAT' });

export const countKey = (hour: string): Key => ({ pk: `COUNTED#${hour}`, sk: 'SUMS' });

/** What the instance remembers about itself (model/journal.ts). */
export const journalKey = (name: string): Key => ({ pk: 'JOURNAL', sk: name });

export const tokenKey = (hash: string): Key => ({ pk: `TOKEN#${hash}`, sk: 'TOKEN' });

export const sessionKey = (hash: string): Key => ({ pk: `SESSION#${hash}`, sk: 'SESSION' });

/**
 * How often a mailbox (or `@` and a domain, or `ALL`) asked for a confirmation in the running day, minute or hour, and the last mail that
 * asked to confirm.
 */
export const askedKey = (who: string): Key => ({ pk: `ASKED#${who}`, sk: 'COUNT' });

export const confirmationKey = (reader: string): Key => ({ pk: `ASKED#${reader}`, sk: 'CONFIRMATION' });

/** What is kept of a reader without records: sign-ups and the mark of what was read. */
export const unrecordedKeys = (reader: string) =>
  ({ 'sign-ups': askedKey(reader), confirmation: confirmationKey(reader), 'last read': lastReadKey(reader) }) as const;

export const schemaKey: Key = { pk: 'JOURNAL', sk: 'SCHEMA' };

export const secretKey: Key = { pk: 'SECRET#INSTANCE', sk: 'SECRET' };

export const machineKey = (service: string, hash: string): Key => ({ pk: `MACHINE#${hash}`, sk: service });

/** What machine text has cost in a month, `2026-11`, in millionths of a dollar; `characters-2026-11`, in characters. */
export const spentKey = (month: string): Key => ({ pk: `SPENT#${month}`, sk: 'SPENT' });

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
