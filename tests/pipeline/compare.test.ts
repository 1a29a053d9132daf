import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { openStory, type Story } from '../support/story.ts';

/** Two stored documents, or two revisions of one, compared by article; an act with what carries it out below it: API and page. */

const host = 'https://www.samples.gov.cn';
const draft = `${host}/zc/t20260801_1.html`;
const final = `${host}/zc/t20261020_2.html`;
const articles = (...texts: readonly string[]): string => texts.map((text, i) => `<p>第${'一二三四五'[i]}条　${text}</p>`).join('');
const shared = ['为规范人工智能语音服务，制定本办法。', '提供人工智能语音服务适用本办法。', '服务提供者应当保存生成日志不少于六个月。'];
const page = (title: string, number: string, day: string, body: string): string =>
  `<html><head><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day}"></head><body><h1>${title}</h1><p>${number}</p><div class="TRS_Editor">${body}</div></body></html>`;
const draftTitle = '样例市人工智能语音服务管理办法（征求意见稿）';
const finalTitle = '样例市人工智能语音服务管理办法';
const followers = [
  [
    '浙江省人民政府关于推进普惠样例服务的实施意见',
    '浙政发〔2026〕902号',
    '2026-10-21',
    '为贯彻落实《国务院关于推进普惠样例服务的意见》（国发〔2026〕901号），结合本省人工智能产业实际，提出以下意见。',
  ],
  [
    '杭州市人民政府关于印发人工智能样例服务行动方案的通知',
    '杭政函〔2026〕903号',
    '2026-10-22',
    '根据《浙江省人民政府关于推进普惠样例服务的实施意见》（浙政发〔2026〕902号），制定本方案。',
  ],
  [
    '工业和信息化部关于开展人工智能样例服务工作的通知',
    '工信部科〔2026〕904号',
    '2026-10-23',
    '为落实国发〔2026〕901号文件要求，现就人工智能样例服务有关工作通知如下。',
  ],
] as const;
const followerAt = (i: number): string => `${host}/zc/t20261023_${10 + i}.html`;
const listed = followers.map(([title, , day], i) => `<li><a href="${followerAt(i)}">${title}</a><span>${day}</span></li>`).join('');
const answers = (effect: string) => ({
  ...Object.fromEntries(followers.map(([title, number, day, text], i) => [followerAt(i), page(title, number, day, `<p>${text}</p>`)])),
  [`${host}/zc/`]: `<html><body><ul>${listed}<li><a href="${draft}">${draftTitle}</a><span>2026-08-01</span></li><li><a href="${final}">${finalTitle}</a><span>2026-10-20</span></li></ul></body></html>`,
  [draft]: page(draftTitle, '', '2026-08-01', articles(...shared, '本办法自发布之日起施行。')),
  [final]: page(
    finalTitle,
    '样政发〔2026〕901号',
    '2026-10-20',
    articles(...shared.slice(0, 2), '服务提供者应当保存生成日志不少于一年。', '违反本办法的，责令改正。', effect),
  ),
});

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 'ex-policies', publisher: 'ex', url: `${host}/zc/`, level: 'L5' }]);
  await story.play('2026-10-25', answers('本办法自2027年1月1日起施行。'));
  await story.play('2026-10-28', answers('本办法自2027年6月1日起施行。'));
});
afterAll(() => story.close());

const ask = (path: string) =>
  story.bench.within({ now: '2026-10-29T10:00:00+08:00', config: story.config }, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret', local: true }));
    const answer = await app.request(`http://127.0.0.1:4180${path}`, {
      headers: { host: '127.0.0.1:4180', accept: path.startsWith('/api') ? '*/*' : 'text/html' },
    });
    return { status: answer.status, text: await answer.text() };
  });
const compare = async (a: string, b: string) => {
  const { text } = await ask(`/api/v1/compare?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`);
  return JSON.parse(text);
};

test('draft and final text, named by address and by number', async () => {
  const { a, b, changes, facts, subjects } = await compare(draft, '样政发[2026]901号');
  expect(facts).toContainEqual({
    article: '第三条',
    before: expect.objectContaining({ kind: 'figure', says: 'at least 6 months (must)' }),
    after: expect.objectContaining({ says: 'at least 1 year (must)' }),
  });
  expect(subjects).toBeUndefined();
  expect([a.title, b.title, b.number]).toEqual([draftTitle, finalTitle, '样政发〔2026〕901号']);
  expect(changes.map(({ kind, article }: { kind: string; article: string }) => [kind, article])).toEqual([
    ['same', '第一条'],
    ['same', '第二条'],
    ['changed', '第三条'],
    ['added', '第四条'],
    ['changed', '第五条'],
  ]);
});

test('two revisions of one document', async () => {
  const { a, b, changes, facts, announced } = await compare(`${final}@1`, `${final}@2`);
  expect(facts).toMatchObject([
    {
      article: '第五条',
      before: { says: 'takes effect on 1 January 2027' },
      after: { says: 'takes effect on 1 June 2027', quote: expect.stringContaining('2027年6月1日') },
    },
  ]);
  expect(announced.map(({ field }: { field: string }) => field)).toContain('text 第五条');
  expect([a.revision, b.revision]).toEqual([1, 2]);
  expect(changes.filter(({ kind }: { kind: string }) => kind !== 'same')).toEqual([
    { kind: 'changed', article: '第五条', before: '第五条 本办法自2027年1月1日起施行。', after: '第五条 本办法自2027年6月1日起施行。' },
  ]);
});

