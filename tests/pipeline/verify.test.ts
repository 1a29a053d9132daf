import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { long, reported } from '../faults/report.ts';
import { command } from '../support/command.ts';
import { faultsOf, type Undo } from '../support/faults.ts';
import { article, type Notice, notices } from '../support/pages.ts';
import { openSampleStore, page, type SampleStore, sampleSite } from '../support/sample-store.ts';
import { bytesIn } from '../support/stored-bytes.ts';
import { wipe } from '../support/wipe.ts';

const [, second] = notices as readonly [Notice, Notice, Notice];

let sample: SampleStore;
let faults: ReturnType<typeof faultsOf>;
let objects: readonly string[];

const findings = async () => (await sample.within(verify)).findings;
const keysOf = (pattern: RegExp): readonly string[] => objects.filter((key) => pattern.test(key));
const one = (pattern: RegExp, n = 0): string => keysOf(pattern)[n] ?? '';

beforeAll(async () => {
  sample = await openSampleStore();
  await sample.run('13');
  await sample.run('16', sampleSite(notices, [page(second.path, article(second).replace('12月5日', '12月25日'))]));
  await command('subscribers', 'add', 'reader@example.org', ...sample.options);
  await command('subscribers', 'confirm', 'reader@example.org', ...sample.options);
  await command('digest', '--week', '2026-W47', '--all', ...sample.options);
  // The same answer of another address: its description lies beside the bytes.
  await sample.within(async ({ documents, snapshots }) => {
    const [id = ''] = await documents.allIds(undefined, 1);
    const page = await snapshots.load((await documents.head(id))?.evidence ?? '');
    if (page) await snapshots.save({ ...page, url: 'https://mirror.example/' });
  });
  faults = faultsOf(sample.bench);
  objects = [...(await sample.bench.stored()).objects.keys()];
});
afterAll(() => sample.bench.close());

const bytes = /^evidence\/sha256\/[\da-f]{64}$/;
const description = /^evidence\/sha256\/[\da-f]{64}\/.+\.json$/;
const text = /^text\//;
const published = (): string => `search/${JSON.parse(bytesIn(sample.bench.data, 'search/current.json').toString()).sha256}.sqlite.zst`;

