import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import type { Subscriber } from '../../shared/model/reader.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { deliverBatch } from '../../shared/pipeline/mail/deliver.ts';
import { addSubscriber, confirmSubscriber, subscriberOf, unsubscribe } from '../../shared/pipeline/mail/subscribers.ts';
import { choicesUrl, confirmUrl, unsubscribeUrl } from '../../shared/pipeline/read/reader-links.ts';
import { sha256 } from '../../shared/stages/text/hash.ts';
import { openSampleStore, type SampleStore } from '../support/sample-store.ts';

const host = 'hongtou.example';
let sample: SampleStore;

beforeAll(async () => {
  sample = await openSampleStore('25');
  await sample.run('18');
});
afterAll(() => sample.bench.close());

const tokenIn = (url: string | null): string => new URL(url ?? '', `https://${host}`).searchParams.get('token') ?? '';
const work = (context: Context) =>
  sample.bench.drain('mail', (event) =>
    deliverBatch(() => ({ subject: '', html: '', text: '' }))(event, context, (error) => {
      throw error;
    }),
  );

/** A deployed instance's pages, asked by somebody without token or session. */
function open(context: Context) {
  const app = createApp(answersOf(context, { secret: 'x', local: false }));
  return {
    get: (path: string) => app.request(`https://${host}${path}`, { headers: { host, accept: 'text/html' } }),
    post: (path: string, fields: Readonly<Record<string, string>>) =>
      app.request(`https://${host}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', host, origin: `https://${host}`, accept: 'text/html' },
      }),
  };
}

async function confirmedReader(address: string, context: Context): Promise<Subscriber> {
  await confirmSubscriber(await addSubscriber(address, context), context);
  return (await subscriberOf(address, context)) as Subscriber;
}

const chosen = async (address: string, context: Context) => (await subscriberOf(address, context))?.choices;
const itemsOf = async () => JSON.stringify([...(await sample.bench.stored()).items]);

