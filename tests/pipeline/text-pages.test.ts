import { describe, expect, test } from 'vitest';
import { isLaterPage } from '../../shared/stages/identity/identify.ts';
import { act, list, siteOf } from '../support/lists.ts';
import { declaration } from '../support/pages.ts';
import { type Answer, type Rounds, roundsOfTests } from '../support/rounds.ts';

const host = 'data.sample.example';
const site = `http://${host}`;
const title = '某局关于印发《人工智能算力调度管理办法》的通知';
const words = [
  '第一条　为规范人工智能算力的调度和使用，保障智能算力平台安全运行，制定本办法。',
  '第二条　算力节点应当向调度平台登记，登记内容包括模型训练任务的规模和期限。',
  '第三条　违反本办法规定的，由主管部门责令限期改正，并予以通报。',
  '第四条　本办法自2026年12月1日起施行。',
];
const path = '/tz/202611/t20261118_7.html';
const nth = (n: number): string => (n === 1 ? path : path.replace('.html', `_${n - 1}.html`));

/** Page `n` of `all` of the text, two lines short of nothing: each page has one article of the measures. */
const leaf = (
  n: number,
  all: number,
  line = words[n - 1] ?? '',
): string => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title>
<meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="2026-11-18"></head><body><div class="article"><h1>${title}</h1>
<div class="info">发布时间：2026-11-18　来源：某局</div><div class="TRS_Editor"><p>${line}</p><p>${n === 1 ? '各算力节点：现将办法印发给你们，请遵照执行。' : `本页内容为办法的组成部分之${n}，与其他部分具有同等效力。`}</p></div>
<div class="pages"><script>createPageHTML(${all}, ${n - 1}, "${path.split('/').at(-1)?.replace('.html', '')}", "html");</script></div></div></body></html>`;

const openRounds = roundsOfTests();
const open = () => openRounds(declaration('sample', host));

const index: Answer = { url: `${site}/tz/index.html`, body: list([{ ...act(0), path, title, published: '2026-11-18' }]) };
const at = (n: number, body: string, more: Partial<Answer> = {}): Answer => ({ url: `${site}${nth(n)}`, body, ...more });
const whole = (count: number): Answer[] => Array.from({ length: count }, (_, i) => at(i + 1, leaf(i + 1, count)));
const shown = async ({ say }: Rounds, day: string, ...more: string[]) =>
  JSON.parse((await say(day, 'show', `${site}${path}`, '--json', ...more)).out);

describe('a text on several pages', () => {
  test('is found through the pager that names its element first and counts from 1', async () => {
    const named = (n: number): string =>
      leaf(n, 4)
        .replace(`createPageHTML(4, ${n - 1},`, `createPageHTML('paging',4,${n},`)
        .replace('"html")', '"html",579)');
    const story = open();
    const pages = [1, 2, 3, 4].map((n) => at(n, named(n)));
    expect(await story.one('2026-11-19', [index, ...pages])).toMatchObject({ state: 'ok', new: 1, requests: 5 });
    expect((await shown(story, '2026-11-19')).text).toContain('第四条');
  });

  test('is one document with the whole text, its days, and the evidence of every page', async () => {
    const story = open();
    const report = await story.one('2026-11-19', [index, ...whole(4)]);
    expect(report).toMatchObject({ state: 'ok', listed: 1, new: 1, requests: 5 });
    const document = await shown(story, '2026-11-19');
    for (const line of words) expect(document.text).toContain(line.slice(4, 20));
    expect(document.text.indexOf('第三条')).toBeGreaterThan(document.text.indexOf('第二条'));
    expect(document).toMatchObject({ title, status: 'not-yet-in-force', dates: { effective: { value: '2026-12-01' } } });
    expect(JSON.parse((await story.say('2026-11-19', 'verify', '--json')).out).findings).toEqual([]);
    await story.say('2026-11-19', 'export', '--format', 'warc', '--out', `${story.folder}/e.warc.gz`);
    const again = openRounds(declaration('sample', host));
    const added = await again.say('2026-11-19', 'add', `${site}${path}`, '--replay', `${story.folder}/e.warc.gz`, '--json');
    expect(JSON.parse(added.out).text).toBe(document.text);
    await again.close();
  });

  test('whose last page says how to take part has that way', async () => {
    const story = open();
    const call = '某局关于《人工智能算力调度管理办法（征求意见稿）》公开征求意见的通知';
    const by = '有关单位和个人可于2026年12月18日前通过电子邮件方式将意见发送至：suanli@ju.example.cn。';
    const pages = [1, 2].map((n) => at(n, leaf(n, 2, n === 2 ? by : words[0]).replaceAll(title, call)));
    await story.one('2026-11-19', [{ ...index, body: String(index.body).replaceAll(title, call) }, ...pages]);
    const { participate, dates } = await shown(story, '2026-11-19');
    expect(participate).toMatchObject([{ by: 'email', to: 'suanli@ju.example.cn' }]);
    expect(dates.commentBy.value).toBe('2026-12-18');
  });

  test('is asked for whole at a revisit: the same says nothing, an edit on page 3 is a change', async () => {
    const story = open();
    await story.one('2026-11-19', [index, ...whole(4)]);
    expect((await story.run('2026-11-20', [index, ...whole(4)])).documents).toMatchObject({ changed: 0, same: 1 });
    const edited = whole(4).map((page, i) => (i === 2 ? at(3, leaf(3, 4, words[2]?.replace('限期', '立即'))) : page));
    expect((await story.run('2026-11-22', [index, ...edited])).documents).toMatchObject({ changed: 1 });
    expect((await shown(story, '2026-11-22')).revisions).toHaveLength(2);
  });

  test('a page that cannot be fetched is reported, and read later without a change of the publisher', async () => {
    const story = open();
    const torn = whole(4).map((page, i) => (i === 2 ? at(3, 'busy', { status: 503 }) : page));
    const report = await story.one('2026-11-19', [index, ...torn]);
    expect(report).toMatchObject({ state: 'partial', new: 1, failed: 1 });
    const short = await shown(story, '2026-11-19');
    expect(short.warnings).toContainEqual({ field: 'text', reason: expect.stringMatching(/^page 3 of 4 could not be had: status 503/) });
    expect(short.text).not.toContain('第三条');
    expect((await story.run('2026-11-20', [index, ...whole(4)])).documents).toMatchObject({ new: 0, changed: 0, same: 1 });
    const full = await shown(story, '2026-11-20');
    expect(full.text).toContain('第四条');
    expect(full.warnings.filter(({ field }: { field: string }) => field === 'text')).toEqual([]);
    expect(full.revisions.map(({ by }: { by: string }) => by)).toEqual(['publisher', 'reader']);
  });

  test('a stored text is never made shorter by a page that is missing at a revisit', async () => {
    const story = open();
    await story.one('2026-11-19', [index, ...whole(4)]);
    const before = await shown(story, '2026-11-19');
    for (const [day, body, status] of [
      ['2026-11-20', 'busy', 503],
      ['2026-11-21', 'gone', 404],
      ['2026-11-22', '<title>安全验证</title>请输入验证码', 200],
    ] as const) {
      const torn = whole(4).map((page, i) => (i === 1 ? at(2, body, { status }) : page));
      const report = await story.run(day, [index, ...torn]);
      expect({ day, ...report.documents }).toMatchObject({ day, changed: 0, withdrawn: 0 });
      expect(report.failures[0]?.detail).toMatch(/^page 2 of 4 could not be had/);
    }
    expect((await shown(story, '2026-11-22')).text).toBe(before.text);
  });

  test('links that loop, repeat a page, go back or lead to another text are not followed', async () => {
    const hrefs = [path, nth(2), '/tz/202611/t20261119_8.html', `http://other.example${nth(3)}`, '/tz/202611/t20261118_7_0.html'];
    const sites = hrefs.map((href, i) => ({ href, ...siteOf(`text${i}`) }));
    const rounds = openRounds(...sites.map((each) => each.source()));
    const world = sites.flatMap(({ href, at: put }) => [
      put('/tz/index.html', String(index.body)),
      put(path, leaf(1, 2)),
      put(nth(2), leaf(2, 2).replace('</body>', `<a href="${href}">下一页</a></body>`)),
    ]);
    const { sources } = await rounds.run('2026-11-19', world);
    expect(sources.map(({ requests, failed }, i) => [hrefs[i], requests, failed])).toEqual(hrefs.map((href) => [href, 3, 0]));
  });
});

