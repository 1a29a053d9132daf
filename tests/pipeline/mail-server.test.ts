import { afterEach, beforeEach, expect, test } from 'vitest';
import { calls } from '../../functions/laptop.ts';
import { MailAway } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { deliverBatch } from '../../shared/pipeline/mail/deliver.ts';
import { sendToAll } from '../../shared/pipeline/mail/due.ts';
import { addSubscriber, confirmSubscriber, subscribe, subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { answer, type MailServer, openMailServer } from '../support/mail-server.ts';

/** Mails of an instance by a server that takes, refuses, hangs up and is not there: each reader once, and who looks after it is told. */

const owner = 'owner@example.org';
const readers = ['one', 'gone', 'busy', 'lost', 'two'].map((name) => `${name}@example.org`);
const render = () => ({ subject: '周报', html: '<p>正文</p>', text: '正文' });

let bench: Bench;
let server: MailServer;
let config: string;
let busy = true;
beforeEach(async () => {
  busy = true;
  bench = await openBench();
  server = await openMailServer({
    rcpt(to) {
      if (to.startsWith('gone')) return answer(550, 'no such user');
      return to.startsWith('busy') && busy ? answer(451, 'come again') : undefined;
    },
    data: (to, socket) => (to.startsWith('lost') ? socket.destroy() : undefined),
  });
  config = bench.file('config.json', {
    digest: { from: 'Hongtou <digest@example.org>' },
    mail: { smtp: { host: '127.0.0.1', port: server.port } },
    alarms: { email: owner },
  });
});
afterEach(async () => {
  await server.close();
  await bench.close();
});

const within = <T>(day: string, work: (context: Context) => Promise<T>): Promise<T> =>
  bench.within({ now: `2026-11-${day}T10:00:00+08:00`, config }, work);
const failed: string[] = [];
const post = (context: Context) =>
  bench.drain('mail', (batch) => deliverBatch(render)(batch, context, (error) => void failed.push(String(error))));
const confirmed = (context: Context) =>
  Promise.all(readers.map(async (address) => confirmSubscriber(await addSubscriber(address, context), context)));
const taken = (): readonly string[] => server.taken.map(({ to }) => to).toSorted();
const named = async (context: Context): Promise<readonly string[]> => {
  const ids = new Map(await Promise.all(readers.map(async (address) => [(await subscriberOf(address, context))?.id, address] as const)));
  return (await alarms(context)).flatMap(({ reader, subject, state }) =>
    reader !== undefined || subject === 'mail' ? [`${subject ?? ids.get(reader)} ${state}`] : [],
  );
};

test('one mailbox that is gone, one that is busy, one answer that is lost: the others have their mail, and nobody has two', async () => {
  await within('17', confirmed);
  await within('23', async (context) => {
    await sendToAll(undefined, context);
    const work = post(context);
    // The queue gives a mail that was put off back after some seconds.
    await expect.poll(() => server.seen.named.filter((to) => to.startsWith('busy')).length, { timeout: 300_000 }).toBe(1);
    busy = false;
    await work;
    expect(taken()).toEqual(readers.filter((to) => !to.startsWith('gone')).toSorted());
    expect((await named(context)).toSorted()).toEqual(['gone@example.org failed', 'lost@example.org uncertain']);
    expect(await subscriberOf('gone@example.org', context)).toMatchObject({ state: 'suppressed', left: 'bounce' });
    expect(JSON.stringify(await alarms(context))).not.toMatch(/"[^"]*gone@example\.org/);
    expect(failed.join(' ')).not.toContain('@');
  });
  const ids = new Set(server.taken.map(({ id }) => id));
  expect([ids.size, [...ids].every((id) => /^<[\da-f]{32}@example\.org>$/.test(id))]).toEqual([4, true]);
  // Said to have been lost, it goes again under the id that it had; nobody asks for the mailbox that is gone.
  await within('24', async (context) => {
    await sendToAll(undefined, context);
    await post(context);
    expect(taken()).toHaveLength(4);
    expect(server.seen.named.filter((to) => to.startsWith('gone'))).toHaveLength(1);
  });
  await within('30', async (context) => {
    await sendToAll(undefined, context);
    await post(context);
    expect(server.seen.named.filter((to) => to.startsWith('gone'))).toHaveLength(1);
    expect(await named(context)).not.toContain('gone@example.org failed');
  });
});

test('a server that is not there: nothing is tried, refused or given up, an alarm says so, and what waits goes when it is back', async () => {
  await within('17', confirmed);
  const { port } = server;
  await server.close();
  await within('23', async (context) => {
    await sendToAll(undefined, context);
    for (let time = 0; time < 8; time += 1) await expect(post(context)).rejects.toThrow(MailAway);
    expect(await named(context)).toEqual(['mail away']);
    expect([await context.deadLetters.count('mail'), await context.deadLetters.waiting('mail')]).toEqual([0, readers.length]);
    expect(await context.digests.open(10)).toEqual([]);
    server = await openMailServer({ port });
    await post(context);
    expect(taken()).toEqual(readers.toSorted());
    expect(await named(context)).toEqual([]);
  });
});

test('who signs up is asked by mail; an address without a mailbox is left alone, and is nobody’s trouble', async () => {
  await within('23', async (context) => {
    await subscribe('one@example.org', context);
    await subscribe('gone@example.com', context);
    await post(context);
    expect(taken()).toEqual(['one@example.org']);
    expect(await subscriberOf('gone@example.com', context)).toMatchObject({ state: 'suppressed', left: 'bounce' });
    expect(await named(context)).toEqual([]);
  });
});

test('alarms are mailed once; while no mail goes out they are told beside it, and mailed then', async () => {
  const { port } = server;
  await server.close();
  await within('17', async (context) => {
    await context.journal.write('mailed', { week: '2026-W40', at: '2026-10-05T00:00:00Z' });
  });
  await within('24', async (context) => {
    const { watch } = calls(context);
    await expect(watch()).rejects.toThrow(MailAway);
    expect((await context.journal.read('hours'))?.length).toBe(1);
    server = await openMailServer({ port });
    await watch();
    await watch();
  });
  expect(taken()).toEqual([owner]);
  expect(server.taken[0]?.eml).toMatch(/^Subject: Hongtou: \d+ new/m);
});
