import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, challenge, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const now = '2026-11-18T09:00:00+08:00';
const answers = [
  { url: `http://${host}/tz/index.html`, body: listing(notices) },
  ...notices.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) })),
];

let bench: Bench;
let store: readonly string[];
let warc: string;

beforeAll(async () => {
  bench = await openBench();
  const barred = { ...declaration('barred', 'barred.sample.example'), needs: 'the address of its JSON' };
  const config = bench.file('config.json', {
    sources: {
      only: ['sample', 'walled', 'barred'],
      extra: [declaration('sample', host), declaration('walled', 'walled.sample.example'), barred],
    },
  });
  store = ['--config', config, '--data', bench.data, '--now', now];
  warc = writeWarcFile(join(bench.folder, 'all.warc.gz'), [
    ...answers,
    { url: 'http://walled.sample.example/tz/index.html', body: challenge },
  ]);
});
afterAll(() => bench.close());

const json = async (...args: readonly string[]) => JSON.parse((await command('sources', ...args, '--json', ...store)).out);

test('list: nothing read yet; what says what it needs is skipped', async () => {
  const { items: rows } = await json('list');
  expect(rows.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
    ['sample', 'unknown'],
    ['walled', 'unknown'],
    ['barred', 'skipped'],
  ]);
  expect(rows[0]).not.toHaveProperty('listed');
  expect(rows[0].freshness).not.toHaveProperty('days');
});

test('list and show say how sure an address is, and by what', async () => {
  const sure = { ...declaration('sure', host), certainty: 'reported', evidence: 'a public project that reads the list, seen 2026-11' };
  const config = bench.file('sure.json', { sources: { only: ['sure', 'plain'], extra: [sure, declaration('plain', host)] } });
  const place = ['--config', config, '--data', bench.data, '--now', now];
  const { items: rows } = JSON.parse((await command('sources', 'list', '--json', ...place)).out);
  expect(rows[0]).toMatchObject({ certainty: 'reported', evidence: sure.evidence });
  expect(rows[1]).not.toHaveProperty('certainty');
  const text = (await command('sources', 'list', ...place)).out;
  expect(text).toMatch(/^sure .* reported /m);
  expect(text).toContain('Addresses: 1 reported, 1 not said.');
  const shown = (await command('sources', 'show', 'sure', ...place)).out;
  expect(shown).toMatch(/^certainty +reported\nevidence +a public project that reads the list, seen 2026-11$/m);
});

test('check reads the list and one page, and stores nothing', async () => {
  const before = await bench.stored();
  const [sample, walled, barred] = await json('check', '--replay', warc);
  expect(sample).toMatchObject({ id: 'sample', state: 'ok', listed: notices.length, newest: '2026-11-12' });
  expect(sample.entries).toHaveLength(notices.length);
  expect(sample.article).toMatchObject({ state: 'ok', title: notices[0]?.title, number: notices[0]?.number, issuers: ['国家数据局'] });
  expect(walled).toMatchObject({ state: 'refused', listed: 0 });
  expect(barred).toMatchObject({ state: 'skipped', detail: 'not read: it needs the address of its JSON' });
  expect(await bench.stored()).toEqual(before);
});

test('check ends with 3 when a list or its pages cannot be read, with 0 when all is well', async () => {
  expect((await command('sources', 'check', 'sample', '--replay', warc, ...store)).status).toBe(0);
  expect((await command('sources', 'check', 'walled', '--replay', warc, ...store)).status).toBe(3);
  const bare = writeWarcFile(join(bench.folder, 'bare.warc.gz'), answers.slice(0, 1));
  const said = await command('sources', 'check', 'sample', '--replay', bare, ...store);
  expect(said.status).toBe(3);
  expect(said.out).toMatch(/^ok +sample +listed \d/);
  expect(said.out).toMatch(/page unreachable: .*not in the replayed files/);
});

test('record writes the list and two pages, which check and run read back', async () => {
  const file = join(bench.folder, 'sample.warc.gz');
  const recorded = await json('record', 'sample', '--replay', warc, '--out', file);
  expect(recorded.pages.map(({ url }: { url: string }) => url)).toEqual(answers.slice(0, 3).map(({ url }) => url));
  expect((await json('check', 'sample', '--replay', file))[0]).toMatchObject({ state: 'ok', article: { state: 'ok' } });
  const barred = await command('sources', 'record', 'barred', '--replay', warc, ...store);
  expect([barred.status, barred.err]).toEqual([1, expect.stringContaining('barred is not read: it needs the address of its JSON')]);
});

