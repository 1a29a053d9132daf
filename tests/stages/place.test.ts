import { expect, test } from 'vitest';
import { isOwnFile, registrableDomainOf } from '../../shared/stages/urls/address.ts';

test('the part of a host that one body owns', () => {
  const expected = {
    'https://zfxxgk.ndrc.gov.cn/a': 'ndrc.gov.cn',
    'https://www.gov.cn/a': 'gov.cn',
    'https://drc.example.sh.cn/': 'example.sh.cn',
    'https://files.example.com/': 'example.com',
    'http://127.0.0.1:8081/': '127.0.0.1',
    'http://[2001:db8::1]/': '[2001:db8::1]',
  };
  for (const [url, domain] of Object.entries(expected)) expect(registrableDomainOf(url), url).toBe(domain);
});

test('a file belongs to its page on the page’s own site, or on a host that is named', () => {
  const page = 'https://gxj.sz.gov.cn/tz/content/post_1.html';
  const own = ['https://www.sz.gov.cn/a.pdf', 'http://gxj.sz.gov.cn/a.pdf', 'https://files.gxj.sz.gov.cn/a.pdf'];
  for (const url of own) expect(isOwnFile(url, page), url).toBe(true);
  const others = ['https://www.gd.gov.cn/a.pdf', 'https://gov.cn/a.pdf', 'https://sz.gov.cn.example.com/a.pdf', 'http://10.0.0.1/a.pdf'];
  for (const url of others) expect(isOwnFile(url, page), url).toBe(false);
  expect(isOwnFile('https://oss.example.com/a.pdf', page, ['oss.example.com'])).toBe(true);
  expect(isOwnFile('https://www.xinhuanet.com/a.pdf', 'https://www.news.cn/b.html')).toBe(true);
  expect(isOwnFile('http://127.0.0.1/a.pdf', 'http://10.0.0.1/b.html')).toBe(false);
  expect(isOwnFile('not an address', 'nor this')).toBe(false);
});
