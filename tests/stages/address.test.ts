import { describe, expect, test } from 'vitest';
import { canonicalUrl, dateInUrl, fileFormat, resolveUrl, urlKey } from '../../shared/stages/address.ts';

describe('resolveUrl', () => {
  const base = 'https://www.example.cn/a/b/index.html';
  test.each([
    ['c.html', 'https://www.example.cn/a/b/c.html'],
    ['../c.html#top', 'https://www.example.cn/a/c.html'],
    ['//other.example.cn/x', 'https://other.example.cn/x'],
    [' /x?a=1 ', 'https://www.example.cn/x?a=1'],
    ['http://other.example.cn', 'http://other.example.cn/'],
  ])('%s', (href, url) => {
    expect(resolveUrl(href, base)).toBe(url);
  });
  test.each([
    'javascript:void(0)',
    'JaVa\nScript:alert(1)',
    'mailto:a@example.cn',
    'data:text/html,x',
    'ftp://example.cn/',
    'file:///etc/passwd',
    '#',
    '',
    'http://',
    'http://[bad',
  ])('refuses %s', (href) => {
    expect(resolveUrl(href, base)).toBeUndefined();
  });
});

describe('canonicalUrl', () => {
  test.each([
    ['http://www.example.cn/a/1.html', 'https://www.example.cn/a/1.html'],
    ['HTTPS://WWW.Example.CN:443/a/1.html#x', 'https://www.example.cn/a/1.html'],
    ['http://www.example.cn:80/a/1.html?utm_source=x&spm=1.2&from=timeline', 'https://www.example.cn/a/1.html'],
    ['https://www.example.cn/list?page=2&id=7', 'https://www.example.cn/list?id=7&page=2'],
    ['https://www.example.cn/a/index.html', 'https://www.example.cn/a/'],
    ['https://wap.example.gov.cn/a/1.html', 'https://www.example.gov.cn/a/1.html'],
    ['https://m.example.cn/a/1.html', 'https://www.example.cn/a/1.html'],
    ['https://www.example.cn/x/20260102_mobile.html', 'https://www.example.cn/x/20260102_pc.html'],
    ['https://www.example.cn/content/mpost_123.html', 'https://www.example.cn/content/post_123.html'],
    ['http://big5.www.example.cn/gate/big5/www.example.cn/a/1.htm', 'https://www.example.cn/a/1.htm'],
    ['https://www.example.cn/%e4%b8%ad.html', 'https://www.example.cn/%E4%B8%AD.html'],
    ['https://www.example.cn/中.html', 'https://www.example.cn/%E4%B8%AD.html'],
    ['https://www.example.cn/%7Euser/1.html', 'https://www.example.cn/~user/1.html'],
    ['http://www.example.cn:8080/a', 'https://www.example.cn:8080/a'],
  ])('%s', (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical);
    expect(canonicalUrl(canonical)).toBe(canonical);
  });

  test('different pages stay different', () => {
    const urls = [
      'https://www.example.cn/a?id=1',
      'https://www.example.cn/a?id=2',
      'https://www.example.cn/b?id=1',
      'https://news.example.cn/a?id=1',
      'https://www.example.cn/A?id=1',
    ];
    expect(new Set(urls.map(canonicalUrl)).size).toBe(urls.length);
  });

  test('what is no web address comes back as it is', () => {
    expect(canonicalUrl('made:S001')).toBe('made:S001');
    expect(canonicalUrl('not a url')).toBe('not a url');
  });

  test('urlKey also forgets www. and a closing slash', () => {
    expect(urlKey('http://example.cn/a')).toBe(urlKey('https://www.example.cn/a/'));
  });
});

test.each([
  ['https://www.example.gov.cn/2026-10/12/c_123.htm', '2026-10-12'],
  ['https://www.example.gov.cn/xxgk/202604/t20260408_456.html', '2026-04-08'],
  ['https://www.example.gov.cn/20260408/abc/c.html', '2026-04-08'],
  ['https://www.example.cn/n1/2026/0408/c1-2.html', '2026-04-08'],
  ['https://www.example.cn/art/2026/4/8/art_1_2.html', '2026-04-08'],
  ['https://www.example.gov.cn/content/202604/content_1.htm', undefined],
  ['https://www.example.gov.cn/2026-13/45/c_1.htm', undefined],
  ['https://www.example.gov.cn/a.html?d=/20260408/', undefined],
  ['nonsense', undefined],
])('dateInUrl %s', (url, day) => {
  expect(dateInUrl(url)).toBe(day);
});

test.each([
  ['https://example.cn/a/P020260408.PDF', 'pdf'],
  ['https://example.cn/a/b.docx?x=1', 'docx'],
  ['/upload/c.ofd', 'ofd'],
  ['https://example.cn/down?file=x.wps', 'wps'],
  ['https://example.cn/a.html', 'html'],
  ['https://example.cn/', 'html'],
])('fileFormat %s', (url, format) => {
  expect(fileFormat(url)).toBe(format);
});
