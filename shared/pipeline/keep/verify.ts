import type { ItemRecords } from '../../model/archive.ts';
import type { Context } from '../../model/ports.ts';
import { damagedAside, isDamagedAside } from '../../model/work-job.ts';
import { collectFindings, type Finding, finding, itemName } from './verify/finding.ts';
import { checkFiled } from './verify/items.ts';
import { checkLists } from './verify/lists.ts';
import { openNamed } from './verify/named.ts';
import { checkObjects, type NeededObjects } from './verify/objects.ts';
import { neededBy } from './verify/references.ts';
import { openScattered } from './verify/scattered.ts';
import { checkIndex } from './verify/search.ts';

export type Verified = { readonly documents: number; readonly findings: readonly Finding[] };

/** What the walk through the records collects for the checks after it: memory is one line per item and object. */
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

/** Checks every record against the table. An empty table is one finding, not one per item. */
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

/**
 * Checks every hash, key and reference of the store: table and bucket against each other, bytes and texts against their names, the search index against the
 * documents. Always finishes: what cannot be read is a finding.
 */
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

/** What was damaged and set aside. What nothing else was found of is whole again: it is named this once more, and then no longer by `alarms`. */
async function checkAsides(found: readonly Finding[], { documents }: Context): Promise<readonly Finding[]> {
  const known = new Set(found.map(({ key }) => damagedAside(key)));
  const fresh = (await documents.asides(10_000)).filter((aside) => isDamagedAside(aside) && !known.has(aside.key));
  for (const { key } of fresh) await documents.forgetAside(key);
  return fresh.map(({ key, detail, documentId }) => finding('damaged', key.slice(damagedAside('').length), detail, documentId));
}
