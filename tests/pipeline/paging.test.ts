import { afterEach, describe, expect, test } from 'vitest';
import { acts, line, list, pagesAt } from '../support/lists.ts';
import { declaration } from '../support/pages.ts';
import { type Answer, openRounds, type Rounds } from '../support/rounds.ts';

const host = 'data.sample.example';
const site = `http://${host}`;
const source = (listing: object, more: object = {}) =>
  declaration('sample', host, { listing: { format: 'dated-links', url: `${site}/tz/index.html`, ...listing }, ...more });

let rounds: Rounds | undefined;
const open = (...declarations: readonly { id: string }[]): Rounds => {
  rounds = openRounds(...declarations);
  return rounds;
};
afterEach(() => rounds?.close());

const at = (path: string, body: string, more: Partial<Answer> = {}): Answer => ({ url: `${site}${path}`, body, ...more });
const numbered = (count: number, size: number): readonly Answer[] =>
  Array.from({ length: count }, (_, i) => at(i === 0 ? '/tz/index.html' : `/tz/index_${i + 1}.html`, list(acts(i * size, (i + 1) * size))));
const withN = { next: `${site}/tz/index_{n}.html` };

describe('pages of a list', () => {
  test('are read as long as they bring unseen entries, and a 404 behind the last is no trouble', async () => {
    const { one } = open(source(withN));
    const world = [...numbered(3, 4), at('/tz/index_4.html', 'gone', { status: 404 }), ...pagesAt(site, acts(0, 12))];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 12, new: 12, requests: 16, failed: 0, status: 0 });
    // One more in front: page 1 brings it, page 2 nothing.
    const moved = [at('/tz/index.html', list(acts(-1, 3))), at('/tz/index_2.html', list(acts(3, 7))), ...pagesAt(site, acts(-1, 12))];
    expect(await one('2026-11-22', moved)).toMatchObject({ state: 'ok', listed: 8, new: 1 });
    expect(await one('2026-11-23', moved)).toMatchObject({ state: 'ok', listed: 4, new: 0, changed: 0 });
  });

  test('end at ten in an ordinary round', async () => {
    const { one } = open(source(withN));
    const world = [...numbered(12, 2), ...pagesAt(site, acts(0, 24))];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 20, new: 20 });
  });

  test('by a link, also in a list whose later pages repeat the first for ever', async () => {
    const { one } = open(source({ next: 'a.next' }));
    const loop = (n: number) => list(acts(0, 3), `<a class=next href=?page=${n + 1}>下一页</a>`);
    const world = [at('/tz/index.html', loop(1)), ...Array.from({ length: 50 }, (_, i) => at(`/tz/index.html?page=${i + 2}`, loop(i + 2)))];
    expect(await one('2026-11-21', [...world, ...pagesAt(site, acts(0, 3))])).toMatchObject({
      state: 'ok',
      listed: 3,
      new: 3,
      requests: 5,
    });
  });

  test('a loop of two pages, a link that leads nowhere and one to another host end the list', async () => {
    for (const href of ['/tz/index.html', 'javascript:go(2)', 'http://elsewhere.example/tz/2.html', '#', '//']) {
      const { one, close } = open(source({ next: 'a.next' }));
      const world = [
        at('/tz/index.html', list(acts(0, 3), '<a class="next" href="/tz/p2.html">下一页</a>')),
        at('/tz/p2.html', list(acts(3, 6), `<a class="next" href="${href}">下一页</a>`)),
        ...pagesAt(site, acts(0, 6)),
      ];
      expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 6, new: 6, requests: 8 });
      close();
    }
  });

  test('a stub behind the first page is the end; a page of another make, a refusal and a cut one are told', async () => {
    const frame =
      '<html><head><title>某局</title></head><body><div class="nav"><a href="/">首页</a><a href="/a/">机构</a></div><ul></ul></body></html>';
    const wall = '<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>';
    const redesign = list(acts(3, 7)).replace('u-list', 'cards');
    const cases: [string, Partial<Answer>, string, string?][] = [
      [frame, {}, 'ok'],
      ['', {}, 'ok'],
      [list(acts(0, 3)), {}, 'ok'],
      [wall, { status: 403 }, 'partial', 'refused'],
      ['busy', { status: 503 }, 'partial', 'unreachable'],
      [redesign, {}, 'partial', 'unrecognised'],
      ['<html><head><title>安全验证</title></head><body>请输入验证码</body></html>', {}, 'partial', 'refused'],
    ];
    for (const [body, more, state, kind] of cases) {
      const { one, close } = open(source({ ...withN, format: 'html', items: '.u-list > li', link: 'a', date: 'span' }));
      const world = [at('/tz/index.html', list(acts(0, 3))), at('/tz/index_2.html', body, more), ...pagesAt(site, acts(0, 3))];
      const report = await one('2026-11-21', world);
      expect({ body, report }).toMatchObject({ body, report: { state, listed: 3, new: 3 } });
      expect(report.trouble?.kind).toBe(kind);
      if (kind) expect(report.trouble?.url).toBe(`${site}/tz/index_2.html`);
      close();
    }
  });

  test('what could not be had is had in the next round, though page 1 says nothing new', async () => {
    const { one, say } = open(source(withN));
    const [first, second, third] = numbered(3, 3) as [Answer, Answer, Answer];
    const tagged = { ...first, headers: { etag: '"one"' } };
    const world = [tagged, at('/tz/index_2.html', 'x', { status: 503 }), ...pagesAt(site, acts(0, 9))];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'partial', listed: 3, new: 3, status: 3 });
    expect(await one('2026-11-22', [tagged, second, third, ...pagesAt(site, acts(0, 9))])).toMatchObject({
      state: 'ok',
      listed: 9,
      new: 6,
    });
    expect(await one('2026-11-23', [tagged, ...pagesAt(site, acts(0, 9))])).toMatchObject({ state: 'ok', listed: 9, new: 0 });
    expect(JSON.parse((await say('2026-11-23', 'alarms', '--json')).out)).toEqual([]);
  });

  test('a later page that fails where all behind it is known is no trouble', async () => {
    const { one } = open(source(withN));
    await one('2026-11-21', [
      at('/tz/index.html', list(acts(0, 3))),
      at('/tz/index_2.html', '', { status: 404 }),
      ...pagesAt(site, acts(0, 3)),
    ]);
    const world = [at('/tz/index.html', list(acts(-1, 2))), at('/tz/index_2.html', 'x', { status: 403 }), ...pagesAt(site, acts(-1, 3))];
    expect(await one('2026-11-22', world)).toMatchObject({ state: 'ok', new: 1 });
  });

  test('addresses of every spelling, an address three times, script links, lines without a day', async () => {
    const { one } = open(source({ format: 'html', items: 'li', link: 'a' }));
    const lines = `<li><a href=${site}/tz/1.html>绝对地址的算力通知</a><li><a href=//${host}/tz/2.html>协议相对的算力通知</a>
      <li><a href='./3.html'>相对地址的算力通知</a><li><a href="../tz/3.html">同一地址的算力通知</a><li><a href=/tz/3.html#top>再次出现的算力通知</a>
      <li><a href="javascript:open('/tz/4.html')">脚本的算力通知</a><li><a href="mailto:a@b.example">邮件的算力通知</a>`;
    const world = [
      at('/tz/index.html', `<ul>${lines}</ul>`),
      ...[1, 2, 3].map((n) => at(`/tz/${n}.html`, pagesAt(site, acts(n, n + 1))[0]?.body as string)),
    ];
    expect(await one('2026-11-21', world)).toMatchObject({ listed: 3, new: 3, requests: 4, failed: 0 });
  });
});

