import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { newestFigures } from '../../shared/pipeline/read/facts.ts';
import { figureLandmarks } from '../../shared/registry/landmarks/figures.ts';
import { openStory, type Story } from '../support/story.ts';

const list = (...entries: readonly (readonly [string, string, string])[]): string =>
  `<html><body><ul>${entries.map(([url, title, day]) => `<li><a href="${url}">${title}</a><span>${day}</span></li>`).join('')}</ul></body></html>`;
const page = (title: string, issuer: string, number: string, day: string, body: readonly string[]): string =>
  `<html><head><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day}"></head><body><h1>${title}</h1><p>${number}</p><div class="TRS_Editor">${body.map((each) => `<p>${each}</p>`).join('')}<p>${issuer}</p><p>${day.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日')}</p></div></body></html>`;

const host = 'https://www.samples.gov.cn';
const act = `${host}/zc/t20250826_1.html`;
const plan = `${host}/zc/t20261020_2.html`;
const news = `${host}/zc/t20261021_3.html`;
const province = `${host}/zc/t20261023_5.html`;
const other = `${host}/zc/t20261022_4.html`;
const report = `${host}/zc/t20261024_7.html`;
const amendment = `${host}/zc/t20261024_8.html`;
const answers = {
  [`${host}/zc/`]: list(
    [act, '国务院关于深入实施“人工智能+”行动的意见', '2025-08-26'],
    [plan, '工业和信息化部关于建设算力设施的通知', '2026-10-20'],
    [news, '国家网信办发布生成式人工智能服务备案情况', '2026-10-21'],
    [other, '生成式人工智能服务备案数量再增', '2026-10-22'],
    [province, '贵州省人民政府关于支持算力产业发展的若干措施', '2026-10-23'],
    [report, '算力规模再上台阶', '2026-10-24'],
    [amendment, '国家互联网信息办公室关于修改《生成式人工智能服务管理暂行办法》的决定', '2026-10-24'],
  ),
  [act]: page('国务院关于深入实施“人工智能+”行动的意见', '国务院', '国发〔2025〕11号', '2025-08-26', [
    '各省、自治区、直辖市人民政府：',
    '现就推进人工智能应用提出以下样例意见。各地区要结合实际抓好人工智能应用的落实。',
  ]),
  [plan]: page('工业和信息化部关于建设算力设施的通知', '工业和信息化部', '工信部信管〔2026〕901号', '2026-10-20', [
    '各省、自治区、直辖市通信管理局：',
    '为落实《国务院关于深入实施“人工智能+”行动的意见》（国发〔2025〕11号），推进东数西算工程，到2027年全国算力规模达到901 EFLOPS，新建数据中心电能利用效率（PUE）不高于1.2。',
  ]),
  [news]: page('国家网信办发布生成式人工智能服务备案情况', '国家互联网信息办公室', '', '2026-10-21', [
    '截至2026年9月，全国累计1901款生成式人工智能服务完成备案，其中大模型服务占多数，人工智能服务登记另行统计。',
  ]),
  [province]: page('贵州省人民政府关于支持算力产业发展的若干措施', '贵州省人民政府', '黔府发〔2026〕902号', '2026-10-23', [
    '各市、自治州人民政府：',
    '到2028年，全省智能算力规模达到77EFLOPS，新建数据中心PUE不高于1.1。支持人工智能企业使用算力。',
  ]),
  [report]: page('算力规模再上台阶', '', '', '2026-10-24', [
    '业内人士介绍，人工智能算力需求旺盛，2026年智能算力规模已达1001EFLOPS，大模型训练更加普及，行业继续扩张。',
  ]),
  [amendment]: page(
    '国家互联网信息办公室关于修改《生成式人工智能服务管理暂行办法》的决定',
    '国家互联网信息办公室',
    '国家互联网信息办公室令第99号',
    '2026-10-24',
    [
      '国家互联网信息办公室决定对《生成式人工智能服务管理暂行办法》作如下修改：',
      '一、将第四条修改为样例文字。二、本决定自2026年12月1日起施行。',
    ],
  ),
  [other]: page('生成式人工智能服务备案数量再增', '国家互联网信息办公室', '', '2026-10-22', [
    '截至2026年10月，全国累计2001款生成式人工智能服务完成备案，人工智能应用继续增长，大模型服务更加丰富。',
  ]),
};

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 'ex-policies', publisher: 'ex', url: `${host}/zc/`, level: 'L2' }]);
  await story.play('2026-10-25', answers);
});
afterAll(() => story.close());

const ask = (path: string) =>
  story.bench.within({ now: '2026-10-25T10:00:00+08:00', config: story.config }, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret', local: true }));
    const answer = await app.request(`http://127.0.0.1:4180${path}`, { headers: { host: '127.0.0.1:4180', accept: 'text/html' } });
    return { status: answer.status, text: await answer.text() };
  });
