/** Every record, object, list and row of the index held against each other; the words of what is found stand in verify-rows.json. */
import type { ItemRecords, TableItem } from '../../model/archive.ts';
import type { Head, Revision } from '../../model/document.ts';
import { DamagedError, messageOf, noneOn } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { recordedKindOf } from '../../model/records.ts';
import * as keys from '../../model/table.ts';
import { backupKey, type Key } from '../../model/table.ts';
import { damagedAside, isDamagedAside } from '../../model/task.ts';
import { dayOf } from '../../model/time.ts';
import { type Fields, fill, opt, orEmpty } from '../../model/values.ts';
import { itemsOf } from '../../stages/digest/narrow.ts';
import { liveAddress } from '../../stages/identity/identify.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { pagesBehind } from '../collect/reading.ts';
import { everyId, paged } from '../context.ts';
import { toIndexRow } from '../read/index.ts';
import rows from './verify-rows.json' with { type: 'json' };

export type Finding = Readonly<{
  kind: string;
  key: string;
  detail: string;
  remedy: string;
  documentId?: string;
}>;

/** A finding in the words of its row; `documentId`: the document that it is about. */
function finding(name: keyof typeof rows.findings, key: string, { documentId, ...fields }: Fields = {}): Finding {
  const { kind, detail } = rows.findings[name];
  const remedy = rows.remedies[kind as keyof typeof rows.remedies];
  return {
    kind,
    key,
    detail: fill(detail, fields),
    remedy,
    ...opt({ documentId: documentId === undefined ? undefined : String(documentId) }),
  };
}

const itemName = ({ pk, sk }: Key): string => `${pk} ${sk}`;

async function collectFindings(key: string, check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof DamagedError) return [finding('checksum', error.key)];
    if (error instanceof SyntaxError) return [finding('noJson', key, { why: error.message })];
    return [finding('unreadable', key, { why: messageOf(error) })];
  }
}

type NeededObjects = Map<string, string>;

const bytesForm = /^evidence\/sha256\/([\da-f]{64})$/;
const descriptionForm = /^evidence\/sha256\/([\da-f]{64})\/[\da-f]{32}\.json$/;
/** The digest of a running week is overwritten. */
const runningForm = /^digests\/running\/\d{4}-W\d{2}\.json$/;

function takenBy(key: string, needed: NeededObjects) {
  const by = needed.get(key);
  needed.delete(key);
  return by;
}

async function checkDescription(key: string, hash: string, needed: NeededObjects, context: Context) {
  const by = takenBy(key, needed);
  const page = await context.snapshots.load(key);
  if (!page) return [finding('otherDescription', key, { documentId: by })];
  if (sha256(page.bytes) !== hash) return [finding('otherBytes', `evidence/sha256/${hash}`, { documentId: by })];
  return [];
}

/**
 * Bytes with the description that is kept with them; undefined when there is none: one has to follow. Of bytes that cannot be read nothing
 * else is told.
 */
async function checkBytes(key: string, hash: string, needed: NeededObjects, context: Context) {
  let own: string | undefined;
  const damaged = await collectFindings(key, async () => {
    own = await context.snapshots.keyOf(hash);
    return [];
  });
  if (damaged.length > 0) for (const each of [...needed.keys()].filter((name) => name.startsWith(`${key}/`))) needed.delete(each);
  if (damaged.length > 0) return damaged;
  const described = own;
  return described === undefined ? undefined : collectFindings(described, () => checkDescription(described, hash, needed, context));
}

/** Objects that are named by the hash of their bytes: what one is, and who has it that must. */
const hashed: readonly (readonly [form: RegExp, what: string, users?: string])[] = [
  [/^pages\/sha256\/([\da-f]{64})$/, 'list', 'document or revision has this list of pages'],
  [/^digests\/sha256\/([\da-f]{64})$/, 'digest'],
  [/^text\/sha256\/([\da-f]{64})$/, 'text', 'document, revision, file or digest has this text'],
];

