import { describe, expect, test } from 'vitest';
import { acts, line, list, pagesAt, siteOf } from '../support/lists.ts';
import { type Answer, roundsOfTests } from '../support/rounds.ts';

const { site, at, source } = siteOf('data');

const open = roundsOfTests();

describe('the pager of each family', () => {
  test('TRS, in both forms of its script, counts the files from 1', async () => {
    const scripts = ['createPageHTML(3, N, "index", "html");', "createPageHTML('page', 3, TURN, 'index', 'html', 9);"];
    const sites = scripts.map((script, i) => ({ script, ...siteOf(`trs${i}`) }));
    const { run } = open(...sites.map((each) => each.source({ format: 'trs' })));
    const world = sites.flatMap(({ script, ...each }) => {
      const page = (n: number) =>
        list(acts(n * 2, n * 2 + 2), `<script>${script.replace('(3, N', `(3, ${n}`).replace('TURN', String(n + 1))}</script>`);
      return [
        each.at('/tz/index.html', page(0)),
        each.at('/tz/index_1.html', page(1)),
        each.at('/tz/index_2.html', page(2)),
        ...each.pages(0, 6),
      ];
    });
    const { sources } = await run('2026-11-21', world);
    expect(sources.map(({ state, listed, requests }) => [state, listed, requests])).toEqual(scripts.map(() => ['ok', 6, 9]));
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
    const sites = bodies.map(([first, second, more = {}], i) => ({ first, second, more, ...siteOf(`post${i}`) }));
    const { run } = open(
      ...sites.map(({ site: there, source: declare, first, more }) =>
        declare({ format: 'json', url: `${there}/api/list`, method: 'POST', body: first, items: 'data', ...more }),
      ),
    );
    const world = sites.flatMap(({ first, second, ...each }) => [
      each.at('/api/list', rows(0, 3), { posted: first }),
      each.at('/api/list', rows(3, 5), { posted: second }),
      each.at('/api/list', 'cb({"data":[]});', { posted: second.replace('2', '3') }),
      ...each.pages(0, 5),
    ]);
    const { sources } = await run('2026-11-21', world);
    expect(sources.map(({ state, listed, failed }) => [state, listed, failed])).toEqual(bodies.map(() => ['ok', 5, 0]));
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
    const generator = '<generator>https://wordpress.org/?v=6.5</generator>';
    const names = ['atom', 'rss', 'json', 'wordpress', 'wordpress that refuses'] as const;
    const sites = names.map((name, i) => ({ name, ...siteOf(`feed${i}`) }));
    const worldOf = ({ name, site: there, at: put }: (typeof sites)[number]): readonly Answer[] => {
      const items = (from: number, to: number) =>
        acts(from, to)
          .map(
            ({ path, title, published }) =>
              `<item><title>${title}</title><link>${there}${path}</link><pubDate>${new Date(published).toUTCString()}</pubDate></item>`,
          )
          .join('');
      const rss = (head: string, from: number, to: number) =>
        `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>t</title>${head}${items(from, to)}</channel></rss>`;
      const entries = (from: number, to: number) =>
        acts(from, to)
          .map(
            ({ path, title, published }) =>
              `<entry><title>${title}</title><link href="${there}${path}"/><published>${published}T00:00:00Z</published></entry>`,
          )
          .join('');
      const atom = (head: string, from: number, to: number) =>
        `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>${head}${entries(from, to)}</feed>`;
      const json = (next: string | undefined, from: number, to: number) =>
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: 't',
          next_url: next,
          items: acts(from, to).map(({ path, title, published }) => ({
            id: path,
            url: `${there}${path}`,
            title,
            date_published: `${published}T00:00:00Z`,
          })),
        });
      switch (name) {
        case 'atom':
          return [
            put('/feed', atom('<link rel="self" href="/feed"/><link rel="next" href="/feed?page=2&amp;x=1"/>', 0, 3)),
            put('/feed?page=2&x=1', atom('', 3, 5)),
          ];
        case 'rss':
          return [put('/feed', rss(`<atom:link rel='next' href='${there}/feed?p=2'/>`, 0, 3)), put('/feed?p=2', rss('', 3, 5))];
        case 'json':
          return [put('/feed', json('/feed/2.json', 0, 3)), put('/feed/2.json', json(undefined, 3, 5))];
        case 'wordpress':
          return [
            put('/feed', rss(generator, 0, 3)),
            put('/feed?paged=2', rss(generator, 3, 5)),
            put('/feed?paged=3', 'no', { status: 404 }),
          ];
        case 'wordpress that refuses':
          return [put('/feed', rss(generator, 0, 5)), put('/feed?paged=2', 'no', { status: 403 })];
      }
    };
    const { run } = open(...sites.map((each) => each.source({ format: 'feed', url: `${each.site}/feed` })));
    const { sources } = await run(
      '2026-11-21',
      sites.flatMap((each) => [...worldOf(each), ...each.pages(0, 5)]),
    );
    expect(sources.map(({ state, listed, failed }, i) => [names[i], state, listed, failed])).toEqual(
      names.map((name) => [name, 'ok', 5, 0]),
    );
  });
});
