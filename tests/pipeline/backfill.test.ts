import { describe, expect, test } from 'vitest';
import { acts, list, pagesAt, siteOf } from '../support/lists.ts';
import { type Answer, roundsOfTests } from '../support/rounds.ts';

const { site, at, source, numbered } = siteOf('data');

const open = roundsOfTests();

const withN = { next: `${site}/tz/index_{n}.html` };

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
    const world = [...numbered(14, 2), ...pagesAt(site, acts(0, 28))];
    // Ten pages of two: back to 2026-11-01.
    expect(await one('2026-11-21', world)).toMatchObject({ listed: 20, new: 20 });
    const back = await one('2026-11-21', world, '--since', '2026-10-29');
    const backfill = { since: '2026-10-29', reached: '2026-10-26', pages: 13, capped: false };
    expect(back).toMatchObject({ state: 'ok', listed: 26, new: 3, backfill });
    const said = await ask('2026-11-23', world, 'backfill', '--since', '2026-10-20', '--source', 'data');
    expect(said.err).not.toContain('Error');
    expect(said.out).toMatch(/backfill over \d+ listing pages: the oldest entry read is dated 2026-10-24; the listing has nothing older/);
    expect(said.status).toBe(0);
    expect((await run('2026-11-24', world, '--since', '2026-10-20')).documents).toMatchObject({ new: 0, changed: 0 });
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
    const cases = [
      [urlset([0, 1]).slice(0, -20), /ends after/],
      ['<html><body>我们的网站</body></html>', /the root is html/],
      [urlset([]), /0 entries/],
    ] as const;
    const sites = cases.map(([body, detail], i) => ({ body, detail, ...siteOf(`map${i}`) }));
    const { run } = open(...sites.map((each) => each.source({ format: 'sitemap', url: `${each.site}/sitemap.xml` })));
    const report = await run(
      '2026-11-21',
      sites.map((each) => each.at('/sitemap.xml', each.body)),
    );
    for (const [i, { detail }] of sites.entries()) expect(report.sources[i]?.trouble?.detail).toMatch(detail);
    expect(report.documents.new).toBe(0);
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