const json = async (path: string) => JSON.parse((await ask(path)).text);

describe('landmarks', () => {
  test('the act itself is in the store, and documents that name it are listed under it', async () => {
    const found = await json('/api/v1/landmarks/ai-plus');
    expect([found.held.number, found.documents, found.newest.map((each: { number: string }) => each.number)]).toEqual([
      '国发〔2025〕11号',
      2,
      ['工信部信管〔2026〕901号'],
    ]);
  });

  test('a programme is followed without an act of its own', async () => {
    const found = await json('/api/v1/landmarks/east-west');
    expect([found.held, found.documents]).toEqual([undefined, 1]);
  });

  test('a figure stands beside the newest one, with the words that state it', async () => {
    const { items } = await json('/api/v1/landmarks/figures/filed');
    expect(items.map((each: { value: number }) => each.value)).toEqual([2001, 1901]);
    expect(items[0].quote).toContain('2001款');
    const all = await json('/api/v1/landmarks/figures');
    const newest = (id: string) => all.items.find((each: { id: string }) => each.id === id).newest?.value;
    expect([newest('compute-scale'), newest('pue'), newest('patents')]).toEqual([1001, 1.2, undefined]);
  });

  test('the newest of all figures are one question, which reads each document once', async () => {
    const read: string[] = [];
    await story.bench.within({ now: '2026-10-25T10:00:00+08:00', config: story.config }, async (context) => {
      const loadText = (hash: string) => {
        read.push(hash);
        return context.snapshots.loadText(hash);
      };
      const counting = { ...context, snapshots: { ...context.snapshots, loadText } };
      const found = await newestFigures(figureLandmarks, counting);
      expect([found.get('compute-scale')?.value, found.get('pue')?.document.type]).toEqual([1001, 'notice']);
      expect([read.length > 2, new Set(read).size]).toEqual([true, read.length]);
      await newestFigures(figureLandmarks.slice(0, 5), counting);
      expect(new Set(read).size).toBe(read.length);
    });
  });

  test('a figure of one place, or of no stated area, is told apart from that of the country', async () => {
    const { items } = await json('/api/v1/landmarks/figures/compute-scale');
    expect(items.map((each: { value: number; area: unknown }) => [each.value, each.area])).toEqual([
      [1001, { of: 'unstated' }],
      [77, { of: 'place', name: '贵州省', english: 'Guizhou' }],
      [901, { of: 'country' }],
    ]);
    expect((await ask('/landmarks')).text).toMatch(/1,001 EFLOPS<\/b> \(2026\) · area not stated/);
    expect((await ask('/landmarks/figures/compute-scale')).text).toContain('Guizhou');
  });

  test('an act has what later acts did to it, also when it was not collected itself', async () => {
    const effects = async (id: string) =>
      (await json(`/api/v1/landmarks/${id}`)).laterActs.map((each: { effect: string; title: string }) => [each.effect, each.title]);
    expect(await effects('ai-plus')).toEqual([['implements', '工业和信息化部关于建设算力设施的通知']]);
    expect(await effects('genai-measures')).toEqual([['amends', '国家互联网信息办公室关于修改《生成式人工智能服务管理暂行办法》的决定']]);
    expect((await ask('/landmarks/genai-measures')).text).toMatch(/amended by .*关于修改/s);
  });

  test('a place is followed by the titles that name it', async () => {
    const found = await json('/api/v1/landmarks/guizhou');
    expect(found.newest.map((each: { number: string }) => each.number)).toEqual(['黔府发〔2026〕902号']);
    expect((await ask('/landmarks')).text).toMatch(/Guizhou<\/a>[\s\S]{0,1500}1 document<\/a>/);
  });

  test('pages say how well each landmark was verified, also that a number is known by hearsay alone', async () => {
    const { text } = await ask('/landmarks');
    expect(text).toContain('Data Easy Loan');
    expect(text).toContain('mentioned in the backgrounder; not confirmed');
    const act = (await ask('/landmarks/algorithm-provisions')).text;
    expect(act).toContain('confirmed by two documents');
    expect(act).toMatch(/国家互联网信息办公室令第9号<\/span> \(unverified\)/);
    expect((await ask('/landmarks/schools-2024')).text).toContain('MOE General Office');
    expect((await ask('/landmarks/zenlayer')).text).toContain('unverified');
    expect((await ask('/landmarks/none-such')).status).toBe(404);
  });

  test('the page of a theme has its figures then and now', async () => {
    const { text } = await ask('/themes/compute');
    expect(text).toContain('Figures: stated and latest');
    expect(text).toContain('300 EFLOPS by 2025');
    expect((await ask('/themes/chips')).text).not.toContain('Figures: stated and latest');
  });

  test('lists of documents take an entity as filter', async () => {
    const { total } = await json('/api/v1/documents?entity=ai-plus');
    expect(total).toBe(2);
  });
});
