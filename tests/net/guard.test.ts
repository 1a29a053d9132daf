import { afterAll, describe, expect, test } from 'vitest';
import type { Dial } from '../../shared/net/exchange.ts';
import type { Resolve, ResolvedAddress } from '../../shared/net/guard.ts';
import { openWeb } from '../../shared/net/web.ts';
import { reported } from '../faults/report.ts';
import { kindOf, now, openSite, webFor } from './site.ts';

/** A web whose dialler notes what it would dial, and dials nothing; names resolve to what the test says. */
function recordingWeb(
  names: Readonly<Record<string, readonly string[]>> = {},
  fetch: Partial<{ allow: string[]; hosts: Record<string, string> }> = {},
) {
  const dialled: string[] = [];
  const dial: Dial = (options, addresses, _tls, callback) => {
    dialled.push(...addresses.map(({ address }) => `${address} ${options.port}`));
    callback(Object.assign(new Error('not dialled'), { code: 'ECONNABORTED' }), null);
    return undefined;
  };
  const resolve: Resolve = async (host) => {
    const found = names[host] ?? (host.replace(/\.$/, '') === 'localhost' ? ['127.0.0.1', '::1'] : undefined);
    if (!found) throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' });
    return found.map((address): ResolvedAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  const settings = { fetch: { contact: '', allow: [], hosts: {}, ...fetch } };
  return { web: openWeb(settings, now, { dial, resolve, retryPauseMs: 1, gapMs: 0 }), dialled };
}

const forbidden = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://127.0.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://017700000001/',
  'http://127.255.255.254/',
  'http://127.0.0.1./',
  'http://1２7.0.0.1/',
  'http://１２７．０．０．１/',
  'http://127。0。0。1/',
  'http://①②⑦.0.0.1/',
  'http://0/',
  'http://0.0.0.0/',
  'http://localhost/',
  'http://LOCALHOST/',
  'http://localhost./',
  'http://[::1]/',
  'http://[::]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::ffff:169.254.169.254]/',
  'http://169.254.169.254/latest/',
  'http://169.254.170.2/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://198.18.0.1/',
  'http://192.0.0.1/',
  'http://224.0.0.1/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2001:0:7f00:1::]/',
  'http://[ff02::1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b:1::7f00:1]/',
  'http://user@127.0.0.1/',
  'http://www.example.gov.cn@127.0.0.1/',
  'http://127.0.0.1\\@www.example.gov.cn/',
  'http:\\\\127.0.0.1\\',
  'http:127.0.0.1',
  'http:/127.0.0.1',
  '//127.0.0.1/',
  'http://www.example.gov.cn\t/',
  'http://127.0.0.1\n/',
  'http://%31%32%37.0.0.1/',
  'http://%6cocalhost/',
  'http://inside.example/',
  'http://127.0.0.1:9001/2018-06-01/runtime/invocation/next',
  'http://www.example.gov.cn:9001/',
  'http://www.example.gov.cn:22/',
  'file:///etc/hostname',
  'data:text/html,x',
  'ftp://www.example.gov.cn/',
  'blob:http://www.example.gov.cn/x',
  'javascript:alert(1)',
  'ws://www.example.gov.cn/',
  'gopher://www.example.gov.cn/',
  '',
];

const tally = { hits: 0, of: 0, publicRefused: 0, public: 0 };
afterAll(() => reported(26, tally));

describe('the guard', () => {
  test.each(forbidden)('%j is not dialled', async (url) => {
    const { web, dialled } = recordingWeb({ 'inside.example': ['10.1.2.3'], 'www.example.gov.cn': ['93.184.215.14'] });
    const outcome = await kindOf(web, url);
    tally.of += 1;
    tally.hits += dialled.length;
    expect(outcome).toBe('forbidden-address');
    expect(dialled).toEqual([]);
  });

  test.each([
    '93.184.215.14',
    '1.1.1.1',
    '8.8.8.8',
    '114.114.114.114',
    '202.96.128.86',
    '223.5.5.5',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '192.169.0.1',
    '2400:3200::1',
    '2606:4700::1111',
  ])('a public host at %s is dialled', async (address) => {
    const { web, dialled } = recordingWeb({ 'www.example.gov.cn': [address] });
    const outcome = await kindOf(web, 'https://www.example.gov.cn/');
    tally.public += 1;
    tally.publicRefused += outcome === 'forbidden-address' ? 1 : 0;
    expect(outcome).toBe('unreachable');
    expect(dialled).toEqual([`${address} 443`]);
  });

  test('a name with public and private addresses is dialled at the public ones alone', async () => {
    const { web, dialled } = recordingWeb({ 'www.example.gov.cn': ['127.0.0.1', '93.184.215.14', 'fd00::1'] });
    await kindOf(web, 'http://www.example.gov.cn/');
    expect(dialled).toEqual(['93.184.215.14 80']);
  });

  test('a name that changes its mind is checked each time it is dialled', async () => {
    const answers = [['93.184.215.14'], ['127.0.0.1']];
    const names = new Proxy<Record<string, readonly string[]>>({}, { get: () => answers.shift() ?? ['127.0.0.1'] });
    const { web, dialled } = recordingWeb(names);
    await kindOf(web, 'http://www.example.gov.cn/');
    expect(await kindOf(web, 'https://www.example.gov.cn/')).toBe('forbidden-address');
    expect(dialled).toEqual(['93.184.215.14 80']);
  });

  test('what the settings allow is that address and port, and nothing beside', async () => {
    const { web, dialled } = recordingWeb({ 'www.example.gov.cn': ['93.184.215.14'] }, { allow: ['127.0.0.1:8081', '[::1]:8082'] });
    for (const url of ['http://127.0.0.1:8081/', 'http://[::1]:8082/', 'http://[::ffff:127.0.0.1]:8081/'])
      expect(await kindOf(web, url)).toBe('unreachable');
    for (const url of ['http://127.0.0.1:8082/', 'http://127.0.0.2:8081/', 'http://127.0.0.1/', 'http://www.example.gov.cn:8081/'])
      expect(await kindOf(web, url)).toBe('forbidden-address');
    expect(dialled.map((each) => each.split(' ')[1])).toEqual(['8081', '8082', '8081']);
  });

  test('the map of hosts opens nothing by itself', async () => {
    const { web, dialled } = recordingWeb({}, { hosts: { 'www.example.gov.cn': '127.0.0.1:9001' } });
    expect(await kindOf(web, 'http://www.example.gov.cn/')).toBe('forbidden-address');
    expect(dialled).toEqual([]);
  });

  test('a dead first address does not keep the second one waiting', async () => {
    const site = await openSite((_request, response) => response.end('here'));
    const port = site.pair.split(':')[1];
    // Nobody answers at ::1 on this port; the site does at 127.0.0.1.
    const resolve: Resolve = async () => [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ];
    const web = webFor([site, { ...site, pair: `[::1]:${port}` }], { resolve, gapMs: 0 });
    expect((await web.get({ url: `http://www.example.test:${port}/` })).status).toBe(200);
  });
});

describe('redirects', () => {
  const redirecting = (to: (path: string) => string | undefined, status = 302) =>
    openSite((request, response) => {
      const location = to(request.url ?? '');
      if (location === undefined) response.end(JSON.stringify(request.headers));
      else response.writeHead(status, { location }).end();
    });

  test('to forbidden places are refused wherever they are written', async () => {
    const places = [
      'http://169.254.169.254/',
      'http://127.0.0.1:9001/next',
      'file:///etc/hostname',
      '//127.0.0.1:22/',
      'http://user@127.0.0.1/',
      '\\\\127.0.0.1\\x',
      'data:text/html,x',
    ];
    for (const place of places) {
      const canary = await openSite((_request, response) => response.end());
      const site = await redirecting(() => place);
      expect(['forbidden-address', 'off-site']).toContain(await kindOf(webFor([site]), site.origin));
      expect(canary.asked).toEqual([]);
    }
  });

  test('to another site, to http, round and round, or too many end with the reason', async () => {
    const site = await redirecting(
      (path) =>
        ({ '/away': 'http://login.example.com/', '/loop': '/loop2', '/loop2': '/loop' })[path] ??
        (path.startsWith('/n') ? `/n${Number(path.slice(2)) + 1}` : undefined),
    );
    const web = webFor([site]);
    expect(await kindOf(web, `${site.origin}/away`)).toBe('off-site');
    expect(await kindOf(web, `${site.origin}/loop`)).toBe('unrecognised');
    const before = site.asked.length;
    expect(await kindOf(web, `${site.origin}/n0`)).toBe('unrecognised');
    expect(site.asked.length - before).toBeLessThanOrEqual(6);
  });

  test('within a body of government go on, and the caller\u2019s headers stay behind', async () => {
    const site = await redirecting((path) => (path === '/a' ? 'http://drc.gd.gov.cn/b' : undefined));
    const web = webFor([site], {}, { 'www.gd.gov.cn': site.pair, 'drc.gd.gov.cn': site.pair, 'www.sz.gov.cn': site.pair });
    const page = await web.get({ url: 'http://www.gd.gov.cn/a', etag: '"1"' });
    expect(page).toMatchObject({ finalUrl: 'http://drc.gd.gov.cn/b', hops: ['http://www.gd.gov.cn/a'] });
    expect(JSON.parse(Buffer.from(page.bytes).toString())).not.toHaveProperty('if-none-match');
    expect(await kindOf(web, 'http://www.sz.gov.cn/a')).toBe('off-site');
  });
});
