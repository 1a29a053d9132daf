import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Source, sourceSchema } from '../shared/model/source.ts';
import { issuerById } from '../shared/registry/issuers.ts';
import { publisherKindOf } from '../shared/stages/facts/kind.ts';
import { readListing } from '../shared/stages/listing/listing.ts';
import { readPage } from '../shared/stages/read.ts';
import { decode } from '../shared/stages/text/decode/decode.ts';
import { explain, findFaults, readSettings } from '../shared/stages/watch/configuration.ts';
import { listingHealth } from '../shared/stages/watch/health.ts';
import { complete, impliedBy } from '../shared/stages/watch/settings.ts';
import { declarations, mendTable } from './support/sources-table.ts';

/** Pages written by developers, as each site would serve them, and what they say. */
const folder = join(import.meta.dirname, 'sources');
const tableIsRight = mendTable();
const { sources: builtIn } = await import('../shared/sources/index.ts');

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

/** What the folder holds, so that a new declaration is tested before it is in the table. */
const sources = [...declarations.values()].map(complete);

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
});

describe.each([...declarations])('%s', (name, declaration) => {
  test('its declaration has no faults, and its name is that of its file', () => {
    const source = complete(declaration);
    const { error } = sourceSchema.safeParse(source);
    expect(error?.issues.map((issue) => explain(issue, source)) ?? []).toEqual([]);
    expect(findFaults(source)).toEqual([]);
    expect(declaration.id).toBe(name);
    expect(name, 'use small letters, digits and hyphens, a letter first').toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
  });

  test('it says no level and no rights that its publisher or kind says already', () => {
    const { level, rights } = impliedBy(declaration);
    const remedy = `delete the line: of ${declaration.kind} by ${declaration.publisher} it is known`;
    expect(declaration.level ?? '', remedy).not.toBe(level);
    if (issuerById(declaration.publisher)) expect(declaration.level, remedy).toBeUndefined();
    expect(declaration.rights ?? '', remedy).not.toBe(rights);
  });
});

test('the table holds what the folder holds, in values that nobody can change', () => {
  expect(tableIsRight, 'run this test without CI: it writes shared/sources/table/declarations.json; commit that').toBe(true);
  expect(builtIn.map(({ id }) => id).toSorted()).toEqual([...declarations.keys()].toSorted());
  for (const source of builtIn) expect(Object.isFrozen(source) && Object.isFrozen(source.listing)).toBe(true);
});

const withArticle = read.filter(({ id }) => existsSync(join(folder, id, 'article.html')));

test.each(withArticle)('$id: reads its recorded page as expected.json says', async (source) => {
  const { article, today } = await expectedOf(source);
  if (!article) throw new Error(`tests/sources/${source.id}/expected.json says nothing of article.html`);
  const bytes = readFileSync(join(folder, source.id, 'article.html'));
  const overrides = source.article ? { article: source.article } : {};
  const read = await readPage({ as: 'article', url: article.url, bytes, today, sourceId: source.id, ...overrides });
  expect(read).toMatchObject(article);
});

test('ids are one of a kind, and no recording is without a source', () => {
  expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
  expect(readdirSync(folder).filter((id) => !sources.some((source) => source.id === id))).toEqual([]);
});

test('a host is known for what its source is declared to be', () => {
  const kindOf = ({ kind }: Source): string => (kind === 'standards' ? 'official' : kind);
  // Official bodies translate, and institutes do.
  const known = read
    .filter((source) => source.kind !== 'translation' && publisherKindOf(source.listing.url, undefined) !== kindOf(source))
    .map(({ id }) => id);
  // Its domain says nothing of the province that it belongs to.
  expect(known).toEqual(['sichuan-data']);
});

test('the sources cover every level, and the bodies that matter', () => {
  const levels = new Set(read.map(({ level }) => level));
  expect([...levels].toSorted()).toEqual(['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8']);
  const companies = read.filter(({ kind }) => kind === 'company').map(({ publisher }) => publisher);
  const wanted = ['huawei', 'china-telecom', 'alibaba', 'tencent', 'baidu', 'deepseek', 'equinix', 'aws', 'xiaomi', 'xpeng'];
  expect(wanted.filter((firm) => !companies.includes(firm))).toEqual([]);
});

test('every declaration says what its address rests on, with a month, and how sure that makes it', () => {
  const unfounded = [...declarations.values()].filter(
    ({ certainty, evidence = '' }) => certainty === undefined || !/\b20\d{2}-\d{2}\b/.test(evidence),
  );
  expect(unfounded.map(({ id }) => id)).toEqual([]);
});

test('what is not read says why, with a day', () => {
  for (const { id, needs, notes = '' } of sources) if (needs !== undefined) expect(`${id}: ${notes}`).toMatch(/: \d{4}-\d{2}: \S/);
});

describe('configuration reaches every source', () => {
  const idsOf = (config: unknown): readonly string[] => readSettings(config, builtIn).sources.map(({ id }) => id);

  test.each(builtIn.map(({ id }) => id))('%s: only, without, every', (id) => {
    expect(idsOf({ sources: { only: [id] } })).toEqual([id]);
    expect(idsOf({ sources: { without: [id] } })).toEqual(builtIn.map((source) => source.id).filter((each) => each !== id));
    for (const every of ['hour', 'day', 'week'])
      expect(readSettings({ sources: { every: { [id]: every } } }, builtIn).sources.find((each) => each.id === id)).toMatchObject({
        every,
      });
  });

  test('each declaration, under another id, can be an extra one', () => {
    const extra = sources.map((source) => ({ ...source, id: `my-${source.id}` }));
    expect(idsOf({ sources: { extra, only: extra.map(({ id }) => id) } })).toEqual(extra.map(({ id }) => id));
  });

  test('an extra one with a built-in id stands in its place', () => {
    const [first] = sources;
    const notes = 'as its owner declares it';
    const read = readSettings({ sources: { extra: [{ ...first, notes }] } }, builtIn).sources;
    expect(read).toHaveLength(builtIn.length);
    expect(read.filter(({ id }) => id === first?.id)).toMatchObject([{ notes }]);
  });
});
