import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { Page } from '../model/article.ts';
import { DamagedError } from '../model/errors.ts';
import type { Snapshots } from '../model/ports.ts';
import { withoutCookies } from '../model/secrets.ts';
import { descriptionName, sha256 } from '../stages/text/hash.ts';
import type { Objects } from './objects.ts';

const description = z.object({
  url: z.string(),
  finalUrl: z.string(),
  hops: z.array(z.string()),
  readAt: z.optional(z.string()),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  wireBytes: z.number(),
  requests: z.number(),
  fetchedAt: z.string(),
});

const bytesKey = (hash: string): string => `evidence/sha256/${hash}`;
const descriptionKey = (page: Pick<Page, 'url' | 'status'>, hash: string): string =>
  `${bytesKey(hash)}/${descriptionName(page, hash)}.json`;

/** Only this program writes here, so that a list is never something that a site sent. */
const listKey = (hash: string): string => `pages/sha256/${hash}`;
const listForm = /^pages\/sha256\/([0-9a-f]{64})$/;
const list = z.object({ pages: z.array(z.object({ url: z.string(), evidence: z.string() })) });

const keyForm = /^evidence\/sha256\/([0-9a-f]{64})\/[0-9a-f]{32}\.json$/;
const hashIn = (key: string | undefined): string | undefined => (key === undefined ? undefined : keyForm.exec(key)?.[1]);

type Description = z.infer<typeof description>;

/** Metadata of an object may have two kilobytes, its name included. */
const mostMetadata = 1_900;
const packed = (described: object): string => deflateRawSync(JSON.stringify(described)).toString('base64url');

function descriptionIn(metadata: Readonly<Record<string, string>> | undefined): Description | undefined {
  const kept = metadata?.['page'];
  if (kept === undefined) return undefined;
  try {
    const text = inflateRawSync(Buffer.from(kept, 'base64url'), { maxOutputLength: 64 * 1024 }).toString();
    const found = description.safeParse(JSON.parse(text));
    return found.success ? { ...found.data, headers: withoutCookies(found.data.headers) } : undefined;
  } catch {
    return undefined;
  }
}

const openLists = (objects: Objects): Pick<Snapshots, 'saveList' | 'loadList'> => ({
  async saveList(pages) {
    const bytes = Buffer.from(JSON.stringify({ pages: pages.map(({ url, evidence }) => ({ url, evidence })) }));
    const hash = sha256(bytes);
    await objects.put(listKey(hash), bytes, 'application/json', { absent: true });
    return { key: listKey(hash), sha256: hash };
  },
  async loadList(key) {
    const hash = listForm.exec(key)?.[1];
    const stored = hash === undefined ? undefined : await objects.get(key);
    return stored && sha256(stored.bytes) === hash ? list.parse(JSON.parse(Buffer.from(stored.bytes).toString())).pages : undefined;
  },
});

const openTexts = (objects: Objects): Pick<Snapshots, 'saveText' | 'loadText' | 'mendText'> => ({
  async saveText(text, kept) {
    const bytes = Buffer.from(text);
    const hash = sha256(bytes);
    if (hash === kept) return hash;
    await objects.put(`text/sha256/${hash}`, bytes, 'text/plain; charset=utf-8', { absent: true });
    return hash;
  },
  async loadText(hash) {
    const key = `text/sha256/${hash.slice(0, 80)}`;
    const stored = /^[0-9a-f]{64}$/.test(hash) ? await objects.get(key) : undefined;
    if (!stored) throw new DamagedError(key, { gone: true });
    if (sha256(stored.bytes) !== hash) throw new DamagedError(key);
    return Buffer.from(stored.bytes).toString();
  },
  async mendText(text) {
    const bytes = Buffer.from(text);
    const key = `text/sha256/${sha256(bytes)}`;
    const put = () => objects.put(key, bytes, 'text/plain; charset=utf-8', { absent: true });
    return (await put()) || ((await objects.remove(key)) && put());
  },
});

/**
 * Evidence in S3, under keys made of hashes alone: the bytes of a page as `evidence/sha256/<hash>`, with URL, hops, status, headers and
 * time in their metadata. The same of another answer with these bytes, and what is too long for metadata, is a JSON beside them; a
 * Snapshot's key is that of the JSON, whether or not there is one. The evidence of a text on several pages is a list of theirs,
 * `pages/sha256/<hash>`. Everything is put only if absent.
 */
export function openSnapshots(objects: Objects): Snapshots {
  /**
   * Puts bytes with their description; false when the description is to be put by itself: it is too long, or the bytes have another one.
   */
  async function putBytes(bytes: Uint8Array, hash: string, key: string, described: object): Promise<boolean> {
    const page = packed(described);
    const kept = page.length <= mostMetadata ? { metadata: { page } } : {};
    if (await objects.put(bytesKey(hash), bytes, { type: 'application/octet-stream', ...kept }, { absent: true }))
      return 'metadata' in kept;
    const own = descriptionIn((await objects.get(bytesKey(hash)))?.metadata);
    return own !== undefined && descriptionKey(own, hash) === key;
  }

  return {
    async save(page, kept) {
      const hash = sha256(page.bytes);
      const key = descriptionKey(page, hash);
      // A write that is refused since the object is there costs as much as one that is not.
      if (key === kept) return { key, sha256: hash };
      const { bytes, ...rest } = page;
      const described = { ...rest, headers: withoutCookies(rest.headers) };
      // Bytes first: a description always has its bytes.
      const isWhole = hashIn(kept) !== hash && (await putBytes(bytes, hash, key, described));
      if (!isWhole) await objects.put(key, Buffer.from(JSON.stringify(described)), 'application/json', { absent: true });
      return { key, sha256: hash };
    },
    async load(key) {
      const hash = hashIn(key);
      const stored = hash === undefined ? undefined : await objects.get(bytesKey(hash));
      if (hash === undefined || !stored) return undefined;
      const own = descriptionIn(stored.metadata);
      if (own && descriptionKey(own, hash) === key) return { ...own, bytes: stored.bytes };
      const described = await objects.get(key);
      if (!described) return undefined;
      const found = description.parse(JSON.parse(Buffer.from(described.bytes).toString()));
      // A description under the key of another one is not the evidence that the key names.
      return descriptionKey(found, hash) === key ? { ...found, headers: withoutCookies(found.headers), bytes: stored.bytes } : undefined;
    },
    async keyOf(hash) {
      const own = descriptionIn((await objects.get(bytesKey(hash)))?.metadata);
      return own && descriptionKey(own, hash);
    },
    ...openLists(objects),
    ...openTexts(objects),
  };
}
