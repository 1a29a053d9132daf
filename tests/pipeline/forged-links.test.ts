import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { addSubscriber, subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { confirmedReader, tokensOf } from '../support/readers.ts';
import { openSampleStore, type SampleStore } from '../support/sample-store.ts';

/** Links that this instance did not make, or made for something else: none is taken. */

const week = '2026-W47';
const site = 'https://hongtou.example';
const [own, other, waiting] = ['own@example.org', 'other@example.org', 'waiting@example.org'];
let store: SampleStore;
beforeAll(async () => {
  store = await openSampleStore();
  await store.run('18');
});
afterAll(() => store.bench.close());

type Tokens = Readonly<Record<string, string>>;
const opposite = (letter: string): string => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase());
const another = (letter: string): string => (letter === 'A' ? 'B' : 'A');
const likeness: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', c: 'с', '.': '。', '0': '０', '1': '１' };

/** Forgeries of one token: each letter turned, cut at each end, more at each end, other letters that look or count as the same. */
function forgeriesOf(token: string): readonly string[] {
  const letters = [...token];
  const with_ = (at: number, letter: string): string => token.slice(0, at) + letter + token.slice(at + 1);
  const spare = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return [
    ...letters.map((letter, at) => with_(at, another(letter))),
    ...letters.map((letter, at) => with_(at, opposite(letter))),
    ...letters.flatMap((letter, at) => (likeness[letter] === undefined ? [] : [with_(at, likeness[letter])])),
    ...[...spare].map((letter) => with_(token.length - 1, letter)),
    ...[1, 2, 5, 10, 20, 42, 43].flatMap((n) => [token.slice(0, -n), token.slice(n)]),
    ...['A', '=', '==', '.', '.A', '%00', ' ', '\n', '\u200b', `.${token}`, `,${token}`].flatMap((more) => [token + more, more + token]),
    token.toUpperCase(),
    token.toLowerCase(),
    letters.toReversed().join(''),
    token.split('.').toReversed().join('.'),
    token.replace(/[^.]+$/, ''),
    encodeURIComponent(encodeURIComponent(`${token} `)),
    '',
  ].filter((forged) => forged !== token);
}

/** Parts of tokens put together anew: the signature of one behind the words of another. */
function mixed(all: readonly string[]): readonly string[] {
  const cut = (token: string): readonly [string, string] => [
    token.slice(0, token.lastIndexOf('.') + 1),
    token.slice(token.lastIndexOf('.') + 1),
  ];
  return all.flatMap((one) => all.map((two) => cut(one)[0] + cut(two)[1])).filter((made) => !all.includes(made));
}

const at = <T>(day: string, work: (context: Context) => Promise<T>): Promise<T> => store.within(work, day);
const states = (context: Context) => Promise.all([own, other, waiting].map((address) => subscriberOf(address, context)));

const unpasted = (token: string): string => (token.trim() === token ? encodeURIComponent(token) : 'blank');