test('which addresses are later pages of a text', () => {
  const at = 'http://a.example/x/c1.html';
  const yes: [string, string, string][] = [
    [at, at, 'http://a.example/x/c1_2.html'],
    [at, 'http://a.example/x/c1_2.html', 'http://a.example/x/c1_3.html'],
    [at, at, 'http://a.example/x/c1-1.html'],
    [at, at, 'http://a.example/x/c1/2.html'],
    [at, at, 'http://a.example/x/c1.html?page=2'],
    ['http://a.example/v?id=7', 'http://a.example/v?id=7', 'http://a.example/v?id=7&p=2'],
    ['http://a.example/x/', 'http://a.example/x/', 'http://a.example/x/index_1.html'],
  ];
  const no: [string, string, string][] = [
    [at, at, 'http://a.example/x/c2.html'],
    [at, at, at],
    [at, 'http://a.example/x/c1_3.html', 'http://a.example/x/c1_2.html'],
    [at, at, 'http://b.example/x/c1_2.html'],
    [at, at, 'http://a.example/y/c1_2.html'],
    ['http://a.example/v?id=7', 'http://a.example/v?id=7', 'http://a.example/v?id=8&p=2'],
    ['http://a.example/x/t20261118_7.html', 'http://a.example/x/t20261118_7.html', 'http://a.example/x/t20261118_8.html'],
  ];
  for (const each of yes) expect({ each, is: isLaterPage(...each) }).toEqual({ each, is: true });
  for (const each of no) expect({ each, is: isLaterPage(...each) }).toEqual({ each, is: false });
});
