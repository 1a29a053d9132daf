import type { ItemRecords, TableItem } from '../../model/archive.ts';
import type { Head, Revision } from '../../model/document.ts';
import { DamagedError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { recordedKindOf } from '../../model/records.ts';
import * as keys from '../../model/table.ts';
import { damagedAside, isDamagedAside } from '../../model/task.ts';
import { dayOf } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { itemsOf } from '../../stages/digest/narrow.ts';
import { liveAddress } from '../../stages/identity/identify.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { everyId, paged } from '../context.ts';
import { toIndexRow } from '../read/index.ts';
import { checkObjects, collectFindings, type Finding, finding, itemName, type NeededObjects } from './verify-objects.ts';

type RecordMatch = 'same' | 'missing' | 'older' | 'newer' | 'other';

function comparedFields(item: TableItem): string {
  const row = recordedKindOf(item);
  const value = item.value as Readonly<Record<string, unknown>>;
  if (row?.news) return JSON.stringify(row.news.map((field) => value[field] ?? null));
  if (row?.kind !== 'document') return JSON.stringify([value, item.gsi1]);
  const { unsettled: _event, ...head } = value;
  return JSON.stringify([head, item.gsi1]);
}

export function compareWithRecord(filed: TableItem, stored: TableItem | undefined): RecordMatch {
  if (!stored) return 'missing';
  const [last, here] = [filed.v ?? filed.r, stored.v ?? stored.r];
  if (last !== undefined && here !== undefined && last !== here) return here < last ? 'older' : 'newer';
  return comparedFields(filed) === comparedFields(stored) ? 'same' : 'other';
}

function fieldsThatDiffer(filed: TableItem, stored: TableItem): string {
  const [a, b] = [filed, stored].map(({ value }) => (typeof value === 'object' && value !== null ? value : { value })) as [object, object];
  const fields =
    recordedKindOf(filed)?.news ?? [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => field !== 'unsettled');
  const same = (field: string): boolean =>
    JSON.stringify((a as Record<string, unknown>)[field]) === JSON.stringify((b as Record<string, unknown>)[field]);
  const differing = fields.filter((field) => !same(field));
  return differing.length > 0 ? differing.slice(0, 8).join(', ') : 'its place in the lists';
}

async function checkItem(item: TableItem, what: string, documentId: string | undefined, context: Context): Promise<readonly Finding[]> {
  const stored = await context.archive.held(item);
  const key = itemName(item);
  const of = (kind: Parameters<typeof finding>[0], detail: string) => [finding(kind, key, detail, documentId)];
  switch (compareWithRecord(item, stored)) {
    case 'missing':
      return of('missing', `the table lacks ${what}`);
    case 'older':
      return of('stale', `${what} is of an earlier version than its record`);
    case 'newer':
      return of('unrecorded', `${what} is of a later version than its last record`);
    case 'other':
      return of('altered', `${what} differs from its record in ${stored ? fieldsThatDiffer(item, stored) : ''}`);
    case 'same':
      return [];
  }
}

function checkNumbers(folder: string, numbers: ReadonlySet<number>, adopted = false): readonly Finding[] {
  const [first = 1, last = 0] = [Math.min(...numbers), Math.max(...numbers)];
  const holes: Finding[] = [];
  for (let n = adopted ? first : 1; n <= last; n += 1) {
    if (!numbers.has(n))
      holes.push(finding('missing', `${folder}${String(n).padStart(6, '0')}.json`, 'a record is missing between others'));
  }
  return holes;
}

const checkRecords = ({ records }: ItemRecords): readonly Finding[] =>
  records.flatMap(({ key, damaged: why }) => (why === undefined ? [] : [finding('damaged', key, `the record ${why}`)]));

async function checkDocument({ events, names, item }: ItemRecords, head: Head, context: Context): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const event of events) found.push(...(await checkItem(event, 'a revision', head.id, context)));
  for (const name of names) {
    if (!(await context.archive.held(name)))
      found.push(finding('missing', itemName(name), 'the table lacks a name of a document', head.id));
  }
  const filed = new Set(events.map(({ value }) => (value as Revision).n));
  for (let n = 1; n <= head.revisionCount; n += 1) {
    if (!filed.has(n))
      found.push(finding('missing', item?.pk ?? head.id, `revision ${n} of ${head.revisionCount} is in no record`, head.id));
  }
  for (const { n } of await context.documents.revisions(head.id)) {
    if (!filed.has(n))
      found.push(finding('unrecorded', `DOC#${head.id} revision ${n}`, 'the table holds a revision that no record knows', head.id));
  }
  for (const { url } of head.copies) {
    if (!(await context.documents.address(canonicalUrl(url))))
      found.push(finding('missing', url, 'a copy has no address item: it would never be looked at again', head.id));
  }
  return found;
}