async function checkObject(key: string, needed: NeededObjects, context: Context) {
  for (const [form, what, users] of hashed) {
    const [, hash] = form.exec(key) ?? [];
    if (hash === undefined) continue;
    const by = takenBy(key, needed);
    const bytes = await context.archive.bytes(key);
    if (!bytes && what === 'text') return [finding('notGiven', key, { documentId: by })];
    if (!bytes || sha256(bytes) !== hash) return [finding('otherHash', key, { what, documentId: by })];
    if (by === undefined && users !== undefined) return [finding('unneeded', key, { users })];
    const isWhole = what !== 'list' || (await pagesBehind(key, context)).length > 0;
    return isWhole ? [] : [finding('noPage', key, { documentId: by })];
  }
  const [, described] = descriptionForm.exec(key) ?? [];
  if (described !== undefined) return checkDescription(key, described, needed, context);
  const isKnown = runningForm.test(key) || key === backupKey;
  return isKnown ? [] : [finding('unknownName', key)];
}

/**
 * Checks every object of evidence and text: that it is what its name says, and that something needs it. Reports keys that no part of the
 * program makes.
 */
async function checkObjects(needed: NeededObjects, index: ReadonlySet<string>, context: Context): Promise<readonly Finding[]> {
  const findings = new Map<string, Finding>();
  const add = (all: readonly Finding[]) => {
    for (const each of all) findings.set(`${each.kind} ${each.key}`, each);
  };
  let undescribed: string | undefined;
  for await (const key of context.archive.keys('')) {
    if (undescribed !== undefined && !key.startsWith(`${undescribed}/`)) add([finding('undescribed', undescribed)]);
    const [, bytes] = bytesForm.exec(key) ?? [];
    const found = bytes === undefined ? undefined : await checkBytes(key, bytes, needed, context);
    add(found ?? []);
    undescribed = bytes !== undefined && found === undefined ? key : undefined;
    if (bytes !== undefined || /^(?:records|readers)\//.test(key) || index.has(key)) continue;
    add(await collectFindings(key, () => checkObject(key, needed, context)));
  }
  if (undescribed !== undefined) add([finding('undescribed', undescribed)]);
  for (const [key, by] of needed) add([finding('notInBucket', key, { documentId: by })]);
  return [...findings.values()];
}

function comparedFields(item: TableItem) {
  const row = recordedKindOf(item);
  const value = item.value as Readonly<Record<string, unknown>>;
  if (row?.news) return JSON.stringify(row.news.map((field) => value[field] ?? null));
  if (row?.kind !== 'document') return JSON.stringify([value, item.gsi1]);
  const { unsettled: _event, ...head } = value;
  return JSON.stringify([head, item.gsi1]);
}

export function compareWithRecord(filed: TableItem, stored: TableItem | undefined): 'same' | 'missing' | 'older' | 'newer' | 'other' {
  if (!stored) return 'missing';
  const [last, here] = [filed.v ?? filed.r, stored.v ?? stored.r];
  if (last !== undefined && here !== undefined && last !== here) return here < last ? 'older' : 'newer';
  return comparedFields(filed) === comparedFields(stored) ? 'same' : 'other';
}

function fieldsThatDiffer(filed: TableItem, stored: TableItem) {
  const [a, b] = [filed, stored].map(({ value }) => (typeof value === 'object' && value !== null ? value : { value })) as [object, object];
  const fields =
    recordedKindOf(filed)?.news ?? [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => field !== 'unsettled');
  const same = (field: string) =>
    JSON.stringify((a as Record<string, unknown>)[field]) === JSON.stringify((b as Record<string, unknown>)[field]);
  const differing = fields.filter((field) => !same(field));
  return differing.length > 0 ? differing.slice(0, 8).join(', ') : 'its place in the lists';
}

const foundOf = { missing: 'notInTable', older: 'earlier', newer: 'later', other: 'differs' } as const;

async function checkItem(item: TableItem, what: string, documentId: string | undefined, context: Context) {
  const stored = await context.archive.held(item);
  const match = compareWithRecord(item, stored);
  if (match === 'same') return [];
  const fields = match === 'other' && stored ? fieldsThatDiffer(item, stored) : '';
  return [finding(foundOf[match], itemName(item), { what, fields, documentId })];
}

function checkNumbers(folder: string, numbers: ReadonlySet<number>, adopted = false) {
  const [first = 1, last = 0] = [Math.min(...numbers), Math.max(...numbers)];
  const holes: Finding[] = [];
  for (let n = adopted ? first : 1; n <= last; n += 1) {
    if (!numbers.has(n)) holes.push(finding('hole', `${folder}${String(n).padStart(6, '0')}.json`));
  }
  return holes;
}

const checkRecords = ({ records }: ItemRecords) =>
  records.flatMap(({ key, damaged: why }) => (why === undefined ? [] : [finding('damagedRecord', key, { why })]));

async function checkDocument({ events, names, item }: ItemRecords, head: Head, context: Context) {
  const found: Finding[] = [];
  for (const event of events) found.push(...(await checkItem(event, 'a revision', head.id, context)));
  for (const name of names) {
    if (!(await context.archive.held(name))) found.push(finding('noName', itemName(name), { documentId: head.id }));
  }
  const filed = new Set(events.map(({ value }) => (value as Revision).n));
  for (let n = 1; n <= head.revisionCount; n += 1) {
    if (!filed.has(n)) found.push(finding('noRevision', item?.pk ?? head.id, { n, count: head.revisionCount, documentId: head.id }));
  }
  for (const { n } of await context.documents.revisions(head.id)) {
    if (!filed.has(n)) found.push(finding('unknownRevision', `DOC#${head.id} revision ${n}`, { documentId: head.id }));
  }
  for (const { url } of head.copies) {
    if (!(await context.documents.address(canonicalUrl(url)))) found.push(finding('noAddress', url, { documentId: head.id }));
  }
  return found;
}

/** Records of an address lie in its folder and with those of its documents: they are checked when all were seen. */
const isScattered = (kind: string) => kind === 'address';

async function checkFiled(filed: ItemRecords, context: Context) {
  const { kind, item, gone, folder, records, adopted } = filed;
  const numbers = isScattered(kind) ? [] : checkNumbers(folder, new Set(records.map(({ n }) => n)), adopted);
  const found = [...checkRecords(filed), ...numbers];
  const head = kind === 'document' && item ? (item.value as Head) : undefined;
  if (item && !isScattered(kind))
    found.push(...(await checkItem(item, head ? 'the head of a document' : `an item (${kind})`, head?.id, context)));
  if (gone && (await context.archive.held(gone))) found.push(finding('takenAway', itemName(gone)));
  return head ? [...found, ...(await checkDocument(filed, head, context))] : found;
}

/** Every key that a list of the table names. */
async function* listedKeys(context: Context): AsyncGenerator<keys.Key> {
  const { documents, digests, tokens } = context;
  for await (const ids of everyId(context)) yield* ids.map(keys.headKey);
  for await (const ids of paged((after) => documents.labelled(after, 100))) yield* ids.map(keys.labelKey);
  for (const { id } of await digests.subscribers()) yield keys.subscriberKey(id);
  for (const { hash } of await tokens.list()) yield keys.tokenKey(hash);
  for (const week of await digests.weeks(10_000)) {
    yield keys.digestKey(week);
    for (const { reader } of await digests.ledgers(week)) yield keys.ledgerKey(week, reader);
  }
}

async function checkLists(recorded: ReadonlySet<string>, context: Context) {
  const found: Finding[] = [];
  for await (const key of listedKeys(context)) {
    if (!recorded.has(itemName(key))) found.push(finding('noRecord', itemName(key)));
  }
  return found;
}

const documentFolder = /^records\/document\/([^/]+)\/$/;

export function openNamed() {
  const named = new Map<string, string>();
  const known = new Set<string>();
  return {
    add({ folder, kind, item }: ItemRecords) {
      const [, own] = documentFolder.exec(folder) ?? [];
      if (own !== undefined) known.add(own);
      const id =
        kind === 'news' || kind === 'address' ? (item?.value as { readonly documentId?: string } | undefined)?.documentId : undefined;
      if (id !== undefined) named.set(id, kind === 'news' ? 'the list of news' : 'the address of its page');
    },
    async lost(context: Context) {
      for (const week of await context.digests.weeks(10_000)) {
        const digest = await context.digests.get(week).catch(noneOn(DamagedError));
        for (const { id } of digest ? itemsOf(digest) : []) named.set(id, named.get(id) ?? `the digest of ${week}`);
      }
      const found: Readonly<{ id: string; by: string }>[] = [];
      for (const [id, by] of named) if (!known.has(id) && !(await context.documents.head(id))) found.push({ id, by });
      return found;
    },
  };
}

const evidence = /evidence\/sha256\/[\da-f]{64}\/[\da-f]{32}\.json|(?:pages|digests)\/sha256\/[\da-f]{64}/g;
const text = /"(?:textHash|key|text)":"([\da-f]{64})"/g;

function referencesOf(value: unknown) {
  const words = orEmpty(JSON.stringify(value));
  return [...(words.match(evidence) ?? []), ...[...words.matchAll(text)].map(([, hash]) => `text/sha256/${hash}`)];
}

function neededBy({ kind, item, records, events }: ItemRecords) {
  const versions = kind === 'digest' ? [item?.value] : [...records, ...events].map(({ value }) => value);
  return [...new Set(versions.flatMap(referencesOf))];
}

type SeenItem = { readonly numbers: Set<number>; last: number; findings: readonly Finding[] };

function openScattered(context: Context) {
  const seen = new Map<string, SeenItem>();
  return {
    /** Always without findings: they are told when all records were seen. */
    async add({ folder, kind, item, records }: ItemRecords) {
      if (!item || !isScattered(kind)) return [];
      const known = seen.get(folder) ?? { numbers: new Set<number>(), last: 0, findings: [] };
      seen.set(folder, known);
      for (const { n } of records) known.numbers.add(n);
      const last = item.r ?? 0;
      if (last < known.last) return [];
      const findings = await checkItem(item, `an item (${kind})`, undefined, context);
      // Two writers at one time may have made one number each: the table has what one of them says.
      if (last > known.last || findings.length === 0) known.findings = findings;
      known.last = last;
      return [];
    },
    findings: () => [...seen].flatMap(([folder, { numbers, findings }]) => [...checkNumbers(folder, numbers), ...findings]),
  };
}

async function checkHit(head: Head, context: Context) {
  const hit = await context.search.one(head.id, dayOf(context.now()));
  if (!hit) return [finding('notIndexed', head.id, { documentId: head.id })];
  const pairs = {
    title: [hit.title, head.title],
    english: [hit.english, hit.english === head.english.title ? hit.english : (await toIndexRow(head, context)).english],
    number: [hit.number, head.number],
    type: [hit.type, head.type],
    firstSeenAt: [hit.firstSeenAt, head.firstSeenAt],
    // Rows of before have the canonical address where the page was read by http.
    url: [hit.url === head.canonicalUrl ? liveAddress(head) : hit.url, liveAddress(head)],
  };
  const differing = Object.entries(pairs).flatMap(([name, [here, there]]) => (here === there ? [] : [name]));
  return differing.length === 0 ? [] : [finding('otherRow', head.id, { fields: differing.join(', '), documentId: head.id })];
}

async function checkIndex(ids: ReadonlySet<string>, context: Context) {
  const found: Finding[] = [];
  const marked = new Set((await context.documents.dirty(100_000)).map(({ documentId }) => documentId));
  const unknown = new Set(ids);
  for await (const page of everyId(context)) {
    for (const head of await context.documents.heads(page)) {
      unknown.delete(head.id);
      if (marked.has(head.id)) continue;
      if (head.relevant) found.push(...(await checkHit(head, context)));
      else if (ids.has(head.id)) found.push(finding('notRelevant', head.id, { documentId: head.id }));
    }
  }
  return [...found, ...[...unknown].map((id) => finding('notStored', id))];
}

type RecordsSummary = {
  documents: number;
  readonly recorded: Set<string>;
  readonly needed: NeededObjects;
  readonly named: ReturnType<typeof openNamed>;
  readonly findings: Finding[];
};

function gather(filed: ItemRecords, gathered: RecordsSummary) {
  const { item, gone, events, kind } = filed;
  const key = item ?? gone;
  if (key) gathered.recorded.add(itemName(key));
  if (kind === 'document' && item) gathered.documents += 1;
  const by = kind === 'document' && item ? (item.sk === 'HEAD' ? item.pk.slice('DOC#'.length) : item.pk) : filed.folder;
  for (const each of neededBy({ ...filed, events })) gathered.needed.set(each, by);
}

async function walkRecords(context: Context) {
  const gathered: RecordsSummary = { documents: 0, recorded: new Set(), needed: new Map(), named: openNamed(), findings: [] };
  const isEmpty = (await context.documents.allIds(undefined, 1)).length === 0;
  const scattered = openScattered(context);
  for (const prefix of ['records/', 'readers/']) {
    for await (const filed of context.archive.filed(prefix)) {
      gather(filed, gathered);
      gathered.named.add(filed);
      if (isEmpty) continue;
      gathered.findings.push(...(await collectFindings(filed.folder, () => checkFiled(filed, context))));
      gathered.findings.push(...(await collectFindings(filed.folder, () => scattered.add(filed))));
    }
  }
  gathered.findings.push(...scattered.findings());
  if (isEmpty && gathered.documents > 0) {
    gathered.findings.push(finding('emptyTable', 'table', { count: gathered.documents }));
  }
  return gathered;
}

/** Checks every hash, key and reference of the store. Always finishes: what cannot be read is a finding. */
export async function verify(context: Context): Promise<Readonly<{ documents: number; findings: readonly Finding[] }>> {
  const { documents, recorded, needed, named, findings } = await walkRecords(context);
  const index = await context.search.check();
  findings.push(...index.damaged.map(({ key, detail }) => finding('indexFile', key, { why: detail })));
  findings.push(...(await collectFindings('lists of the table', () => checkLists(recorded, context))));
  const lost = await collectFindings('documents', async () =>
    (await named.lost(context)).map(({ id, by }) => finding('lostDocument', `DOC#${id} HEAD`, { by, documentId: id })),
  );
  findings.push(...lost);
  findings.push(...(await checkObjects(needed, new Set(index.keys), context)));
  if (index.damaged.length === 0) findings.push(...(await collectFindings('search', () => checkIndex(new Set(index.ids), context))));
  findings.push(...(await checkAsides(findings, context)));
  return { documents, findings };
}

/**
 * What was damaged and set aside. What nothing else was found of is whole again: it is named this once more, and then no longer by
 * `alarms`.
 */
async function checkAsides(found: readonly Finding[], { documents }: Context) {
  const known = new Set(found.map(({ key }) => damagedAside(key)));
  const fresh = (await documents.asides(10_000)).filter((aside) => isDamagedAside(aside) && !known.has(aside.key));
  for (const { key } of fresh) await documents.forgetAside(key);
  return fresh.map(({ key, detail, documentId }) => finding('setAside', key.slice(damagedAside('').length), { why: detail, documentId }));
}
