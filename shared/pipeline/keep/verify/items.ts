import type { ItemRecords, TableItem } from '../../../model/archive.ts';
import type { Head, Revision } from '../../../model/document.ts';
import type { Context } from '../../../model/ports.ts';
import { recordedKindOf } from '../../../model/records.ts';
import { canonicalUrl } from '../../../stages/urls/address.ts';
import { compareWithRecord } from '../record-match.ts';
import { type Finding, finding, itemName } from './finding.ts';

/** Fields of an item that differ from its record. */
function fieldsThatDiffer(filed: TableItem, held: TableItem): string {
  const [a, b] = [filed, held].map(({ value }) => (typeof value === 'object' && value !== null ? value : { value })) as [object, object];
  const fields =
    recordedKindOf(filed)?.news ?? [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => field !== 'unsettled');
  const same = (field: string): boolean =>
    JSON.stringify((a as Record<string, unknown>)[field]) === JSON.stringify((b as Record<string, unknown>)[field]);
  const differing = fields.filter((field) => !same(field));
  return differing.length > 0 ? differing.slice(0, 8).join(', ') : 'its place in the lists';
}

export async function checkItem(
  item: TableItem,
  what: string,
  documentId: string | undefined,
  context: Context,
): Promise<readonly Finding[]> {
  const held = await context.archive.held(item);
  const key = itemName(item);
  const of = (kind: Parameters<typeof finding>[0], detail: string) => [finding(kind, key, detail, documentId)];
  switch (compareWithRecord(item, held)) {
    case 'missing':
      return of('missing', `the table lacks ${what}`);
    case 'older':
      return of('stale', `${what} is of an earlier version than its record`);
    case 'newer':
      return of('unrecorded', `${what} is of a later version than its last record`);
    case 'other':
      return of('altered', `${what} differs from its record in ${held ? fieldsThatDiffer(item, held) : ''}`);
    case 'same':
      return [];
  }
}

/** Numbers of records without a hole start at 1, or anywhere when the first record stands for all before it. */
export function checkNumbers(folder: string, numbers: ReadonlySet<number>, adopted = false): readonly Finding[] {
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
export const isScattered = (kind: string): boolean => kind === 'address';

/** Compares the records of an item with the table. */
export async function checkFiled(filed: ItemRecords, context: Context): Promise<readonly Finding[]> {
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
