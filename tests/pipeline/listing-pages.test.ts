import { describe, expect, test } from 'vitest';
import { act, acts, list, pagesAt, siteOf } from '../support/lists.ts';
import { type Answer, roundsOfTests } from '../support/rounds.ts';

const { site, host, at, source, numbered } = siteOf('data');

const open = roundsOfTests();

const withN = { next: `${site}/tz/index_{n}.html` };

describe('pages of a list', () => {
  test('are read as long as they have unseen entries, and a 404 after the last page is no trouble', async () => {
    const { one } = open(source(withN));
    const world = [...numbered(3, 4), at('/tz/index_4.html', 'gone', { status: 404 }), ...pagesAt(site, acts(0, 12))];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 12, new: 12, requests: 16, failed: 0, status: 0 });
    // One more in front: page 1 brings it, page 2 nothing.
    const moved = [at('/tz/index.html', list(acts(-1, 3))), at('/tz/index_2.html', list(acts(3, 7))), ...pagesAt(site, acts(-1, 12))];
    expect(await one('2026-11-22', moved)).toMatchObject({ state: 'ok', listed: 8, new: 1 });
    // Nothing changed: what the last reading came to is said again.
    expect(await one('2026-11-23', moved)).toMatchObject({ state: 'ok', listed: 8, new: 0, changed: 0 });
  });

  test('end at ten in an ordinary round', async () => {
    const { one } = open(source(withN));
    const world = [...numbered(12, 2), ...pagesAt(site, acts(0, 24))];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', listed: 20, new: 20, capped: true });
    // A list of ten pages is read to its end.
    const ten = siteOf('ten');
    const { one: other } = open(ten.source({ next: 'a.next' }));
    const pages = Array.from({ length: 10 }, (_, i) =>
      ten.at(`/tz/${i === 0 ? 'index' : i}.html`, list(acts(i, i + 1), i < 9 ? `<a class="next" href="/tz/${i + 1}.html">下一页</a>` : '')),
    );
    expect(await other('2026-11-21', [...pages, ...ten.pages(0, 10)])).not.toHaveProperty('capped');
  });

  test('that end before what was known leave a gap: it is named where the source is told of, and closed by a run that goes back to it', async () => {
    const { one, say } = open(source(withN));
    const shown = async (day: string): Promise<string> => (await say(day, 'sources', 'show', 'data')).out.replaceAll(/\s+/g, ' ');
    const old = [at('/tz/index.html', list(acts(40, 44))), at('/tz/index_2.html', 'gone', { status: 404 }), ...pagesAt(site, acts(40, 44))];
    expect(await one('2026-10-12', old)).not.toHaveProperty('capped');
    const world = [...numbered(22, 2), at('/tz/index_23.html', 'gone', { status: 404 }), ...pagesAt(site, acts(0, 44))];
    expect(await one('2026-11-21', world)).toMatchObject({ state: 'ok', new: 20, capped: true });
    const gap = 'Its list went on behind the 10 pages read on 2026-11-21; entries from 2026-10-11 to 2026-11-01 may be missing.';
    expect(await shown('2026-11-21')).toContain(`${gap} "hongtou backfill --source data --since 2026-10-11" reads them.`);
    // It stays when the next round reads what is new to its end.
    const next = [at('/tz/index.html', list(acts(-1, 1))), ...world.slice(1), ...pagesAt(site, [act(-1)])];
    expect(await one('2026-11-22', next)).toMatchObject({ state: 'ok', new: 1 });
    expect(await shown('2026-11-22')).toContain(gap);
    const { out, status } = await say('2026-11-22', 'digest', '--week', '2026-W47', '--format', 'text');
    expect([status, out.replaceAll(/\s+/g, ' ')]).toEqual([
      0,
      expect.stringMatching(/Cut off on 21 November 2026.*entries from 11 October 2026 to 1 November/),
    ]);
    const later = await say('2026-12-01', 'digest', '--week', '2026-W48', '--format', 'text');
    expect(later.out).not.toContain('Cut off');
    expect(await one('2026-11-23', next, '--since', '2026-10-11')).toMatchObject({ new: 20 });
    expect(await shown('2026-11-23')).not.toContain('may be missing');
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
    const hrefs = ['/tz/index.html', 'javascript:go(2)', 'http://elsewhere.example/tz/2.html', '#', '//'];
    const sites = hrefs.map((href, i) => ({ href, ...siteOf(`loop${i}`) }));
    const { run } = open(...sites.map((each) => each.source({ next: 'a.next' })));
    const world = sites.flatMap((each) => [
      each.at('/tz/index.html', list(acts(0, 2), '<a class="next" href="/tz/p2.html">下一页</a>')),
      each.at('/tz/p2.html', list(acts(2, 4), `<a class="next" href="${each.href}">下一页</a>`)),
      ...each.pages(0, 4),
    ]);
    const report = await run('2026-11-21', world);
    expect(report.sources.map(({ state, listed, requests }) => [state, listed, requests])).toEqual(hrefs.map(() => ['ok', 4, 6]));
    expect(report.documents.new).toBe(4);
  });

  test('an empty page after the first is the end; a page of another layout, a refusal and a truncated page are reported', async () => {
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
    const sites = cases.map(([body, more, state, kind], i) => ({ body, more, state, kind, ...siteOf(`end${i}`) }));
    const declared = { format: 'html', items: '.u-list > li', link: 'a', date: 'span' };
    const { run } = open(...sites.map((each) => each.source({ ...declared, next: `${each.site}/tz/index_{n}.html` })));
    const world = sites.flatMap((each) => [
      each.at('/tz/index.html', list(acts(0, 3))),
      each.at('/tz/index_2.html', each.body, each.more),
      ...each.pages(0, 3),
    ]);
    const report = await run('2026-11-21', world);
    expect(report.documents.new).toBe(3);
    for (const [i, { body, state, kind, site: there }] of sites.entries()) {
      const found = report.sources[i];
      expect({ body, state: found?.state, listed: found?.listed, kind: found?.trouble?.kind }).toEqual({ body, state, listed: 3, kind });
      expect(found?.trouble?.url).toBe(kind && `${there}/tz/index_2.html`);
    }
  });

  test('a page that failed is read in the next round, though page 1 has nothing new', async () => {
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

  test('a later page that fails is no trouble where all entries on it are known', async () => {
    const { one } = open(source(withN));
    await one('2026-11-21', [
      at('/tz/index.html', list(acts(0, 3))),
      at('/tz/index_2.html', '', { status: 404 }),
      ...pagesAt(site, acts(0, 3)),
    ]);
    const world = [at('/tz/index.html', list(acts(-1, 2))), at('/tz/index_2.html', 'x', { status: 403 }), ...pagesAt(site, acts(-1, 3))];
    expect(await one('2026-11-22', world)).toMatchObject({ state: 'ok', new: 1 });
  });

  test('addresses of every spelling, one in a script, an address three times, lines without a day', async () => {
    const { one } = open(source({ format: 'html', items: 'li', link: 'a' }));
    const lines = `<li><a href=${site}/tz/1.html>绝对地址的算力通知</a><li><a href=//${host}/tz/2.html>协议相对的算力通知</a>
      <li><a href='./3.html'>相对地址的算力通知</a><li><a href="../tz/3.html">同一地址的算力通知</a><li><a href=/tz/3.html#top>再次出现的算力通知</a>
      <li><a href="javascript:open('/tz/4.html')">脚本的算力通知</a><li><a href="mailto:a@b.example">邮件的算力通知</a>`;
    const world = [
      at('/tz/index.html', `<ul>${lines}</ul>`),
      ...[1, 2, 3, 4].map((n) => at(`/tz/${n}.html`, pagesAt(site, acts(n, n + 1))[0]?.body as string)),
    ];
    expect(await one('2026-11-21', world)).toMatchObject({ listed: 4, new: 4, requests: 5, failed: 0 });
  });
});