/** Whether a token is taken where it is offered, by each way that takes one. A link that is pasted may have blanks around it: that is no forgery. */
function doorsOf(context: Context) {
  const answers = answersOf(context, { secret: 'secret-of-the-tests', local: false });
  const { readers } = answers;
  const app = createApp(answers);
  const post = (path: string, token: string) =>
    app.request(`${site}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ token }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site },
    });
  const get = async (path: string) => (await app.request(`${site}${path}`)).status;
  return {
    app,
    confirm: async (token: string) => (await post('/confirm', token)).status === 200,
    // The page says the same to everybody: the store tells whether it was taken.
    leave: async (token: string) => {
      await post('/unsubscribe', token);
      await app.request(`${site}/unsubscribe?token=${encodeURIComponent(token)}`, { method: 'POST' });
      return false;
    },
    digest: async (token: string) => (await get(`/digests/${week}?key=${encodeURIComponent(token)}`)) === 200,
    choices: async (token: string) => {
      const shown = await app.request(`${site}/choices/export?token=${unpasted(token)}`);
      const chosen = await readers.choose(token, new Map([['search.chips', 'on']]), true);
      return chosen !== undefined || (await readers.markRead(token, 1)) || (await shown.text()).includes('@example.org');
    },
    search: async (token: string) =>
      (await readers.search(token)) !== undefined || (await get(`/choices/feed.atom?token=${unpasted(token)}`)) === 200,
  };
}

test('a link to leave that was cut is told as that, and not that it did what it could not', async () => {
  await store.within(async (context) => {
    const token = (await tokensOf(await confirmedReader(own, context), week, context))['leave'] ?? '';
    const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local: false }));
    for (const cut of [token.slice(0, -1), token.slice(0, 30)]) {
      const page = await app.request(`${site}/unsubscribe?token=${cut}`);
      expect(await page.text()).toContain('This link is incomplete');
      expect((await app.request(`${site}/unsubscribe?token=${cut}`, { method: 'POST' })).status).toBe(400);
    }
    expect(await (await app.request(`${site}/unsubscribe?token=${token}`)).text()).toContain('Press the button to stop');
  });
});

test('of more than a thousand forged or replayed links none is taken, and nothing changes', async () => {
  const old: Tokens = await at('05', async (context) => tokensOf(await addSubscriber(waiting, context), week, context));
  const ahead: Tokens = await at('2028-03-01', async (context) => tokensOf(await addSubscriber(waiting, context), week, context));
  await store.within(async (context) => {
    const reader = await confirmedReader(own, context);
    const good = await tokensOf(reader, week, context);
    const [others, wait] = [
      await tokensOf(await confirmedReader(other, context), week, context),
      await tokensOf(await addSubscriber(waiting, context), '2026-W46', context),
    ];
    const before = await states(context);
    const { app, ...doors } = doorsOf(context);
    const everyToken = [good, others, wait, old, ahead].flatMap((each) => Object.values(each));
    let tried = 0;
    const taken: string[] = [];
    for (const [kind, enters] of Object.entries(doors)) {
      const own = good[kind] ?? '';
      const foreign = [good, others, wait].flatMap((each) =>
        Object.entries(each).flatMap(([name, token]) => (name === kind ? [] : [token])),
      );
      const stale = kind === 'confirm' || kind === 'choices' ? [old[kind] ?? '', ahead[kind] ?? ''].slice(kind === 'confirm' ? 0 : 1) : [];
      for (const token of [
        ...forgeriesOf(own),
        ...forgeriesOf(wait[kind] ?? '').slice(0, 90),
        ...foreign,
        ...stale,
        ...mixed(everyToken),
      ]) {
        if ([good, others, wait, old, ahead].some((each) => each[kind] === token) && !stale.includes(token)) continue;
        tried += 1;
        if (await enters(token)) taken.push(`${kind}: ${token}`);
      }
      const twice = `token=${own}&token=${own}`;
      for (const path of ['/subscribe', '/confirm', '/unsubscribe'])
        for (const method of ['GET', 'POST']) expect((await app.request(`${site}${path}?${twice}`, { method })).status).toBe(400);
    }
    expect(taken).toEqual([]);
    expect(tried).toBeGreaterThan(1000);
    expect(await states(context)).toEqual(before);
  });
});

test('a token is taken for what it was made, and a confirmation that is replayed after its reader left brings nobody back', async () => {
  await store.within(async (context) => {
    const { app: _app, ...doors } = doorsOf(context);
    const good = await tokensOf(await confirmedReader(own, context), week, context);
    for (const kind of ['confirm', 'digest', 'choices', 'search'] as const)
      expect([kind, await doors[kind](good[kind] ?? '')]).toEqual([kind, true]);
    await doors.leave(good['leave'] ?? '');
    expect((await subscriberOf(own, context))?.state).toBe('suppressed');
    expect(await doors.confirm(good['confirm'] ?? '')).toBe(false);
    expect(await doors.search(good['search'] ?? '')).toBe(false);
    expect((await subscriberOf(own, context))?.state).toBe('suppressed');
  });
});
