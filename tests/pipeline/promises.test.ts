import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Ledger } from '../../shared/model/promises.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { collectPage } from '../../shared/pipeline/collect/page.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { promiseLedger } from '../../shared/pipeline/read/promises.ts';
import { promisesTaken } from '../../shared/stages/facts/promises.ts';
import type { WatchedSource } from '../../shared/stages/watch/health.ts';
import { framed } from '../corpus/framed.ts';
import { callTool, connectAssistant } from '../support/assistant.ts';
import { openBench } from '../support/bench.ts';
import { writeWarcFile } from '../support/warc.ts';

const now = '2026-11-25T12:00:00+08:00';
const national = '国务院关于深入实施“人工智能+”行动的意见';
const cites = `为落实《${national}》（国发〔2025〕11号），制定本方案。`;

type Page = readonly [name: string, title: string, day: string, lines: readonly string[]];
const pages: readonly Page[] = [
  ['n', national, '2025-08-26', ['国发〔2025〕11号', '到2027年，新一代智能终端、智能体等应用普及率超70%。', '国务院', '2025年8月21日']],
  [
    'zj',
    '浙江省人民政府办公厅关于印发《浙江省雾灯城市行动方案》的通知',
    '2025-11-03',
    [
      cites,
      '一、到2027年，智能体等应用普及率超过77%。',
      '二、加强雾灯队伍。建设人工智能应用中试基地，在雾灯厂试用。',
      '三、强化智能算力支撑。统一调度。',
    ],
  ],
  [
    'hb',
    '湖北省人民政府办公厅关于印发《湖北省人工智能雾灯若干措施》的通知',
    '2025-12-03',
    [
      '为发展雾灯，制定本措施。',
      '一、促进开源生态繁荣。办好雾灯社区。',
      '二、强化保障。建设人工智能应用中试基地，各市分别建设3个高质量数据集。',
    ],
  ],
  [
    'sc',
    '四川省经济和信息化厅关于《四川省人工智能雾灯行动方案（征求意见稿）》公开征求意见的公告',
    '2025-12-05',
    ['一、到2027年，全省算力规模达到30EFLOPS以上。', '意见请于2026年1月5日前反馈。'],
  ],
  ['old', '贵州省人民政府关于加快智能算力发展的意见', '2025-03-03', ['一、强化智能算力统筹。', '到2027年，算力规模达到20EFLOPS以上。']],
];
const source = (publisher: string, lastGoodAt?: string): WatchedSource => ({
  source: {
    ...{ id: publisher, publisher, names: { zh: publisher, en: publisher }, level: 'L4', kind: 'official', every: 'day' },
    ...{ listing: { format: 'dated-links', url: 'https://www.list.example/' }, expect: { atLeast: 1, freshWithinDays: 30 } },
    rights: { use: 'full-text', reason: 'official acts' },
  } as const,
  ...(lastGoodAt && {
    state: { id: publisher, condition: 'ok', since: lastGoodAt, checkedAt: lastGoodAt, lastGoodAt, listed: 20, failures: 0 } as const,
  }),
});

async function opened() {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const recorded = pages.map(([name, title, day, lines]) => ({
    url: `https://${name === 'n' ? 'www.gov.cn' : 'acts.sample.example'}/${name}.html`,
    body: framed(title, lines, day),
  }));
  const replay = [writeWarcFile(path.join(bench.folder, 'promises.warc.gz'), recorded)];
  await bench.within({ now, replay }, async (context) => {
    for (const { url } of recorded) await collectPage({ kind: 'page', id: url, sourceId: 'added', url }, undefined, context);
    await updateIndex(context);
  });
  return bench;
}

const saidOf = ({ items }: Ledger, id: string) =>
  items.find((each) => each.id === id)?.said.map(({ is, value, document: { place, level } }) => [place ?? level, is, value ?? '']);

