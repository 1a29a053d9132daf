import type { Head, Label, ShownDocument } from '../../model/document.ts';
import { DamagedError } from '../../model/errors.ts';
import type { LookupContext } from '../../model/ports.ts';
import { sha256 } from '../../stages/text/hash.ts';

/** What a line of an export has beside the shown document, so that another instance can import it. `texts`: those of copies and earlier revisions. */
type ExportedState = Pick<
  Head,
  'keys' | 'textHash' | 'evidence' | 'version' | 'status' | 'unlabelled' | 'authority' | 'warnings' | 'dates'
> & {
  readonly texts: readonly string[];
};
export type ExportLine = ShownDocument & { readonly held: ExportedState };

/** Fields of a shown document that the importing instance works out itself. */
export const derivedFields = new Set<string>([
  ...['held', 'text', 'structure', 'revisions', 'links', 'citedBy', 'labelTakenBack'],
  ...[
    'figures',
    'windows',
    'stages',
    'act',
    'summary',
    'statusReason',
    'reason',
    'notSeenOnIssuersSite',
    'changedBy',
    'catalogue',
    'carrier',
  ],
]);

/** A document as a line of an export. Throws DamagedError where a text of it is damaged: a line without it could not be imported. */
export async function toExportLine(document: ShownDocument, context: LookupContext): Promise<ExportLine> {
  const head = await context.documents.head(document.id);
  if (!head) throw new Error(`${document.id} was taken away while it was exported`);
  const { keys, textHash, evidence, version, status, unlabelled, authority, warnings, dates } = head;
  const hashes = new Set([...document.copies, ...document.revisions].map((each) => each.textHash));
  const files = new Set(document.attachments.flatMap(({ text }) => (text === undefined ? [] : [sha256(text)])));
  const lost = document.attachments.find(({ textHash }) => textHash !== undefined && !files.has(textHash));
  if (lost) throw new DamagedError(`text/sha256/${lost.textHash}`);
  const texts: string[] = [];
  for (const hash of hashes) if (hash !== undefined && hash !== textHash) texts.push(await context.snapshots.loadText(hash));
  return {
    ...document,
    held: { keys, textHash, evidence, version, status, authority, warnings, dates, ...(unlabelled ? { unlabelled } : {}), texts },
  };
}

/** The head that a line was made from, with its label apart. */
export function fromExportLine(line: ExportLine): { readonly head: Head; readonly label: Label | undefined } {
  const { texts: _texts, unlabelled, ...held } = line.held;
  const own = Object.fromEntries(
    Object.entries(line).filter(([field]) => !derivedFields.has(field) && field !== 'label' && field !== 'themesBy'),
  );
  const copies = line.copies.map(({ differences: _differences, state: _state, ...copy }) => copy);
  const attachments = line.attachments.map(({ text: _text, role: _role, ...attachment }) => attachment);
  const head = { ...own, ...held, ...unlabelled, copies, attachments, revisionCount: line.revisions.length } as unknown as Head;
  return { head, label: line.label };
}
