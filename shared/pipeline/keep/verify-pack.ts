import {
  bodyName,
  documentName,
  finderIn,
  type Manifest,
  manifestForm,
  manifestName,
  type PackedDocument,
  type PackedPage,
  sumsName,
  sumsOf,
  textName,
} from '../../stages/pack/manifest.ts';
import type { Member } from '../../stages/pack/zip-form.ts';
import { listMembers, PackDamage, type Parts, readMember } from '../../stages/pack/zip-reader.ts';
import { descriptionName } from '../../stages/text/evidence-name.ts';
import { sha256 } from '../../stages/text/hash.ts';

/** What is wrong with a file of a pack. */
type PackFinding = { readonly file: string; readonly detail: string };
export type VerifiedPack = {
  readonly documents: number;
  readonly files: number;
  /** Words found again where the manifest says that they stand; those that stand in what is not in the pack. */
  readonly quotes: { readonly found: number; readonly elsewhere: number };
  readonly leftOut: number;
  readonly findings: readonly PackFinding[];
};

/** A pack while it is checked. Members are read when they are needed, one at a time. */
type Opened = {
  readonly members: ReadonlyMap<string, Member>;
  readonly findings: PackFinding[];
  /** The bytes of a file; undefined, with a finding, when they cannot be had. */
  read(name: string): Promise<Buffer | undefined>;
};

const none = { documents: 0, files: 0, quotes: { found: 0, elsewhere: 0 }, leftOut: 0 };

function noted(error: unknown, findings: PackFinding[]): undefined {
  if (!(error instanceof PackDamage)) throw error;
  const { file, message: detail } = error;
  if (!findings.some((each) => each.file === file && each.detail === detail)) findings.push({ file, detail });
  return undefined;
}

function opened(parts: Parts, list: readonly Member[]): Opened {
  const members = new Map(list.map((member) => [member.name, member]));
  const findings: PackFinding[] = [];
  return {
    members,
    findings,
    async read(name) {
      const member = members.get(name);
      return member && readMember(parts, member).catch((error: unknown) => noted(error, findings));
    },
  };
}

