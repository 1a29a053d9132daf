import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Source } from '../shared/model/source.ts';
import { sourceById, sourceOfListing, sources } from '../shared/sources/index.ts';
import { readArticle } from '../shared/stages/article.ts';
import { decode } from '../shared/stages/decode.ts';
import { listingHealth } from '../shared/stages/health.ts';
import { readListing } from '../shared/stages/listing.ts';
import { faultsOf } from '../shared/stages/settings/declaration.ts';

/** Pages written by developers, as each site would serve them, and what they say. */
const folder = join(import.meta.dirname, 'sources');

type Expected = {
  readonly today: string;
  readonly charset: string;
  readonly entries: readonly unknown[];
  readonly next?: string;
  readonly article?: { readonly url: string } & Record<string, unknown>;
};

function recordingOf(source: Source): Uint8Array {
  const name = readdirSync(join(folder, source.id)).find((each) => each.startsWith('listing.'));
  if (name === undefined) throw new Error(`tests/sources/${source.id} has no listing: write a page as the site would serve it`);
  return readFileSync(join(folder, source.id, name));
}

async function readRecorded(source: Source, today: string): Promise<Record<string, unknown>> {
  const decoded = decode(recordingOf(source));
  const page = await readListing({ url: source.listing.url, decoded, listing: source.listing, today });
  return { today, charset: page.charset, entries: page.entries, ...(page.next === undefined ? {} : { next: page.next }) };
}

/** What a recording should say. A missing one is written once and fails; under CI it is never written. */
async function expectedOf(source: Source): Promise<Expected> {
  const file = join(folder, source.id, 'expected.json');
  if (!existsSync(file)) {
    if (process.env['CI'] === undefined) {
      const today = new Date().toISOString().slice(0, 10);
      writeFileSync(file, `${JSON.stringify(await readRecorded(source, today), null, 2)}\n`);
    }
    throw new Error(`${file} was missing: read it, then run again`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A declaration that says what it needs is never fetched: there is nothing to record. */
const read = sources.filter(({ needs }) => needs === undefined);

describe.each(read)('$id', (source) => {
  test('reads its recorded listing as expected.json says', async () => {
    const { article: _, ...expected } = await expectedOf(source);
    expect(await readRecorded(source, expected.today)).toEqual(expected);
  });

  test('its recording is in order by the rules of production', async () => {
    const { entries, today } = await expectedOf(source);
    const days = entries.map((entry) => (entry as { publishedOn?: string }).publishedOn ?? '').toSorted();
    expect(listingHealth(source, { listed: entries.length, newest: days.at(-1) ?? '' }, today).condition).not.toBe('suspect');
  });

  test('its declaration has no faults', () => {
    expect(faultsOf(source)).toEqual([]);
    expect(Object.isFrozen(source) && Object.isFrozen(source.listing)).toBe(true);
    expect(sourceById(source.id)).toBe(source);
  });
});

const withArticle = read.filter(({ id }) => existsSync(join(folder, id, 'article.html')));

test.each(withArticle)('$id: reads its recorded page as expected.json says', async (source) => {
  const { article, today } = await expectedOf(source);
  if (!article) throw new Error(`tests/sources/${source.id}/expected.json says nothing of article.html`);
  const decoded = decode(readFileSync(join(folder, source.id, 'article.html')));
  const read = readArticle({
    url: article.url,
    decoded,
    today,
    sourceId: source.id,
    ...(source.article ? { overrides: source.article } : {}),
  });
  expect(read).toMatchObject(article);
});

test('ids are one of a kind, and no recording is without a source', () => {
  expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
  expect(readdirSync(folder).filter((id) => !sourceById(id))).toEqual([]);
});

test('the address of a listing leads to its source', () => {
  expect(sourceOfListing('http://www.gov.cn/zhengce/')?.id).toBe('gov-policy');
  expect(sourceOfListing('https://unknown.example/')).toBeUndefined();
});
