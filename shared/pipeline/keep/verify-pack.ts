import {
  bodyName,
  documentName,
  finderIn,
  largestManifest,
  type Manifest,
  manifestForm,
  manifestName,
  type PackedDocument,
  type PackedPage,
  sumsName,
  sumsOf,
  textName,
} from '../../stages/pack/manifest.ts';
import { listMembers, type Member, PackDamage, type Parts, readMember, whole } from '../../stages/pack/zip.ts';

import { descriptionName, sha256 } from '../../stages/text/hash.ts';

type PackFinding = Readonly<{ file: string; detail: string }>;
export type VerifiedPack = Readonly<{
  documents: number;
  files: number;
  quotes: Readonly<{ found: number; elsewhere: number }>;
  leftOut: number;
  findings: readonly PackFinding[];
}>;

/** What checking a pack may cost: a few KB can hold work for hours. */
export type PackBudget = Readonly<{
  characters: number;
  seconds: number;
  findings: number;
}>;

/** A pack while it is checked. Each member is read once, when its turn comes, and nothing of it is kept but what is asked of it. */
type Opened = {
  readonly members: ReadonlyMap<string, Member>;
  readonly findings: PackFinding[];
  read(name: string): Promise<Buffer | undefined>;
  spend(characters: number): void;
};

const none = { documents: 0, files: 0, quotes: { found: 0, elsewhere: 0 }, leftOut: 0 };

function noted(error: unknown, findings: PackFinding[]): undefined {
  if (!(error instanceof PackDamage)) throw error;
  findings.push({ file: error.file, detail: error.message });
  return undefined;
}

/** More than a pack of this size needs by far; one second goes for each MB. */
const budgetOf = ({ size }: Parts) => ({ characters: 2e10, seconds: 60 + size / 1e6, findings: 1_000 });
/** Words of one document that are looked for; and the product of the lengths of text and words in one search, some seconds at worst. */
const most = { quotes: 10_000, product: 1e10 } as const;

function opened(parts: Parts, list: readonly Member[], budget: PackBudget): Opened {
  const members = new Map(list.map((member) => [member.name, member]));
  const findings: PackFinding[] = [];
  const until = performance.now() + budget.seconds * 1000;
  let left = budget.characters;
  const stop = (why: string): never => {
    throw new PackDamage(whole, `checking stopped: ${why}`);
  };
  return {
    members,
    findings,
    async read(name) {
      const member = members.get(name);
      return member && readMember(parts, member).catch((error: unknown) => noted(error, findings));
    },
    spend(characters) {
      left -= characters;
      if (left < 0) stop(`its words would have to be looked for in more than ${budget.characters} characters`);
      if (performance.now() > until) stop(`it took more than ${Math.round(budget.seconds)} s`);
      if (findings.length >= budget.findings) stop(`${findings.length} findings are enough`);
    },
  };
}

/** A short file can be a hundred times its size once it is parsed: what is longer than any of ours is not. */
const mostParsed = 16 * 1024 * 1024;
const jsonOf = (bytes: Buffer | undefined, longest = mostParsed) => {
  try {
    return bytes && bytes.length <= longest ? JSON.parse(bytes.toString()) : undefined;
  } catch {
    return undefined;
  }
};

function readManifest(bytes: Buffer | undefined, { members, findings }: Opened) {
  const found = manifestForm.safeParse(jsonOf(bytes, largestManifest));
  if (found.success) return found.data;
  if (bytes) findings.push({ file: manifestName, detail: 'it is no manifest of a pack that this version knows' });
  else if (!members.has(manifestName)) findings.push({ file: manifestName, detail: 'it is missing' });
  return undefined;
}

async function checkSums(own: Buffer, manifest: Manifest, { read, findings }: Opened) {
  const sums = await read(sumsName);
  const line = { name: manifestName, bytes: 0, sha256: sha256(own) };
  if (sums?.toString() !== sumsOf([...manifest.files, line]))
    findings.push({ file: sumsName, detail: 'it does not say what the manifest says' });
}

type Quote = PackedDocument['quotes'][number] & { readonly id: string };
type PackStatement = Readonly<{
  listed: ReadonlyMap<string, Manifest['files'][number]>;
  documents: ReadonlyMap<string, PackedDocument>;
  pages: ReadonlyMap<string, readonly PackedPage[]>;
  quotes: ReadonlyMap<string, readonly Quote[]>;
  elsewhere: number;
}>;

function readSaid({ files, documents }: Manifest, { members, findings, spend }: Opened) {
  const listed = new Map(files.map((file) => [file.name, file]));
  if (listed.size < files.length) findings.push({ file: manifestName, detail: 'it lists a file twice' });
  const byFile = new Map<string, PackedDocument>();
  const quotes: (Quote & { readonly file: string })[] = [];
  let elsewhere = 0;
  for (const document of documents) {
    const { id, file } = document;
    spend(0);
    if (byFile.has(file)) {
      findings.push({ file, detail: 'the manifest names it as two documents' });
      continue;
    }
    byFile.set(file, document);
    if (document.quotes.length > most.quotes) findings.push({ file, detail: `it has more than ${most.quotes} quotes` });
    for (const name of document.texts) if (!members.has(name)) findings.push({ file: name, detail: 'a text of the document is missing' });
    const own = new Set(document.texts);
    for (const { field, quote, file: where } of document.quotes.slice(0, most.quotes)) {
      if (where === undefined) elsewhere += 1;
      else if (own.has(where)) quotes.push({ id, field, quote, file: where });
      else findings.push({ file, detail: `the words of ${field} stand in no text of it` });
    }
  }
  const pages = [...byFile.values()].flatMap((document) => document.pages);
  return {
    ...{ listed, documents: byFile, elsewhere },
    pages: Map.groupBy(pages, ({ headers }) => headers),
    quotes: Map.groupBy(quotes, ({ file }) => file),
  };
}

