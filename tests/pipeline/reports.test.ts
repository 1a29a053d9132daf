import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { openStory, type Story } from '../support/story.ts';

/** Reports that name neither title nor number of an act: joined by its body, its week and the words of its title, in either language. */

const host = 'https://www.samples.gov.cn';
type Sample = { readonly title: string; readonly day: string; readonly issuer?: string; readonly body: readonly string[] };
const samples: Readonly<Record<string, Sample>> = {
  act: {
    title: '国家互联网信息办公室关于印发《人工智能合成语音标识管理办法》的通知',
    day: '2026-10-20',
    issuer: '国家互联网信息办公室',
    body: ['各省、自治区、直辖市网信办：', '为规范人工智能合成语音的标识，制定本办法。合成语音应当添加显式标识。'],
  },
  otherAct: {
    title: '国家互联网信息办公室关于开展人工智能训练数据安全评估工作的通知',
    day: '2026-10-19',
    issuer: '国家互联网信息办公室',
    body: ['各省、自治区、直辖市网信办：', '现就开展人工智能训练数据安全评估工作通知如下，训练数据应当记录来源。'],
  },
  chinese: {
    title: '国家网信办发布新规规范合成语音标识',
    day: '2026-10-21',
    body: ['国家网信办日前出台办法，要求人工智能合成语音添加标识，大模型服务提供者须在半年内完成改造。'],
  },
  english: {
    title: 'China’s cyberspace regulator issues rules on labelling AI-generated speech',
    day: '2026-10-22',
    body: [
      'China’s cyberspace regulator has issued measures that require labels on artificial intelligence generated synthetic speech.',
      'Providers of generative artificial intelligence services have half a year to comply.',
    ],
  },
  elsewhere: {
    title: '国家数据局发布可信算力调度指引',
    day: '2026-10-22',
    body: ['国家数据局近日发布指引，就人工智能算力调度作出安排，文件尚未公开。'],
  },
  late: {
    title: '国家网信办发布新规规范合成语音标识一周年观察',
    day: '2026-12-20',
    body: ['国家网信办曾发布办法规范人工智能合成语音标识，业内总结大模型服务的做法。'],
  },
};
const addressOf = (name: string): string => `${host}/zc/t2026_${Object.keys(samples).indexOf(name)}.html`;
const listed = Object.entries(samples).map(
  ([name, { title, day }]) => `<li><a href="${addressOf(name)}">${title}</a><span>${day}</span></li>`,
);
const page = ({ title, day, issuer, body }: Sample): string =>
  `<html><head><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day}"></head><body><h1>${title}</h1><div class="TRS_Editor">${[
    ...body,
    ...(issuer === undefined ? [] : [issuer, day.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日')]),
  ]
    .map((each) => `<p>${each}</p>`)
    .join('')}</div></body></html>`;

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 'ex-policies', publisher: 'ex', url: `${host}/zc/`, level: 'L2' }]);
  const pages = Object.entries(samples).map(([name, sample]) => [addressOf(name), page(sample)] as const);
  await story.play('2026-12-25', {
    [`${host}/zc/`]: `<html><body><ul>${listed.join('')}</ul></body></html>`,
    ...Object.fromEntries(pages),
  });
});
afterAll(() => story.close());

const ask = (path: string) =>
  story.bench.within({ now: '2026-12-25T10:00:00+08:00', config: story.config }, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret', local: true }));
    return (await app.request(`http://127.0.0.1:4180${path}`, { headers: { host: '127.0.0.1:4180' } })).text();
  });
type Shown = {
  readonly id: string;
  readonly title: string;
  readonly links: readonly { readonly relation: string; readonly to: { readonly title?: string } }[];
  readonly citedBy: readonly { readonly relation: string; readonly title: string }[];
};
const shown = async (name: string): Promise<Shown> => {
  const { items } = JSON.parse(await ask('/api/v1/documents?limit=50')) as { items: { id: string; title: string }[] };
  const id = items.find(({ title }) => title === samples[name]?.title)?.id;
  return JSON.parse(await ask(`/api/v1/documents/${id}`));
};
const reported = async (name: string) =>
  (await shown(name)).links.filter(({ relation }) => relation === 'reports').map(({ to }) => to.title);

test('a report in Chinese and one in English lead to the act, by body, week and words', async () => {
  expect([await reported('chinese'), await reported('english')]).toEqual([[samples['act']?.title], [samples['act']?.title]]);
});

test('the act has its reports', async () => {
  const { citedBy } = await shown('act');
  expect(citedBy.map(({ relation, title }) => [relation, title]).toSorted()).toEqual(
    [
      ['reports', samples['chinese']?.title],
      ['reports', samples['english']?.title],
    ].toSorted(),
  );
  expect((await shown('otherAct')).citedBy).toEqual([]);
});

test('weeks later, or of another body, it is no report of that act', async () => {
  expect([await reported('late'), await reported('elsewhere')]).toEqual([[], []]);
});

test('what was reported and not collected is a list of its own, with who said so', async () => {
  const { items } = JSON.parse(await ask('/api/v1/reported'));
  const issuersAndTitles = items.map((each: { issuer: string; reports: { title: string }[] }) => [each.issuer, each.reports[0]?.title]);
  expect(issuersAndTitles).toEqual([
    ['cac', samples['late']?.title],
    ['nda', samples['elsewhere']?.title],
  ]);
  expect(await ask('/lineage')).toMatch(/Reported, not collected[\s\S]*NDA/);
});
