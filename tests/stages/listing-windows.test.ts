import { expect, test } from 'vitest';
import type { Listing } from '../../shared/model/source.ts';
import { readArticle } from '../../shared/stages/article/article.ts';
import { readListing } from '../../shared/stages/listing/listing.ts';

const list = async (text: string, listing: Omit<Listing, 'url'>) => {
  const url = 'https://www.yunchuan.gov.cn/hudong/';
  const page = await readListing({
    url,
    decoded: { text, charset: 'utf-8', lossy: false },
    listing: { url, ...listing } as Listing,
    today: '2026-11-27',
  });
  return page.entries.map(({ window }) => window);
};
const lines = (...items: readonly string[]): string => `<html><body><ul>${items.join('')}</ul></body></html>`;
const line = (rest: string, n = 1): string =>
  `<li><a href="/art/2026/${n}.html">关于公开征求《云川市数据办法（征求意见稿）》意见的公告</a>${rest}</li>`;

test.each([
  ['a period', '<span>2026-11-20至2026-12-20</span>', { from: '2026-11-20', until: '2026-12-20', quote: '2026-11-20至2026-12-20' }],
  [
    'a period with times',
    '<p>征集时间：2026-11-20 00:00 ~ 2026-12-20</p>',
    { from: '2026-11-20', until: '2026-12-20', quote: '2026-11-20 00:00 ~ 2026-12-20' },
  ],
  ['a day of closing', '<em>2026-11-20</em><em>截止时间：2026年12月20日</em>', { until: '2026-12-20', quote: '截止时间：2026年12月20日' }],
  [
    'an epoch that only the script reads',
    '<span>2026-11-20</span><span class="endtime" style="display:none">1797782399000</span>',
    { until: '2026-12-20', quote: 'endtime 1797782399000' },
  ],
  ['a period of force', '<span>有效期：2026-12-01至2027-01-30</span><em>2026-11-20</em>', undefined],
  ['a period of applications', '<span>申报时间：2026-11-20至2026-12-20</span><em>2026-11-20</em>', undefined],
  ['a day alone', '<span>2026-11-20</span>', undefined],
])('%s beside an entry', async (_, rest, window) => {
  expect(await list(lines(line(rest), line(rest, 2), line(rest, 3)), { format: 'dated-links' })).toEqual([window, window, window]);
});

test('fields of a row of data', async () => {
  const rows = [{ bt: '数据法（草案）征求意见', url: '/a/1.html', ksrq: '2026-11-20', jsrq: '2026-12-19' }];
  expect(await list(JSON.stringify({ rows }), { format: 'json', items: 'rows' })).toEqual([
    { from: '2026-11-20', until: '2026-12-19', quote: 'ksrq 2026-11-20, jsrq 2026-12-19' },
  ]);
});

test('a page that says nothing takes the window from its listing, one that says something keeps its own', () => {
  const read = (text: string, title = '关于公开征求《云川市数据办法（征求意见稿）》意见的公告') =>
    readArticle({
      url: 'https://www.yunchuan.gov.cn/art/2026/1.html',
      decoded: {
        text: `<html><body><h1>${title}</h1><p>2026-11-20</p><div class="TRS_Editor"><p>${text}</p></div></body></html>`,
        charset: 'utf-8',
        lossy: false,
      },
      today: '2026-11-27',
      entry: { url: '', title, window: { from: '2026-11-20', until: '2026-12-20', quote: '2026-11-20至2026-12-20' } },
    }).dates;
  expect(read('现就《云川市数据办法（征求意见稿）》向社会公开征求意见，欢迎各界提出宝贵意见和建议。')).toMatchObject({
    commentFrom: { value: '2026-11-20', from: 'listing', quote: '2026-11-20至2026-12-20' },
    commentBy: { value: '2026-12-20', from: 'listing', quote: '2026-11-20至2026-12-20' },
  });
  expect(read('现向社会公开征求意见，意见反馈截止时间为2026年12月25日。').commentBy).toMatchObject({ value: '2026-12-25', from: 'body' });
  expect(
    read('现将《云川市数据办法》印发给你们，请认真贯彻执行，抓好各项任务落实。', '关于印发《云川市数据办法》的通知').commentBy,
  ).toBeUndefined();
});
