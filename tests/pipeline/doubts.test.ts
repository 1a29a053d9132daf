import { describe, expect, test } from 'vitest';
import type { Doubt } from '../../shared/model/doubts.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { landmarkById } from '../../shared/registry/known.ts';
import { figureLandmarks } from '../../shared/registry/landmarks/figures.ts';
import { contradicts, findLandmarkFigures } from '../../shared/stages/facts/landmark-figures.ts';
import { roundsOfTests } from '../support/rounds.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { declared } from '../support/story.ts';

const open = roundsOfTests();
const home = 'https://www.gov.cn/zhengce/sample/';
const source = declared({ id: 'w-gov', publisher: 'state-council', url: home, level: 'L1' });
const lines = ['各省、自治区、直辖市人民政府：', '现就人工智能应用的样例工作提出以下意见，请认真组织实施。'];
const aiPlus: Act = {
  title: '国务院关于深入实施“人工智能+”行动的意见',
  number: '国发〔2025〕11号',
  issuers: ['国务院'],
  signed: '2025-08-21',
  published: '2025-08-26',
  lines,
};
const url = (n: number): string => `https://www.gov.cn/zhengce/sample/t20261110_${n}.html`;
const world = (...acts: readonly Act[]) => ({
  [home]: list(acts.map(({ title, published }, n) => ({ href: url(n), title, day: published }))),
  ...Object.fromEntries(acts.map((act, n) => [url(n), ministry(act, '中国政府网')])),
});
const doubtsOf = async (of: ReturnType<typeof open>, day: string, ...more: string[]): Promise<readonly Doubt[]> =>
  JSON.parse((await of.say(day, 'doubts', ...more, '--json')).out).items;

