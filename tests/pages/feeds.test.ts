import { describe, expect, test } from 'vitest';
import { themeIds } from '../../shared/model/vocabulary.ts';
import { createApp } from '../../shared/pages/app.ts';
import { landmarks } from '../../shared/registry/known.ts';
import { memory, shown } from '../support/answers.ts';

/** What feeds tell, and where they are found; `feed-rules.test.ts` tries Atom and RSS by the rules of a validator and with libraries. */

const documents = ['a', 'b', 'c'].map((id, n) =>
  shown({ id: `doc_${id}`, firstSeenAt: `2026-11-1${n}T10:42:0${n}Z`, english: { title: `Measures & <rules> ${id}`, by: 'glossary' } }),
);
const app = createApp(memory({ documents }));
const origin = 'http://127.0.0.1:4180';
const body = async (path: string) => (await app.request(`${origin}${path}`)).text();
const all = (text: string, expression: RegExp): readonly string[] => [...text.matchAll(expression)].map((found) => found[1] ?? '');
const unescaped = (text: string): string => text.replaceAll('&amp;', '&');

describe.each(['/feeds/documents', '/feeds/documents?issuer=cac&limit=2', '/feeds/documents?theme=chips'])('%s', (asked) => {
  const at = (ending: string): string => asked.replace('documents', `documents.${ending}`);

  test('JSON Feed: version, title, its own address; each item an id, text and day', async () => {
    const path = at('json');
    const feed = JSON.parse(await body(path));
    expect(feed).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', feed_url: `${origin}${path}` });
    const ids = feed.items.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const item of feed.items) {
      expect(item.content_text).toMatch(/./);
      expect(new Date(item.date_published).toISOString()).toBe(item.date_published);
    }
  });
});

test('an entry tells the English facts, each label with its Chinese words, languages marked; the headline is the act of a notice', async () => {
  const summary = [
    { kind: 'sentence', says: 'The Ministry of Education issued these measures.', quote: '教育部' },
    { kind: 'sentence', says: 'They take effect on 1 January 2027.', quote: '自2027年1月1日起施行' },
    { kind: 'label', says: 'Fines: at most 100,000 yuan', quote: '处十万元以下罚款' },
  ] as const;
  const told = createApp(memory({ documents: [shown({ id: 'doc_told', summary })] }));
  const { items } = JSON.parse(await (await told.request(`${origin}/feeds/documents.json`)).text());
  const [item] = items;
  expect(item.content_text.split('\n')).toEqual([
    'Measures · Issued, not yet in force · CAC · Ministries · 国信办通字〔2026〕901号',
    'The Ministry of Education issued these measures. They take effect on 1 January 2027.',
    'Fines: at most 100,000 yuan: “处十万元以下罚款”',
    '模型语料来源登记办法（试行）',
  ]);
  expect(item.content_html).toContain(
    '<p lang="en">The Ministry of Education issued these measures. They take effect on 1 January 2027.</p>',
  );
  expect(item.content_html).toContain('<li>Fines: at most 100,000 yuan: <q lang="zh-Hans">处十万元以下罚款</q></li>');
  expect(item.content_html).toContain('<span lang="zh-Hans">国信办通字〔2026〕901号</span>');
  expect([item.language, item.date_published, item.date_modified]).toEqual(['en', '2026-11-17T10:42:00.000Z', '2026-11-19T01:03:00.000Z']);
});

test('ids are those of the documents, under whatever name the instance is asked and in each format', async () => {
  const found = async (host: string, ending: string) =>
    (await (await app.request(`http://${host}/feeds/documents.${ending}`)).text()).match(/urn:uuid:[\da-f-]{36}/g);
  const ids = await found('127.0.0.1:4180', 'json');
  expect(ids).toHaveLength(documents.length);
  for (const ending of ['atom', 'rss', 'json']) expect(await found('localhost:5000', ending)).toEqual(ids);
});

test('the OPML file names every theme, the calls for comment, every landmark and each issuer with documents; each address answers', async () => {
  const answer = await app.request(`${origin}/feeds/hongtou.opml`);
  expect(answer.headers.get('content-type')).toContain('text/x-opml');
  const xml = await answer.text();
  const feeds = all(xml, /xmlUrl="([^"]+)"/g).map(unescaped);
  expect(new Set(feeds).size).toBe(feeds.length);
  const at = (query: string) => `${origin}/feeds/documents.rss${query}`;
  for (const query of ['', '?status=draft', '?issuer=cac', ...themeIds.map((id) => `?theme=${id}`)]) expect(feeds).toContain(at(query));
  expect(feeds.filter((feed) => feed.includes('entity='))).toHaveLength(landmarks.length);
  expect(xml.match(/<outline\b[^>]*[^/]>/g)?.length).toBe(xml.match(/<\/outline>/g)?.length);
  for (const feed of feeds.slice(0, 20)) expect((await app.request(feed)).status).toBe(200);
  for (const page of ['/subscribe', '/documents']) expect(await body(page)).toContain('href="/feeds/hongtou.opml"');
});

test('the OPML file has the types, levels and places that documents have', async () => {
  const inMemory = memory({ documents });
  const withPlaces = createApp({
    ...inMemory,
    mentions: async () => ({
      'place:beijing': { documents: 2, newest: '2026-11-20', newestId: 'doc_news' },
      eu: { documents: 1, newest: '2026-11-20', newestId: 'doc_news' },
    }),
  });
  const xml = await (await withPlaces.request(`${origin}/feeds/hongtou.opml`)).text();
  const feeds = all(xml, /xmlUrl="([^"]+)"/g).map(unescaped);
  for (const query of ['?type=measures', '?level=L2', '?place=beijing']) expect(feeds).toContain(`${origin}/feeds/documents.rss${query}`);
  expect(feeds.filter((feed) => /type=law|level=L9|place=eu/.test(feed))).toEqual([]);
  expect(xml).toContain('Beijing');
});

test('lists, themes and landmarks name their feeds and calendar where programs look, and show them where people look; each answers', async () => {
  for (const [page, query] of [
    ['/documents?theme=chips&issuer=cac&sort=authority', '?theme=chips&issuer=cac'],
    ['/documents?from=2026-11-01&date=signed', '?from=2026-11-01&date=signed'],
    ['/themes/chips', '?theme=chips'],
    [`/landmarks/${landmarks[0]?.id}`, '?entity='],
    ['/', ''],
  ]) {
    const found = all(
      (await body(page ?? '')).split('</head>')[0] ?? '',
      /<link rel="alternate" type="[^"]+" title="[^"]+" href="(\/(?:feeds|calendar)[^"]+)"/g,
    );
    expect(found.map(unescaped).map((each) => each.replace(/\?.*/, ''))).toEqual([
      '/feeds/documents.atom',
      '/feeds/documents.rss',
      '/feeds/documents.json',
      '/calendar.ics',
    ]);
    expect(unescaped(found[0] ?? '')).toContain(`/feeds/documents.atom${query}`);
    for (const each of found) expect((await app.request(`${origin}${unescaped(each)}`)).status).toBe(200);
  }
  const told = await body('/subscribe');
  for (const address of ['/feeds/documents.atom', '/feeds/documents.json', '/feeds/hongtou.opml', '/calendar.ics'])
    expect(told).toContain(`href="${address}"`);
  expect(told).toContain('Webhook');
});