/** Records of an address lie in its folder and with those of its documents: they are checked when all were seen. */
const isScattered = (kind: string): boolean => kind === 'address';

async function checkFiled(filed: ItemRecords, context: Context): Promise<readonly Finding[]> {
  const { kind, item, gone, folder, records, adopted } = filed;
  const numbers = isScattered(kind) ? [] : checkNumbers(folder, new Set(records.map(({ n }) => n)), adopted);
  const found = [...checkRecords(filed), ...numbers];
  const head = kind === 'document' && item ? (item.value as Head) : undefined;
  if (item && !isScattered(kind))
    found.push(...(await checkItem(item, head ? 'the head of a document' : `an item (${kind})`, head?.id, context)));
  if (gone && (await context.archive.held(gone)))
    found.push(finding('altered', itemName(gone), 'it was taken away, and the table holds it'));
  return head ? [...found, ...(await checkDocument(filed, head, context))] : found;
}

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

async function checkLists(recorded: ReadonlySet<string>, context: Context): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for await (const key of listedKeys(context)) {
    if (!recorded.has(itemName(key)))
      found.push(finding('unrecorded', itemName(key), 'the table lists it, and the bucket has no record of it'));
  }
  return found;
}

const documentFolder = /^records\/document\/([^/]+)\/$/;

type LostDocument = { readonly id: string; readonly by: string };

export function openNamed() {
  const named = new Map<string, string>();
  const known = new Set<string>();
  return {
    add({ folder, kind, item }: ItemRecords): void {
      const [, own] = documentFolder.exec(folder) ?? [];
      if (own !== undefined) known.add(own);
      const id =
        kind === 'news' || kind === 'address' ? (item?.value as { readonly documentId?: string } | undefined)?.documentId : undefined;
      if (id !== undefined) named.set(id, kind === 'news' ? 'the list of news' : 'the address of its page');
    },
    async lost(context: Context): Promise<readonly LostDocument[]> {
      for (const week of await context.digests.weeks(10_000)) {
        const digest = await context.digests.get(week).catch(unlessOther);
        for (const { id } of digest ? itemsOf(digest) : []) named.set(id, named.get(id) ?? `the digest of ${week}`);
      }
      const found: LostDocument[] = [];
      for (const [id, by] of named) if (!known.has(id) && !(await context.documents.head(id))) found.push({ id, by });
      return found;
    },
  };
}

function unlessOther(error: unknown): undefined {
  if (!(error instanceof DamagedError)) throw error;
}

const evidence = /evidence\/sha256\/[\da-f]{64}\/[\da-f]{32}\.json|(?:pages|digests)\/sha256\/[\da-f]{64}/g;
const text = /"(?:textHash|key|text)":"([\da-f]{64})"/g;

function referencesOf(value: unknown): readonly string[] {
  const words = orEmpty(JSON.stringify(value));
  return [...(words.match(evidence) ?? []), ...[...words.matchAll(text)].map(([, hash]) => `text/sha256/${hash}`)];
}

