import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../functions/http.ts';
import { openLocalApp } from '../../functions/serve.ts';
import type { Context } from '../../shared/model/ports.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { digestUrl } from '../../shared/pipeline/read/reader-links.ts';
import { writeCursor } from '../../shared/questions/lists.ts';
import { long, reported } from '../faults/report.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const site = 'https://hongtou.example';
const now = '2026-11-18T09:00:00+08:00';

let bench: Bench;
let config: string;
let id: string;
const store = (at = now): readonly string[] => ['--config', config, '--data', bench.data, '--now', at, '--json'];

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  const warc = writeWarcFile(`${bench.folder}/good.warc.gz`, [
    { url: `http://${host}/tz/index.html`, body: listing(notices) },
    ...notices.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) })),
  ]);
  await bench.run({ now: '2026-11-12T09:00:00+08:00', config, replay: [warc] });
  id = JSON.parse((await bench.exported({ now, config })).split('\n')[0] ?? '').id;
});
afterAll(() => bench.close());

async function token(...args: readonly string[]): Promise<string> {
  const said = await command('tokens', 'create', ...args, ...store());
  expect([said.status, said.err]).toEqual([0, said.err]);
  return JSON.parse(said.out).token;
}

/** Asks the instance as it would be deployed, at a moment. */
const asking = <T>(
  at: string,
  work: (ask: (path: string, init?: RequestInit) => Promise<Response>, context: Context) => Promise<T>,
): Promise<T> =>
  bench.within({ now: at, config }, async (context) => {
    const app = createApp(answersOf(context, { secret: await context.secret('cursors'), local: false }));
    return work(async (path, init = {}) => app.request(`${site}${path}`, init), context);
  });
const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site, ...headers },
});
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const cookieIn = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('a token', () => {
  test('reads by default; only one of scope label says what themes a document has, and its name stands beside', async () => {
    const [reads, labels] = [await token('a reader'), await token('Li Hua', '--scope', 'label')];
    await asking(now, async (ask, context) => {
      for (const each of [reads, labels]) expect((await ask('/api/v1/documents', { headers: bearer(each) })).status).toBe(200);
      const given = { 'theme-energy': 'yes', why: 'it is about power' };
      const refused = await ask(`/documents/${id}/label`, form(given, bearer(reads)));
      expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('--scope label')]);
      expect((await context.documents.head(id))?.label).toBeUndefined();
      expect(await (await ask(`/documents/${id}/label`, { headers: bearer(reads) })).text()).not.toContain('method="post"><fieldset');
      expect((await ask(`/documents/${id}/label`, form(given, bearer(labels)))).status).toBe(303);
      expect((await context.documents.head(id))?.label).toMatchObject({ themes: ['energy'], who: 'Li Hua' });
      expect(await (await ask(`/documents/${id}`, { headers: bearer(reads) })).text()).toContain('Li Hua');
    });
    expect((await command('show', id, ...store().slice(0, -1))).out).toContain('(Li Hua)');
    expect((await command('label', '--export', ...store().slice(0, -1))).out).toContain('; by Li Hua');
    await asking(now, async (ask, context) => {
      expect((await ask(`/documents/${id}/label`, form({ 'take-back': 'yes', why: 'mistaken' }, bearer(labels)))).status).toBe(303);
      expect(await context.documents.takenBack(id)).toMatchObject({ who: 'Li Hua' });
    });
  });

  test('is valid until the end of its last day, and is then refused with the reason', async () => {
    const value = await token('for a while', '--expires', '2026-11-20');
    const status = (at: string) => asking(at, async (ask) => ask('/api/v1/documents', { headers: bearer(value) }));
    expect((await status('2026-11-20T23:59:00+08:00')).status).toBe(200);
    const after = await status('2026-11-21T00:01:00+08:00');
    expect([after.status, await after.text()]).toEqual([401, expect.stringContaining('2026-11-20')]);
    expect((await command('tokens', 'list', ...store('2026-11-21T09:00:00+08:00').slice(0, -1))).out).toContain('2026-11-20 (expired)');
  });

  test.for([
    [['x', '--scope', 'admin'], '--scope'],
    [['x', '--expires', '2026-02-30'], '--expires'],
    [['x', '--expires', '2026-11-17'], '--expires'],
    [[' '], 'NAME'],
    [['x'.repeat(61)], 'NAME'],
  ] as const)('%j is refused in words', async ([args, says]) => {
    const said = await command('tokens', 'create', ...args, ...store());
    expect([said.status, said.err]).toEqual([2, expect.stringContaining(says)]);
  });
});

