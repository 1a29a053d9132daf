import { describe, expect, test } from 'vitest';
import { check, read, sentences, troubleOf, url } from './article-kit.ts';

/** Pages whose text stands only in the data left for a script. */
const title = '云川市语料普查进入收尾阶段';
const content = sentences.map((each) => `<p>${each}</p>`).join('');
const shell = (data: string, name = `${title} - 云川网`): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name}</title></head><body><div id="app"><p>加载中...</p></div>${data}</body></html>`;
const next = (props: unknown): string =>
  shell(`<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: props } })}</script>`);

describe('the text of a page without any is read from the data of its script', () => {
  test('of a record with title, day and marked-up text', () => {
    const article = read(next({ article: { title, publishTime: '2026-06-02 10:20:11', source: '云川日报', content } }));
    check(article, { title, published: '2026-06-02' });
    expect(article.text).not.toContain('<');
    expect(article.credit).toBe('云川日报');
    expect(article.warnings.map(({ field }) => field)).toContain('text');
  });

  test('of an assignment, its instant in milliseconds a day of Beijing', () => {
    const state = { page: { data: { widgetTitle: title, publishTime: Date.parse('2026-06-16T23:30:00Z'), widgetContent: content } } };
    check(read(shell(`<script>window.initialState=${JSON.stringify(state)};(function(){var s;}())</script>`)), {
      title,
      published: '2026-06-17',
    });
  });

  test('of a string of JSON, with undefined where there is nothing', () => {
    const json = JSON.stringify({ detail: { docTitle: title, pubDate: '2026/6/2', docContent: content } });
    check(read(shell(`<script>window.__INITIAL_STATE__ = JSON.parse(${JSON.stringify(json)});</script>`)), {
      title,
      published: '2026-06-02',
    });
    const loose = `{"a":undefined,"detail":{"title":"${title}","content":"${content}","date":"2026.06.02"}}`;
    check(read(shell(`<script>window.__DATA__=${loose}</script>`)), { title, published: '2026-06-02' });
  });

  test('of blocks, each a paragraph', () => {
    const blocks = sentences.map((text) => ({ type: 'paragraph', text }));
    const article = read(next({ story: { headline: title, publishedAt: '2026-06-02T08:00:00+08:00', body: { blocks } } }));
    check(article, { title, published: '2026-06-02' });
    expect(article.text.split('\n')).toEqual(sentences);
  });

  test('of a variable whose text is nested in lists', () => {
    const data = { docData: { title, newsTime: '2026-05-06 09:10:00', contentData: { contentList: [{ data: content, type: 'text' }] } } };
    check(read(shell(`<script>var allData = ${JSON.stringify(data)}; var adKeys = [];</script>`)), { title, published: '2026-05-06' });
  });

  test('of a flat list in which places stand for values', () => {
    const list = [
      ['ShallowReactive', 1],
      { data: 2 },
      { art: 3 },
      { title: 4, content: 5, publishTime: 6 },
      title,
      content,
      '2026-04-16 08:00:00',
    ];
    check(read(shell(`<script type="application/json" id="__NUXT_DATA__">${JSON.stringify(list)}</script>`)), {
      title,
      published: '2026-04-16',
    });
    const endless = [['ShallowReactive', 1], { self: 1, title: 2 }, title];
    expect(troubleOf(shell(`<script type="application/json" id="__NUXT_DATA__">${JSON.stringify(endless)}</script>`))).toBe('unrecognised');
  });

  test('of text areas that are not shown', () => {
    const area = (name: string, value: string): string => `<textarea class="article-${name}" style="display:none">${value}</textarea>`;
    const fields =
      area('time', String(Date.parse('2026-04-03T08:00:00Z'))) + area('title', title) + area('content', content.replaceAll('<', '&lt;'));
    check(read(shell(fields)), { title, published: '2026-04-03' });
  });

  test('whose title is that of the page, not a longer one beside it', () => {
    const other = { title: '另一篇关于机房的旧稿件', publishTime: '2025-01-01', content: content + content };
    check(read(next({ main: { title, publishTime: '2026-06-02', content }, related: [other] })), { title, published: '2026-06-02' });
  });
});

describe('what gives no text stays a shell', () => {
  test('several records, none with the name of the page', () => {
    const list = ['机房改造完成', '算力调度上线'].map((each) => ({ title: each, content }));
    const html = shell(`<script>window.__INITIAL_STATE__=${JSON.stringify({ list })}</script>`, '云川网');
    expect(troubleOf(html)).toBe('unrecognised');
  });

  test('data without a text, and a script that is no JSON', () => {
    expect(troubleOf(next({ article: { title, summary: '没有正文' } }))).toBe('unrecognised');
    expect(troubleOf(shell('<script>window.__NUXT__=(function(a){return {title:a}}("x"))</script>'))).toBe('unrecognised');
  });

  test('two days in one record give none', () => {
    const article = read(next({ article: { title, publishTime: '2026-06-02', releaseDate: '2026-05-30', content } }), url);
    expect(article.dates.published).toBeUndefined();
  });
});