describe('pages that nothing declares', () => {
  const pager = (n: number) => `<div class="pg"><a href="/tz/index_${n}.html">下一页</a></div>`;
  const dated = { format: 'dated-links' } as const;

  test('are not asked for at the first reading, and are where no known entry is left on the first page', async () => {
    const { one } = open(source(dated));
    const first = [at('/tz/index.html', list(acts(6, 9), pager(2))), ...pagesAt(site, acts(0, 9))];
    expect(await one('2026-11-21', first)).toMatchObject({ state: 'ok', listed: 3, new: 3, requests: 4 });
    const later = [at('/tz/index.html', list(acts(0, 3), pager(2))), at('/tz/index_2.html', list(acts(3, 7), pager(3)))];
    expect(await one('2026-11-22', [...later, ...pagesAt(site, acts(0, 9))])).toMatchObject({ state: 'ok', listed: 7, new: 6, failed: 0 });
  });

  test('are followed by a backfill, and one that cannot be fetched is reported', async () => {
    const { one } = open(source(dated));
    const world = [
      at('/tz/index.html', list(acts(0, 3), pager(2))),
      at('/tz/index_2.html', list(acts(3, 6), pager(3))),
      ...pagesAt(site, acts(0, 6)),
    ];
    const back = await one('2026-11-21', world, '--since', '2026-01-01');
    expect(back).toMatchObject({ state: 'partial', listed: 6, new: 6, trouble: { kind: 'unreachable' } });
  });
});