function checkNames({ listed, documents, pages }: PackStatement, { members, findings }: Opened) {
  for (const name of members.keys())
    if (!listed.has(name) && name !== manifestName && name !== sumsName)
      findings.push({ file: name, detail: 'the manifest does not name it' });
  for (const name of new Set([...listed.keys(), ...documents.keys(), ...pages.keys()]))
    if (!members.has(name)) findings.push({ file: name, detail: 'it is missing' });
}

function checkBytes(name: string, found: Buffer, { listed }: PackStatement, { findings }: Opened) {
  const stated = listed.get(name);
  const hash = sha256(found);
  if (stated && (found.length !== stated.bytes || hash !== stated.sha256))
    findings.push({ file: name, detail: 'its bytes are not those that the manifest names' });
  const own = /^(?:texts|evidence)\/([0-9a-f]{64})(?:\.txt|\/body)$/.exec(name)?.[1];
  if (own !== undefined && hash !== own) findings.push({ file: name, detail: 'its bytes do not have the hash in its name' });
}

function checkPages(name: string, found: Buffer, pages: readonly PackedPage[], { members, findings, spend }: Opened) {
  const said = jsonOf(found) as Partial<Parameters<typeof descriptionName>[0] & { readonly fetchedAt: string }> | undefined;
  for (const page of pages) {
    spend(0);
    const { url, status, fetchedAt, sha256: hash, body } = page;
    const same = said?.url === url && said.status === status && said.fetchedAt === fetchedAt;
    if (!same || name !== `evidence/${hash}/${descriptionName(page, hash)}.json`)
      findings.push({ file: name, detail: 'it does not say what the manifest says of this page' });
    if (body !== bodyName(hash) || !members.has(body))
      findings.push({ file: body, detail: 'the bytes of a page are not where the manifest says' });
  }
}

function wordsOf(record: unknown, field: string) {
  let at: unknown = record;
  for (const step of field.split('.', 10))
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Readonly<Record<string, unknown>>)[step] : undefined;
  return typeof at === 'object' && at !== null && 'quote' in at ? at.quote : at;
}

function checkDocument(found: Buffer, { id, title, file, text, quotes }: PackedDocument, { findings, spend }: Opened) {
  const record = jsonOf(found) as { id?: unknown; title?: unknown; held?: { textHash?: unknown } } | undefined;
  const hasText = text === undefined || text === textName(String(record?.held?.textHash));
  if (record?.id !== id || record.title !== title || file !== documentName(id) || !hasText)
    findings.push({ file, detail: 'it is not the document that the manifest names' });
  for (const { field, quote } of quotes.slice(0, most.quotes)) {
    spend(quote.length);
    if (wordsOf(record, field) !== quote) findings.push({ file, detail: `${field} does not have the words that the manifest names` });
  }
}

function checkQuotes(name: string, bytes: Buffer, quotes: readonly Quote[], { findings, spend }: Opened) {
  const text = bytes.toString();
  const has = finderIn(text);
  let found = 0;
  for (const { id, field, quote } of quotes) {
    spend(text.length);
    const tooLong = text.length * quote.length > most.product;
    if (!tooLong && has(quote)) found += 1;
    else
      findings.push({
        file: name,
        detail: `the words of ${field} of ${id} ${tooLong ? 'are too long to be looked for' : 'do not stand in it'}`,
      });
  }
  return found;
}

async function checkFiles(said: PackStatement, pack: Opened) {
  let found = 0;
  for (const name of pack.members.keys()) {
    if (name === manifestName || name === sumsName) continue;
    pack.spend(0);
    const bytes = await pack.read(name);
    if (!bytes) continue;
    checkBytes(name, bytes, said, pack);
    const [document, pages, quotes] = [said.documents.get(name), said.pages.get(name), said.quotes.get(name)];
    if (document) checkDocument(bytes, document, pack);
    if (pages) checkPages(name, bytes, pages, pack);
    if (quotes) found += checkQuotes(name, bytes, quotes, pack);
  }
  return found;
}

/**
 * Checks an evidence pack with nothing else at hand. Always finishes, within its budget: what is wrong is a finding. One file of it is in
 * memory at a time.
 */
export async function verifyPack(parts: Parts, budget = budgetOf(parts)): Promise<VerifiedPack> {
  const broken: PackFinding[] = [];
  const list = await listMembers(parts).catch((error: unknown) => noted(error, broken));
  if (!list) return { ...none, findings: broken };
  const pack = opened(parts, list, budget);
  const own = await pack.read(manifestName);
  const manifest = readManifest(own, pack);
  if (!own || !manifest) return { ...none, files: list.length, findings: pack.findings };
  const quotes = { found: 0, elsewhere: 0 };
  try {
    await checkSums(own, manifest, pack);
    const said = readSaid(manifest, pack);
    quotes.elsewhere = said.elsewhere;
    checkNames(said, pack);
    quotes.found = await checkFiles(said, pack);
  } catch (error) {
    noted(error, pack.findings);
  }
  const { documents, leftOut } = manifest;
  return { documents: documents.length, files: list.length, quotes, leftOut: leftOut.length, findings: pack.findings };
}
