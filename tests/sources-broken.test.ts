import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openReader } from '../functions/reading-threads.ts';
import { SourceError } from '../shared/model/errors.ts';
import type { Source } from '../shared/model/source.ts';
import { openReplay } from '../shared/net/replay.ts';
import { writeWarc } from '../shared/net/warc.ts';
import { type Checked, checkSource } from '../shared/pipeline/collect/check.ts';
import { sources as builtIn } from '../shared/sources/index.ts';
import { complete } from '../shared/stages/watch/settings.ts';
import { besides, emptied, redesigned, renamed, walls } from './support/broken.ts';

/** Every recording, gone wrong in the ways of sites, served from a WARC file through the replayed web and the parsing worker. */
const recordings = join(import.meta.dirname, 'sources');
const folder = mkdtempSync(join(tmpdir(), 'hongtou-broken-'));
const reader = openReader();
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

type Recorded = {
  readonly source: Source;
  readonly name: string;
  readonly text: string;
  readonly today: string;
  readonly urls: readonly string[];
};

const recorded = builtIn.map(complete).flatMap((source): Recorded[] => {
  if (source.needs !== undefined) return [];
  const name = readdirSync(join(recordings, source.id)).find((each) => each.startsWith('listing.')) ?? '';
  const { today, entries } = JSON.parse(readFileSync(join(recordings, source.id, 'expected.json'), 'utf8'));
  const urls = entries.map(({ url }: { url: string }) => url);
  return [{ source, name, text: readFileSync(join(recordings, source.id, name), 'utf8'), today, urls }];
});

const typeOf = (text: string): string =>
  /^\s*[[{]/.test(text) ? 'application/json' : /^\s*<\?xml/.test(text) ? 'application/xml' : 'text/html';

/** Checks each recording with `change` in place of its listing; nothing where `change` gives nothing. */
async function checkAll(change: (each: Recorded) => string | undefined): Promise<readonly { each: Recorded; result: Checked }[]> {
  const results: { each: Recorded; result: Checked }[] = [];
  const file = join(folder, `${Math.random()}.warc.gz`);
  const served = recorded.flatMap((each) => {
    const text = change(each);
    return text === undefined ? [] : [{ each, text }];
  });
  const pieces: Uint8Array[] = [];
  const pages = served.map(({ each, text }) => {
    const { url, method, body = '' } = each.source.listing;
    const bytes = Buffer.from(text);
    const page = { url, finalUrl: url, hops: [], status: 200, bytes, wireBytes: bytes.length, requests: 1 };
    return {
      ...page,
      headers: { 'content-type': typeOf(text) },
      fetchedAt: '2026-11-01T00:00:00Z',
      ...(method === 'POST' ? { posted: body } : {}),
    };
  });
  for await (const piece of writeWarc(pages)) pieces.push(piece);
  await writeFile(file, Buffer.concat(pieces));
  for (const { each } of served) {
    const now = () => new Date(`${each.today}T04:00:00Z`);
    results.push({ each, result: await checkSource(each.source, { web: await replayOf(file), reader, now }) });
  }
  return results;
}

const opened = new Map<string, ReturnType<typeof openReplay>>();
function replayOf(file: string): ReturnType<typeof openReplay> {
  const held = opened.get(file) ?? openReplay([file], () => new Date('2026-12-01T00:00:00Z'));
  opened.set(file, held);
  return held;
}

const given = ({ source, text, urls }: Recorded) => ({ text, base: source.listing.url, urls });
const refusals = new Set(['login', 'captcha', 'challenge', 'firewall']);
const doubted = ['unrecognised', 'refused', 'suspect'];
/** Lines that tell what was taken for a list: a doubted one is only told, none of its entries is sure. */
const taken = (results: readonly { each: Recorded; result: Checked }[]) =>
  results
    .filter(({ result }) => !doubted.includes(result.state) || (result.state !== 'suspect' && result.listed > 0))
    .map(({ each, result }) => `${each.source.id}: ${result.state}, ${result.listed} entries, first ${result.entries[0]?.title}`);

describe('a list that is no longer there', () => {
  test('as it was recorded, every list is read', async () => {
    const results = await checkAll(({ text }) => text);
    expect(results.filter(({ each, result }) => result.listed !== each.urls.length).map(({ each }) => each.source.id)).toEqual([]);
  });

  test('emptied', async () => {
    expect(taken(await checkAll((each) => emptied(given(each))))).toEqual([]);
  });

  test('emptied, and a short list of other news beside it', async () => {
    expect(taken(await checkAll((each) => besides(emptied(given(each)))))).toEqual([]);
  });

  test('turned into cards without links and days', async () => {
    const results = await checkAll((each) => redesigned(given(each)));
    // Rows of data whose fields have other names are known by what stands in them: that is the same list.
    const isSame = ({ each, result }: (typeof results)[number]) => result.entries.map(({ url }) => url).join() === each.urls.join();
    expect(taken(results.filter((each) => !isSame(each)))).toEqual([]);
  });

  test.each(Object.entries(walls))('%s in its place, and what wants a visitor is a refusal', async (name, wall) => {
    const results = await checkAll(() => wall);
    expect(taken(results)).toEqual([]);
    const states = new Set(results.map(({ each, result }) => `${each.source.listing.format}: ${result.state}`));
    expect([...states].filter((state) => refusals.has(name) && !state.endsWith(': refused'))).toEqual([]);
  });

  test('with other class names: the same entries where structure is read, none where selectors are declared', async () => {
    const results = await checkAll((each) => renamed(given(each)));
    const wrong = results.filter(({ each, result }) => {
      const same = result.entries.map(({ url }) => url).join() === each.urls.join();
      return !same && result.state !== 'unrecognised';
    });
    expect(wrong.map(({ each, result }) => `${each.source.id}: ${result.state} ${result.listed}`)).toEqual([]);
  });
});

describe('a page that is no longer there', () => {
  const withPage = recorded.filter(({ source }) => existsSync(join(recordings, source.id, 'article.html')));

  test.each(withPage)('$source.id: nothing in its place is taken for a document', async ({ source, today }) => {
    const { url } = JSON.parse(readFileSync(join(recordings, source.id, 'expected.json'), 'utf8')).article;
    const read = async (text: string): Promise<string> => {
      const overrides = source.article ? { article: source.article } : {};
      const job = {
        as: 'article',
        url,
        bytes: Buffer.from(text),
        contentType: 'text/html',
        sourceId: source.id,
        today,
        ...overrides,
      } as const;
      return reader.read(job).then(
        () => 'taken for a document',
        (error: unknown) => (error instanceof SourceError ? error.trouble : String(error)),
      );
    };
    const text = readFileSync(join(recordings, source.id, 'article.html'), 'utf8');
    const told: Record<string, string> = {};
    for (const [name, wall] of Object.entries({ ...walls, emptied: text.replaceAll(/<p[\s>][\s\S]*?<\/p>/g, '') }))
      told[name] = await read(wall);
    expect(Object.entries(told).filter(([, trouble]) => !['refused', 'unrecognised'].includes(trouble))).toEqual([]);
    expect([...refusals].map((name) => told[name])).toEqual(Array.from({ length: 4 }, () => 'refused'));
  });
});