test('a promise has who set itself the same, who takes it up by which words, and of whom nothing was seen', async () => {
  const bench = await opened();
  const ledger = await bench.within({ now }, (context) =>
    promiseLedger([source('anhui-gov', '2026-11-20T02:00:00Z'), source('hunan-gov')], context),
  );
  expect(saidOf(ledger, 'terminals-agents')).toEqual([
    ['centre', 'target', 70],
    ['zhejiang', 'target', 77],
  ]);
  // A head says it of whom names the national act or not; a sentence only of whom does.
  expect(saidOf(ledger, 'compute')).toEqual([['zhejiang', 'section', '']]);
  expect(saidOf(ledger, 'pilot-bases')).toEqual([['zhejiang', 'citation', '']]);
  expect(saidOf(ledger, 'open-source')).toEqual([['hubei', 'section', '']]);
  // A draft is told as one, what each city has to do is no aim of the province, and an act before the national one is older news.
  expect(saidOf(ledger, 'computing-power')).toEqual([
    ['guizhou', 'target', 20],
    ['sichuan', 'draft', 30],
  ]);
  expect(saidOf(ledger, 'data-sets')).toEqual([]);
  const { silent = [] } = ledger.items.find(({ id }) => id === 'terminals-agents') ?? {};
  expect(silent).toHaveLength(30);
  expect(silent).not.toContain('zhejiang');
  const stateOf = (id: string) => ledger.places.find(({ place }) => place === id);
  expect(stateOf('anhui')).toMatchObject({ state: 'none-found', readTo: '2026-11-20' });
  expect(stateOf('hunan')).toMatchObject({ state: 'not-watched' });
});

test('page, API, table and assistant tell it, by theme, province, act or quantity', async () => {
  const bench = await opened();
  await bench.within({ now }, async (context) => {
    const app = createApp(answersOf(context, { secret: 'x', local: true }));
    const get = async (address: string, accept = 'application/json') => {
      const answer = await app.request(`http://127.0.0.1:4180${address}`, { headers: { host: '127.0.0.1:4180', accept } });
      return { status: answer.status, body: await answer.text() };
    };
    const one = JSON.parse((await get('/api/v1/promises?indicator=terminals-agents&province=hubei')).body) as Ledger;
    expect(one.items.map(({ said, silent }) => [said.length, silent])).toEqual([[1, expect.arrayContaining(['hubei', 'wuhan'])]]);
    const acts = JSON.parse((await get('/api/v1/promises?act=ai-plus&theme=compute')).body) as Ledger;
    expect(new Set(acts.items.map(({ act }) => act))).toEqual(new Set(['ai-plus']));
    expect((await get('/api/v1/promises?act=nonsense')).status).toBe(400);
    const rows = (await get('/api/v1/promises?indicator=terminals-agents&format=csv')).body.split('\r\n');
    expect(rows[0]).toContain('id,english,chinese,act,section,is,says,year,place,who,day,document,title,quote');
    expect(rows.filter((row) => row.includes('"more than 77%"'))).toHaveLength(1);
    expect(rows.filter((row) => row.includes('"nothing seen","not-watched"')).length).toBeGreaterThanOrEqual(30);
    const english = (await get('/promises', 'text/html')).body;
    for (const words of ['more than 77%', '应用普及率', 'in its text, which names the national act', ': nothing is known of them'])
      expect(english).toContain(words);
    expect((await get('/promises?lang=zh&province=hubei', 'text/html')).body).toContain('促进开源生态繁荣');
    const client = await connectAssistant(app);
    const { answer } = await callTool(client, 'figures', { promises: 'terminals-agents' });
    expect(answer['items']).toMatchObject([{ id: 'terminals-agents', said: [{ value: 70 }, { value: 77 }], silent: [] }]);
    expect(answer['notHeld']).toEqual([expect.stringMatching(/^\d+ places are not watched\.$/)]);
    await client.close();
  });
});

test.each([
  ['words of another text promise nothing', '一、落实《开源生态繁荣若干措施》要求。', true, []],
  ['AI and 人工智能 are one', '（一）AI＋农业。', false, ['agriculture']],
  ['a sentence of an act that does not name the national one', '要建设人工智能应用中试基地。', false, []],
  ['a sentence of one that does', '要建设人工智能应用中试基地。', true, ['pilot-bases']],
  ['words apart belong to different clauses', '要发展人工智能，办好中试基地。', true, []],
])('%s', (_, text, named, found) => {
  expect(promisesTaken('某省雾灯方案', text, 'ai-plus', named).map(({ promise }) => promise)).toEqual(found);
});

test('a quote has the words that tell it, however long its line is', () => {
  const [taken] = promisesTaken('某省雾灯方案', `${'雾'.repeat(400)}要建设人工智能应用中试基地${'灯'.repeat(200)}`, 'ai-plus', true);
  expect(taken?.quote).toContain('人工智能应用中试基地');
  expect(taken?.quote.length).toBeLessThanOrEqual(160);
});