test('draft makes a declaration of an address, which check accepts', async () => {
  const said = await command('sources', 'draft', `http://${host}/tz/index.html`, '--replay', warc, '--now', now);
  const draft = JSON.parse(said.out);
  expect(draft).toMatchObject({ listing: { format: 'trs' }, expect: { freshWithinDays: 14 } });
  expect(said.err).toContain(notices[0]?.title);
  const config = bench.file('draft.json', { sources: { extra: [draft], only: [draft.id] } });
  const checked = await command('sources', 'check', draft.id, '--replay', warc, '--config', config, '--now', now);
  expect([checked.status, checked.out]).toEqual([0, expect.stringMatching(/^ok /)]);
  const walled = await command('sources', 'draft', 'http://walled.sample.example/tz/index.html', '--replay', warc);
  expect([walled.status, walled.out, walled.err]).toEqual([1, '', expect.stringContaining('refused: ')]);
});

const page = (title: string, days: readonly string[]): string =>
  `<html><head><title>${title}</title></head><body><ul>${days
    .map((day, at) => `<li><a href="/tz/${at}.html">关于征集数据要素典型案例第${at + 1}批的通知</a><span>${day}</span></li>`)
    .join('')}</ul></body></html>`;

test.each([
  [
    'a list of a known body',
    '通知公告_苏州市人民政府',
    ['2026-11-12', '2026-11-02', '2026-10-20'],
    {
      publisher: 'suzhou-government',
      names: { zh: '苏州市人民政府 · 通知公告', en: "Suzhou Municipal People's Government" },
      expect: { freshWithinDays: 28 },
    },
  ],
  [
    'one that nobody knows',
    '公示公告 - 河湾市某局',
    ['2026-11-12', '2026-11-02', '2026-10-20'],
    {
      names: { zh: '河湾市某局 · 公示公告', en: 'www.hewan.gov.cn' },
    },
  ],
  ['pauses of years are no rhythm', '通知公告', ['2026-11-12', '2024-08-02', '2020-10-20'], { expect: { freshWithinDays: 400 } }],
])('draft --file, %s', async (_, title, days, declaration) => {
  const file = bench.file('saved.html', page(title, days));
  const said = await command('sources', 'draft', 'http://www.hewan.gov.cn/tz/', '--file', file, '--now', now);
  expect([said.status, said.err]).toEqual([0, expect.not.stringContaining('seems dead')]);
  expect(JSON.parse(said.out)).toMatchObject(declaration);
});

test('draft says that a list without news for years seems dead', async () => {
  const file = bench.file('saved.html', page('通知公告', ['2021-11-12', '2021-11-02', '2021-10-20']));
  const said = await command('sources', 'draft', 'http://www.hewan.gov.cn/tz/', '--file', file, '--now', now, '--json');
  expect(said.err).toMatch(/^this list seems dead: its newest entry is of 2021-11-12; /);
  const both = await command('sources', 'draft', 'http://www.hewan.gov.cn/tz/', '--file', file, '--replay', warc);
  expect([both.status, both.err]).toEqual([2, expect.stringContaining('--file and --replay exclude each other')]);
});

// One of the three notices is not about AI: it is stored, and does not count as relevant.
test('after a run: yield, newest, freshness and state since when', async () => {
  await bench.run({ now, config: store[1] ?? '', replay: [warc] });
  const [sample, walled] = (await json('list')).items;
  expect(sample).toMatchObject({
    state: 'ok',
    since: '2026-11-18T01:00:00.000Z',
    newest: '2026-11-12',
    listed: notices.length,
    stored: notices.length,
    freshness: { days: 6, fresh: true },
  });
  expect(walled).toMatchObject({ state: 'refused', trouble: { kind: 'refused' }, stored: 0 });
  const shown = await json('show', 'sample');
  expect(shown).toMatchObject({
    id: 'sample',
    state: 'ok',
    stored: notices.length,
    relevant: 2,
    newestDocument: { published: '2026-11-11' },
  });
  const text = (await command('sources', 'list', ...store)).out;
  expect(text).toMatch(/^sample +ok +2026-11-18 +day +3 +3 +2 +2026-11-12 +6\/\d+ d/m);
  expect(text).toMatch(/3 sources: .*; 1 have given documents/);
  expect((await command('sources', 'show', 'sample', ...store)).out).toMatch(/collected +3 listed, 3 pages stored, 2 relevant documents/);
});
