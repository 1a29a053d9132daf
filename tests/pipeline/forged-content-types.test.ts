import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Page } from '../../shared/model/article.ts';
import { pagesBehind } from '../../shared/pipeline/collect/reading.ts';
import { openObjects } from '../../shared/store/aws/objects.ts';
import { openSnapshots } from '../../shared/store/snapshots.ts';
import { openBucket } from '../store/bucket.ts';
import { act, list, pageOf, siteOf } from '../support/lists.ts';
import { roundsOfTests } from '../support/rounds.ts';

const ourType = 'application/vnd.hongtou.pages+json';
const sha256 = (value: Uint8Array | string): string => createHash('sha256').update(value).digest('hex');
const evidenceKey = (url: string, bytes: string): string =>
  `evidence/sha256/${sha256(bytes)}/${sha256(JSON.stringify([url, 200, sha256(bytes)])).slice(0, 32)}.json`;
const openRounds = roundsOfTests();

describe('a content type that a site chooses gives its page no rights', () => {
  test('a page with the type of stored page lists is an ordinary page, and what it names is not its evidence', async () => {
    const [good, evil] = [siteOf('good'), siteOf('evil')];
    const goodPage = pageOf({ ...act(1), title: '关于印发《智能算力登记办法》的通知' });
    const key = evidenceKey(`${good.site}/tz/1.html`, goodPage);
    const evilTitle = '关于人工智能算力券申领的通知';
    const evilPage = `"${pageOf({ ...act(2), title: evilTitle })
      .replaceAll('"', "'")
      .replaceAll('\n', ' ')} ${key}"`;
    expect(JSON.parse(evilPage)).toContain(key);
    const { run, say, folder } = openRounds(good.source(), evil.source());
    const world = [
      good.at('/tz/index.html', list([{ ...act(1), path: '/tz/1.html' }])),
      good.at('/tz/1.html', goodPage),
      evil.at('/tz/index.html', list([{ ...act(2), path: '/tz/2.html' }])),
      evil.at('/tz/2.html', evilPage, { headers: { 'content-type': ourType } }),
    ];
    const report = await run('2026-11-19', world);
    expect(report).toMatchObject({ documents: { new: 2 }, failures: [] });
    const show = async () => JSON.parse((await say('2026-11-19', 'show', `${evil.site}/tz/2.html`, '--json')).out);
    const before = await show();
    expect(before.title).toBe(evilTitle);
    expect(JSON.parse((await say('2026-11-19', 'verify', '--json')).out).findings).toEqual([]);
    await say('2026-11-19', 'reprocess', '--json');
    const after = await show();
    expect([after.title, after.text, after.revisions.length]).toEqual([evilTitle, before.text, 1]);
    expect((await say('2026-11-19', 'export', '--format', 'warc', '--out', `${folder}/e.warc.gz`)).status).toBe(0);
  });

  const page = (more: Partial<Page>): Page => ({
    url: 'http://good.example/1.html',
    finalUrl: 'http://good.example/1.html',
    hops: [],
    status: 200,
    headers: { 'content-type': 'text/html' },
    bytes: Buffer.from('one'),
    wireBytes: 3,
    requests: 1,
    fetchedAt: '2026-11-25T00:00:00.000Z',
    ...more,
  });

  test('the list of the pages of a text is followed; a site cannot send one', async () => {
    const snapshots = openSnapshots(openObjects(await openBucket()));
    const { key } = await snapshots.save(page({}));
    const bytes = Buffer.from(JSON.stringify({ pages: [{ url: 'http://good.example/1.html', evidence: key }] }));
    const sent = await snapshots.save(page({ url: 'http://evil.example/', headers: { 'content-type': ourType }, bytes }));
    const behind = async (evidence: string) => (await pagesBehind(evidence, { snapshots })).map(({ url }) => url);
    expect(await behind(sent.key)).toEqual(['http://evil.example/']);
    const own = await snapshots.saveList([{ url: 'http://good.example/1.html', evidence: key }]);
    expect(own.key).toMatch(/^pages\/sha256\/[0-9a-f]{64}$/);
    expect(await behind(own.key)).toEqual(['http://good.example/1.html']);
    expect(await behind(`pages/sha256/${'0'.repeat(64)}`)).toEqual([]);
  });
});
