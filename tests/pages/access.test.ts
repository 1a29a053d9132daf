import { afterAll, describe, expect, test } from 'vitest';
import { createApp, routes } from '../../shared/pages/app.ts';
import { reported } from '../faults/report.ts';
import { memory } from '../support/answers.ts';

const answers = memory({ local: false });
const app = createApp(answers);
const site = 'https://hongtou.example';
const bearer = { authorization: 'Bearer right-token' };
const ask = (path: string, init: RequestInit = {}) => app.request(`${site}${path}`, init);
const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site, ...headers },
});

const closed = [...routes.filter(({ open }) => !open).map(({ path }) => path), '/mcp'].map((path) =>
  path.replace(':id', 'doc_register').replace(':week', '2026-W47'),
);
/** The address itself comes back (instance, the way on after a sign-in); nothing that is held may. */
const leaks = /登记办法|cac-rules|Registration of Model|国信办/;

/** Tokens of other kinds than ours: signed by nobody, for another audience, of another issuer, over. */
const jwt = (head: object, claims: object): string =>
  `${[head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2ln`;
const foreign = [
  jwt({ alg: 'none' }, { sub: 'owner', exp: 4_000_000_000 }),
  jwt({ alg: 'HS256' }, { aud: 'another', iss: site, exp: 4_000_000_000 }),
  jwt({ alg: 'HS256' }, { iss: 'https://evil.example', exp: 4_000_000_000 }),
  jwt({ alg: 'HS256' }, { sub: 'owner', exp: 1 }),
];
const tried = { cases: 0, leaks: 0, serverErrors: 0, targets: 0, redirects: 0 };

