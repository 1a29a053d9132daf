import { describe, expect, test } from 'vitest';
import { landmarks } from '../../shared/registry/known.ts';
import { roundsOfTests } from '../support/rounds.ts';
import { list, ministry } from '../support/sites.ts';
import { declared } from '../support/story.ts';

const open = roundsOfTests();
const home = 'https://www.gov.cn/zhengce/sample/';
const source = declared({ id: 'w-gov', publisher: 'state-council', url: home, level: 'L1' });
const aiPlus = landmarks.find(({ id }) => id === 'ai-plus')?.url ?? '';
const dataTwenty = landmarks.find(({ id }) => id === 'data-twenty')?.url ?? '';
const act = ministry({
  title: '国务院关于深入实施“人工智能+”行动的意见',
  number: '国发〔2025〕11号',
  issuers: ['国务院'],
  signed: '2025-08-21',
  published: '2025-08-26',
  lines: ['各省、自治区、直辖市人民政府：', '现就人工智能应用的样例工作提出以下意见，请认真组织实施。'],
});
const news = 'https://www.gov.cn/zhengce/sample/t20261110_1.html';
const notice = ministry({
  title: '国务院办公厅关于开展算力样例调查的通知',
  number: '国办函〔2026〕977号',
  issuers: ['国务院办公厅'],
  signed: '2026-11-09',
  published: '2026-11-10',
  lines: ['各省、自治区、直辖市人民政府：', '为了解人工智能算力样例情况，现开展调查。'],
});
const world = {
  [home]: list([{ href: news, title: '国务院办公厅关于开展算力样例调查的通知', day: '2026-11-10' }]),
  [news]: notice,
};

describe('the official addresses of landmark acts', () => {
  test('are asked for first, once, and their acts are attached to their landmarks', async () => {
    const { run, say } = open(source);
    const first = await run('2026-11-11', { ...world, [aiPlus]: act }, '--max-pages', '1');
    expect([first.documents.new, first.failures, first.sources[0]?.state]).toEqual([1, [], 'ok']);
    const shown = JSON.parse((await say('2026-11-11', 'landmarks', 'ai-plus', '--json')).out);
    expect(shown.held).toMatchObject({ number: '国发〔2025〕11号', url: aiPlus });
    const second = await run('2026-11-12', { ...world, [aiPlus]: act });
    expect(second.documents).toMatchObject({ new: 1, changed: 0 });
    const third = await run('2026-11-12', { ...world, [aiPlus]: act });
    expect([third.documents.new, third.sources[0]?.requests]).toEqual([0, 0]);
  });

  test('what is old among them is no news of the week', async () => {
    const { run, say } = open(source);
    await run('2026-11-11', { ...world, [aiPlus]: act });
    const digest = JSON.parse((await say('2026-11-17', 'digest', '--week', '2026-W46', '--json')).out);
    expect(digest.counts).toMatchObject({ new: 1, older: 1 });
    const items = Object.values(digest.sections as Record<string, { number: string }[]>).flat();
    expect(items.map(({ number }) => number)).toEqual(['国办函〔2026〕977号']);
    const [exported] = (await say('2026-11-17', 'export', '--format', 'jsonl')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ number }) => number === '国发〔2025〕11号');
    expect(exported.revisions).toMatchObject([{ n: 1, by: 'publisher', what: 'new', older: true }]);
  });

  test('one that is dead is told, is no fault of a source, and is asked for again', async () => {
    const { run, say } = open(source);
    const first = await run('2026-11-11', [
      ...Object.entries({ ...world, [aiPlus]: act }).map(([url, body]) => ({ url, body })),
      { url: dataTwenty, body: 'gone', status: 404 },
    ]);
    expect(first.sources[0]).toMatchObject({ state: 'ok', failed: 0, new: 2 });
    expect(first.failures).toMatchObject([{ url: dataTwenty, kind: 'unrecognised', detail: 'the page answers 404' }]);
    const shown = JSON.parse((await say('2026-11-11', 'landmarks', 'data-twenty', '--json')).out);
    expect(shown).toMatchObject({ trouble: { detail: 'the page answers 404' }, known: { url: dataTwenty } });
    const alarms = JSON.parse((await say('2026-11-11', 'alarms', '--json')).out);
    expect(alarms).toMatchObject([{ subject: 'landmarks', state: 'unread', detail: expect.stringContaining('data-twenty') }]);
    const mended = ministry({
      title: '中共中央 国务院关于构建数据基础制度更好发挥数据要素作用的意见',
      issuers: ['中共中央', '国务院'],
      signed: '2022-12-02',
      published: '2022-12-19',
      lines: ['为加快构建数据基础制度，提出以下数据要素样例意见，请结合实际落实。'],
    });
    const second = await run('2026-11-12', { ...world, [aiPlus]: act, [dataTwenty]: mended });
    expect(second.documents.new).toBe(1);
    expect(JSON.parse((await say('2026-11-12', 'alarms', '--json')).out)).toEqual([]);
  });

  test('no site is asked that no source reads, and a replay asks for what its files hold', async () => {
    const other = declared({ id: 'w-other', publisher: 'nda', url: 'https://www.nda.gov.cn/sample/' });
    const { run } = open(other);
    const page = 'https://www.nda.gov.cn/sample/1.html';
    const report = await run('2026-11-11', {
      'https://www.nda.gov.cn/sample/': list([{ href: page, title: '国务院办公厅关于开展算力样例调查的通知', day: '2026-11-10' }]),
      [page]: notice,
      [aiPlus]: act,
    });
    expect([report.documents.new, report.sources[0]?.requests, report.failures]).toEqual([1, 2, []]);
  });
});