type Fault = readonly [what: string, make: () => Promise<Undo> | Undo, kind: string, key: RegExp];
const faulty: readonly Fault[] = [
  ['a flipped byte of a page', () => faults.flip(one(bytes)), 'damaged', bytes],
  ['a flipped byte of a description', () => faults.flip(one(description)), 'damaged', description],
  ['a flipped byte of a text', () => faults.flip(one(text)), 'damaged', text],
  ['two pages swapped', () => faults.swap(one(bytes), one(bytes, 1)), 'damaged', bytes],
  ['two texts swapped', () => faults.swap(one(text), one(text, 1)), 'damaged', text],
  ['a lost text', () => faults.lose(one(text)), 'missing', text],
  ['a flipped byte of a record', () => faults.flip(one(/^records\/document/)), 'damaged', /^records\/document/],
  ['a lost record', () => faults.lose(one(/^records\/document.*000001/)), 'missing', /^records\/document/],
  ['a page whose bytes are lost', () => faults.blank(one(bytes)), 'damaged', bytes],
  [
    'a forged title',
    () => faults.change(/ HEAD$/, (item) => ({ ...item, value: { ...(item.value as object), title: '伪造' } })),
    'altered',
    / HEAD$/,
  ],
  ['an address whose row is damaged', () => faults.damage(/^URL#/), 'damaged', /^URL#/],
  ['a lost head whose revisions stand', () => faults.forget(/ HEAD$/), 'missing', / HEAD$/],
  ['a lost key', () => faults.forget(/^KEY#t:/), 'missing', /^KEY#t:/],
  ['a lost revision', () => faults.forget(/ REV#00002$/), 'missing', / REV#00002$/],
  ['an event without its week', () => faults.change(/^NEWS /, ({ gsi1: _, ...item }) => item), 'altered', /^NEWS /],
  [
    'a revision that nobody made',
    () =>
      faults
        .change(/ REV#00001$/, (item) => item)
        .then(() => faults.add({ pk: `DOC#${one(/^records\/document/).split('/')[2]}`, sk: 'REV#00009', value: { n: 9 } })),
    'unrecorded',
    /revision 9$/,
  ],
  ['a lost address', () => faults.forget(/^URL#/), 'missing', /^URL#/],
  ['a lost delivery', () => faults.forget(/ TO#/), 'missing', / TO#/],
  [
    'a forged delivery',
    () => faults.add({ pk: 'DIGEST#2026-W47', sk: 'TO#other', value: { week: '2026-W47', reader: 'other', state: 'sent', at: 'x' } }),
    'unrecorded',
    / TO#other$/,
  ],
  ['a lost reader', () => faults.forget(/^SUBSCRIBER#/), 'missing', /^SUBSCRIBER#/],
  [
    'a forged document',
    () =>
      faults.add({
        pk: 'DOC#forged',
        sk: 'HEAD',
        gsi1: { pk: 'DOCUMENTS', sk: 'forged' },
        value: { id: 'forged', copies: [], attachments: [], english: {} },
      }),
    'unrecorded',
    /^DOC#forged HEAD$/,
  ],
  ['a damaged index', () => faults.flip(published()), 'index', /^search\/.*zst$/],
];

const planted = [
  [`text/sha256/${'a'.repeat(64)}`, 'damaged'],
  [`text/sha256/${createHash('sha256').update('x').digest('hex')}`, 'orphan'],
  [`evidence/sha256/${'b'.repeat(64)}`, 'orphan'],
  ['records/what', 'damaged'],
  ['else/what', 'orphan'],
] as const;

describe.sequential('verify', () => {
  test('finds nothing wrong with a store that nobody touched', async () => {
    expect(await findings()).toEqual([]);
  });

  test.for(faulty)('names %s, and all is well when it is mended', async ([, make, kind, key]) => {
    const undo = await make();
    try {
      const found = await findings();
      expect(found.map((each) => [each.kind, each.key])).toContainEqual([kind, expect.stringMatching(key)]);
      for (const each of found) expect(each.remedy.length).toBeGreaterThan(10);
    } finally {
      await undo();
    }
  });

  test('names a flipped byte, a lost page and a swapped pair of many, and nothing else', async () => {
    // Evidence and the text of each page: the long form has a thousand objects.
    const more = Array.from({ length: long ? 520 : 0 }, (_, n) => ({
      ...second,
      path: `/tz/more_${n}.html`,
      title: `${second.title}（第${n}批）`,
      number: `国数基础〔2025〕${n + 1}号`,
    }));
    if (long) await sample.run('18', sampleSite([...notices, ...more]));
    const all = [...(await sample.bench.stored()).objects.keys()];
    const [flipped = '', lost = '', one = '', other = ''] = all.filter((key) => bytes.test(key));
    const undo = [faults.flip(flipped), faults.blank(lost), faults.swap(one, other)];
    // Of a page whose bytes are lost the description is named, which lies under their name.
    const found = new Set((await findings()).map(({ key }) => key.split('/').slice(0, 3).join('/')));
    for (const each of undo) await each();
    const right = [flipped, lost, one, other].filter((key) => found.has(key)).length;
    reported(20, { found: right, falseReports: found.size - right, objects: all.filter((key) => /^(?:evidence|text)\//.test(key)).length });
  });

  test('says in one line that the table is empty, and exits with 1', async () => {
    expect(await findings()).toEqual([]);
    await wipe(sample.bench);
    const said = await command('verify', '--json', ...sample.options);
    const { findings: found } = JSON.parse(said.out);
    expect(found.filter(({ kind }: { kind: string }) => kind === 'empty')).toHaveLength(1);
    expect(said.status).toBe(1);
    await command('rebuild', ...sample.options);
    expect((await command('verify', ...sample.options)).out).toContain('0 findings');
  });

  test('names what was put there and belongs to nothing', async () => {
    for (const [key] of planted) await faults.plant(key, 'x');
    const found = await findings();
    expect(found.map(({ key, kind }) => [key, kind]).sort()).toEqual([...planted].map((each) => [...each]).sort());
  });
});
