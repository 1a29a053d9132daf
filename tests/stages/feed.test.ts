import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SourceError } from '../../shared/model/errors.ts';
import { readFeed } from '../../shared/stages/listing/feed.ts';
import { reported } from '../faults/report.ts';
import { cpuMs } from '../support/cpu.ts';

const today = '2026-11-25';
const url = 'https://paper.example/rss/all.xml';
const read = async (text: string) => readFeed({ url, decoded: { text, charset: 'utf-8', lossy: false }, today });
const rss = (items: string): string => `<?xml version="1.0"?><rss version="2.0"><channel><title>河湾日报</title>${items}</channel></rss>`;
const item = (title: string, link = 'https://paper.example/1', more = ''): string =>
  `<item><title>${title}</title><link>${link}</link>${more}</item>`;

async function troubleOf(text: string): Promise<string> {
  try {
    await read(text);
    return 'none';
  } catch (error) {
    return error instanceof SourceError ? error.trouble : String(error);
  }
}

describe('formats', () => {
  test('RSS: plain titles, absolute links, days in Beijing', async () => {
    const page = await read(
      rss(
        item(
          '&lt;b&gt;算力&lt;/b&gt; A &amp;amp; B',
          '/p/1',
          '<pubDate>Tue, 24 Nov 2026 17:30:00 GMT</pubDate><description>导语</description>',
        ),
      ),
    );
    expect(page.title).toBe('河湾日报');
    expect(page.entries).toEqual([{ url: 'https://paper.example/p/1', title: '算力 A & B', publishedOn: '2026-11-25', summary: '导语' }]);
  });

  test('Atom: the alternate link against xml:base, text with signs kept', async () => {
    const entry =
      '<entry xml:base="d/"><title>The &lt;T> case</title><link rel="enclosure" href="a.mp3"/><link href="p.html"/><published>2026-11-20T20:00:00Z</published></entry>';
    const page = await read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/c/">${entry}</feed>`);
    expect(page.entries).toEqual([{ url: 'https://b.example/c/d/p.html', title: 'The <T> case', publishedOn: '2026-11-21' }]);
  });

  test('RDF and RSS without a version', async () => {
    const rdf =
      '<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><channel><title>T</title></channel><item><title>一</title><link>https://a.example/1</link><dc:date>2026-11-20</dc:date></item></rdf:RDF>';
    expect((await read(rdf)).entries[0]?.publishedOn).toBe('2026-11-20');
    expect((await read(`<rss><channel>${item('二')}</channel></rss>`)).entries).toHaveLength(1);
  });

  test('JSON Feed', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'J',
      items: [{ id: '1', url: '/a', title: 'A < B', date_published: '2026-11-20T09:00:00+08:00' }],
    };
    expect((await read(JSON.stringify(feed))).entries).toEqual([
      { url: 'https://paper.example/a', title: 'A < B', publishedOn: '2026-11-20' },
    ]);
  });
});