test('the page shows both sides, and the document leads to it', async () => {
  const { text } = await ask(`/compare?a=${encodeURIComponent(draft)}&b=${encodeURIComponent(final)}`);
  expect(text).toMatch(/<del>[^<]*六个月[^<]*<\/del>/);
  expect(text).toContain('1 new');
  expect(text).toContain('At least 1 year (must)');
  expect((await ask(`/compare?a=${encodeURIComponent(`${final}@1`)}&b=${encodeURIComponent(`${final}@2`)}`)).text).toContain(
    'As announced',
  );
  const { items } = JSON.parse((await ask('/api/v1/documents?limit=10')).text);
  const { id } = items.find(({ title }: { title: string }) => title === finalTitle);
  expect((await ask(`/documents/${id}`)).text).toMatch(/href="\/compare\?a=/);
  expect((await ask('/compare')).text).toContain('Compare two documents');
});

test('the English facts of the final text: what differs from its draft, each with its quote; a page in Chinese goes without', async () => {
  const { items } = JSON.parse((await ask('/api/v1/documents?limit=10')).text);
  const { id } = items.find(({ title }: { title: string }) => title === finalTitle);
  const { summary } = JSON.parse((await ask(`/api/v1/documents/${id}`)).text);
  const said = summary.map(({ says }: { says: string }) => says);
  expect(said).toContain('They take effect on 1 June 2027.');
  expect(said).toContain('This is the final text of a draft of 1 August 2026, 80 days earlier.');
  expect(said).toContain('Against the draft, articles 3 and 5 changed and article 4 is new.');
  expect(summary).toContainEqual({
    kind: 'label',
    says: 'Service providers must',
    quote: '第三条 服务提供者应当保存生成日志不少于一年。',
  });
  for (const { quote } of summary) expect(quote).not.toBe('');
  const { text } = await ask(`/documents/${id}`);
  expect(text).toContain('id="key-facts"');
  expect(text).toContain('<summary lang="en">Against the draft, articles 3 and 5 changed and article 4 is new.</summary>');
  expect((await ask(`/documents/${id}?lang=zh`)).text).not.toContain('Against the draft');
});

const chainOf = async (ref: string) => JSON.parse((await ask(`/api/v1/documents/${encodeURIComponent(ref)}/chain`)).text);

test('an act that is not held is followed by its number: ministry, province, and the city that carries out what the province did', async () => {
  const { act, documents, bodies, places, complete } = await chainOf('国发[2026]901号');
  expect([act, complete]).toEqual([{ number: '国发〔2026〕901号' }, true]);
  const rows = documents.map(({ level, place, relation, via, number }: Record<string, { id: string }>) => [
    level,
    place,
    relation,
    via?.id,
    number,
  ]);
  const zhejiang = documents.find(({ place }: { place: string }) => place === 'zhejiang');
  expect(rows).toEqual([
    ['province', 'zhejiang', 'implements', undefined, '浙政发〔2026〕902号'],
    ['ministry', undefined, 'implements', undefined, '工信部科〔2026〕904号'],
    ['city', 'hangzhou', 'implements', zhejiang.id, '杭政函〔2026〕903号'],
  ]);
  expect(zhejiang.quote).toContain('国发〔2026〕901号');
  expect(bodies).toMatchObject([{ issuer: { id: 'miit' }, documents: [expect.any(String)] }]);
  const states = new Map(places.map(({ place, state }: { place: string; state: string }) => [place, state]));
  expect([states.get('zhejiang'), states.get('hangzhou'), states.get('jiangsu'), states.size]).toEqual(['held', 'held', 'not-watched', 32]);
  expect((await chainOf(zhejiang.id)).documents).toMatchObject([{ place: 'hangzhou' }]);
  expect((await ask('/api/v1/documents/none-such/chain')).status).toBe(404);
});

test('acts of two bodies stand beside each other by subject, and a page leads to what can be compared', async () => {
  const found = await compare('浙政发〔2026〕902号', final);
  expect(found.subjects.map(({ id }: { id: string }) => id)).toContain('scope');
  expect(found.subjects.find(({ id }: { id: string }) => id === 'scope')).toMatchObject({ a: [], b: [{ article: '第二条' }] });
  expect((await ask(`/compare?a=${encodeURIComponent('浙政发〔2026〕902号')}&b=${encodeURIComponent(final)}`)).text).toContain(
    'only in the second',
  );
  const ways = (await ask(`/compare?a=${encodeURIComponent(final)}`)).text;
  for (const words of ['Its draft', 'Revision 1 with 2']) expect(ways).toContain(words);
});

test('what stands for nothing is named', async () => {
  const missing = await ask('/api/v1/compare?a=none-such&b=x');
  expect(missing.status).toBe(400);
  expect(missing.text).toContain('none-such');
  const revision = await ask(`/api/v1/compare?a=${encodeURIComponent(`${final}@9`)}&b=${encodeURIComponent(final)}`);
  expect([revision.status, revision.text.includes('there are 1, 2')]).toEqual([400, true]);
  expect((await ask('/api/v1/compare?a=x')).status).toBe(400);
});
