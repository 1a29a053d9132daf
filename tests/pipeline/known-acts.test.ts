import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { knownText } from '../../shared/pipeline/read/resolve.ts';
import { list, ministry } from '../support/sites.ts';
import { openStory, type Story } from '../support/story.ts';

/** A notice cites an act of the table of known acts, which arrives later. */
const home = 'https://www.nda.gov.cn/sjj/zwgk/tzgg/index.html';
const noticeAt = 'https://www.nda.gov.cn/sjj/zwgk/tzgg/0611/1_pc.html';
const planAt = 'https://www.nda.gov.cn/sjj/zwgk/zcfb/0603/7_pc.html';
const known = { title: '关于推进行业高质量数据集建设行动的实施方案', number: '国数科基〔2026〕25号' };
const notice = ministry({
  title: '国家数据局关于开展人工智能语料样例工作的通知',
  number: '国数科技〔2026〕970号',
  issuers: ['国家数据局'],
  signed: '2026-06-10',
  published: '2026-06-11',
  lines: ['各省数据管理部门：', `为落实${known.number}文件要求，推进人工智能训练语料样例工作，现将有关事项通知如下。`],
});
const plan = ministry({
  title: `国家数据局印发《${known.title}》`,
  number: known.number,
  issuers: ['国家数据局'],
  signed: '2026-06-03',
  published: '2026-06-04',
  lines: ['各省数据管理部门：', '现将样例方案印发给你们，请推进人工智能高质量数据集建设。'],
});

const lawAt = 'https://www.nda.gov.cn/sjj/zwgk/zcfb/0616/9_pc.html';
/** The title of a landmark over invented words, without its day of effect. */
const law = {
  title: '中华人民共和国个人信息保护法',
  issuers: [],
  published: '2026-06-16',
  lines: ['第一条　为了样例条文与人工智能训练数据的样例，制定本法。', '第二条　样例条文适用于数据要素市场的样例。'],
};

let story: Story;
let day = '2026-06-15';
beforeAll(async () => {
  story = await openStory([{ id: 'w-nda', publisher: 'nda', url: home }]);
  await story.play(day, {
    [home]: list([{ href: noticeAt, title: '国家数据局关于开展人工智能语料样例工作的通知', day: '2026-06-11' }]),
    [noticeAt]: notice,
  });
});
afterAll(() => story.close());

const ask = (path: string, accept = 'application/json') =>
  story.bench.within({ now: `${day}T10:00:00+08:00`, config: story.config }, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret', local: true }));
    const answer = await app.request(`http://127.0.0.1:4180${path}`, { headers: { host: '127.0.0.1:4180', accept } });
    return answer.text();
  });
const json = async (path: string) => JSON.parse(await ask(path));
const titles = (acts: readonly { readonly title: string }[] = []) => acts.map(({ title }) => title);
const q = (words: string): string => encodeURIComponent(words);

