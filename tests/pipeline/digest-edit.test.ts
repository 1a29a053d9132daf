import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Digest } from '../../shared/model/digest.ts';
import type { Scope } from '../../shared/model/reader.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { issueToken } from '../../shared/pipeline/read/reader-links.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';

/** An editor strikes, moves and annotates what is in a digest before it goes. */

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
const config = sample('hongtou.config.json');
const now = '2026-11-23T08:30:00+08:00';
const week = '2026-W47';
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  const { rounds } = JSON.parse(readFileSync(sample('rounds.json'), 'utf8'));
  for (const round of rounds) await bench.run({ now: round.now, replay: [sample(round.replay)], config });
});
afterAll(() => bench.close());

type Sent = { readonly status: number; readonly text: string };
const site = 'https://hongtou.example';

/** Asks a deployed instance, with a token of a scope. */
const ask = (path: string, { scope = 'edit', form }: { scope?: Scope; form?: object } = {}): Promise<Sent> =>
  bench.within({ now, config }, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local: false }));
    const authorization = `Bearer ${await issueToken({ name: 'Li Hua', scope }, context)}`;
    const body = form && new URLSearchParams({ ...form }).toString();
    const type = 'application/x-www-form-urlencoded';
    const headers = { authorization, accept: 'text/html', origin: site, ...(body && { 'content-type': type }) };
    const answer = await app.request(`${site}${path}`, { headers, ...(body !== undefined && { method: 'POST', body }) });
    return { status: answer.status, text: await answer.text() };
  });
const digestOf = async (query = ''): Promise<Digest> => JSON.parse((await ask(`/api/v1/digests/${week}${query}`)).text);
const idsIn = ({ sections }: Digest, section: keyof Digest['sections']) => sections[section].map(({ id }) => id);
const page = `/digests/${week}/edit`;

test('only a token of the scope edit may, from the own site, and of items of this digest', async () => {
  const { sections } = await digestOf();
  const [item] = sections.binding;
  for (const scope of ['read', 'label'] as const) {
    const refused = await ask(page, { scope, form: { [`strike.${item?.id}`]: 'yes' } });
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('--scope edit')]);
    expect((await ask(page, { scope })).text).toContain('--scope edit');
  }
  for (const [form, named] of [
    [{ 'strike.none': 'yes' }, 'strike.none'],
    [{ [`place.${item?.id}`]: 'first' }, 'place.'],
    [{ [`note.${item?.id}`]: 'x'.repeat(301) }, 'note.'],
  ] as const)
    expect(await ask(page, { form })).toMatchObject({ status: 400, text: expect.stringContaining(named) });
  expect((await ask('/digests/2026-W40/edit', { form: {} })).status).toBe(404);
  const old = bench.within({ now, config }, (context) =>
    answersOf(context, { secret: 'x', local: true }).editDigest('2026-W46', { struck: [], places: {}, notes: {} }),
  );
  await expect(old).rejects.toThrow('2026-W46: the digests of the running week and of the one before');
  expect((await digestOf()).edited).toBeUndefined();
});

test('what is changed is marked on the page and in JSON, what is struck is counted, and the original stays readable', async () => {
  const original = await digestOf();
  const [struck] = original.sections.drafts;
  const [first, second] = original.sections.local;
  const [noted] = original.sections.binding;
  if (!struck || !first || !second || !noted) return expect.fail('the sample week has items in these sections');
  const form = { [`strike.${struck.id}`]: 'yes', [`place.${second.id}`]: '1', [`note.${noted.id}`]: 'Our filing is due, too <b>' };
  expect((await ask(page, { form })).status).toBe(303);
  const edited = await digestOf();
  expect(edited.edited).toEqual({ at: new Date(now).toISOString(), who: 'Li Hua', struck: 1, moved: 1, notes: 1 });
  expect(idsIn(edited, 'drafts')).not.toContain(struck.id);
  expect(edited.highlights?.map(({ id }) => id)).not.toContain(struck.id);
  expect(idsIn(edited, 'local').slice(0, 2)).toEqual([second.id, first.id]);
  expect([edited.sections.local[0]?.edited, edited.sections.binding[0]?.edited]).toEqual([
    { moved: true },
    { note: 'Our filing is due, too <b>' },
  ]);
  expect(await digestOf('?original=yes')).toEqual(original);
  const { text } = await ask(`/digests/${week}`);
  for (const said of [
    'by Li Hua',
    '1 item struck by the editor',
    'Our filing is due, too &lt;b&gt;',
    'moved within its section',
    '?original=yes',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain(struck.title);
  expect((await ask(`/digests/${week}?original=yes`)).text).toContain(struck.title);
  const again = (await ask(page)).text;
  for (const kept of [`name="strike.${struck.id}" value="yes" checked`, `name="place.${second.id}" size="3" inputmode="numeric" value="1"`])
    expect(again).toContain(kept);
});

test('the mail has it as the editor wants it, and then it cannot be changed any more', async () => {
  const original = await digestOf('?original=yes');
  const [struck] = original.sections.drafts;
  const [noted] = original.sections.binding;
  const reader = 'reader@example.org';
  const say = (at: string, ...words: readonly string[]) => command(...words, '--data', bench.data, '--config', config, '--now', at);
  for (const what of ['add', 'confirm']) await say('2026-11-01T08:00:00+08:00', 'subscribers', what, reader);
  const form = { [`strike.${struck?.id}`]: 'yes', [`note.${noted?.id}`]: 'Mind this' };
  expect((await ask(page, { form })).status).toBe(303);
  expect((await digestOf()).edited).toMatchObject({ struck: 1, notes: 1, moved: 0 });
  expect((await say(now, 'digest', '--week', week, '--to', reader)).status).toBe(0);
  const [file = ''] = readdirSync(join(bench.data, 'mail'));
  const parts = [...readFileSync(join(bench.data, 'mail', file), 'utf8').matchAll(/encoding: base64\s+([\w+/=\s]+)/gi)];
  expect(parts).toHaveLength(2);
  for (const [, encoded = ''] of parts) {
    const part = Buffer.from(encoded, 'base64').toString();
    for (const said of ['1 item struck by the editor', 'Mind this']) expect(part.replaceAll(/\s+/g, ' ')).toContain(said);
    expect(part).not.toContain(struck?.title);
  }
  expect(await ask(page, { form: {} })).toMatchObject({ status: 400, text: expect.stringContaining('has gone out') });
  // It is a record of its own.
  for (const what of ['verify', 'rebuild']) expect([what, (await say(now, what)).status]).toEqual([what, 0]);
  expect((await say(now, 'digest', '--week', week)).out).toContain('Mind this');
});
