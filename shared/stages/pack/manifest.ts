import * as z from 'zod/mini';
import lines from './readme.json' with { type: 'json' };
import { isPlainName } from './zip.ts';

export const readmeName = 'README.txt';

export const readme = `${lines.join('\n')}\n`;

/** What a pack says of itself (docs/evidence-packs.md). */

export const packFormat = 'hongtou-evidence-pack';
export const packVersion = 1;
export const manifestName = 'manifest.json';
/** Some 15,000 documents. */
export const largestManifest = 64 * 1024 * 1024;
export const sumsName = 'sha256sums.txt';
export const textName = (hash: string): string => `texts/${hash}.txt`;
export const documentName = (id: string): string => `documents/${id}.json`;
export const bodyName = (hash: string): string => `evidence/${hash}/body`;

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const name = z.string().check(z.refine(isPlainName));
const file = z.object({ name, bytes: z.int().check(z.nonnegative()), sha256: hash });
const quote = z.object({ field: z.string(), quote: z.string(), file: z.optional(name) });
const page = z.object({
  url: z.string(),
  fetchedAt: z.string(),
  status: z.number(),
  sha256: hash,
  body: name,
  headers: name,
});
const documentForm = z.object({
  id: z.string(),
  title: z.string(),
  file: name,
  read: z.object({
    by: z.string(),
    charset: z.string(),
    language: z.string(),
    sourceId: z.optional(z.string()),
    evidence: z.optional(z.string()),
  }),
  text: z.optional(name),
  texts: z.array(name),
  pages: z.array(page),
  quotes: z.array(quote),
});
/** What may not be passed on: its hash alone is here. */
const leftOut = z.object({
  document: z.string(),
  what: z.enum(['text', 'page']),
  sha256: hash,
  url: z.optional(z.string()),
  rights: z.string(),
});

export const manifestForm = z.object({
  format: z.literal(packFormat),
  version: z.literal(packVersion),
  writer: z.object({ name: z.string(), version: z.optional(z.string()) }),
  asOf: z.string(),
  documents: z.array(documentForm),
  leftOut: z.array(leftOut),
  files: z.array(file),
});
export type Manifest = z.infer<typeof manifestForm>;
export type PackedDocument = Manifest['documents'][number];
export type PackedPage = PackedDocument['pages'][number];
export type LeftOut = Manifest['leftOut'][number];

/** The lines of `sha256sum -c`. */
export const sumsOf = (files: Manifest['files']): string => files.map(({ name: path, sha256 }) => `${sha256}  ${path}\n`).join('');

const squeezed = (text: string) => text.replace(/\s+/g, '');
/** A test for words in a text. */
export function finderIn(text: string): (words: string) => boolean {
  const all = squeezed(text);
  return (words) => squeezed(words) !== '' && all.includes(squeezed(words));
}
