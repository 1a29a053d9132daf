import { expect, test } from 'vitest';
import { SourceError } from '../../shared/model/errors.ts';
import { readFeed } from '../../shared/stages/listing/feed.ts';

const rss = (items: string, head = 'version="2.0"'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss ${head}><channel><title>T</title><link>https://a.example.cn/</link>${items}</channel></rss>`;
const day = '<pubDate>Fri, 21 Nov 2025 02:00:00 GMT</pubDate>';
/** What is wrong or special, the feed, and its items (title, address, day) or the trouble. */
const feeds: readonly (readonly [string, string, readonly (readonly (string | undefined)[])[] | string])[] = [
  [
    'upper case tags',
    `<RSS version="2.0"><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>甲</TITLE><LINK>https://a.example.cn/1</LINK><PUBDATE>Fri, 21 Nov 2025 02:00:00 GMT</PUBDATE></ITEM></CHANNEL></RSS>`,
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'lower pubdate',
    rss(`<item><title>甲</title><link>/1</link><pubdate>2025-11-21 10:00:00</pubdate></item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'raw ampersand',
    rss(`<item><title>A & B</title><link>https://a.example.cn/x?a=1&b=2</link>${day}</item>`),
    [['A & B', 'https://a.example.cn/x?a=1&b=2', '2025-11-21']],
  ],
  [
    'escaped amp',
    rss(`<item><title>A &amp;amp; B</title><link>https://a.example.cn/x?a=1&amp;b=2</link>${day}</item>`),
    [['A & B', 'https://a.example.cn/x?a=1&b=2', '2025-11-21']],
  ],
  ['nbsp', rss(`<item><title>甲&nbsp;乙</title><link>/1</link>${day}</item>`), [['甲 乙', 'https://a.example.cn/1', '2025-11-21']]],
  [
    'cdata link',
    rss(`<item><title><![CDATA[甲 <b>乙</b>]]></title><link><![CDATA[\n  https://a.example.cn/1\n ]]></link>${day}</item>`),
    [['甲 乙', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'guid link',
    rss(`<item><title>甲</title><guid>https://a.example.cn/1</guid>${day}</item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'guid not permalink',
    rss(`<item><title>甲</title><guid isPermaLink="false">https://a.example.cn/1</guid><link>https://a.example.cn/2</link>${day}</item>`),
    [['甲', 'https://a.example.cn/2', '2025-11-21']],
  ],
  [
    'chinese date',
    rss(`<item><title>甲</title><link>/1</link><pubDate>2025年11月21日 10:00</pubDate></item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'empty date dc',
    rss(
      `<item><title>甲</title><link>/1</link><pubDate></pubDate><dc:date>2025-11-21</dc:date></item>`,
      'version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'undeclared ns',
    rss(`<item><title>甲</title><link>/1</link><dc:date>2025-11-21</dc:date></item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'bad date',
    rss(`<item><title>甲</title><link>/1</link><pubDate>Fri, 31 Nov 2025 02:00:00 GMT</pubDate></item>`),
    [['甲', 'https://a.example.cn/1', undefined]],
  ],
  [
    'future',
    rss(`<item><title>甲</title><link>/1</link><pubDate>Fri, 21 Nov 2031 02:00:00 GMT</pubDate></item>`),
    [['甲', 'https://a.example.cn/1', undefined]],
  ],
  [
    'CST',
    rss(`<item><title>甲</title><link>/1</link><pubDate>Fri, 21 Nov 2025 23:30:00 CST</pubDate></item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'evening utc',
    rss(`<item><title>甲</title><link>/1</link><pubDate>Fri, 21 Nov 2025 17:30:00 +0000</pubDate></item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-22']],
  ],
  [
    'javascript link',
    rss(`<item><title>甲</title><link>javascript:alert(1)</link><guid>https://a.example.cn/3</guid>${day}</item>`),
    [['甲', 'https://a.example.cn/3', '2025-11-21']],
  ],
  [
    'atom link in rss',
    rss(
      `<item><title>甲</title><atom:link href="https://a.example.cn/1" rel="alternate"/>${day}</item>`,
      'version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"',
    ),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'media title',
    rss(
      `<item><title>甲</title><media:title>乙</media:title><link>/1</link><media:content url="https://x.example/p.jpg"><media:title>丙</media:title></media:content>${day}</item>`,
      'version="2.0" xmlns:media="http://search.yahoo.com/mrss/"',
    ),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'image in item',
    rss(`<item><image><title>no</title><link>https://no.example/</link></image><title>甲</title><link>/1</link>${day}</item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'channel image',
    rss(`<image><title>logo</title><link>https://a.example.cn/logo</link></image><item><title>甲</title><link>/1</link>${day}</item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'leading blanks and comment',
    `\n\n  <!-- x -->${rss(`<item><title>甲</title><link>/1</link>${day}</item>`).replace(/<\?xml.*?\?>/, '')}`,
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'junk before',
    `Warning: mysql_connect()<br />\n${rss(`<item><title>甲</title><link>/1</link>${day}</item>`)}`,
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'doctype',
    `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">` +
      rss(`<item><title>甲</title><link>/1</link></item>`, 'version="0.91"').replace(/<\?xml.*?\?>/, ''),
    [['甲', 'https://a.example.cn/1', undefined]],
  ],
  [
    'no title',
    rss(`<item><link>/1</link><description>&lt;p&gt;导语文字&lt;/p&gt;</description>${day}</item>`),
    [['导语文字', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'unclosed br in description',
    rss(`<item><title>甲</title><description>a<br>b</description><link>/1</link>${day}</item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'html link element',
    rss(`<item><title>甲</title><link/>https://a.example.cn/1<guid>x</guid>${day}</item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'rdf',
    `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example.cn/"><title>T</title></channel><item rdf:about="https://a.example.cn/1"><title>甲</title><link>https://a.example.cn/1</link><dc:date>2025-11-21T10:00:00+08:00</dc:date></item></rdf:RDF>`,
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'rdf about only',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel><item rdf:about="https://a.example.cn/1"><title>甲</title></item></rdf:RDF>`,
    [['甲', 'https://a.example.cn/1', undefined]],
  ],
  [
    'rdf 0.90',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel><item><title>甲</title><link>https://a.example.cn/1</link></item></rdf:RDF>`,
    [['甲', 'https://a.example.cn/1', undefined]],
  ],
  [
    'rss prefix',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/"><rss:channel><rss:title>T</rss:title></rss:channel><rss:item><rss:title>甲</rss:title><rss:link>https://a.example.cn/1</rss:link></rss:item></rdf:RDF>`,
    [['甲', 'https://a.example.cn/1', undefined]],
  ],
  [
    'atom',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link rel="self" href="https://a.example.cn/atom"/><entry><title>甲 &lt;b&gt;</title><link rel="enclosure" href="https://a.example.cn/1.mp3"/><link rel="alternate" href="/1"/><published>2025-11-20T17:00:00Z</published><updated>2025-11-24T17:00:00Z</updated></entry></feed>`,
    [['甲 <b>', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'atom html title',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">T</title><entry><title type="html">&lt;b&gt;甲&lt;/b&gt; &amp;amp; 乙</title><link href="https://a.example.cn/1"/><updated>2025-11-21T00:00:00Z</updated></entry></feed>`,
    [['甲 & 乙', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'atom xhtml title',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">甲 <b>乙</b></div></title><link href="https://a.example.cn/1"/><updated>2025-11-21T00:00:00Z</updated></entry></feed>`,
    [['甲 乙', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'atom base',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example.cn/x/"><title>T</title><entry xml:base="y/"><title>甲</title><link href="1.html"/><updated>2025-11-21T00:00:00Z</updated></entry></feed>`,
    [['甲', 'https://b.example.cn/x/y/1.html', '2025-11-21']],
  ],
  [
    'atom prefix',
    `<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>T</atom:title><atom:entry><atom:title>甲</atom:title><atom:link href="https://a.example.cn/1"/><atom:updated>2025-11-21T00:00:00Z</atom:updated></atom:entry></atom:feed>`,
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'atom 0.3',
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry><title>甲</title><link rel="alternate" type="text/html" href="https://a.example.cn/1"/><issued>2025-11-21T10:00:00+08:00</issued><modified>2025-11-22T10:00:00+08:00</modified></entry></feed>`,
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'atom source',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><source><title>no</title><link href="https://no.example/"/><updated>2020-01-01T00:00:00Z</updated></source><title>甲</title><link href="https://a.example.cn/1"/><updated>2025-11-21T00:00:00Z</updated></entry></feed>`,
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'atom id only',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>甲</title><id>https://a.example.cn/1</id><updated>2025-11-21T00:00:00Z</updated></entry></feed>`,
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'json 1',
    `{"version":"https://jsonfeed.org/version/1","title":"T","items":[{"id":"1","url":"https://a.example.cn/1","title":"甲","date_published":"2025-11-21T10:00:00+08:00"}]}`,
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'json 1.1 id url',
    `\ufeff {"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"https://a.example.cn/1","content_text":"甲文","date_modified":"2025-11-20T20:00:00Z"},{"id":7,"external_url":"https://b.example/2","title":"乙 & <i>"}]}`,
    [
      ['甲文', 'https://a.example.cn/1', '2025-11-21'],
      ['乙 & <i>', 'https://b.example/2', undefined],
    ],
  ],
  [
    'json bad item',
    `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[null,5,{"url":"javascript:1","title":"x"},{"url":"/2","title":"乙","date_published":"gestern"}]}`,
    [['乙', 'https://a.example.cn/2', undefined]],
  ],
  [
    'two channels',
    `<rss version="2.0"><channel><title>T</title><item><title>甲</title><link>/1</link></item></channel><channel><title>U</title><item><title>乙</title><link>/2</link></item></channel></rss>`,
    [
      ['甲', 'https://a.example.cn/1', undefined],
      ['乙', 'https://a.example.cn/2', undefined],
    ],
  ],
  [
    'nested cdata end',
    rss(`<item><title>甲</title><description><![CDATA[a]]]]><![CDATA[>b <item> </item>]]></description><link>/1</link>${day}</item>`),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'items only no channel',
    `<rss version="2.0"><item><title>甲</title><link>/1</link></item></rss>`,
    [['甲', 'https://a.example.cn/1', undefined]],
  ],
  [
    'control chars',
    rss(`<item><title>甲\u0001\u000b乙</title><link>/1</link>${day}</item>`),
    [['甲 乙', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'entities numeric',
    rss(`<item><title>&#30002;&#x4E59;&#8220;</title><link>/1</link>${day}</item>`),
    [['甲乙“', 'https://a.example.cn/1', '2025-11-21']],
  ],
  ['zero width', rss(`<item><title>甲\u200b乙</title><link>/1</link>${day}</item>`), [['甲乙', 'https://a.example.cn/1', '2025-11-21']]],
  ['truncated', rss(`<item><title>甲</title><link>/1</link>`).replace('</channel></rss>', ''), 'truncated'],
  ['cut between items', rss(`<item><title>甲</title><link>/1</link>${day}</item>`).replace('</channel></rss>', ''), 'truncated'],
  ['html page', '<!DOCTYPE html><html><head><title>x</title></head><body><p>y</p></body></html>', 'unrecognised'],
  ['empty', '', 'unrecognised'],
  ['entities declared', `<!DOCTYPE rss [<!ENTITY a "b">]>${rss('').replace(/<\?xml.*?\?>/, '')}`, 'too-complex'],
  ['empty channel', rss(''), []],
  ['json not feed', '{"a":1}', 'unrecognised'],
  ['xml not feed', '<?xml version="1.0"?><urlset><url><loc>https://a.example.cn/1</loc></url></urlset>', 'unrecognised'],
  [
    'feedburner',
    rss(
      `<item><title>甲</title><link>http://feeds.example/~r/1</link><feedburner:origLink>https://a.example.cn/1</feedburner:origLink>${day}</item>`,
      'version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
    ),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'a10',
    rss(
      `<item><title>甲</title><link>/1</link><a10:updated>2025-11-21T02:00:00Z</a10:updated></item>`,
      'version="2.0" xmlns:a10="http://www.w3.org/2005/Atom"',
    ),
    [['甲', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'pubDate space and newline',
    rss(`<item><title>\n 甲\n  乙 </title><link>\n/1\n</link><pubDate>\n Fri, 21 Nov 2025 02:00:00 GMT \n</pubDate></item>`),
    [['甲 乙', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'title attr type html in rss',
    rss(`<item><title type="html">甲&lt;br/&gt;乙</title><link>/1</link>${day}</item>`),
    [['甲 乙', 'https://a.example.cn/1', '2025-11-21']],
  ],
  [
    'math less-than',
    rss(`<item><title>PUE &lt; 1.2 &amp; 算力 &gt; 5</title><link>/1</link>${day}</item>`),
    [['PUE < 1.2 & 算力 > 5', 'https://a.example.cn/1', '2025-11-21']],
  ],
];

test.each(feeds)('%s', async (_what, text, wanted) => {
  const job = { url: 'https://a.example.cn/rss.xml', decoded: { text, charset: 'utf-8', lossy: false }, today: '2026-11-25' };
  const got = await (async () => readFeed(job))().then(
    ({ entries }) => entries.map(({ title, url, publishedOn }) => [title, url, publishedOn]),
    (error: unknown) => (error instanceof SourceError ? error.trouble : error),
  );
  expect(got).toEqual(wanted);
});
