import { handle } from 'hono/aws-lambda';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { memory } from '../support/answers.ts';

/** What is told of a page where only a link to it is shown (Open Graph, canonical address, description). */

const site = 'http://127.0.0.1:4180';
const head = async (path: string, app = createApp(memory()), init: RequestInit = {}): Promise<string> => {
  const page = await (await app.request(`${path.startsWith('http') ? '' : site}${path}`, init)).text();
  return page.slice(0, page.indexOf('</head>'));
};
const property = (words: string, name: string): string | undefined =>
  new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)">`).exec(words)?.[1];
const canonical = (words: string): string | undefined => /<link rel="canonical" href="([^"]*)">/.exec(words)?.[1]?.replaceAll('&amp;', '&');

describe('a link to a page', () => {
  test('of an act tells its facts', async () => {
    const words = await head('/documents/doc_register?from=mail');
    expect(property(words, 'og:type')).toBe('article');
    expect(property(words, 'og:title')).toBe('Measures for the Registration of Model Corpus Sources (for trial implementation)');
    expect(property(words, 'og:site_name')).toBe('Hongtou');
    expect(property(words, 'og:url')).toBe(`${site}/documents/doc_register`);
    expect(canonical(words)).toBe(`${site}/documents/doc_register`);
    expect(property(words, 'article:published_time')).toBe('2026-11-17');
    expect(property(words, 'article:modified_time')).toBe('2026-11-19T01:03:00Z');
    for (const name of ['description', 'og:description']) {
      const told = property(words, name);
      for (const fact of [
        '模型语料来源登记办法',
        'Measures',
        'Cyberspace Administration of China',
        '国信办通字〔2026〕901号',
        'not yet in force',
        '1 January 2027',
      ])
        expect(told).toContain(fact);
    }
  });

  test('has one picture, kept by its hash, which a function gives as bytes too', async () => {
    const address = (property(await head('/documents/doc_register'), 'og:image') ?? '').replace(site, '');
    expect(address).toMatch(/^\/share\.png\?v=[\w-]{12}$/);
    const app = createApp(memory());
    const picture = await app.request(`${site}${address}`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('cache-control')).toContain('immutable');
    const bytes = Buffer.from(await picture.arrayBuffer());
    expect([bytes.subarray(1, 4).toString('latin1'), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(['PNG', 1200, 630]);
    const event = {
      version: '2.0',
      rawPath: '/share.png',
      rawQueryString: '',
      headers: { host: '127.0.0.1:4180' },
      requestContext: { http: { method: 'GET' } },
    };
    const given = await handle(app)(event as never);
    expect(given).toMatchObject({ statusCode: 200, isBase64Encoded: true, body: bytes.toString('base64') });
  });

  test('in Chinese is of the Chinese page', async () => {
    const words = await head('/documents/doc_register?lang=zh');
    expect(property(words, 'og:locale')).toBe('zh_CN');
    expect(property(words, 'og:title')).toBe('模型语料来源登记办法（试行）');
    expect(canonical(words)).toBe(`${site}/documents/doc_register?lang=zh`);
    expect(property(words, 'description')).toMatch(/^办法；国家互联网信息办公室；.*已发布，尚未施行；发布 2026年11月17日/);
  });

  test('of a list is of that list, with what it holds', async () => {
    const words = await head('/documents?q=%E8%AE%AD%E7%BB%83&theme=regulation&utm_source=mail');
    expect(canonical(words)).toBe(`${site}/documents?q=%E8%AE%AD%E7%BB%83&theme=regulation`);
    expect(property(words, 'description')).toMatch(/^2 documents: /);
    expect(words).toContain('title="Hongtou: “训练” in Law, rules and enforcement (atom)"');
  });

  test('names its week, its two documents, its calendar, and never a token', async () => {
    expect(canonical(await head('/digests/2026-W47?key=secret'))).toBe(`${site}/digests/2026-W47`);
    expect(canonical(await head('/compare?a=doc_register&b=doc_news'))).toBe(`${site}/compare?a=doc_register&b=doc_news`);
    expect(canonical(await head('/calendar?kind=comment&theme=chips'))).toBe(`${site}/calendar?kind=comment&theme=chips`);
    expect(await head('/choices?token=good')).not.toMatch(/og:|canonical/);
  });

  test('of a closed instance tells nobody more than signing in', async () => {
    const app = createApp(memory({ local: false }));
    const words = await head('https://hongtou.example/documents/doc_register', app, { headers: { accept: 'text/html' } });
    expect(words).toContain('<title>Sign in · Hongtou</title>');
    expect(words).not.toMatch(/og:|description|canonical/);
    const open = await head('https://hongtou.example/documents/doc_register', app, { headers: { authorization: 'Bearer right-token' } });
    expect(canonical(open)).toBe('https://hongtou.example/documents/doc_register');
  });
});

test('what to do first stands where no source was read and nothing is there, and not over documents added by hand', async () => {
  const unread = async (documents?: []) => {
    const answers = memory(documents && { documents });
    const watched = (await answers.sources()).map(({ source }) => ({ source }));
    const app = createApp({ ...answers, sources: async () => watched });
    return (await (await app.request(`${site}/`)).text()).includes('No source has been read yet.');
  };
  expect([await unread([]), await unread()]).toEqual([true, false]);
});