function neededBy({ kind, item, records, events }: ItemRecords): readonly string[] {
  const versions = kind === 'digest' ? [item?.value] : [...records, ...events].map(({ value }) => value);
  return [...new Set(versions.flatMap(referencesOf))];
}

type SeenItem = { readonly numbers: Set<number>; last: number; findings: readonly Finding[] };

function openScattered(context: Context) {
  const seen = new Map<string, SeenItem>();
  return {
    /** Always without findings: they are told when all records were seen. */
    async add({ folder, kind, item, records }: ItemRecords): Promise<readonly Finding[]> {
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
    findings: (): readonly Finding[] =>
      [...seen].flatMap(([folder, { numbers, findings }]) => [...checkNumbers(folder, numbers), ...findings]),
  };
}

async function checkHit(head: Head, context: Context): Promise<readonly Finding[]> {
  const hit = await context.search.one(head.id, dayOf(context.now()));
  if (!hit) return [finding('index', head.id, 'the search index lacks a relevant document', head.id)];
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
  return differing.length === 0 ? [] : [finding('index', head.id, `the search index has another ${differing.join(', ')}`, head.id)];
}

async function checkIndex(ids: ReadonlySet<string>, context: Context): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const marked = new Set((await context.documents.dirty(100_000)).map(({ documentId }) => documentId));
  const unknown = new Set(ids);
  for await (const page of everyId(context)) {
    for (const head of await context.documents.heads(page)) {
      unknown.delete(head.id);
      if (marked.has(head.id)) continue;
      if (head.relevant) found.push(...(await checkHit(head, context)));
      else if (ids.has(head.id)) found.push(finding('index', head.id, 'the search index holds a document that is not relevant', head.id));
    }
  }
  return [...found, ...[...unknown].map((id) => finding('index', id, 'the search index holds a document that the table does not'))];
}

type Verified = { readonly documents: number; readonly findings: readonly Finding[] };

type RecordsSummary = {
  documents: number;
  readonly recorded: Set<string>;
  readonly needed: NeededObjects;
  readonly named: ReturnType<typeof openNamed>;
  readonly findings: Finding[];
};

function gather(filed: ItemRecords, gathered: RecordsSummary): void {
  const { item, gone, events, kind } = filed;
  const key = item ?? gone;
  if (key) gathered.recorded.add(itemName(key));
  if (kind === 'document' && item) gathered.documents += 1;
  const by = kind === 'document' && item ? (item.sk === 'HEAD' ? item.pk.slice('DOC#'.length) : item.pk) : filed.folder;
  for (const each of neededBy({ ...filed, events })) gathered.needed.set(each, by);
}

async function walkRecords(context: Context): Promise<RecordsSummary> {
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
    const detail = `the table holds no document, and the bucket has records of ${gathered.documents}`;
    gathered.findings.push(finding('empty', 'table', detail));
  }
  return gathered;
}

/** Checks every hash, key and reference of the store. Always finishes: what cannot be read is a finding. */
export async function verify(context: Context): Promise<Verified> {
  const { documents, recorded, needed, named, findings } = await walkRecords(context);
  const index = await context.search.check();
  findings.push(...index.damaged.map(({ key, detail }) => finding('index', key, detail)));
  findings.push(...(await collectFindings('lists of the table', () => checkLists(recorded, context))));
  const lost = await collectFindings('documents', async () =>
    (await named.lost(context)).map(({ id, by }) => finding('lost', `DOC#${id} HEAD`, `${by} names a document that has no record`, id)),
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
async function checkAsides(found: readonly Finding[], { documents }: Context): Promise<readonly Finding[]> {
  const known = new Set(found.map(({ key }) => damagedAside(key)));
  const fresh = (await documents.asides(10_000)).filter((aside) => isDamagedAside(aside) && !known.has(aside.key));
  for (const { key } of fresh) await documents.forgetAside(key);
  return fresh.map(({ key, detail, documentId }) => finding('damaged', key.slice(damagedAside('').length), detail, documentId));
}