describe('a deployed instance', () => {
  afterAll(() => {
    const known = new Set([...routes.map(({ path }) => path), '/mcp']);
    // What the app answers and the table of routes does not name would be tried by nobody.
    const untried = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*') && !known.has(path));
    reported(40, { leaks: tried.leaks, cases: tried.cases, routesUntried: new Set(untried.map(({ path }) => path)).size });
    reported(41, { serverErrors: tried.serverErrors });
    reported(46, { openRedirects: tried.redirects, targets: tried.targets });
  });

  test.each(closed)('%s says nothing without a token', async (path) => {
    const ways: readonly (readonly [string, RequestInit])[] = [
      [path, {}],
      [path, { headers: { accept: 'text/html' } }],
      [path, { headers: { authorization: 'Bearer wrong' } }],
      [path, { headers: { authorization: 'Basic right-token' } }],
      [path, { headers: { authorization: 'Bearer right-token, Bearer right-token' } }],
      [path, { headers: { authorization: 'Bearer' } }],
      [path, { headers: { authorization: `Bearer ${'x'.repeat(5000)}` } }],
      [path, { headers: { authorization: 'Bearer r\u00efght' } }],
      [path, { headers: { authorization: '' } }],
      [path, { headers: { authorization: 'Bearer r' } }],
      ...foreign.map((token): readonly [string, RequestInit] => [path, { headers: { authorization: `Bearer ${token}` } }]),
      [path, { headers: { cookie: '__Host-hongtou=wrong' } }],
      [path, { method: 'HEAD' }],
      [path, { method: 'OPTIONS' }],
      [path, { method: 'POST', body: '{}' }],
      [path, { method: 'DELETE' }],
      [`${path}/`, {}],
      [`/${path}`, {}],
      [path.toUpperCase() === path ? `${path}?x` : path.toUpperCase(), {}],
      [path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`), {}],
    ];
    for (const [address, init] of ways) {
      const answer = await ask(address, init);
      const said = await answer.text();
      tried.cases += 1;
      tried.leaks += Number(answer.status !== 401 || leaks.test(said));
      tried.serverErrors += Number(answer.status >= 500);
      expect([address, answer.status]).toEqual([address, 401]);
      expect(said).not.toMatch(leaks);
    }
  });

  test('opens with a bearer token or the session of a sign-in', async () => {
    expect((await ask('/api/v1/documents', { headers: bearer })).status).toBe(200);
    const answer = await ask('/signin', form({ token: 'right-token', next: '/documents?theme=compute' }));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/documents?theme=compute');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/Secure/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect((await ask('/', { headers: { cookie: cookie.split(';')[0] ?? '' } })).status).toBe(200);
    expect((await ask('/signin', form({ token: 'wrong' }))).status).toBe(401);
    expect((await ask('/signin', form({}))).status).toBe(401);
  });

  const targets = [
    '//x.example',
    '/\\x.example',
    'https:x.example',
    'https://x.example',
    '/%2f%2fx.example',
    '/%5cx.example',
    '/\t/x.example',
    'javascript:alert(1)',
    ' //x',
    '/..//x.example/..//',
    '\\\\x',
    '/\n/x',
    '///x.example',
    '/%09/x.example',
    'http:/x.example',
    'https:///x.example',
    '/\\/x.example',
    '//x.example@hongtou.example',
    'data:text/html,x',
    '/documents/..//x.example',
    '\u0000//x.example',
    '／／x.example',
  ];
  test.each(targets)('a sign-in never leads to %j elsewhere', async (next) => {
    const location = (await ask('/signin', form({ token: 'right-token', next }))).headers.get('location') ?? '';
    tried.targets += 1;
    tried.redirects += Number(new URL(location, site).origin !== site || !/^\/(?![/\\])/.test(location));
    expect(new URL(location, site).origin).toBe(site);
    expect(location).toMatch(/^\/(?![/\\])/);
  });

  test('a change from another site is refused', async () => {
    expect((await ask('/subscribe', form({ mail: 'a@example.org' }, { origin: 'https://evil.example' }))).status).toBe(403);
    expect((await ask('/signin', form({ token: 'right-token' }, { origin: 'null' }))).status).toBe(403);
  });
});

describe('subscription', () => {
  test('the answer is the same for every address; a bad one is refused', async () => {
    const [first, second] = await Promise.all(
      ['a@example.org', 'b@example.org'].map(async (mail) => (await ask('/subscribe', form({ mail }))).text()),
    );
    expect(first).toBe(second);
    expect(answers.mails).toEqual(['a@example.org', 'b@example.org']);
    for (const mail of [
      'x',
      'a@b',
      'a@example.org, c@example.org',
      'a@example.org\r\nBcc: x@y.zz',
      '"q"@example.org',
      `${'l'.repeat(300)}@example.org`,
    ])
      expect((await ask('/subscribe', form({ mail }))).status).toBe(400);
    expect(answers.mails).toHaveLength(2);
  });

  test('is by invitation where the configuration says so: in words, and links in mails go on working', async () => {
    const invited = memory({ local: false, signUp: 'invited' });
    const there = createApp(invited);
    for (const init of [{}, form({ mail: 'a@example.org' })]) {
      const answer = await there.request(`${site}/subscribe`, { ...init, headers: { ...init.headers, accept: 'text/html' } });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('by invitation');
    }
    expect(invited.mails).toEqual([]);
    for (const path of ['/subscribe?token=good', '/confirm?token=good', '/unsubscribe?token=good'])
      expect((await there.request(`${site}${path}`)).status).toBe(200);
    const page = await (await there.request(`${site}/sources`, { headers: bearer })).text();
    expect(page).not.toContain('href="/subscribe"');
  });

  test('opening a link changes nothing; the button and one click do', async () => {
    for (const path of ['/subscribe?token=good', '/confirm?token=good', '/unsubscribe?token=good']) {
      expect((await ask(path)).status).toBe(200);
      expect((await ask(path, { method: 'HEAD' })).status).toBe(200);
    }
    expect([answers.confirmed, answers.left]).toEqual([[], []]);
    expect((await ask('/confirm', form({ token: 'good' }))).status).toBe(200);
    expect((await ask('/confirm', form({ token: 'old' }))).status).toBe(400);
    // A mail program sends no Origin and no cookie, and may send the body as a multipart form.
    const whole = `0123456789abcdef01234567.${'s'.repeat(43)}`;
    for (let time = 0; time < 2; time += 1) {
      const body = new FormData();
      body.set('List-Unsubscribe', 'One-Click');
      expect((await ask(`/unsubscribe?token=${whole}`, { method: 'POST', body })).status).toBe(200);
    }
    expect([answers.confirmed, answers.left]).toEqual([
      ['good', 'old'],
      [whole, whole],
    ]);
    expect((await ask('/unsubscribe', form({}))).status).toBe(400);
  });
});

describe('every answer', () => {
  const open = createApp(memory());

  test('carries its headers, errors too', async () => {
    const every = routes.map(({ path }) => path.replace(':week', '2026-W47').replace(/:\w+/, 'doc_register'));
    const missing: string[] = [];
    for (const path of new Set([...every, '/nope', '/api/v1/documents?limit=0'])) {
      for (const answer of [await open.request(path), await ask(path)]) {
        const policy = answer.headers.get('content-security-policy') ?? '';
        const right = {
          // The page of a mail has the styles of the mail in it, and runs nothing.
          policy:
            policy.includes("default-src 'none'") &&
            policy.includes("frame-ancestors 'none'") &&
            !policy.replace(/^default-src 'none'; style-src 'unsafe-inline';/, '').includes('unsafe'),
          nosniff: answer.headers.get('x-content-type-options') === 'nosniff',
          referrer: answer.headers.get('referrer-policy') === 'same-origin',
        };
        missing.push(...Object.entries(right).flatMap(([name, is]) => (is ? [] : [`${path} ${answer.status} ${name}`])));
      }
    }
    expect(missing).toEqual([]);
    reported(46, { headersMissing: missing.length });
  });

  test('has a tag, and is not sent again to who has it', async () => {
    for (const path of ['/', '/api/v1/documents', '/feeds/documents.atom', '/calendar.ics']) {
      const first = await open.request(path);
      const tag = first.headers.get('etag') ?? '';
      expect(tag).toMatch(/^"[\w-]{20,}"$/);
      for (const asked of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
        const again = await open.request(path, { headers: { 'if-none-match': asked } });
        expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
      }
      expect((await open.request(path, { headers: { 'if-none-match': '"x"' } })).status).toBe(200);
    }
  });

  test('to the wrong method is 405 with what is allowed', async () => {
    for (const [path, allow] of [
      ['/api/v1/documents', 'GET, HEAD'],
      ['/documents/doc_register', 'GET, HEAD'],
      ['/subscribe', 'GET, POST, HEAD'],
    ] as const) {
      const answer = await open.request(path, { method: 'PUT' });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    }
  });

  test('of the laptop goes to its own pages only', async () => {
    const status = async (url: string, headers: Record<string, string> = {}) => (await open.request(url, { headers })).status;
    expect(await status('http://127.0.0.1:4180/healthz', { host: '127.0.0.1:4180' })).toBe(200);
    expect(await status('http://127.0.0.1:4180/healthz', { host: '127.0.0.1:4180', origin: 'http://127.0.0.1:4180' })).toBe(200);
    expect(await status('http://127.0.0.1:4180/', { host: 'rebound.example' })).toBe(403);
    expect(await status('http://127.0.0.1:4180/', { host: '127.0.0.1.rebound.example' })).toBe(403);
    expect(await status('http://127.0.0.1:4180/', { host: '127.0.0.1:4180', origin: 'http://evil.example' })).toBe(403);
    expect(await status('http://127.0.0.1:4180/', { host: '127.0.0.1:4180', origin: 'null' })).toBe(403);
  });

  test('says that it is not well when the store does not answer, and shows figures of itself where nothing else counts', async () => {
    const away = createApp({ ...memory(), lastHour: () => Promise.reject(new Error('SQLITE_IOERR at /home/owner')) });
    const answer = await away.request('/healthz');
    expect([answer.status, await answer.text()]).toEqual([503, 'the store does not answer\n']);
    expect((await open.request('/metrics')).status).toBe(404);
    const queues = [{ queue: 'tasks', waiting: 2, dead: 1 }];
    const counted = createApp({ ...memory(), running: async () => ({ documents: 7, roundAt: undefined, queues }) });
    const text = await (await counted.request('/metrics')).text();
    for (const line of ['hongtou_documents 7', 'hongtou_waiting{queue="tasks"} 2', 'hongtou_dead_letters{queue="tasks"} 1'])
      expect(text).toContain(`${line}\n`);
    expect(text).not.toMatch(/undefined|NaN|last_round/);
  });

  test('in Chinese keeps its links in Chinese', async () => {
    const body = await (await open.request('/documents?lang=zh')).text();
    expect(body).toContain('<html lang="zh-Hans">');
    const own = [...body.matchAll(/href="(\/(?:documents|themes|sources|calendar)[^"]*)"/g)]
      .map((found) => found[1] ?? '')
      .filter((link) => !link.endsWith('.ics'));
    // One link leads back to English.
    expect(own.filter((link) => !link.includes('lang=zh'))).toEqual(['/documents']);
  });

  test('a number in the search box leads to its document', async () => {
    const answer = await open.request(`/documents?q=${encodeURIComponent('国信办通字〔2026〕901号')}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/documents/doc_register']);
  });
});