describe('a session', () => {
  const signedIn = async (value: string, at = now) =>
    asking(at, async (ask) => {
      const answer = await ask('/signin', form({ token: value }));
      expect(answer.status).toBe(303);
      return answer;
    });
  const opens = (cookie: string, at = now) => asking(at, async (ask) => (await ask('/sources', { headers: { cookie } })).status);

  test('is no token, and its cookie is kept from scripts and other sites', async () => {
    const value = await token('a browser');
    const answer = await signedIn(value);
    const set = answer.headers.get('set-cookie') ?? '';
    for (const word of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(set).toContain(word);
    expect(set).not.toContain(value);
    const session = cookieIn(answer).split('=')[1] ?? '';
    expect(await opens(cookieIn(answer))).toBe(200);
    // A name that another host of the same domain can set opens nothing.
    expect(set).toMatch(/^__Host-hongtou=/);
    expect(await opens(`hongtou=${session}`)).toBe(401);
    expect(await opens(`__Host-hongtou=${value}`)).toBe(401);
    await asking(now, async (ask) => expect((await ask('/sources', { headers: bearer(session) })).status).toBe(401));
    expect(JSON.stringify([...(await bench.stored()).items.values()])).not.toContain(session);
  });

  test('ends at sign-out, for whoever has its cookie', async () => {
    const cookie = cookieIn(await signedIn(await token('leaves')));
    await asking(now, async (ask) => {
      expect((await ask('/signout')).status).toBe(405);
      expect((await ask('/signout', form({}, { cookie, origin: 'https://evil.example' }))).status).toBe(403);
      expect((await ask('/sources', { headers: { cookie } })).status).toBe(200);
      const out = await ask('/signout', form({}, { cookie }));
      expect([out.status, out.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('Max-Age=0')]);
    });
    expect(await opens(cookie)).toBe(401);
  });

  test('ends with its token, taken back or run out, and after a month', async () => {
    const [revoked, short, long] = [await token('revoked'), await token('short', '--expires', '2026-11-20'), await token('long')];
    const [first, second, third] = [cookieIn(await signedIn(revoked)), cookieIn(await signedIn(short)), cookieIn(await signedIn(long))];
    expect((await command('tokens', 'revoke', 'revoked', ...store())).status).toBe(0);
    expect(await opens(first)).toBe(401);
    expect(await opens(second, '2026-11-21T09:00:00+08:00')).toBe(401);
    expect(await opens(third, '2026-12-18T08:59:00+08:00')).toBe(200);
    expect(await opens(third, '2026-12-18T09:01:00+08:00')).toBe(401);
  });
});

/** Requests of each kind in turn: a median of few says nothing of five percent, so that the long form of the faults alone asks. */
test.runIf(long)(
  'a credential with a right beginning is refused no faster and no slower than any other',
  { timeout: 600_000 },
  async () => {
    const value = await token('timed');
    await asking(now, async (ask) => {
      const session = cookieIn(await ask('/signin', form({ token: value })));
      const other = (text: string, from: number) =>
        text.slice(0, from) + text.slice(from).replace(/[\w-]/g, (sign) => (sign === 'x' ? 'y' : 'x'));
      const kinds = {
        bearer: [bearer(other(value, value.length - 1)), bearer(other(value, 0))],
        cookie: [{ cookie: other(session, session.length - 1) }, { cookie: other(session, session.indexOf('=') + 1) }],
      };
      for (const [kind, pair] of Object.entries(kinds)) {
        const times: [number[], number[]] = [[], []];
        for (let n = 0; n < 2200; n += 1) {
          // Each comes first as often as second.
          for (const which of n % 2 === 0 ? [0, 1] : [1, 0]) {
            const began = performance.now();
            const answer = await ask('/api/v1/documents?limit=1', { headers: pair[which] ?? {} });
            await answer.text();
            // The first ones load.
            if (n >= 200) times[which]?.push(performance.now() - began);
            expect(answer.status).toBe(401);
          }
        }
        const [right = 0, wrong = 0] = times.map((each) => each.toSorted((a, b) => a - b)[each.length >> 1]);
        console.log(JSON.stringify({ kind, right, wrong }));
        reported(41, { differencePercent: Math.round((1000 * Math.abs(right - wrong)) / wrong) / 10, timings: Number(times[0].length) });
      }
    });
  },
);

describe('a cursor', () => {
  test('is signed with a secret of this store, which no name of a table gives away', async () => {
    const guess = (await import('node:crypto')).createHash('sha256').update('RecordTable evidencebucket').digest('hex');
    const value = await token('lists');
    await asking(now, async (ask, context) => {
      const secret = await context.secret('cursors');
      const status = async (cursor: string) => (await ask(`/api/v1/documents?cursor=${cursor}`, { headers: bearer(value) })).status;
      expect(await status(writeCursor(guess, 'documents?', '0'))).toBe(400);
      expect(await status(writeCursor(secret, 'documents?', '0'))).toBe(200);
      for (const place of ['NaN', '1e400', '-1', '1.5', '', 'Infinity', '99999999999999999999'])
        expect([place, await status(writeCursor(secret, 'documents?', place))]).toEqual([place, 400]);
    });
    await asking(now, async (_, context) => expect(await context.secret('cursors')).toBe(await context.secret('cursors')));
    const [one, other] = await Promise.all([1, 2].map(() => bench.within({ now, config }, (context) => context.secret('cursors'))));
    expect(one).toBe(other);
  });
});

describe('the laptop', () => {
  test('answers at most twenty requests a second, and says when to come again', async () => {
    await bench.within({ now, config }, async (context) => {
      const server = await serve({ port: 0, handler: await openLocalApp(context, {}, () => {}) });
      try {
        const statuses = await Promise.all(Array.from({ length: 200 }, async () => fetch(`${server.url}api/v1/themes`)));
        const turnedAway = statuses.filter(({ status }) => status === 429);
        expect(turnedAway.length).toBeGreaterThan(0);
        expect(statuses.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(40);
        expect(turnedAway[0]?.headers.get('retry-after')).toBe('1');
        expect(turnedAway[0]?.headers.get('content-type')).toContain('application/problem+json');
        expect((await fetch(`${server.url}healthz`)).status).toBe(200);
        expect((await fetch(`${server.url}hongtou.css`)).status).toBe(200);
        await expect.poll(async () => (await fetch(`${server.url}api/v1/themes`)).status, { timeout: 300_000, interval: 200 }).toBe(200);
      } finally {
        await server.close();
      }
    });
  });

  test('refuses changes that a browser says come from elsewhere, Origin or not', async () => {
    await bench.within({ now, config }, async (context) => {
      const app = createApp(answersOf(context, { secret: 'x', local: true }));
      const post = async (headers: Record<string, string>) => {
        const init = form({ mail: 'a@example.org' }, { host: '127.0.0.1:4180', ...headers });
        const { origin: _, ...kept } = init.headers as Record<string, string>;
        return (await app.request('http://127.0.0.1:4180/subscribe', { ...init, headers: kept })).status;
      };
      expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(await post({ 'sec-fetch-site': 'same-site' })).toBe(403);
      expect(await post({ 'sec-fetch-site': 'same-origin' })).toBe(200);
      expect(await post({})).toBe(200);
      // A link in a mail is followed from another site.
      const followed = await app.request('http://127.0.0.1:4180/healthz', {
        headers: { host: '127.0.0.1:4180', 'sec-fetch-site': 'cross-site' },
      });
      expect(followed.status).toBe(200);
    });
  });

  test('labels as its own user, without a name', async () => {
    await bench.within({ now, config }, async (context) => {
      const app = createApp(answersOf(context, { secret: 'x', local: true }));
      const init = form({ 'theme-compute': 'yes', why: 'mine' }, { host: '127.0.0.1:4180', origin: 'http://127.0.0.1:4180' });
      expect((await app.request(`http://127.0.0.1:4180/documents/${id}/label`, init)).status).toBe(303);
      expect((await context.documents.head(id))?.label).toEqual(expect.not.objectContaining({ who: expect.anything() }));
    });
  });
});

test('the page of a mailed digest opens with the key of its mails, and no other page does', async () => {
  const url = new URL(await bench.within({ now }, (context) => digestUrl('2026-W46', context)));
  await asking(now, async (ask) => {
    const status = async (path: string): Promise<number> => (await ask(path)).status;
    expect(await status(`${url.pathname}${url.search}`)).toBe(200);
    expect(await status(`/digests/2026-W45${url.search}`)).toBe(401);
    expect(await status(`/digests/2026-W46?key=x`)).toBe(401);
    expect(await status(`/documents${url.search}`)).toBe(401);
    expect(await status(`/api/v1/digests/2026-W46${url.search}`)).toBe(401);
  });
});

test('without a token a deployed instance answers what docs/contract.md 4 names, and nothing else', async () => {
  const answered: readonly (readonly [string, RequestInit, number])[] = [
    ['/healthz', {}, 200],
    ['/hongtou.css', {}, 200],
    ['/icon.svg', {}, 200],
    ['/signin', {}, 200],
    ['/signin', form({ token: 'x' }), 401],
    ['/signout', form({}), 303],
    ['/unsubscribe?token=x', {}, 200],
    ['/confirm?token=x', {}, 200],
    ['/subscribe?token=x', {}, 200],
    ['/subscribe', {}, 200],
  ];
  const closed = [
    ...[
      '/',
      '/documents',
      `/documents/${id}`,
      `/documents/${id}/label`,
      '/themes/compute',
      '/calendar',
      '/lineage',
      '/sources',
      '/digests',
    ],
    ...[
      '/digests/2026-W46',
      '/landmarks',
      '/api/openapi.json',
      '/api/v1/documents',
      `/api/v1/documents/${id}`,
      `/api/v1/documents/${id}/text`,
    ],
    ...['/api/v1/stats', '/api/v1/changes', '/api/v1/sources', '/api/v1/digests', '/feeds/documents.rss', '/feeds/documents.atom'],
    ...['/feeds/documents.json', '/calendar.ics', '/mcp', '/nothing', '/.hongtou', '/admin'],
  ];
  await asking(now, async (ask) => {
    for (const [path, init, status] of answered) {
      const answer = await ask(path, init);
      expect([path, answer.status]).toEqual([path, status]);
      expect(await answer.text()).not.toContain('国数');
    }
    for (const path of closed) {
      expect([path, (await ask(path)).status]).toEqual([path, 401]);
      expect([path, (await ask(path, form({}))).status]).toEqual([path, 401]);
    }
  });
});
