import { expect, test } from 'vitest';
import { readPage } from '../../shared/stages/read.ts';

const url = 'http://www.npc.gov.cn/flcaw/flca/1/info/';
const law =
  '<p>第一条　为了规范数据流通，制定本条例。</p><p>第二条　数据流通应当遵循自愿、安全的原则。</p><p>第三条　各级人民政府应当加强领导。</p>';

test('an article that comes as JSON is read by the fields that its declaration names, and by nothing else', async () => {
  const read = (body: object, article?: object) =>
    readPage({ as: 'article', url, bytes: Buffer.from(JSON.stringify(body)), today: '2026-11-25', ...(article ? { article } : {}) });
  const answer = { flxxmc: '数据流通条例（草案）', tsy: law };
  const fields = { title: 'flxxmc', body: 'tsy' };
  expect(await read(answer, fields)).toMatchObject({ title: '数据流通条例（草案）', text: expect.stringContaining('第二条') });
  await expect(read(answer)).rejects.toThrow('an answer in JSON, not a page');
  await expect(read({ ...answer, tsy: '' }, fields)).rejects.toThrow('an answer in JSON, not a page');
});

test('the page of an open directory tells what its list is asked from', async () => {
  const page =
    '<html><head><title>政府信息公开</title></head><body><div id="app"></div><script>var _CONFIG = { SITE: "x", SID: \'755014\', TREE: [{id: 1}] };</script></body></html>';
  const listing = { format: 'guangdong' as const, url: 'http://gxj.sz.gov.cn/gkmlpt/index' };
  const read = await readPage({ as: 'listing', url: listing.url, bytes: Buffer.from(page), listing, part: 'first', today: '2026-11-25' });
  expect(read).toMatchObject({ follow: { kind: 'data', asks: [{ url: 'http://gxj.sz.gov.cn/gkmlpt/api/all/0?page=1&sid=755014' }] } });
});