describe('what is not trusted', () => {
  test('links that are no pages are left out and said', async () => {
    const page = await read(rss(item('x', 'javascript:alert(1)') + item('y', 'data:text/html,y') + item('z')));
    expect(page.entries.map(({ title }) => title)).toEqual(['z']);
    expect(page.warnings).toEqual([{ field: 'entries', reason: '2 items without the address of a page are left out' }]);
  });

  test('a date that is no date, or has not come, is left out', async () => {
    const page = await read(
      rss(item('a', '/1', '<pubDate>soon</pubDate>') + item('b', '/2', '<pubDate>Fri, 01 Jan 2062 00:00:00 GMT</pubDate>')),
    );
    expect(page.entries.some(({ publishedOn }) => publishedOn !== undefined)).toBe(false);
  });

  test('declared entities, a feed that breaks off, a page that is no feed', async () => {
    expect(await troubleOf(`<!DOCTYPE r [<!ENTITY a "b">]>${rss(item('&a;'))}`)).toBe('too-complex');
    expect(await troubleOf(rss(item('a') + item('b')).slice(0, -45))).toBe('truncated');
    expect(await troubleOf('<html><body>请输入验证码</body></html>')).toBe('refused');
    expect(await troubleOf('<html><body>河湾县概况</body></html>')).toBe('unrecognised');
    expect(await troubleOf(`<feed>${'<a>'.repeat(50_000)}</feed>`)).toBe('too-complex');
  });

  test('nothing expands, nothing is asked for, and good items are read', async () => {
    let requests = 0;
    const canary = createServer((_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((done) => canary.listen(0, '127.0.0.1', done));
    onTestFinished(() => void canary.close());
    const away = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/x`;
    const declaring = (declared: string, title: string): string => rss(item(title)).replace('<rss', `<!DOCTYPE rss ${declared}><rss`);
    const tens = Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('');
    const cases: readonly (readonly [text: string, outcome: string])[] = [
      [declaring(`[<!ENTITY a0 "ha">${tens}]`, '&a9;'), 'too-complex'],
      [declaring(`[<!ENTITY a "${'x'.repeat(100_000)}">]`, '&a;'.repeat(20_000)), 'too-complex'],
      [declaring(`[<!ENTITY x SYSTEM "${away}">]`, '&x;'), 'too-complex'],
      [declaring(`[<!ENTITY % p SYSTEM "${away}"> %p;]`, '题'), 'too-complex'],
      [declaring(`SYSTEM "${away}"`, '题'), '题'],
      [rss(item('题', '/1', `<description>${'&#x41;'.repeat(500_000)}</description>`)), '题'],
      [rss(item('题', '/1', '<__proto__><polluted>yes</polluted></__proto__><constructor>c</constructor>')), '题'],
      [rss(item('A&nbsp;题')), 'A 题'],
      [rss(item('A\u0008\u0000题')), 'A题'],
      [`\n \n${rss(item('题'))}`, '题'],
    ];
    const before = process.memoryUsage().rss;
    const outcomes: string[] = [];
    const spent = await cpuMs(async () => {
      for (const [text] of cases)
        outcomes.push(
          await read(text).then(
            ({ entries }) => String(entries[0]?.title),
            () => troubleOf(text),
          ),
        );
    });
    const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
    expect(outcomes).toEqual(cases.map(([, outcome]) => outcome));
    expect(Object.keys(Object.prototype)).toEqual([]);
    const right = cases.filter(([, outcome], n) => outcomes[n] === outcome).length;
    reported(33, { right, requests, seconds: spent / 1000, megabytes });
  });

  test.each([
    ['tags without end', rss(item('a', '/1', `<description><![CDATA[${'a<br '.repeat(40_000)}]]></description>`))],
    ['signs', rss(item(`<![CDATA[${'<'.repeat(200_000)}]]>`, '/1', `<description>${'&lt;'.repeat(50_000)}</description>`))],
    ['bodies without end', `<rss version="2.0"><channel>${'<description>'.repeat(100_000)}</channel></rss>`],
    ['numeric entities', rss(item('a', '/1', `<description>${'&#x41;'.repeat(200_000)}</description>`))],
  ])('a flood of %s costs no time', async (_, text) => {
    expect(await cpuMs(() => troubleOf(text))).toBeLessThan(3000);
  });

  test('more items than we keep: capped, and said', async () => {
    const page = await read(rss(Array.from({ length: 6000 }, (_, index) => item(`t${index}`, `/${index}`)).join('')));
    expect(page.entries).toHaveLength(5000);
    expect(page.warnings?.[0]?.reason).toContain('capped');
  });

  test('names of single characters that a feed declares are read', async () => {
    const feed = `<!DOCTYPE r [<!ENTITY nbsp "&#160;"> <!ENTITY ldquo '“'>]>${rss(item('A&nbsp;&ldquo;B'))}`;
    expect((await read(feed)).entries[0]?.title).toBe('A “B');
  });

  test('undeclared entities and control characters do no harm', async () => {
    expect((await read(rss(item('A&nbsp;B\u0008C', '/1', '<description>x&nbsp;y</description>')))).entries[0]?.title).toBe('A BC');
  });
});

describe('what feeds of real sites do', () => {
  const listing = async (items: string) => (await read(rss(items))).entries;

  test.each([
    ['dcterms:created', '<dcterms:created>2026-10-31T20:14:55Z</dcterms:created>'],
    ['dcterms:issued', '<dcterms:issued>2026-11-01</dcterms:issued>'],
    ['atom:published', '<atom:published>2026-11-01T09:00:00+08:00</atom:published>'],
    ['dc:date', '<dc:date>2026年11月1日</dc:date>'],
  ])('a day in %s', async (_name, date) => {
    expect(await listing(item('题', 'https://paper.example/1', date))).toMatchObject([{ publishedOn: '2026-11-01' }]);
  });

  test('an address without its scheme leads to its own site, not into that of the feed', async () => {
    expect(await listing(item('题', 'www.example.gov.cn/a/1.html'))).toMatchObject([{ url: 'http://www.example.gov.cn/a/1.html' }]);
    expect(await listing(item('题', 'p/1.html'))).toMatchObject([{ url: 'https://paper.example/rss/p/1.html' }]);
  });

  test('two items at one address stay two when they are called differently', async () => {
    expect(await listing(item('甲') + item('乙') + item('甲'))).toHaveLength(2);
  });

  test('words that were decoded wrongly before they were sent are put right', async () => {
    expect(await listing(item('¹ØÓÚÓ¡·¢¹ÜÀí°ì·¨µÄÍ¨Öª'))).toMatchObject([{ title: '关于印发管理办法的通知' }]);
    expect(await listing(item('&#226;&#128;&#156;quoted&#226;&#128;&#157;'))).toMatchObject([{ title: '“quoted”' }]);
    expect(await listing(item('Café “naïve” – São Paulo'))).toMatchObject([{ title: 'Café “naïve” – São Paulo' }]);
  });

  test('items without a page are left out, and shown in the feed to a person who asks', async () => {
    const text = rss('<item><title>无页</title><guid isPermaLink="false">77</guid></item>');
    expect((await read(text)).entries).toEqual([]);
    const shown = await readFeed({ url, decoded: { text, charset: 'utf-8', lossy: false }, today, unaddressed: true });
    expect(shown.entries).toEqual([{ url: `${url}#item-1`, title: '无页' }]);
    expect(shown.warnings).toHaveLength(1);
  });
});
