import { describe, expect, test } from 'vitest';
import { body, check, page, read, sentences } from './article-kit.ts';

const notice = '关于做好云川市语料普查工作的通知';

describe('the text without what stands around it', () => {
  const frame = (inner: string): string =>
    page(notice, `<div class="wz"><h1>${notice}</h1><p class="t">时间：2026-04-21　点击：56</p>${inner}</div>`);
  test('title and day in the block of the text', () => {
    const article = read(frame(body));
    expect(article.text).toBe(sentences.join('\n'));
    check(article, { title: notice, published: '2026-04-21' });
  });

  test('but the title that a document bears on its own first line', () => {
    const html = page(
      notice,
      `<h1>${notice}</h1><div>2026-04-21</div><div class="TRS_Editor"><p align="center">${notice}</p>${body}</div>`,
    );
    expect(read(html).text.split('\n')[0]).toBe(notice);
  });

  test('numbers of the pages of a text', () => {
    const pager = '<p>上一页 <span>1</span> <a href="a_2.htm">2</a> <a href="a_3.htm">3</a> <a href="a_2.htm">下一页</a></p>';
    const article = read(frame(body + pager));
    expect(article.text).toBe(sentences.join('\n'));
    expect(article.nextPage).toContain('a_2.htm');
  });
});