describe.sequential('an act that is known and not read', () => {
  test.each([
    ['国数科基[2026]25号', known.title],
    ['高质量数据集建设', known.title],
    ['Opinions deepening AI+ action', '国务院关于深入实施“人工智能+”行动的意见'],
    ['模塑申城', '关于人工智能“模塑申城”的实施方案'],
  ])('%s: is named beside the documents, and counted nowhere', async (words, title) => {
    const found = await json(`/api/v1/documents?q=${q(words)}`);
    expect(titles(found.known)).toContain(title);
    expect(found.total).toBe(found.items.length);
    expect(JSON.stringify([found.items, found.facets])).not.toContain(title);
    expect(await ask(`/documents?q=${q(words)}`, 'text/html')).toContain('Known, not yet read');
    expect(await ask(`/documents?q=${q(words)}&lang=zh`, 'text/html')).toContain('已知，尚未收录');
  });

  test('resolve says what is known of it, and from where', async () => {
    const found = await json(`/api/v1/resolve?ref=${q('国数科基〔2026〕25')}`);
    expect(found).toMatchObject({ kind: 'number', held: false, ids: [], title: known.title, namedBy: [{ relation: 'implements' }] });
    expect(found.known).toMatchObject([{ ...known, issuers: [{ id: 'nda' }] }]);
    expect(JSON.stringify(found.known[0].dates)).toContain('{"value":"2026-06-03","precision":"day"}');
    expect(found.known[0].from).toContain('public project');
    expect(found.known[0].checked.day).toMatch(/^2026-/);
    const part = await json(`/api/v1/resolve?ref=${q('行业高质量数据集建设行动')}`);
    expect([part.kind, part.held, titles(part.known)]).toEqual(['title', false, expect.arrayContaining([known.title])]);
    expect(await json(`/api/v1/resolve?ref=${q('没有这样的文件名称')}`)).toEqual({
      ref: '没有这样的文件名称',
      kind: 'none',
      held: false,
      ids: [],
    });
  });

  test('filters apply to what is known of it; what nobody can know of it leaves it out', async () => {
    const found = async (filters: string) => titles((await json(`/api/v1/documents?q=${q('数据集')}&${filters}`)).known);
    expect(await found('issuer=nda&type=plan&theme=data-market&date=published&from=2026-06-01&to=2026-06-30')).toContain(known.title);
    for (const filter of [
      'issuer=miit',
      'type=law',
      'theme=chips',
      'date=published&from=2026-06-09',
      'status=in-force',
      'level=L2',
      'source=w-nda',
    ])
      expect([filter, await found(filter)]).not.toEqual([filter, expect.arrayContaining([known.title])]);
  });

  test('a citation of its number shows its title and what it is; so does the list of what is wanted', async () => {
    const { items } = await json(`/api/v1/documents?q=${q('语料样例')}`);
    const { links } = await json(`/api/v1/documents/${items[0].id}/links`);
    expect(links).toMatchObject([{ state: 'unresolved', to: { number: known.number, known } }]);
    expect(await ask(`/documents/${items[0].id}`, 'text/html')).toContain(known.title);
    expect((await json('/api/v1/wanted')).items).toMatchObject([{ number: known.number, known }]);
  });

  test('a citation of its draft is none of it', async () => {
    expect(await knownText({ title: known.title })).toMatchObject({ number: known.number });
    expect(await knownText({ title: `${known.title}（征求意见稿）` })).toBeUndefined();
  });

  test('it is in no count, export or digest', async () => {
    expect((await json('/api/v1/stats')).documents).toBe(1);
    expect(await story.bench.exported({ now: `${day}T10:00:00+08:00`, config: story.config })).not.toContain(known.title);
    expect(await ask('/api/v1/digests/2026-W25')).not.toContain(known.title);
    expect(await ask('/feeds/documents.atom')).not.toContain(known.title);
  });

  test('it gives way to the document as soon as that is collected', async () => {
    day = '2026-06-16';
    await story.play(day, {
      [home]: list([
        { href: planAt, title: `国家数据局印发《${known.title}》`, day: '2026-06-04' },
        { href: noticeAt, title: '国家数据局关于开展人工智能语料样例工作的通知', day: '2026-06-11' },
      ]),
      [noticeAt]: notice,
      [planAt]: plan,
    });
    const found = await json(`/api/v1/documents?q=${q('高质量数据集建设')}`);
    expect([found.total, titles(found.known).includes(known.title)]).toEqual([1, false]);
    expect(await json(`/api/v1/resolve?ref=${q(known.number)}`)).toMatchObject({ held: true });
    expect((await json('/api/v1/wanted')).items).toEqual([]);
  });

  test('of an act whose page states no day of effect, the page and the API tell the one of the catalogue beside what was read', async () => {
    day = '2026-06-17';
    await story.play(day, {
      [home]: list([{ href: lawAt, title: law.title, day: '2026-06-16' }]),
      [lawAt]: ministry(law),
    });
    const { items } = await json(`/api/v1/documents?q=${q('样例条文')}`);
    const document = await json(`/api/v1/documents/${items[0].id}`);
    expect(document.dates.effective).toBeUndefined();
    expect(document.catalogue).toMatchObject({ dates: { effective: { value: '2021-11-01' } }, landmark: 'pipl' });
    const page = await ask(`/documents/${items[0].id}`, 'text/html');
    expect(page.slice(page.indexOf('id="catalogue"'))).toMatch(/effective 1 November 2021/);
    expect(await story.bench.exported({ now: `${day}T10:00:00+08:00`, config: story.config })).not.toContain('2021-11-01');
  });
});
