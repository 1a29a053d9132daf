import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { callTool, connectAssistant } from '../support/assistant.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';

/** A reader's own token: what an assistant with it sets is what the reader's mails, and nobody else's, bring. */

const reader = 'reader@example.org';
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const say = (...words: readonly string[]) => command(...words, '--data', bench.data);
const chosen = async (address: string) => JSON.parse((await say('subscribers', 'choices', address, '--json')).out).choices;

/** Calls tools with a token, over HTTP as a deployed instance has it. */
const withToken = <T>(token: string, ask: (call: (given: object, tool?: string) => ReturnType<typeof callTool>) => Promise<T>) =>
  bench.within({}, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local: false }));
    const client = await connectAssistant(app, 'auto', { authorization: `Bearer ${token}` });
    const found = await ask((given, tool = 'alerts') => callTool(client, tool, given as Record<string, unknown>));
    await client.close();
    return found;
  });

test('a token is of a confirmed reader alone', async () => {
  const create = (...more: readonly string[]) => say('tokens', 'create', 'assistant', '--reader', reader, '--json', ...more);
  expect(await create()).toMatchObject({ status: 1, err: expect.stringContaining('is no confirmed reader') });
  await say('subscribers', 'add', reader);
  expect(await create()).toMatchObject({ status: 1, err: expect.stringContaining('is no confirmed reader') });
  await say('subscribers', 'add', 'other@example.org');
  for (const address of [reader, 'other@example.org']) await say('subscribers', 'confirm', address);
  expect(JSON.parse((await create('--scope', 'label')).out)).toMatchObject({ reader, scope: 'label' });
});

test('with it alerts are created, listed and deleted, in the choices of that reader', async () => {
  const { token } = JSON.parse((await say('tokens', 'create', 'own', '--reader', reader, '--json')).out);
  await withToken(token, async (call) => {
    expect((await call({})).answer).toMatchObject({ searches: [], choices: {} });
    const made = await call({ do: 'create', field: 'search', value: 'q=绿电&theme=energy', name: 'Green power' });
    const feed = expect.stringMatching(/\/choices\/feed\.atom\?token=/);
    expect(made.answer['searches']).toMatchObject([{ name: 'Green power', filters: { q: '绿电', theme: 'energy' }, feed }]);
    await call({ do: 'create', field: 'landmark', value: 'ai-plus' });
    await call({ do: 'create', field: 'themes', value: 'chips, compute' });
    await call({ do: 'create', field: 'every', value: 'day' });
    for (const [given, named] of [
      [{ do: 'create', field: 'themes', value: 'cheese' }, 'themes'],
      [{ do: 'create', field: 'follow', value: '国办发〔2019〕999号' }, 'follow'],
      [{ do: 'create', field: 'search', value: 'again', name: 'Green power' }, 'search-name'],
      [{ do: 'delete', field: 'search', value: 'none' }, 'none'],
      [{ do: 'create' }, 'field'],
      [{ field: 'address', value: 'x@example.org' }, 'field'],
    ] as const)
      expect(await call(given)).toMatchObject({ error: true, text: expect.stringContaining(named) });
  });
  expect(await chosen(reader)).toMatchObject({ themes: ['chips', 'compute'], landmarks: ['ai-plus'], every: 'day', searches: [{}] });
  expect(await chosen('other@example.org')).toEqual({});
  await withToken(token, async (call) => {
    for (const [field, value] of [
      ['search', 'Green power'],
      ['landmark', 'ai-plus'],
      ['themes', 'chips'],
      ['every', 'day'],
    ])
      expect((await call({ do: 'delete', field, value })).error).toBe(false);
  });
  expect(await chosen(reader)).toEqual({ themes: ['compute'] });
});

test('other tokens have no such tool; a token ends with its reader', async () => {
  const made = async (...more: readonly string[]) =>
    JSON.parse((await say('tokens', 'create', `t${more.length}`, ...more, '--json')).out).token as string;
  const [plain, own] = [await made(), await made('--reader', reader)];
  await expect(withToken(plain, (call) => call({}))).rejects.toMatchObject({ code: -32602 });
  expect((await withToken(own, (call) => call({}, 'coverage'))).error).toBe(false);
  // What outlives the reader does not say whose it was.
  const kept = JSON.stringify(await bench.within({}, (context) => context.tokens.list()));
  expect([kept.includes('"own":true'), kept.includes(own.slice(3, 27))]).toEqual([true, false]);
  const signedIn = bench.within({}, (context) => answersOf(context, { secret: 'x', local: false }).signIn(own));
  expect(await signedIn).toEqual({ refused: expect.stringContaining('opens no session') });
  await say('subscribers', 'remove', reader);
  await expect(withToken(own, (call) => call({}))).rejects.toThrow();
});