describe('a document that contradicts what is told', () => {
  test('raises no doubt where it says the same', async () => {
    const rounds = open(source);
    await rounds.run('2026-11-11', world(aiPlus));
    expect(await doubtsOf(rounds, '2026-11-11')).toEqual([]);
  });

  test('raises one for a number and a day of a landmark, once, and the old value is told beside it', async () => {
    const rounds = open(source);
    const other = { ...aiPlus, number: '国发〔2025〕19号', signed: '2025-08-22' };
    await rounds.run('2026-11-11', world(other));
    const first = await doubtsOf(rounds, '2026-11-11');
    expect(first).toMatchObject([
      { kind: 'landmark', subject: 'ai-plus', field: 'number', told: '国发〔2025〕11号', says: '国发〔2025〕19号' },
      { kind: 'landmark', subject: 'ai-plus', field: 'dates.signed', told: '2025-08-21', says: '2025-08-22' },
    ]);
    await rounds.run(
      '2026-11-12',
      world(other, {
        ...aiPlus,
        title: '国务院关于算力样例的意见',
        number: '国发〔2026〕91号',
        signed: '2026-11-11',
        published: '2026-11-12',
      }),
    );
    expect(await doubtsOf(rounds, '2026-11-12')).toEqual(first);
    const shown = JSON.parse((await rounds.say('2026-11-12', 'landmarks', 'ai-plus', '--json')).out);
    expect([shown.number, shown.dates.signed, shown.doubts.length]).toEqual(['国发〔2025〕11号', '2025-08-21', 2]);
    const [{ document }] = first as [Doubt];
    const held = JSON.parse((await rounds.say('2026-11-12', 'show', document.id, '--json')).out);
    expect(held.warnings.map(({ field }: { field: string }) => field)).toEqual(expect.arrayContaining(['number', 'dates.signed']));
    expect((await rounds.say('2026-11-12', 'landmarks', 'ai-plus')).out.replaceAll(/\s+/g, ' ')).toContain('against 国发〔2025〕11号');
  });

  test('is settled by a person: kept, or told from then on', async () => {
    const rounds = open(source);
    await rounds.run('2026-11-11', world({ ...aiPlus, number: '国发〔2025〕19号', signed: '2025-08-22' }));
    const [number, day] = (await doubtsOf(rounds, '2026-11-11')) as [Doubt, Doubt];
    const no = await rounds.say('2026-11-11', 'settle', 'none', '--keep', 'known', '--why', 'so');
    expect([no.status, no.err]).toEqual([1, expect.stringContaining('no open doubt')]);
    expect((await rounds.say('2026-11-11', 'settle', number.id, '--keep', 'document')).status).toBe(2);
    await rounds.say('2026-11-12', 'settle', number.id, '--keep', 'document', '--why', 'the gazette says so');
    await rounds.say('2026-11-12', 'settle', '国发〔2025〕19号', '--keep', 'known', '--why', 'a slip of the page');
    const shown = JSON.parse((await rounds.say('2026-11-12', 'landmarks', 'ai-plus', '--json')).out);
    expect([shown.number, shown.dates.signed]).toEqual(['国发〔2025〕19号', '2025-08-21']);
    expect(await doubtsOf(rounds, '2026-11-12', '--state', 'open')).toEqual([]);
    expect(await doubtsOf(rounds, '2026-11-12', '--state', 'settled')).toMatchObject([
      { id: number.id, settled: { keep: 'document', at: '2026-11-12T01:00:00.000Z' } },
      { id: day.id, settled: { keep: 'known', why: 'a slip of the page' } },
    ]);
    await rounds.within('2026-11-12', async (context) => {
      const app = createApp(answersOf(context, { secret: 's', local: true }));
      const page = async (path: string) => (await app.request(`http://127.0.0.1:4180${path}`)).text();
      expect(await page('/landmarks/ai-plus')).toContain('the gazette says so');
      expect(await page('/doubts')).toContain('国发〔2025〕19号');
      expect(await page('/doubts?lang=zh')).toContain('更正于');
      const then = JSON.parse(await page('/api/v1/landmarks/ai-plus?asOf=2026-11-11'));
      expect([then.number, then.doubts.map(({ settled }: Doubt) => settled)]).toEqual(['国发〔2025〕11号', [undefined, undefined]]);
    });
  });

  test('withdraws its doubt where it is corrected', async () => {
    const rounds = open(source);
    await rounds.run('2026-11-11', world({ ...aiPlus, signed: '2025-08-22' }));
    expect(await doubtsOf(rounds, '2026-11-11')).toHaveLength(1);
    await rounds.run('2026-11-20', world(aiPlus));
    expect(await doubtsOf(rounds, '2026-11-20')).toEqual([]);
  });

  test('a later day of a copy, another edition and a draft are no contradiction; what is issued of a draft is one', async () => {
    const rounds = open(source);
    const text = {
      ...aiPlus,
      title: '数字虚拟人信息服务管理办法',
      number: '国家互联网信息办公室令第97号',
      issuers: ['国家互联网信息办公室'],
      signed: '2026-11-02',
      published: '2026-11-03',
    };
    await rounds.run(
      '2026-11-11',
      world(
        { ...aiPlus, published: '2025-09-01' },
        { ...aiPlus, number: '国发〔2028〕3号', signed: '2028-02-01', published: '2028-02-02' },
        text,
      ),
    );
    const draft = landmarkById('virtual-humans');
    expect(draft?.dates.draft).toBeDefined();
    expect((await doubtsOf(rounds, '2026-11-11')).map(({ subject, field, says }) => [subject, field, says])).toEqual([
      ['virtual-humans', 'status', 'issued 2026-11-02'],
    ]);
  });
});

test('a figure is contradicted by another one of the same time alone', () => {
  const against = (text: string, year: number) =>
    findLandmarkFigures(text, year)
      .filter(contradicts)
      .map(({ landmark }) => landmark.id);
  expect(figureLandmarks.find(({ id }) => id === 'filed')?.values).toContainEqual([302, 2024]);
  expect(against('截至2026年6月30日，共有978款生成式人工智能服务完成备案。', 2026)).toEqual([]);
  expect(against('截至2026年6月30日，共有888款生成式人工智能服务完成备案。', 2026)).toEqual(['filed']);
  expect(against('截至2026年6月30日，共有988款生成式人工智能服务完成备案。', 2026)).toEqual([]);
  expect(against('截至2026年10月31日，共有1200款生成式人工智能服务完成备案。', 2026)).toEqual([]);
});
