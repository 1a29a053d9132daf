import type { ReadJob } from '../model/article.ts';

/** Read once before the first real page, so that a page behind a stuck one does not wait for code to be compiled. */
export const firstPage: ReadJob = {
  as: 'article',
  url: 'https://www.example.gov.cn/t20260102_1.html',
  bytes: new TextEncoder().encode(
    '<html><head><meta name="ArticleTitle" content="关于样例的通知"></head><body><h1>关于样例的通知</h1><p>国发〔2026〕1号</p>' +
      '<div class="TRS_Editor"><p>根据《样例办法》，现将有关事项通知如下，自2026年2月1日起施行。</p><p>国务院</p><p>2026年1月2日</p></div></body></html>',
  ),
  today: '2026-01-03',
};