describe('the page of a reader’s choices', () => {
  test('shows, previews and stores what is chosen; a search gets a feed that needs no sign-in and ends with it', async () => {
    await sample.within(async (context) => {
      const reader = await confirmedReader('one@example.org', context);
      const { get, post } = open(context);
      const token = tokenIn(await choicesUrl(reader, context));
      const first = await get(`/choices?token=${token}`);
      expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(await first.text()).toContain('everything; weekly, Monday 08:30');

      const fields = {
        token,
        'themes.data-market': 'on',
        issuers: '国家数据局',
        'time-zone': 'europe/brussels',
        hour: '7',
        search: '数据标注',
        'search-name': 'Labels',
      };
      const tried = await (await post('/choices', { ...fields, do: 'preview' })).text();
      expect(tried).toContain('Nothing has been saved');
      expect(tried).toContain('value="europe/brussels"');
      expect(await chosen('one@example.org', context)).toBeUndefined();

      const saved = await post('/choices', { ...fields, do: 'save' });
      expect(saved.status).toBe(303);
      expect(saved.headers.get('location')).toBe(`/choices?token=${token}&saved=yes`);
      const kept = await chosen('one@example.org', context);
      expect(kept).toMatchObject({
        themes: ['data-market'],
        issuers: ['nda'],
        timeZone: 'Europe/Brussels',
        hour: 7,
        searches: [{ name: 'Labels', filters: { q: '数据标注' } }],
      });

      const page = await (await get(`/choices?token=${token}&saved=yes`)).text();
      expect(page).toContain('Saved.');
      const [feed = ''] = /\/choices\/feed\.atom\?token=[\w.-]+/.exec(page) ?? [];
      const answer = await get(feed);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
      expect(await answer.text()).toContain('Labels');
      const calendar = await get(feed.replace('feed.atom', 'calendar.ics'));
      expect([calendar.status, calendar.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
      expect((await get(feed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).status).toBe(404);
      expect((await get(`/choices?token=${tokenIn(feed)}`)).status).toBe(400);
      await post('/choices', { token, do: 'save' });
      expect(await chosen('one@example.org', context)).toBeUndefined();
      expect((await get(feed)).status).toBe(404);
    });
  });

  test('says what is wrong, where and what to do, keeps what was typed, and stores nothing', async () => {
    await sample.within(async (context) => {
      const reader = await confirmedReader('two@example.org', context);
      const { post } = open(context);
      const token = tokenIn(await choicesUrl(reader, context));
      const wrong = {
        token,
        'themes.chips': 'on',
        issuers: 'CAC, <b>cheese</b>',
        follow: '国办发〔1999〕901号',
        hour: '7',
        'time-zone': 'Mars/Olympus',
        search: 'colour=red',
        'search-name': '名 “x”',
      };
      const answer = await post('/choices', { ...wrong, do: 'save' });
      expect(answer.status).toBe(400);
      const page = await answer.text();
      for (const words of [
        '&lt;b&gt;cheese&lt;/b&gt;',
        '国办发〔1999〕901号',
        'Mars/Olympus',
        'colour=red',
        'value="CAC, &lt;b&gt;cheese&lt;/b&gt;"',
        'value="名 “x”"',
      ])
        expect(page).toContain(words);
      expect(page).toMatch(/name="themes\.chips" value="on" checked/);
      for (const id of ['issuers', 'follow', 'time-zone', 'search']) expect(page).toContain(`id="c-${id}-e"`);
      expect(await chosen('two@example.org', context)).toBeUndefined();
    });
  });

  test('fills in what a link of a document or list asks for, and without a token says where it is found', async () => {
    await sample.within(async (context) => {
      const reader = await confirmedReader('three@example.org', context);
      const { get, post } = open(context);
      const without = await get('/choices?follow=0123456789abcdef');
      expect(without.status).toBe(200);
      const page = await without.text();
      expect(page).toContain('Change your choices');
      expect(page).toContain('name="follow" value="0123456789abcdef"');
      const link = await choicesUrl(reader, context);
      const pasted = await get(`/choices?token=${encodeURIComponent(link)}&search=theme%3Dchips`);
      expect(pasted.status).toBe(200);
      expect(await pasted.text()).toContain('value="theme=chips"');
      const [held] = (await sample.exported())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; url: string });
      await post('/choices', { token: tokenIn(link), follow: held?.url ?? '', do: 'save' });
      expect(await chosen('three@example.org', context)).toEqual({ acts: [held?.id] });
    });
  });

  test('exports everything, and erases everything after a second step', async () => {
    await sample.within(async (context) => {
      const address = 'four@example.org';
      const reader = await confirmedReader(address, context);
      const { get, post } = open(context);
      const token = tokenIn(await choicesUrl(reader, context));
      await post('/choices', { token, 'themes.chips': 'on', do: 'save' });
      const file = await get(`/choices/export?token=${token}`);
      expect(file.headers.get('content-disposition')).toContain('attachment');
      expect(JSON.stringify(await file.json())).toContain('"themes":["chips"]');
      expect((await get(`/choices/erase?token=${token}`)).status).toBe(200);
      await work(context);
      expect(await itemsOf()).toContain(address);
      expect((await post('/choices/erase', { token })).status).toBe(200);
      await work(context);
      const { objects } = await sample.bench.stored();
      expect(await itemsOf()).not.toContain(reader.id);
      expect([...objects.keys()].filter((key) => key.includes(reader.id))).toEqual([]);
      for (const path of ['/choices', '/choices/export', '/choices/erase'])
        expect((await get(`${path}?token=${token}`)).status, path).toBe(400);
    });
  });

  test('a reader who left changes nothing, and leaves by the old link whatever was chosen', async () => {
    await sample.within(async (context) => {
      const address = 'five@example.org';
      const reader = await confirmedReader(address, context);
      const { post } = open(context);
      const [token, leave] = [tokenIn(await choicesUrl(reader, context)), tokenIn(await unsubscribeUrl(reader, context))];
      await post('/choices', { token, 'themes.chips': 'on', do: 'save' });
      expect(await unsubscribe(leave, context)).toBe(true);
      expect((await post('/choices', { token, 'themes.energy': 'on', do: 'save' })).status).toBe(400);
      expect(await subscriberOf(address, context)).toMatchObject({ state: 'suppressed', left: 'reader', choices: { themes: ['chips'] } });
    });
  });

  test('the page after a confirmation leads there', async () => {
    await sample.within(async (context) => {
      const reader = await addSubscriber('six@example.org', context);
      const { get, post } = open(context);
      const page = await (await post('/confirm', { token: tokenIn(await confirmUrl(reader, context)) })).text();
      const [link = ''] = /\/choices\?token=[\w.-]+/.exec(page) ?? [];
      expect((await get(link)).status).toBe(200);
    });
  });
});

describe('what changed since it was last marked as read', () => {
  const marks = async () => [...(await sample.bench.stored()).items.keys()].filter((key) => key.startsWith('READ#')).toSorted();

  test('is the reader’s own by the link of a mail, narrowed by the choices; a GET marks nothing, and a mark never goes back', async () => {
    await sample.within(async (context) => {
      const reader = await confirmedReader('eight@example.org', context);
      const { get, post } = open(context);
      const token = tokenIn(await choicesUrl(reader, context));
      const path = `/choices/unread?token=${token}`;
      const first = await (await get(path)).text();
      expect(first).toContain('Never marked yet');
      expect(first).toContain('class="item"');
      expect(await marks()).toEqual([]);
      const [, upTo = ''] = /name="up-to" value="(\d+)"/.exec(first) ?? [];
      await post('/choices', { token, 'themes.chips': 'on', only: 'yes', do: 'save' });
      expect(await (await get(path)).text()).not.toContain('class="item"');
      await post('/choices', { token, do: 'save' });
      expect((await post('/choices/unread', { token, 'up-to': upTo })).status).toBe(303);
      expect(await (await get(path)).text()).toContain('Nothing has changed since.');
      expect(await marks()).toEqual([`READ#${reader.id} MARK`]);
      await post('/choices/unread', { token, 'up-to': '1' });
      expect(await (await get(path)).text()).toContain('Nothing has changed since.');
      expect((await post('/choices/unread', { token: `${token}x`, 'up-to': upTo })).status).toBe(404);
      expect((await post('/choices/unread', { token, 'up-to': 'all' })).status).toBe(404);
      expect(JSON.stringify(await (await get(`/choices/export?token=${token}`)).json())).toContain('"last read"');
      await post('/choices/erase', { token });
      await work(context);
      expect(await marks()).toEqual([]);
    });
  });

  test('is a token’s own, ends with it, and is the owner’s on a laptop', async () => {
    await sample.within(async (context) => {
      const hash = sha256('ht_one');
      await context.tokens.put({ hash, name: 'one', since: context.now().toISOString(), scope: 'read' });
      const site = 'https://hongtou.example/unread';
      const app = createApp(answersOf(context, { secret: 'x', local: false }));
      const headers = { host, authorization: 'Bearer ht_one', 'content-type': 'application/x-www-form-urlencoded' };
      expect((await app.request(site, { headers: { host } })).status).toBe(401);
      expect(await (await app.request(site, { headers })).text()).toContain('class="item"');
      expect((await app.request(site, { method: 'POST', headers, body: 'up-to=999999' })).status).toBe(303);
      expect(await (await app.request(site, { headers })).text()).toContain('Nothing has changed since.');
      expect(await marks()).toEqual([`READ#${hash} MARK`]);
      const local = createApp(answersOf(context, { secret: 'x', local: true }));
      const mine = { host: '127.0.0.1:4180', 'content-type': 'application/x-www-form-urlencoded' };
      const page = await (await local.request('http://127.0.0.1:4180/unread', { headers: mine })).text();
      expect(page).toContain('class="item"');
      await local.request('http://127.0.0.1:4180/unread', { method: 'POST', headers: mine, body: 'up-to=999999' });
      expect(await marks()).toEqual([`READ#${hash} MARK`, 'READ#owner MARK'].toSorted());
      await context.tokens.remove(hash);
      expect(await marks()).toEqual(['READ#owner MARK']);
    });
  });
});
