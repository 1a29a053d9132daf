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

  test('what a database of laws prints around it, and the day of the print', () => {
    const prints = ['【法宝引证码】', 'CLI.1.1234567', '下载日期：', '2026-08-14'].map((line) => `<p>${line}</p>`).join('');
    const end = [
      '© 北大法宝：（www.pkulaw.com）专业提供法律信息。',
      '扫描二维码阅读原文',
      '原文链接：https://www.pkulaw.com/chl/0a1b2c3d.html',
      '下载日期：2026-08-14',
    ];
    const article = read(frame(prints + body + prints + end.map((line) => `<p>${line}</p>`).join('')));
    expect(article.text).toBe(sentences.join('\n'));
    expect(JSON.stringify(article.dates)).not.toContain('2026-08-14');
  });

  test('numbers of the pages of a text', () => {
    const pager = '<p>上一页 <span>1</span> <a href="a_2.htm">2</a> <a href="a_3.htm">3</a> <a href="a_2.htm">下一页</a></p>';
    const article = read(frame(body + pager));
    expect(article.text).toBe(sentences.join('\n'));
    expect(article.nextPage).toContain('a_2.htm');
  });
});
