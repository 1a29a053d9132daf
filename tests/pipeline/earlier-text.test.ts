import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { openStory, type Story } from '../support/story.ts';

/** An act that takes the place of a stored one says by article what is new. All acts are invented. */

const host = 'https://www.samples.gov.cn';
const old = {
  url: `${host}/zc/t20230801_1.html`,
  title: '样例市语音服务备案管理暂行办法',
  day: '2023-08-01',
  number: '样政发〔2023〕31号',
};
const fresh = { url: `${host}/zc/t20261020_2.html`, title: '样例市语音服务备案管理办法', day: '2026-10-20', number: '样政发〔2026〕903号' };
const other = { url: `${host}/zc/t20261021_3.html`, title: '样例市渡口管理办法', day: '2026-10-21', number: '样政发〔2026〕904号' };
type Act = typeof old;

const articles = (...texts: readonly string[]): string => texts.map((text, i) => `<p>第${'一二三四五六'[i]}条　${text}</p>`).join('');
const page = ({ title, number, day }: Act, body: string): string =>
  `<html><head><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day}"></head><body><h1>${title}</h1><p>${number}</p><div class="TRS_Editor">${body}</div></body></html>`;
const shared = ['为规范语音服务备案，制定本办法。', '提供语音服务适用本办法。'];
const row = ({ url, title, day }: Act): string => `<li><a href="${url}">${title}</a><span>${day}</span></li>`;
const repeal = `《${old.title}》（${old.number}）同时废止。`;

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 'ex-policies', publisher: 'ex', url: `${host}/zc/`, level: 'L5' }]);
  await story.play('2026-10-25', {
    [`${host}/zc/`]: `<html><body><ul>${[old, fresh, other].map(row).join('')}</ul></body></html>`,
    [old.url]: page(old, articles(...shared, '服务提供者应当保存生成日志不少于六个月。', '本办法自2023年9月1日起施行。')),
    [fresh.url]: page(
      fresh,
      articles(...shared, '服务提供者应当保存生成日志不少于一年。', '服务提供者应当每年评估。', '本办法自2027年1月1日起施行。', repeal),
    ),
    [other.url]: page(
      other,
      articles('渡口应当设置救生设备。', '渡船不得超载。', '船员应当持证。', `本办法自2027年1月1日起施行。${repeal}`),
    ),
  });
});
afterAll(() => story.close());

const summaryOf = (url: string): Promise<readonly string[]> =>
  story.bench.within({ now: '2026-10-29T10:00:00+08:00', config: story.config }, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret', local: true }));
    const get = async (path: string) =>
      JSON.parse(await (await app.request(`http://127.0.0.1:4180${path}`, { headers: { host: '127.0.0.1:4180' } })).text());
    const { a } = await get(`/api/v1/compare?a=${encodeURIComponent(url)}&b=${encodeURIComponent(url)}`);
    const { summary } = await get(`/api/v1/documents/${a.id}`);
    return summary.map(({ says }: { says: string }) => says);
  });

test('a new version says which articles changed', async () => {
  const told = await summaryOf(fresh.url);
  expect(told.filter((each) => each.startsWith('Against'))).toEqual([
    'Against the earlier text, articles 3 and 5 changed and articles 4 and 6 are new.',
  ]);
});

test('an act that only ends another one is no version of it', async () =>
  expect((await summaryOf(other.url)).join()).not.toMatch(/earlier text/));
