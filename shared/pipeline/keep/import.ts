import * as z from 'zod';
import { InputError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { labelKey, listOfLabels } from '../../model/table.ts';
import { orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { type ExportLine, fromExportLine } from '../read/export-line.ts';

export type Imported = { readonly new: number; readonly same: number; readonly kept: readonly string[] };
export type ImportLine = { readonly value: unknown; readonly n: number };

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();
const address = z.url({ protocol: /^https?$/ });
const form = z.looseObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  url: address,
  canonicalUrl: z.string(),
  title: z.string().min(1),
  text: z.string(),
  issuers: z.array(z.looseObject({ name: z.string() })),
  dates: z.looseObject({}),
  citations: z.array(z.looseObject({ relation: z.string(), quote: z.string() })),
  attachments: z.array(z.looseObject({ url: z.string(), text: z.string().optional(), textHash: hash.optional() })),
  copies: z.array(z.looseObject({ url: address, sourceId: z.string(), evidence: z.string(), firstSeenAt: instant })).min(1),
  themes: z.array(z.looseObject({ theme: z.string(), score: z.number() })),
  relevant: z.boolean(),
  english: z.looseObject({ title: z.string() }),
  firstSeenAt: instant,
  lastSeenAt: instant,
  revisions: z.array(z.looseObject({ n: z.int(), at: instant, by: z.enum(['publisher', 'reader']), textHash: hash })).min(1),
  held: z.looseObject({ keys: z.array(z.string()), textHash: hash, version: z.int().min(1), texts: z.array(z.string()) }),
});

/** Why a line of the right form is no exported document; undefined when nothing is wrong. */
function findFault({ text, held, revisions, copies, attachments }: z.infer<typeof form>): string | undefined {
  if (sha256(text) !== held.textHash) return '"text" does not have the hash that "held.textHash" says';
  const hole = revisions.findIndex(({ n }, index) => n !== index + 1);
  if (hole >= 0) return `"revisions" are not numbered one after the other at ${hole + 1}`;
  const texts = new Set([held.textHash, ...held.texts.map(sha256)]);
  const lost = [...revisions, ...copies].find(({ textHash }) => typeof textHash === 'string' && !texts.has(textHash));
  if (lost) return `a text of a copy or revision is not in "held.texts" (${String(lost['textHash'])})`;
  const file = attachments.find((each) => each.textHash !== undefined && sha256(orEmpty(each.text)) !== each.textHash);
  return file ? `the text of the attachment ${file.url} does not have the hash that stands beside it` : undefined;
}

/** Reads a line of an export. Throws InputError with the number of the line and what is wrong with it. */
export function readLine({ value, n }: ImportLine): ExportLine {
  if (typeof value === 'object' && value !== null && 'id' in value && !('held' in value)) {
    throw new InputError(`line ${n}: it has no "held": an export of an older version; export it again with this one`);
  }
  const read = form.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new InputError(`line ${n}: "${issue?.path.join('.')}": ${issue?.message}; nothing was imported`);
  }
  const wrong = findFault(read.data);
  if (wrong !== undefined) throw new InputError(`line ${n}: ${wrong}; nothing was imported`);
  return value as ExportLine;
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

/** Stores an imported document. One that is stored here already is not touched. */
async function importDocument(line: ExportLine, context: Context): Promise<'new' | 'same' | 'kept'> {
  const { head } = fromExportLine(line);
  const held = await context.documents.head(line.id);
  if (held) return held.version === head.version && held.textHash === head.textHash ? 'same' : 'kept';
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
