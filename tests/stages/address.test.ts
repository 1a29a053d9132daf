import { describe, expect, test } from 'vitest';
import { dateInUrl } from '../../shared/stages/dates/dates.ts';
import { canonicalUrl, fileFormat, resolveUrl, urlKey } from '../../shared/stages/urls/address.ts';
import { reported } from '../faults/report.ts';

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
    ['https://www.example.cn/a/index.html', 'https://www.example.cn/a'],
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

const onePage: readonly (readonly [string, string])[] = [
  ['http://www.example.gov.cn/a/1.html', 'https://www.example.gov.cn/a/1.html'],
  ['https://example.gov.cn/a/1.html', 'https://www.example.gov.cn/a/1.html'],
  ['http://gov.cn/zhengce/content_1.htm', 'https://www.gov.cn/zhengce/content_1.htm'],
  ['HTTPS://WWW.Example.Gov.CN/a/1.html', 'https://www.example.gov.cn/a/1.html'],
  ['https://www.example.gov.cn./a/1.html', 'https://www.example.gov.cn/a/1.html'],
  ['http://www.example.gov.cn:80/a/1.html', 'https://www.example.gov.cn/a/1.html'],
  ['https://www.example.gov.cn:443/a/1.html', 'https://www.example.gov.cn/a/1.html'],
  ['http://user:pass@www.example.gov.cn/a/1.html', 'https://www.example.gov.cn/a/1.html'],
  ['https://www.example.gov.cn/a/1.html#top', 'https://www.example.gov.cn/a/1.html'],
  ['https://www.example.gov.cn/a/', 'https://www.example.gov.cn/a'],
  ['https://www.example.gov.cn', 'https://www.example.gov.cn/'],
  ['https://www.example.gov.cn/a/index.html', 'https://www.example.gov.cn/a/'],
  ['https://www.example.gov.cn/a/index.shtml', 'https://www.example.gov.cn/a/index.htm'],
  ['https://www.example.gov.cn/a/default.aspx', 'https://www.example.gov.cn/a/'],
  ['https://www.example.gov.cn/a//b/1.html', 'https://www.example.gov.cn/a/b/1.html'],
  ['https://www.example.gov.cn/a/x/../b/./1.html', 'https://www.example.gov.cn/a/b/1.html'],
  ['https://www.example.gov.cn/%e4%b8%ad/1.html', 'https://www.example.gov.cn/%E4%B8%AD/1.html'],
  ['https://www.example.gov.cn/中/1.html', 'https://www.example.gov.cn/%E4%B8%AD/1.html'],
  ['https://www.example.gov.cn/%61/%2D1.html', 'https://www.example.gov.cn/a/-1.html'],
  ['https://www.example.gov.cn/s?q=%e4%b8%ad', 'https://www.example.gov.cn/s?q=中'],
  ['https://www.example.gov.cn/s?q=a+b', 'https://www.example.gov.cn/s?q=a%20b'],
  ['https://政务.中国/a', 'https://xn--zfr164b.xn--fiqs8s/a'],
  ['https://www.example.gov.cn/a?b=2&a=1', 'https://www.example.gov.cn/a?a=1&b=2'],
  ['https://www.example.gov.cn/a.html?', 'https://www.example.gov.cn/a.html'],
  ['https://www.example.gov.cn/a.html?&id=1&', 'https://www.example.gov.cn/a.html?id=1'],
  ['https://www.example.gov.cn/a.html?utm_source=wx&utm_medium=x', 'https://www.example.gov.cn/a.html'],
  ['https://www.example.gov.cn/a.html?spm=a2.b3&scm=1', 'https://www.example.gov.cn/a.html'],
  ['https://www.example.gov.cn/a.html?from=timeline&isappinstalled=0', 'https://www.example.gov.cn/a.html'],
  ['https://www.example.gov.cn/a.html?from=singlemessage&id=3', 'https://www.example.gov.cn/a.html?id=3'],
  ['https://www.example.com/a?gclid=1&fbclid=2&mc_cid=3', 'https://www.example.com/a'],
  ['https://www.example.gov.cn/a.html?t=1755741600', 'https://www.example.gov.cn/a.html'],
  ['https://www.example.gov.cn/a.html?_=1755741600123&r=0.81231231', 'https://www.example.gov.cn/a.html'],
  ['https://www.example.gov.cn/a.jsp;jsessionid=8AF0?id=1', 'https://www.example.gov.cn/a.jsp?id=1'],
  ['https://www.example.gov.cn/a.php?PHPSESSID=8af&id=1', 'https://www.example.gov.cn/a.php?id=1'],
  ['https://www.example.gov.cn/a.jsp?id=1&jsessionid=8AF', 'https://www.example.gov.cn/a.jsp?id=1'],
  ['https://www.example.gov.cn/a/1.html?print=1', 'https://www.example.gov.cn/a/1.html'],
  ['https://www.example.gov.cn/a/1.jsp?id=4&action=print', 'https://www.example.gov.cn/a/1.jsp?id=4'],
  ['https://www.example.gov.cn/a/t20250821_12_print.html', 'https://www.example.gov.cn/a/t20250821_12.html'],
  ['https://www.example.gov.cn/a/print_12.html', 'https://www.example.gov.cn/a/12.html'],
  ['https://m.example.cn/a/1.html', 'https://www.example.cn/a/1.html'],
  [
    'https://wap.example.gov.cn/jg/art/2025/art_0123456789abcdef0123456789abcdef.html',
    'https://www.example.gov.cn/jg/art/2025/art_0123456789abcdef0123456789abcdef.html',
  ],
  ['https://mobile.example.org.cn/a/1.html', 'http://example.org.cn/a/1.html'],
  ['https://m.drc.example.gov.cn/a/1.html', 'https://drc.example.gov.cn/a/1.html'],
  ['https://drc.example.gov.cn/gkmlpt/content/4/41/mpost_4123.html', 'http://drc.example.gov.cn/gkmlpt/content/4/41/post_4123.html'],
  ['https://www.example.gov.cn/sjj/0821/20250821101010123_mobile.html', 'https://www.example.gov.cn/sjj/0821/20250821101010123_pc.html'],
  ['http://big5.www.example.gov.cn/gate/big5/www.example.gov.cn/a/1.htm', 'https://www.example.gov.cn/a/1.htm'],
  ['http://big5.example.cn/gate/big5/news.example.cn/a/1.htm?x=1', 'https://news.example.cn/a/1.htm?x=1'],
  ['http://big5.example.cn/gate/big5/http/www.example.cn/a', 'http://big5.example.cn/gate/big5/http/www.example.cn/a/'],
  ['http://big5.example.gov.cn/a/1.htm', 'https://www.example.gov.cn/a/1.htm'],
  ['http://www.xinhuanet.com/politics/2025-08/21/c_1130000000.htm', 'https://www.news.cn/politics/2025-08/21/c_1130000000.htm'],
  ['http://www.chinanews.com/gn/2025/08-21/1.shtml', 'https://www.chinanews.com.cn/gn/2025/08-21/1.shtml'],
  [
    'https://mp.weixin.qq.com/s?__biz=MzA%3D%3D&mid=22&idx=1&sn=ab&chksm=cd&scene=27#rd',
    'https://mp.weixin.qq.com/s?__biz=MzA%3D%3D&idx=1&mid=22&sn=ab',
  ],
];
const twoPages: readonly (readonly [string, string])[] = [
  ['https://www.example.gov.cn/a?id=1', 'https://www.example.gov.cn/a?id=2'],
  ['https://www.example.gov.cn/a/content_1.htm', 'https://www.example.gov.cn/a/content_2.htm'],
  ['https://www.example.gov.cn/a/index.html', 'https://www.example.gov.cn/a/index_1.html'],
  ['https://www.example.gov.cn/a/t20250821_1.html', 'https://www.example.gov.cn/a/t20250821_1_1.html'],
  ['https://www.example.gov.cn/list?page=1', 'https://www.example.gov.cn/list?page=2'],
  ['https://www.example.gov.cn/a/1.html', 'https://www.example.gov.cn/A/1.html'],
  ['https://www.example.gov.cn/a/1.html', 'https://english.example.gov.cn/a/1.html'],
  ['https://www.example.gov.cn/zh/1.html', 'https://www.example.gov.cn/en/1.html'],
  ['https://www.example.gov.cn/a?lang=zh', 'https://www.example.gov.cn/a?lang=en'],
  ['https://drc.example.gov.cn/post_1.html', 'https://gxt.example.gov.cn/post_1.html'],
  ['https://www.example.gov.cn/zc/post_1.html', 'https://www.example.gov.cn/jd/post_1.html'],
  ['https://www.example.gov.cn/sjj/a/20250821101010123_pc.html', 'https://www.example.gov.cn/sjj/b/20250821101010123_pc.html'],
  ['https://www.example.gov.cn/2025-08/21/c_1.htm', 'https://www.example.gov.cn/2025-08/22/c_1.htm'],
  ['https://www.example.gov.cn/s?q=%B9%FA%D4%BA', 'https://www.example.gov.cn/s?q=%BD%CC%D3%FD'],
  ['https://www.example.gov.cn:8080/a', 'https://www.example.gov.cn/a'],
  ['https://www.example.cn/#/policy/12', 'https://www.example.cn/#/policy/13'],
  ['https://www.example.gov.cn/a?from=2024-01-01', 'https://www.example.gov.cn/a?from=2025-01-01'],
  ['https://www.example.gov.cn/a?t=1', 'https://www.example.gov.cn/a?t=2'],
  ['https://www.example.gov.cn/a?type=1', 'https://www.example.gov.cn/a?type=2'],
  ['https://www.example.gov.cn/a?v=1755741600', 'https://www.example.gov.cn/a?vid=1755741600'],
  ['https://mp.weixin.qq.com/s?__biz=MzA%3D%3D&mid=22&idx=1&sn=ab', 'https://mp.weixin.qq.com/s?__biz=MzA%3D%3D&mid=22&idx=2&sn=ab'],
  ['https://mp.weixin.qq.com/s/AbCd', 'https://mp.weixin.qq.com/s/abcd'],
  ['https://www.example.gov.cn/P020250821.pdf', 'https://www.example.gov.cn/P020250821.docx'],
  ['https://www.example.gov.cn/a/1.html', 'https://www.example.gov.cn/a/1.htm'],
  ['https://www.example.gov.cn/a%2Fb', 'https://www.example.gov.cn/a/b'],
  ['https://www.example.gov.cn/blueprint.html', 'https://www.example.gov.cn/blue.html'],
  [
    'https://www.news.cn/tech/20250821/0123456789abcdef0123456789abcdef/c.html',
    'https://www.news.cn/tech/20250821/0123456789abcdef0123456789abcdee/c.html',
  ],
  ['https://www.example.gov.cn/a/1.html', 'https://www.example.com.cn/a/1.html'],
  ['https://mail.example.gov.cn/a', 'https://www.example.gov.cn/a'],
  ['https://10.0.0.1/a', 'https://10.0.0.2/a'],
];

describe('pairs of addresses', () => {
  test('none is taken for another, and none for two', () => {
    const same = ([one, other]: readonly [string, string]) => urlKey(one) === urlKey(other);
    reported(22, {
      wronglyApart: onePage.filter((pair) => !same(pair)).length,
      wronglyMerged: twoPages.filter(same).length,
      pairs: onePage.length + twoPages.length,
    });
  });

  test.each(onePage)('one page: %s and %s', (one, other) => {
    expect(canonicalUrl(one)).toBe(canonicalUrl(other));
    expect(canonicalUrl(canonicalUrl(one))).toBe(canonicalUrl(one));
    expect(urlKey(one)).toBe(urlKey(other));
  });

  test.each(twoPages)('two pages: %s and %s', (one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
    expect(urlKey(one)).not.toBe(urlKey(other));
  });

  test('hosts of provinces that show the article of the agency have its key', () => {
    const article = '20250821/0123456789abcdef0123456789abcdef/c.html';
    expect(urlKey(`http://www.he.xinhuanet.com/${article}`)).toBe(urlKey(`https://www.news.cn/politics/${article}`));
    expect(urlKey(`http://www.he.news.cn/a/1.html`)).toBe(urlKey(`http://he.news.cn/a/1.html`));
  });
});
