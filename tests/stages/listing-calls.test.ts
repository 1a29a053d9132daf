import { expect, test } from 'vitest';
import type { Listing } from '../../shared/model/source.ts';
import { readListing } from '../../shared/stages/listing/listing.ts';

/** Lists of calls for comment, in the shapes of the ministries: a period, a deadline alone, a mark of the state before the title. */
const url = 'https://www.jia.gov.cn/hd/zjdc/index.html';
const today = '2026-11-25';
async function read(text: string, listing: Partial<Listing> = {}) {
  const decoded = { text, charset: 'utf-8', lossy: false };
  const page = await readListing({ url, decoded, listing: { format: 'jpaas', url, ...listing }, today });
  return page.entries.map(({ title, publishedOn }) => [title, publishedOn]);
}
const unit = (html: string): string => JSON.stringify({ success: true, data: { html } });
const title = (name: string): string => `关于公开征求《${name}管理办法（征求意见稿）》意见的通知`;

test.each([
  ['至', '2026-10-10至2026-11-09'],
  ['a wave', '2026年10月10日～2026年11月9日'],
  ['to come', '2026-10-10 至 2026-12-09'],
])('a period is said by its first day: %s', async (_, period) => {
  const line = (name: string): string =>
    `<li class="row"><a href="/art_${name.length}${name.charCodeAt(0)}.html" title="${title(name)}">${title(name)}</a><div class="doctime">${period}</div><div>已结束</div></li>`;
  const found = await read(unit(`<ul>${['智能终端', '数据标注', '算力券'].map(line).join('')}</ul>`));
  expect(found.map(([, day]) => day)).toEqual(['2026-10-10', '2026-10-10', '2026-10-10']);
});

const closing = (name: string, day: string): string =>
  `<li class="long-deta"><a href="/art_${name.charCodeAt(0)}.html" title="${title(name)}">${title(name)}</a><span class="date-info">截止日期 ${day}</span></li>`;

test('a unit whose lines say only when they close is read by declared items, and no deadline becomes a day of publication', async () => {
  const html = `<ul class="solicit-list-ul">${closing('智能建造', '2026-12-18')}${closing('数字孪生', '2026-10-18')}</ul>`;
  expect(await read(unit(html), { items: 'li.long-deta' })).toEqual([
    [title('智能建造'), undefined],
    [title('数字孪生'), undefined],
  ]);
});

test.each(['[进行中] - ', '【进行中】', '[已结束]', '（征集中） ', ' - ', '[已截止]-'])(
  'a mark of the state is no part of the title: %s',
  async (mark) => {
    const row = (name: string): string =>
      `<li><a href="/t_${name.charCodeAt(0)}.html" title="${mark}${title(name)}">${mark}${title(name)}</a><span>2026-11-10</span></li>`;
    const found = await read(`<ul>${['自动驾驶', '低空经济'].map(row).join('')}</ul>`, { format: 'dated-links' });
    expect(found.map(([text]) => text)).toEqual([title('自动驾驶'), title('低空经济')]);
  },
);

test('a mark of the state behind the title is no part of it, and words in brackets that are none stay', async () => {
  const row = (text: string, at: number): string => `<li><a href="/t_${at}.html" title="${text}">${text}</a><span>2026-11-10</span></li>`;
  const texts = [
    `${title('算电协同')}[已结束]`,
    `${title('车路协同')}（进行中）`,
    '【行业标准】关于进行中项目的通知',
    '[2026]第三批智能体应用名单公示',
  ];
  const found = await read(`<ul>${texts.map(row).join('')}</ul>`, { format: 'dated-links' });
  expect(found.map(([text]) => text)).toEqual([title('算电协同'), title('车路协同'), texts[2], texts[3]]);
});

test('a feed may call its day pubTime', async () => {
  const item = (at: number): string =>
    `<item><title>高技术制造业增加值情况${at}</title><link>https://www.jia.gov.cn/sj/t_${at}.html</link><pubTime>2026-11-1${at} 10:00:00</pubTime></item>`;
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>数据发布</title>${[1, 2].map(item).join('')}</channel></rss>`;
  expect((await read(feed, { format: 'feed' })).map(([, day]) => day)).toEqual(['2026-11-11', '2026-11-12']);
});