describe('the pager of each family', () => {
  test('TRS, in both forms of its script, counts the files from 1', async () => {
    for (const script of ['createPageHTML(3, N, "index", "html");', "createPageHTML('page', 3, TURN, 'index', 'html', 9);"]) {
      const { one, close } = open(source({ format: 'trs' }));
      const page = (n: number) =>
        list(acts(n * 3, n * 3 + 3), `<script>${script.replace('(3, N', `(3, ${n}`).replace('TURN', String(n + 1))}</script>`);
      const world = [
        at('/tz/index.html', page(0)),
        at('/tz/index_1.html', page(1)),
        at('/tz/index_2.html', page(2)),
        ...pagesAt(site, acts(0, 9)),
      ];
      expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 9, new: 9, requests: 12 });
      close();
    }
  });

  test('JSON counts in its address', async () => {
    const { one } = open(source({ format: 'json', url: `${site}/api/all/7?page=1&sid=9`, items: 'articles' }));
    const rows = (from: number, to: number) =>
      JSON.stringify({ articles: acts(from, to).map(({ path, title, published }) => ({ url: path, title, date: published })), total: 5 });
    const world = [at('/api/all/7?page=1&sid=9', rows(0, 3)), at('/api/all/7?page=2&sid=9', rows(3, 5)), ...pagesAt(site, acts(0, 5))];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 5, new: 5, requests: 7 });
  });

  test('JSON counts in the form or JSON body of a POST, and through {n} in either', async () => {
    const rows = (from: number, to: number) =>
      `cb(${JSON.stringify({ data: acts(from, to).map(({ path, title, published }) => ({ url: path, title, pubtime: published })) })});`;
    const bodies: [string, string, object?][] = [
      ['channelCode=A1&perPage=3&pageno=1', 'channelCode=A1&perPage=3&pageno=2'],
      ['{"searchContent":"", "pageNum": 1, "pageSize": 3}', '{"searchContent":"", "pageNum": 2, "pageSize": 3}'],
      ['k=1&turn=1', 'k=1&turn=2', { next: 'k=1&turn={n}' }],
    ];
    for (const [first, second, more = {}] of bodies) {
      const { one, close } = open(source({ format: 'json', url: `${site}/api/list`, method: 'POST', body: first, items: 'data', ...more }));
      const world = [
        at('/api/list', rows(0, 3), { posted: first }),
        at('/api/list', rows(3, 5), { posted: second }),
        at('/api/list', 'cb({"data":[]});', { posted: second.replace('2', '3') }),
        ...pagesAt(site, acts(0, 5)),
      ];
      expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 5, new: 5 });
      close();
    }
  });

  test('jpaas: the unit that a column page names, and the next pages by its count', async () => {
    const { one } = open(source({ format: 'jpaas', url: `${site}/col/col7/index.html` }));
    const unit =
      '/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=bulidstatic&webId=w1&tagId=%E5%88%97%E8%A1%A8&pageId=p1';
    const shell = `<html><body><div class="nav"><a href="/">首页</a></div>
      <script url="/api-gateway/jpaas-publish-server/front/page/build/unit" querydata="{'parseType':'bulidstatic','webId':'w1','tagId':'导航','pageId':'p1'}"></script>
      <script url="/api-gateway/jpaas-publish-server/front/page/build/unit" querydata="{'parseType':'bulidstatic','webId':'w1','tagId':'列表','pageId':'p1'}"></script></body></html>`;
    const answer = (from: number, to: number) =>
      JSON.stringify({
        data: { html: `<ul>${acts(from, to).map(line).join('')}</ul><div class="pagination" rows="3" count="5" pageNo="1"></div>` },
      });
    const second = `${unit}&paramJson=${encodeURIComponent('{"pageNo":2,"pageSize":3}')}`;
    const world = [at('/col/col7/index.html', shell), at(unit, answer(0, 3)), at(second, answer(3, 5)), ...pagesAt(site, acts(0, 5))];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 5, new: 5, requests: 8 });
  });

  test('jpage: the proxy that a column page names, by windows of records', async () => {
    const { one } = open(source({ format: 'jpage', url: `${site}/col/col7/index.html` }));
    const shell = `<html><body><div id="7"></div><script>$("#7").jpage({totalRecord:5,proxyUrl:'/module/web/jpage/dataproxy.jsp',perPage:1,groupSize:3,
      ajaxParam:{col:1,webid:1,path:'/',columnid:7,unitid:'9',webname:'某局'}});</script></body></html>`;
    const answer = (from: number, to: number) =>
      `<datastore><totalrecord>5</totalrecord><totalpage>2</totalpage><recordset>${acts(from, to)
        .map((each) => `<record><![CDATA[${line(each)}]]></record>`)
        .join('')}</recordset></datastore>`;
    const posted = `col=1&webid=1&path=%2F&columnid=7&unitid=9&webname=${encodeURIComponent('某局')}`;
    const proxy = '/module/web/jpage/dataproxy.jsp';
    const world = [
      at('/col/col7/index.html', shell),
      at(`${proxy}?startrecord=1&endrecord=3&perpage=1`, answer(0, 3), { posted }),
      at(`${proxy}?startrecord=4&endrecord=6&perpage=1`, answer(3, 5), { posted }),
      ...pagesAt(site, acts(0, 5)),
    ];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 5, new: 5, requests: 8 });
  });

  test('Xinhua: the static JSON that a column page names', async () => {
    const { one } = open(source({ format: 'xinhua', url: `${site}/politics/index.html` }));
    const shell = '<html><body><div id="list"></div><script>loadList("./ds_0123456789abcdef0123456789abcdef.json")</script></body></html>';
    const json = JSON.stringify({
      datasource: acts(0, 3).map(({ path, title, published }) => ({
        title: `<a href='${path}'>${title}</a>`,
        publishUrl: path,
        publishTime: published,
      })),
    });
    const world = [
      at('/politics/index.html', shell),
      at('/politics/ds_0123456789abcdef0123456789abcdef.json', json),
      ...pagesAt(site, acts(0, 3)),
    ];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 3, new: 3, requests: 5 });
  });

  test('paged feeds: RFC 5005 in Atom and RSS, JSON Feed, WordPress', async () => {
    const items = (from: number, to: number) =>
      acts(from, to)
        .map(
          ({ path, title, published }) =>
            `<item><title>${title}</title><link>${site}${path}</link><pubDate>${new Date(published).toUTCString()}</pubDate></item>`,
        )
        .join('');
    const rss = (head: string, from: number, to: number) =>
      `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>t</title>${head}${items(from, to)}</channel></rss>`;
    const atom = (head: string, from: number, to: number) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>${head}${acts(from, to)
        .map(
          ({ path, title, published }) =>
            `<entry><title>${title}</title><link href="${site}${path}"/><published>${published}T00:00:00Z</published></entry>`,
        )
        .join('')}</feed>`;
    const json = (next: string | undefined, from: number, to: number) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 't',
        next_url: next,
        items: acts(from, to).map(({ path, title, published }) => ({
          id: path,
          url: `${site}${path}`,
          title,
          date_published: `${published}T00:00:00Z`,
        })),
      });
    const generator = '<generator>https://wordpress.org/?v=6.5</generator>';
    const worlds: [readonly Answer[], string][] = [
      [
        [
          at('/feed', atom('<link rel="self" href="/feed"/><link rel="next" href="/feed?page=2&amp;x=1"/>', 0, 3)),
          at('/feed?page=2&x=1', atom('', 3, 5)),
        ],
        'atom',
      ],
      [[at('/feed', rss(`<atom:link rel='next' href='${site}/feed?p=2'/>`, 0, 3)), at('/feed?p=2', rss('', 3, 5))], 'rss'],
      [[at('/feed', json('/feed/2.json', 0, 3)), at('/feed/2.json', json(undefined, 3, 5))], 'json'],
      [
        [at('/feed', rss(generator, 0, 3)), at('/feed?paged=2', rss(generator, 3, 5)), at('/feed?paged=3', 'no', { status: 404 })],
        'wordpress',
      ],
      [[at('/feed', rss(generator, 0, 5))], 'wordpress that refuses'],
    ];
    for (const [world, name] of worlds) {
      const { one, close } = open(source({ format: 'feed', url: `${site}/feed` }));
      expect({ name, report: await one('2026-11-21', [...world, ...pagesAt(site, acts(0, 5))]) }).toMatchObject({
        name,
        report: { state: 'ok', listed: 5, new: 5 },
      });
      close();
    }
  });
});

describe('what the budget left and backfill', () => {
  test('what --max-pages left is taken up by the next run at once, from later pages too', async () => {
    const { one } = open(source(withN));
    const world = [...numbered(2, 3), at('/tz/index_3.html', '', { status: 404 }), ...pagesAt(site, acts(0, 6))];
    const news: number[] = [];
    for (let n = 0; n < 5; n += 1) news.push((await one('2026-11-21', world, '--max-pages', '2')).new);
    expect(news).toEqual([2, 2, 2, 0, 0]);
    expect((await one('2026-11-21', world)).state).toBe('skipped');
  });

  test('--since reads on until the day is reached, due or not, and leaves out what is older', async () => {
    const { one, ask, run } = open(source(withN));
    const world = [...numbered(20, 3), ...pagesAt(site, acts(0, 60))];
    // Ten pages of three: back to 2026-10-22.
    expect(await one('2026-11-21', world)).toMatchObject({ listed: 30, new: 30 });
    const back = await one('2026-11-21', world, '--since', '2026-10-10');
    expect(back).toMatchObject({
      state: 'ok',
      listed: 45,
      new: 12,
      backfill: { since: '2026-10-10', reached: '2026-10-07', pages: 15, capped: false },
    });
    const capped = await one('2026-11-22', world, '--since', '2026-09-25', '--listing-pages', '17');
    expect(capped.backfill).toEqual({ since: '2026-09-25', reached: '2026-10-01', pages: 17, capped: true });
    const { out, status } = await ask('2026-11-23', world, 'run', '--since', '2026-09-20', '--source', 'sample');
    expect(out).toContain('backfill over 20 listing pages: the oldest entry read is of 2026-09-22');
    expect(status).toBe(0);
    expect((await run('2026-11-24', world, '--since', '2026-09-25')).documents).toMatchObject({ new: 0, changed: 0 });
  });

  test('--since with --max-pages says that it stopped, and a later run goes on', async () => {
    const { one } = open(source(withN));
    const world = [...numbered(4, 3), at('/tz/index_5.html', '', { status: 404 }), ...pagesAt(site, acts(0, 12))];
    expect(await one('2026-11-21', world, '--since', '2026-11-01', '--max-pages', '5')).toMatchObject({
      new: 5,
      backfill: { capped: true },
    });
    expect(await one('2026-11-21', world)).toMatchObject({ new: 7, listed: 12 });
  });

  test('a day that is none is wrong usage', async () => {
    const { ask } = open(source({}));
    for (const words of [
      ['--since', '2026-13-01'],
      ['--since', '2026-2-1'],
      ['--since', '2027-01-01'],
      ['--listing-pages', '3'],
      ['--since', '2026-01-01', '--listing-pages', '0'],
    ]) {
      const said = await ask('2026-11-21', [], 'run', ...words);
      expect({ words, status: said.status }).toEqual({ words, status: 2 });
      expect(said.err).toContain(words.length > 2 || words[0] === '--listing-pages' ? '--listing-pages' : '--since');
    }
  });
});

describe('several listings of one source', () => {
  const two = { more: [{ format: 'dated-links', url: `${site}/gg/index.html` }], expect: { atLeast: 5, freshWithinDays: 90 } };

  test('are read and expected together; an entry of both counts once', async () => {
    const { one } = open(source({}, two));
    const world = [at('/tz/index.html', list(acts(0, 3))), at('/gg/index.html', list(acts(2, 6))), ...pagesAt(site, acts(0, 6))];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 6, new: 6, requests: 8 });
  });

  test('one that breaks makes its source partial and is named; the other goes on', async () => {
    const { one } = open(source({}, two));
    const world = [at('/tz/index.html', list(acts(0, 3))), at('/gg/index.html', 'no', { status: 403 }), ...pagesAt(site, acts(0, 6))];
    expect(await one('2026-11-21', world)).toMatchObject({
      state: 'partial',
      listed: 3,
      new: 3,
      trouble: { kind: 'refused', url: `${site}/gg/index.html` },
    });
    const mended = [at('/tz/index.html', list(acts(0, 3))), at('/gg/index.html', list(acts(3, 6))), ...pagesAt(site, acts(0, 6))];
    expect(await one('2026-11-22', mended)).toMatchObject({ state: 'ok', listed: 6, new: 3 });
    const broken = [at('/tz/index.html', '<html></html>'), at('/gg/index.html', 'no', { status: 403 }), ...pagesAt(site, acts(0, 6))];
    expect(await one('2026-11-23', broken)).toMatchObject({ state: 'unrecognised', trouble: { url: `${site}/tz/index.html` } });
  });
});

describe('sitemaps', () => {
  const stamp = (n: number): string => `${acts(n, n + 1)[0]?.published}T08:00:00+08:00`;
  const urlset = (all: readonly number[], more = ''): string =>
    `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    ${acts(0, 40)
      .filter(({ n }) => all.includes(n))
      .map(
        ({ n, path }) =>
          `<url><loc>${site}${path}</loc><lastmod>${stamp(n)}</lastmod><image:image><image:loc>${site}/i/${n}.png</image:loc></image:image></url>`,
      )
      .join('')}${more}</urlset>`;

  test('addresses that fit; titles and days are those of the pages, the stamp is no date', async () => {
    const { one, say } = open(source({ format: 'sitemap', url: `${site}/sitemap.xml`, items: '/tz/*.html' }));
    const world = [
      at('/sitemap.xml', urlset([0, 1, 2], `<url><loc>${site}/about.html</loc></url><url><loc>http://other.example/tz/1.html</loc></url>`)),
      ...pagesAt(site, acts(0, 3)),
    ];
    expect(await one('2026-11-30', world)).toMatchObject({ state: 'ok', listed: 3, new: 3, requests: 4 });
    const shown = JSON.parse((await say('2026-11-30', 'show', `${site}${acts(1, 2)[0]?.path}`, '--json')).out);
    expect(shown).toMatchObject({ title: acts(1, 2)[0]?.title, dates: { published: { value: acts(1, 2)[0]?.published } } });
  });

  test('an index is followed newest first, packed files too, until one brings nothing new', async () => {
    const { gzipSync } = await import('node:zlib');
    const { one } = open(source({ format: 'sitemap', url: `${site}/sitemap.xml` }));
    const index = (newest: string) =>
      `<sitemapindex><sitemap><loc>${site}/s1.xml</loc><lastmod>2026-10-01</lastmod></sitemap><sitemap><loc>${site}/s2.xml.gz</loc><lastmod>2026-11-01</lastmod></sitemap><sitemap><loc>${site}/s3.xml</loc><lastmod>${newest}</lastmod></sitemap></sitemapindex>`;
    const packed: Answer = { url: `${site}/s2.xml.gz`, body: gzipSync(urlset([2, 3])), headers: { 'content-type': 'application/x-gzip' } };
    const world = [
      at('/sitemap.xml', index('2026-11-20')),
      at('/s1.xml', urlset([4])),
      packed,
      at('/s3.xml', urlset([0, 1])),
      ...pagesAt(site, acts(0, 6)),
    ];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 5, new: 5, requests: 9 });
    expect(
      await one('2026-11-25', [at('/sitemap.xml', index('2026-11-21')), at('/s3.xml', urlset([0, 1])), ...pagesAt(site, acts(0, 6))]),
    ).toMatchObject({ state: 'ok', listed: 2, new: 0 });
  });

  test('one that breaks off is truncated, a page in its place unrecognised', async () => {
    for (const [body, detail] of [
      [urlset([0, 1]).slice(0, -20), /ends after/],
      ['<html><body>我们的网站</body></html>', /the root is html/],
      [urlset([]), /0 entries/],
    ] as const) {
      const { one, close } = open(source({ format: 'sitemap', url: `${site}/sitemap.xml` }));
      const report = await one('2026-11-21', [at('/sitemap.xml', body), ...pagesAt(site, acts(0, 2))]);
      expect(report.trouble?.detail).toMatch(detail);
      expect(report.new).toBe(0);
      close();
    }
  });
});

test('a held entry whose title or day changes in the list is looked at again at once, and once', async () => {
  const { run } = open(source({}));
  const before = list(acts(0, 3));
  const edited = pagesAt(site, acts(0, 3)).map(({ url, body }) => ({ url, body: String(body).replace('个月内', '个工作日内') }));
  await run('2026-11-21', [at('/tz/index.html', before), ...pagesAt(site, acts(0, 3))]);
  // Two days on the pages were visited; the next visit by age is on the 24th.
  await run('2026-11-22', [at('/tz/index.html', before), ...pagesAt(site, acts(0, 3))]);
  const renamed = before.replaceAll(acts(1, 2)[0]?.title ?? '', '某局关于乙号节点接入的通知（更正版）');
  expect((await run('2026-11-23', [at('/tz/index.html', renamed), ...edited])).documents).toMatchObject({ new: 0, changed: 1 });
  const quiet = await run('2026-11-23', [at('/tz/index.html', renamed), ...edited]);
  expect(quiet.sources[0]?.requests).toBe(0);
});