const jsonOf = (bytes: Buffer | undefined): unknown => {
  try {
    return bytes && JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
};

async function readManifest({ members, findings, read }: Opened): Promise<Manifest | undefined> {
  const bytes = await read(manifestName);
  const found = manifestForm.safeParse(jsonOf(bytes));
  if (found.success) return found.data;
  if (bytes) findings.push({ file: manifestName, detail: 'it is no manifest of a pack that this version knows' });
  else if (!members.has(manifestName)) findings.push({ file: manifestName, detail: 'it is missing' });
  return undefined;
}

/** The manifest's own hash is in the sums, and the sums are made of the manifest: neither can be changed alone. */
async function checkSums(manifest: Manifest, { read, findings }: Opened): Promise<void> {
  const [own, sums] = [await read(manifestName), await read(sumsName)];
  if (!own) return;
  const line = { name: manifestName, bytes: 0, sha256: sha256(own) };
  if (sums?.toString() !== sumsOf([...manifest.files, line]))
    findings.push({ file: sumsName, detail: 'it does not say what the manifest says' });
}

/** What is in the pack and should not be, what should be and is not, and whose bytes are others. */
async function checkFiles(manifest: Manifest, { members, findings, read }: Opened): Promise<void> {
  const listed = new Map(manifest.files.map((file) => [file.name, file]));
  if (listed.size < manifest.files.length) findings.push({ file: manifestName, detail: 'it lists a file twice' });
  for (const name of members.keys())
    if (!listed.has(name) && name !== manifestName && name !== sumsName)
      findings.push({ file: name, detail: 'the manifest does not name it' });
  for (const { name, bytes, sha256: stated } of listed.values()) {
    if (!members.has(name)) findings.push({ file: name, detail: 'it is missing' });
    const found = await read(name);
    if (found && (found.length !== bytes || sha256(found) !== stated))
      findings.push({ file: name, detail: 'its bytes are not those that the manifest names' });
    const own = /^(?:texts|evidence)\/([0-9a-f]{64})(?:\.txt|\/body)$/.exec(name)?.[1];
    if (found && own !== undefined && sha256(found) !== own)
      findings.push({ file: name, detail: 'its bytes do not have the hash in its name' });
  }
}

type Page = Parameters<typeof descriptionName>[0] & { readonly fetchedAt: string };

/** The bytes of a page, and what is said of where and when they were received, belong together. */
async function checkPage(page: PackedPage, { members, findings, read }: Opened): Promise<void> {
  const { url, status, fetchedAt, sha256: hash, body, headers } = page;
  const said = jsonOf(await read(headers)) as Partial<Page> | undefined;
  const same = said?.url === url && said.status === status && said.fetchedAt === fetchedAt;
  if (!same || headers !== `evidence/${hash}/${descriptionName(page, hash)}.json`)
    findings.push({ file: headers, detail: 'it does not say what the manifest says of this page' });
  if (body !== bodyName(hash) || !members.has(body))
    findings.push({ file: body, detail: 'the bytes of a page are not where the manifest says' });
}

/** The value of a field of a document, as the manifest names it: number, dates.signed, citations.0. */
function wordsOf(record: unknown, field: string): unknown {
  let at: unknown = record;
  for (const step of field.split('.'))
    at = typeof at === 'object' && at !== null ? Object.entries(at).find(([name]) => name === step)?.[1] : undefined;
  return typeof at === 'object' && at !== null && 'quote' in at ? at.quote : at;
}

/** A document says what the manifest says, and its words stand where they should. */
async function checkDocument(document: PackedDocument, pack: Opened): Promise<{ found: number; elsewhere: number }> {
  const { id, title, file, text, texts, pages, quotes } = document;
  const record = jsonOf(await pack.read(file)) as { id?: unknown; title?: unknown; held?: { textHash?: unknown } } | undefined;
  const whole = text === undefined || text === textName(String(record?.held?.textHash));
  if (record?.id !== id || record.title !== title || file !== documentName(id) || !whole)
    pack.findings.push({ file, detail: 'it is not the document that the manifest names' });
  for (const page of pages) await checkPage(page, pack);
  const finders = new Map<string, (words: string) => boolean>();
  for (const name of texts) {
    const bytes = await pack.read(name);
    if (bytes) finders.set(name, finderIn(bytes.toString()));
    else pack.findings.push({ file: name, detail: 'a text of the document is missing' });
  }
  const counts = { found: 0, elsewhere: 0 };
  for (const { field, quote, file: where } of quotes) {
    if (wordsOf(record, field) !== quote) pack.findings.push({ file, detail: `${field} does not have the words that the manifest names` });
    if (where === undefined) counts.elsewhere += 1;
    else if (finders.get(where)?.(quote)) counts.found += 1;
    else pack.findings.push({ file: where, detail: `the words of ${field} of ${id} do not stand in it` });
  }
  return counts;
}

/** Checks an evidence pack with nothing else at hand. Always finishes: what is wrong is a finding. One file of it is in memory at a time. */
export async function verifyPack(parts: Parts): Promise<VerifiedPack> {
  const broken: PackFinding[] = [];
  const list = await listMembers(parts).catch((error: unknown) => noted(error, broken));
  if (!list) return { ...none, findings: broken };
  const pack = opened(parts, list);
  const manifest = await readManifest(pack);
  if (!manifest) return { ...none, files: list.length, findings: pack.findings };
  await checkSums(manifest, pack);
  await checkFiles(manifest, pack);
  const quotes = { found: 0, elsewhere: 0 };
  for (const document of manifest.documents) {
    const { found, elsewhere } = await checkDocument(document, pack);
    quotes.found += found;
    quotes.elsewhere += elsewhere;
  }
  const { documents, leftOut } = manifest;
  return { documents: documents.length, files: list.length, quotes, leftOut: leftOut.length, findings: pack.findings };
}
