import type * as z from 'zod';
import { InputError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import type { IndexChange } from '../../model/query.ts';
import { labelKey, listOfLabels } from '../../model/table.ts';
import { orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { noFacts } from '../collect/set-aside.ts';
import { type ExportLine, fromExportLine } from '../read/export-line.ts';
import { toIndexChange } from '../read/index-rows.ts';
import { exportLine } from './export-schema.ts';

export type Imported = { readonly new: number; readonly same: number; readonly kept: readonly string[] };
export type ImportLine = { readonly value: unknown; readonly n: number };

/** Why a line of the right form is no exported document; undefined when nothing is wrong. */
function findFault({ text, held, revisions, copies, attachments }: z.infer<typeof exportLine>): string | undefined {
  if (sha256(text) !== held.textHash) return '"text" does not have the hash that "held.textHash" says';
  const hole = revisions.findIndex(({ n }, index) => n !== index + 1);
  if (hole >= 0) return `"revisions" are not numbered one after the other at ${hole + 1}`;
  const texts = new Set([held.textHash, ...held.texts.map(sha256)]);
  const lost = [...revisions, ...copies].find(({ textHash }) => typeof textHash === 'string' && !texts.has(textHash));
  if (lost) return `a text of a copy or revision is not in "held.texts" (${String(lost['textHash'])})`;
  // A text that stands in several formats is given once.
  const files = new Set(attachments.flatMap((each) => (each.text === undefined ? [] : [sha256(each.text)])));
  const file = attachments.find(({ textHash }) => textHash !== undefined && !files.has(textHash));
  return file ? `the text of the attachment ${file.url} does not have the hash that stands beside it` : undefined;
}

/** The first thing that is wrong with the form of a line, with its path. */
function faultIn({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map(String) ?? [];
  if (issue?.code !== 'unrecognized_keys') return `"${path.join('.')}": ${issue?.message}`;
  return `"${[...path, String(issue.keys[0]).slice(0, 80)].join('.')}": an export has no such field`;
}

/** Reads a line of an export. Throws InputError with the number of the line and what is wrong with it. */
export function readLine({ value, n }: ImportLine): ExportLine {
  if (typeof value === 'object' && value !== null && 'id' in value && !('held' in value)) {
    throw new InputError(`line ${n}: it has no "held": an export of an older version; export it again with this one`);
  }
  const read = exportLine.safeParse(value);
  if (!read.success) {
    throw new InputError(`line ${n}: ${faultIn(read.error)}; nothing was imported`);
  }
  const wrong = findFault(read.data);
  if (wrong !== undefined) throw new InputError(`line ${n}: ${wrong}; nothing was imported`);
  return value as ExportLine;
}

/** Documents that are tried in the index at a time. */
const atOnce = 100;

/** The rows of a line's document, made of the line alone: nothing is written, and its figures are not read. */
function rowOf(line: ExportLine, context: Context): Promise<IndexChange> {
  const { head } = fromExportLine(line);
  const texts = new Map([line.text, ...line.attachments.flatMap(({ text }) => text ?? [])].map((text) => [sha256(text), text]));
  const nothing = async (): Promise<void> => {};
  return toIndexChange(head, {
    ...context,
    documents: { ...context.documents, touchOn: nothing, setAside: nothing },
    snapshots: { ...context.snapshots, loadText: async (hash) => orEmpty(texts.get(hash)) },
    reader: { ...context.reader, work: async <Result>() => noFacts as Result },
  });
}

/** Makes the rows of all lines, and puts them into an index of their own. Throws InputError for a document that cannot be indexed; nothing is written. */
export async function rehearse(lines: AsyncIterable<ExportLine>, context: Context): Promise<void> {
  const tried = async (some: readonly ExportLine[]): Promise<void> => {
    try {
      const rows: IndexChange[] = [];
      for (const line of some) rows.push(await rowOf(line, context));
      await context.search.match(rows, []);
    } catch (error) {
      const [line, next] = some;
      if (next) for (const each of some) await tried([each]);
      else if (line)
        throw new InputError(`document ${line.id}: it cannot be indexed (${String(error)}); nothing was imported`, { cause: error });
    }
  };
  const some: ExportLine[] = [];
  for await (const line of lines) {
    some.push(line);
    if (some.length >= atOnce) await tried(some.splice(0));
  }
  await tried(some);
}

/** The addresses of the imported document, due at once: what its pages say today is unknown here. */
async function keepAddresses(line: ExportLine, context: Context): Promise<void> {
  for (const { url, sourceId, evidence, firstSeenAt, textHash } of line.copies) {
    const canonical = canonicalUrl(url);
    if (await context.documents.address(canonical)) continue;
    const text = textHash === undefined ? {} : { textHash };
    const seen = { firstSeenAt, checkedAt: line.lastSeenAt, dueAt: line.lastSeenAt };
    await context.documents.saveAddress({ url, canonicalUrl: canonical, sourceId, documentId: line.id, evidence, ...text, ...seen });
  }
}

async function keepLabel({ id, label, labelTakenBack }: ExportLine, context: Context): Promise<void> {
  if (label) await context.archive.put({ ...labelKey(id), value: { documentId: id, label }, gsi1: { pk: listOfLabels, sk: id } });
  else if (labelTakenBack) await context.archive.put({ ...labelKey(id), value: { documentId: id, takenBack: labelTakenBack } });
}

/** Stores an imported document. One that was taken out stays out; one that is stored here already is not touched. */
async function importDocument(line: ExportLine, context: Context): Promise<'new' | 'same' | 'kept'> {
  const { head } = fromExportLine(line);
  const held = await context.documents.head(line.id);
  if (held) return held.version === head.version && held.textHash === head.textHash ? 'same' : 'kept';
  if (await context.archive.isTakenOut(line.id)) return 'kept';
  const texts = [line.text, ...line.held.texts, ...line.attachments.flatMap(({ text }) => text ?? [])];
  for (const text of texts) await context.snapshots.saveText(text);
  await keepLabel(line, context);
  await keepAddresses(line, context);
  await context.archive.enter(
    head,
    line.revisions.map((revision) => ({ ...revision, documentId: line.id })),
  );
  context.crash('after-document');
  return 'new';
}

/** Imports lines that `readLine` has read. Repeatable: what is stored is not written twice. */
export async function importLines(lines: AsyncIterable<ExportLine>, context: Context): Promise<Imported> {
  const counts = { new: 0, same: 0 };
  const kept: string[] = [];
  for await (const line of lines) {
    const outcome = await importDocument(line, context);
    if (outcome === 'kept') kept.push(line.id);
    else counts[outcome] += 1;
  }
  return { ...counts, kept };
}
