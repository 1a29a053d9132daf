import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { createApp, routes } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { keptWeek } from '../../shared/pipeline/read/digest.ts';
import { signIn } from '../../shared/pipeline/read/reader-links.ts';
import { sha256 } from '../../shared/stages/text/hash.ts';
import { confirmedReader, tokensOf } from '../support/readers.ts';
import { openSampleStore, type SampleStore } from '../support/sample-store.ts';

/** No GET or HEAD of any route changes an item of the table or an object of the bucket, whoever asks and with whatever token. */

const week = '2026-W47';
const token = 'token-of-the-tests';
let store: SampleStore;
beforeAll(async () => {
  store = await openSampleStore();
  await store.run('18');
  await store.run('24');
});
afterAll(() => store.bench.close());

const written = async () => {
  const { items, objects } = await store.bench.stored();
  return { items: Object.fromEntries([...items].map(([key, item]) => [key, JSON.stringify(item)])), objects: Object.fromEntries(objects) };
};

/** Every address of the route table, with each kind of name in it, bare and with what links and forms bring along. */
function addressesOf(ids: readonly string[], tokens: readonly string[]): readonly string[] {
  const names: Readonly<Record<string, readonly string[]>> = { ':week': [week, '2026-W48', '2026-W01', 'none'], ':id': [...ids, 'none'] };
  const paths = [...new Set(routes.map(({ path }) => path))].flatMap((path) => {
    const name = /:\w+/.exec(path)?.[0];
    return name === undefined ? [path] : (names[name] ?? ['none', ...tokens]).map((value) => path.replace(name, encodeURIComponent(value)));
  });
  const queries = [
    '',
    '?lang=zh',
    '?q=数据&limit=5',
    '?kind=effective',
    '?ref=x&a=x&b=y',
    '?themes=chips&why=x&relevant=no',
    '?mail=new@example.org',
  ];
  const keys = tokens.flatMap((each) => [`?token=${each}`, `?key=${each}`, `?token=${each}&List-Unsubscribe=One-Click`]);
  return paths.flatMap((path) =>
    [...queries, ...(/documents|lineage|landmarks/.test(path) ? keys.slice(0, 2) : keys)].map((query) => path + query),
  );
}

const headersOf = (session: string): readonly Record<string, string>[] => [
  {},
  { authorization: `Bearer ${token}`, accept: 'text/html' },
  { cookie: `__Host-hongtou=${session}` },
];

async function askAll(
  context: Context,
  local: boolean,
): Promise<{ readonly asked: number; readonly good: number; readonly failed: readonly string[] }> {
  const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local }));
  const reader = await confirmedReader('reader@example.org', context);
  const { session = '' } = await signIn(token, context);
  const { hits } = await context.search.query({ limit: 3, today: '2026-11-26' });
  const addresses = addressesOf(
    hits.map(({ id }) => id),
    Object.values(await tokensOf(reader, week, context)),
  );
  const before = await written();
  const failed: string[] = [];
  let [asked, good] = [0, 0];
  for (const address of addresses)
    for (const [at, headers] of (local ? [{}] : headersOf(session)).entries()) {
      const method = (asked + at) % 3 === 0 ? 'HEAD' : 'GET';
      const site = local ? 'http://127.0.0.1:4180' : 'https://hongtou.example';
      const { status } = await app.request(site + address, { method, headers });
      asked += 1;
      good += status === 200 ? 1 : 0;
      if (status >= 500) failed.push(`${status} ${address}`);
    }
  expect(await written()).toEqual(before);
  return { asked, good, failed };
}

test('of a deployed instance, for strangers, with a token and in a session', async () => {
  await store.within(async (context) => {
    await context.tokens.put({ hash: sha256(token), name: 'tests', scope: 'label', since: context.now().toISOString() });
    const { asked, good, failed } = await askAll(context, false);
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(1000);
    expect(good).toBeGreaterThan(300);
  });
});

test('of a laptop, but for the digest of the running week, which it composes when it is asked for', async () => {
  await store.within(async (context) => {
    for (const each of [week, '2026-W48', '2026-W01']) await keptWeek(each, context);
    const { good, failed } = await askAll(context, true);
    expect(failed).toEqual([]);
    expect(good).toBeGreaterThan(300);
  });
});

test('a session that is over is refused, and not even taken away', async () => {
  const session = await store.within(async (context) => (await signIn(token, context)).session ?? '');
  const before = await written();
  await store.within(async (context) => {
    const app = createApp(answersOf(context, { secret: 'x', local: false }));
    const { status } = await app.request('https://hongtou.example/documents', { headers: { cookie: `__Host-hongtou=${session}` } });
    expect(status).toBe(401);
  }, '2027-03-01');
  expect(await written()).toEqual(before);
});
