import * as z from 'zod/mini';
import { isPlainName } from './zip.ts';

export const readmeName = 'README.txt';

export const readme = `EVIDENCE PACK OF HONGTOU (红头)

What this is: documents on Chinese AI policy as they were collected, with what is needed to check them.

  documents/ID.json          what is known of a document: title, number, issuers, dates, status, links, with quotes
  texts/SHA256.txt           texts that were read from the pages and files, of every revision (UTF-8)
  evidence/SHA256/body       bytes of a page or file as received, compression undone
  evidence/SHA256/….json     where and when they were received: address, redirects, status, headers
  manifest.json              the documents, how each was read, where each quote stands, what is left out, and the hash of every file
  sha256sums.txt             the same hashes for sha256sum

How to check it:

  by hand                    unzip it, then: sha256sum -c sha256sums.txt
                             The name of a text, and of the folder of a page, is the hash of its bytes.
  with Hongtou               hongtou verify PACK.zip   (needs no instance; also checks that the quotes stand where they should)
  with a script              docs/evidence-packs.md of Hongtou has one in Python

The hashes show that nothing was changed since the pack was made. They do not show who made it: keep the hash of the ZIP file itself in a
place that you trust.

Rights: acts of authorities are here whole. What a source does not allow to be passed on is left out; "leftOut" in manifest.json names its hash
and the reason, so that who has the page can compare it. Please pass on excerpts of such pages only.


红头证据包

内容：所收集的中国人工智能政策文件，以及核验所需的材料。

  documents/ID.json          文件信息：标题、文号、发文机关、日期、效力、关联及依据原文
  texts/SHA256.txt           从网页和附件读出的各版正文（UTF-8）
  evidence/SHA256/body       收到的网页或附件的原始字节（已解压缩）
  evidence/SHA256/….json     取得的地址、跳转、状态、响应头和时间
  manifest.json              文件清单、读取方式、引文所在、未收录内容及所有文件的哈希值
  sha256sums.txt             供 sha256sum 使用的同一组哈希值

核验方法：

  手工                       解压后运行：sha256sum -c sha256sums.txt
                             正文的文件名、网页的文件夹名，就是其字节的哈希值。
  用红头                     hongtou verify PACK.zip（无需其他数据；同时核对引文是否在原处）
  用脚本                     红头的 docs/evidence-packs.md 附有 Python 脚本

哈希值只能证明证据包生成后未被改动，不能证明由谁生成：请把 ZIP 文件本身的哈希值另存于可信之处。

权利说明：官方文件全文收录。来源不允许转载的内容未予收录，其哈希值和原因列于 manifest.json 的 "leftOut"。此类网页请仅作摘录引用。
`;

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
