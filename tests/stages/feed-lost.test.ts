import { describe, expect, test } from 'vitest';
import { parseDate } from '../../shared/stages/dates/dates.ts';
import { readPage } from '../../shared/stages/read.ts';

const url = 'http://data.sample.example/feed.xml';
const today = '2026-11-25';

async function read(feed: string | Uint8Array, unaddressed = false) {
  const bytes = typeof feed === 'string' ? Buffer.from(feed) : feed;
  const page = await readPage({ as: 'feed', url, bytes, today, unaddressed });
  if (page.kind !== 'feed') throw new Error(page.kind);
  return page;
}

/** Text in a charset of one byte a letter. */
function bytesIn(charset: string, text: string): Uint8Array {
  const decoder = new TextDecoder(charset);
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const));
  return Uint8Array.from(Array.from(text, (char) => table.get(char) ?? 0x3f));
}

const fields = (n: number, more = ''): string =>
  `<title>关于第${n}项工作的通知</title><link>http://data.sample.example/${n}.html</link><pubDate>Mon, 16 Nov 2026 09:00:00 +0800</pubDate>${more}`;
const item = (n: number, more = ''): string => `<item>${fields(n, more)}</item>`;
const rss = (inner: string): string => `<rss version="2.0"><channel><title>通知</title>${inner}</channel></rss>`;

describe('items that stand elsewhere, or under another name, are not lost', () => {
  test.each([
    ['behind the channel', `<rss version="2.0"><channel><title>通知</title></channel>${item(1)}${item(2)}</rss>`],
    ['in a wrapper', rss(`<items>${item(1)}${item(2)}</items>`)],
    [
      'with a prefix',
      `<rss version="2.0" xmlns:r="x"><channel><title>通知</title><r:item>${fields(1)}</r:item><r:item>${fields(2)}</r:item></channel></rss>`,
    ],
    ['items in Atom', `<feed xmlns="http://www.w3.org/2005/Atom"><title>通知</title>${item(1)}${item(2)}</feed>`],
    ['entries in RSS', rss(`<entry>${fields(1)}</entry><entry>${fields(2)}</entry>`)],
    ['some in a wrapper', rss(`${item(1)}<items>${item(2)}</items>`)],
  ])('%s', async (_where, feed) => {
    expect((await read(feed)).entries.map(({ url: page }) => page)).toEqual([
      'http://data.sample.example/1.html',
      'http://data.sample.example/2.html',
    ]);
  });

  test('an empty feed is empty', async () => expect((await read(rss(''))).entries).toEqual([]));
});

describe('charsets without a label', () => {
  const russian = 'Государственная программа развития искусственного интеллекта';
  test.each([
    ['koi8-r', russian],
    ['windows-1251', russian],
    ['windows-1255', 'תוכנית לאומית לבינה מלאכותית ולפיתוח תשתיות מחשוב'],
    ['windows-874', 'แผนปฏิบัติการด้านปัญญาประดิษฐ์แห่งชาติเพื่อการพัฒนาประเทศ'],
  ])('%s', async (charset, title) => {
    const page = await read(bytesIn(charset, rss(item(1).replace('关于第1项工作的通知', title)).replace('通知', '')));
    expect(page).toMatchObject({ charset, entries: [{ title }] });
  });

  test('what is lost is said', async () => {
    const page = await read(
      Buffer.concat([Buffer.from(rss(item(1)).slice(0, -20)), Uint8Array.of(0xff, 0xfe, 0x80), Buffer.from(rss(item(1)).slice(-20))]),
    );
    expect(page.warnings).toContainEqual({ field: 'charset', reason: expect.stringContaining('U+FFFD') });
  });
});

const atom = (inner: string): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>通知</title><entry><title>甲</title><link href="/1.html"/><updated>2026-11-16T09:00:00+08:00</updated>${inner}</entry></feed>`;

describe('words of items', () => {
  test.each([
    ['summary behind content', atom('<content>全文在此</content><summary>摘要</summary>'), '摘要'],
    [
      'description behind content:encoded',
      rss(item(1, '<content:encoded xmlns:content="c">全文在此</content:encoded><description>摘要</description>')),
      '摘要',
    ],
    ['content alone', atom('<content>全文在此</content>'), '全文在此'],
    ['a picture as content', atom('<content type="image/png">iVBORw0KGgo</content>'), undefined],
    ['itunes:summary with all fields', rss(item(1, '<itunes:summary xmlns:itunes="i">节目</itunes:summary>')), '节目'],
    [
      'itunes:summary without a day',
      rss(item(1, '<itunes:summary xmlns:itunes="i">节目</itunes:summary>').replace(/<pubDate>.*<\/pubDate>/, '')),
      '节目',
    ],
  ])('%s', async (_what, feed, summary) => expect((await read(feed)).entries[0]?.summary).toBe(summary));

  test('a title in base64, by its mode or its type', async () => {
    const coded = Buffer.from('算力通知').toString('base64');
    for (const attribute of ['mode="base64"', 'type="application/octet-stream"']) {
      const feed = `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title ${attribute}>${coded}</title></feed>`;
      expect((await read(feed)).title, attribute).toBe('算力通知');
    }
  });

  test('a control character is no blank', async () => {
    const feed = rss(item(1).replace('关于第1项', '关于&#x7;第1项\u0007'));
    expect((await read(feed)).entries[0]?.title).toBe('关于第1项工作的通知');
  });
});

test('one page under one title on two days is two entries; an undated twin is none of its own', async () => {
  const later = item(1).replace('16 Nov', '18 Nov');
  expect((await read(rss(`${item(1)}${later}`))).entries.map(({ publishedOn }) => publishedOn)).toEqual(['2026-11-16', '2026-11-18']);
  expect((await read(rss(`${item(1).replace(/<pubDate>.*<\/pubDate>/, '')}${item(1)}`))).entries).toHaveLength(1);
});

test('items without a page are said to be shown, or left out, as they are', async () => {
  const feed = rss(item(1).replace(/<link>.*<\/link>/, ''));
  expect((await read(feed, true)).warnings?.[0]?.reason).toBe('1 items without the address of a page are shown at the address of the feed');
  expect((await read(feed)).warnings?.[0]?.reason).toBe('1 items without the address of a page are left out');
});

test.each([
  ['Mon, 16 Nov 2026 09:00:00 gmt', '2026-11-16'],
  ['Mon, 16 Nov 2026 09:00:00 Pdt', '2026-11-17'],
  ['Mon, 16 Nov 2026 23:00:00 MESZ', '2026-11-17'],
  ['Mon, 16 Nov 2026 23:00:00 MEST', '2026-11-17'],
  ['Mon, 16 Nov 2026 12:00:00 MT', '2026-11-17'],
  ['Mon, 16 Nov 2026 18:00:00 BST', '2026-11-17'],
  ['星期一, 16 十一月 2026 09:00:00 +0800', '2026-11-16'],
  ['星期三, 2 十二月 2026 09:00:00 +0800', '2026-12-02'],
  ['Mon, 16 Nov 2026 09:00:00 Q', undefined],
])('%s', (written, day) => expect(parseDate(written, today).value).toBe(day));
