import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Context, Mailer } from '../../shared/model/ports.ts';
import { lastWeek } from '../../shared/model/time.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { deliver } from '../../shared/pipeline/mail/deliver.ts';
import { sendDue, sendTo, sendToAll, takeBack } from '../../shared/pipeline/mail/due.ts';
import { addSubscriber, confirmSubscriber, subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { currentWeek, keptWeek } from '../../shared/pipeline/read/digest.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { type Fault, faultyGround } from '../support/faulty.ts';
import { mailsOf, paper, papersIn, plainly, postroom } from '../support/postroom.ts';
import { numbersOf } from '../support/shuffle.ts';

let bench: Bench;
/** What the next requests meet; the tests set it. */
let faultOf: (operation: string, body: string) => Fault = () => 'pass';

beforeAll(async () => {
  bench = await openBench(undefined, { groundOf: faultyGround((operation, body) => faultOf(operation, body)) });
});
afterAll(async () => {
  await bench.close();
});

const at = <T>(now: string, work: (context: Context) => Promise<T>): Promise<T> => bench.within({ now: `${now}+08:00` }, work);

const store = (name: string, now: string): Promise<void> =>
  at(now, async (context) => {
    const { head, revision } = await paper(name, context);
    await context.documents.putHead(head, revision);
  });

/** A head whose event is kept from its place, as a kill between the two leaves it. */
const storeHalf = (name: string, now: string): Promise<void> =>
  at(now, async (context) => {
    const { head, revision } = await paper(name, context);
    faultOf = (operation, body) => (body.includes('"NEWS') && /^put/.test(operation) ? 'lost request' : 'pass');
    await context.documents.putHead(head, revision).catch(() => {});
    faultOf = () => 'pass';
  });

const settle = (name: string, now: string): Promise<void> =>
  at(now, async (context) => {
    const { head } = await paper(name, context);
    const held = await context.documents.head(head.id);
    if (held) await context.documents.completeRevision(held);
  });

const join = (address: string, now: string): Promise<void> =>
  at(now, async (context) => confirmSubscriber(await addSubscriber(address, context), context));

const send = (now: string, ask: (context: Context) => Promise<unknown>): Promise<void> =>
  at(now, async (context) => {
    const room = postroom(context, plainly, () => false);
    await ask(room.context);
    await room.post();
  });

const mondays = (now: string): Promise<void> => send(now, sendDue);

describe.sequential('mails of the digest', () => {
  test('asleep over two Mondays: the next start sends one mail that holds both weeks', async () => {
    await join('sleeper@example.org', '2026-03-02T08:00:00');
    await store('one', '2026-03-04T08:00:00');
    await store('two', '2026-03-11T08:00:00');
    await mondays('2026-03-16T08:30:00');
    await mondays('2026-03-16T08:35:00');
    expect(mailsOf(bench.data, 'sleeper@example.org')).toEqual([['two', 'one']]);
  });

  test('an event that is settled after its mail is in the next one, and only there', async () => {
    await storeHalf('late', '2026-03-18T08:00:00');
    await mondays('2026-03-23T08:30:00');
    await settle('late', '2026-03-24T08:00:00');
    await settle('late', '2026-03-24T08:00:00');
    await mondays('2026-03-30T08:30:00');
    await mondays('2026-04-06T08:30:00');
    expect(mailsOf(bench.data, 'sleeper@example.org').slice(1)).toEqual([[], ['late'], []]);
  });

  test('a mail of the running week by hand closes nothing: Monday brings the rest', async () => {
    await store('thursday', '2026-04-09T08:00:00');
    const friday = (context: Context) => sendTo('sleeper@example.org', currentWeek(context.now()), context);
    await at('2026-04-10T12:00:00', (context) => keptWeek(currentWeek(context.now()), context));
    await send('2026-04-10T12:00:00', friday);
    await send('2026-04-10T12:05:00', friday);
    await store('saturday', '2026-04-11T08:00:00');
    await mondays('2026-04-13T08:30:00');
    expect(mailsOf(bench.data, 'sleeper@example.org').slice(4)).toEqual([['thursday'], ['saturday']]);
  });

  test('what was refused is in the next mail, and a lost answer to a claim is known again', async () => {
    await store('refused', '2026-04-15T08:00:00');
    faultOf = (operation) => (operation === 'send' ? 'refused' : 'pass');
    await mondays('2026-04-20T08:30:00');
    const lost = new Set<string>();
    faultOf = (operation, body) => {
      if (operation !== 'put' || !body.includes('TO#') || lost.size > 0) return 'pass';
      lost.add(body);
      return 'lost answer';
    };
    await mondays('2026-04-27T08:30:00');
    faultOf = () => 'pass';
    expect(lost.size).toBe(1);
    expect(mailsOf(bench.data, 'sleeper@example.org').slice(6)).toEqual([['refused']]);
  });

  test('an unclear answer is uncertain and never repeated; a refusal and a stale claim are named, however old', async () => {
    await store('unclear', '2026-04-29T08:00:00');
    let asked = 0;
    faultOf = (operation) => {
      if (operation !== 'send') return 'pass';
      asked += 1;
      return 'lost answer';
    };
    await mondays('2026-05-04T08:30:00');
    faultOf = () => 'pass';
    await mondays('2026-05-04T09:30:00');
    expect(asked).toBe(1);
    await mondays('2026-05-11T08:30:00');
    expect(mailsOf(bench.data, 'sleeper@example.org').slice(7)).toEqual([['unclear'], []]);
    const named = (await at('2026-09-01T08:00:00', alarms)).filter(({ reader }) => reader !== undefined);
    expect(named.map(({ state }) => state).toSorted()).toEqual(['failed', 'uncertain']);
  });

  test('two that work off one delivery never make a sent mail uncertain', async () => {
    await store('twice', '2026-05-13T08:00:00');
    await at('2026-05-18T08:30:00', async (context) => {
      const room = postroom(context, plainly, () => true);
      await sendToAll(lastWeek(context.now()), room.context);
      await room.post();
      const ledgers = await context.digests.ledgers(lastWeek(context.now()));
      expect(ledgers.map(({ state }) => state)).toEqual(['sent']);
    });
    expect(mailsOf(bench.data, 'sleeper@example.org').slice(9)).toEqual([['twice']]);
  });

  test('an answer that comes when another process has given the delivery up is the one recorded, and nothing is sent again', async () => {
    await store('tardy', '2026-05-20T08:00:00');
    vi.resetModules();
    const elsewhere = await import('../../shared/pipeline/mail/deliver.ts');
    await at('2026-05-25T08:30:00', async (context) => {
      const room = postroom(context, plainly, () => false);
      await sendToAll(lastWeek(context.now()), room.context);
      const [task] = room.waiting;
      if (!task) return expect.fail('nothing to send');
      const [arrived, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const send: Mailer['send'] = async (mail) => {
        const answer = await context.mailer.send(mail);
        arrived.resolve();
        await answered.promise;
        return answer;
      };
      const first = deliver(task, 'message', plainly, { ...context, mailer: { send } });
      await arrived.promise;
      const states = async () => (await context.digests.ledgers(task.period)).map(({ state }) => state);
      const again = (): Promise<unknown> => elsewhere.deliver(task, 'message', plainly, context);
      expect([await again(), await states()]).toEqual([{ reader: task.reader, state: 'uncertain' }, ['uncertain']]);
      answered.resolve();
      expect([await first, await states()]).toEqual([{ reader: task.reader, state: 'sent' }, ['sent']]);
      expect(await again()).toEqual({ reader: task.reader, state: 'already' });
    });
    expect(mailsOf(bench.data, 'sleeper@example.org').slice(10)).toEqual([['tardy']]);
  });
});

test('a process that is killed at any request to the table, and the message again: sent once, or named, and nothing is half-written', async () => {
  const places = 24;
  const [joined, now] = ['2026-03-02T08:00:00', '2026-03-09T08:30:00'];
  const states: string[] = [];
  const addresses = Array.from({ length: places }, (_, n) => `killed${n}@example.org`);
  for (const address of addresses) await join(address, joined);
  await store('killed', '2026-03-04T08:00:00');
  await at(now, async (context) => {
    for (const [place, address] of addresses.entries()) {
      const { id: reader } = await addSubscriber(address, context);
      const delivery = { period: lastWeek(context.now()), reader };
      let n = 0;
      faultOf = () => (n++ < place ? 'pass' : 'lost request');
      await deliver(delivery, 'message', plainly, context).catch(() => {});
      faultOf = () => 'pass';
      const { state } = await deliver(delivery, 'message', plainly, context);
      states.push(state);
      expect(state === 'uncertain' ? [0, 1] : [1], `${place}: ${state}`).toContain(mailsOf(bench.data, address).length);
    }
    // The papers are made of nothing.
    expect((await verify(context)).findings.filter(({ documentId }) => documentId === undefined)).toEqual([]);
  });
  expect(new Set(states)).toEqual(new Set(['sent', 'uncertain', 'already']));
});

/** Weeks of mailing under faults; MAILING_WEEKS=24 has more than a hundred of each kind of fault and takes minutes. */
const weeks = Number(process.env['MAILING_WEEKS'] ?? 5);

test('double triggers, lost answers and kills: nothing doubled, nothing missed that is not listed', async () => {
  const readers = ['a@example.org', 'b@example.org', 'c@example.org'];
  const random = numbersOf(20260706);
  const told = new Map<string, string[]>();
  const figures = { sends: 0, doubleTriggers: 0, lostAnswers: 0, refusals: 0, kills: 0, doubled: 0, missed: 0, listed: 0 };
  const since = new Map<string, string[]>();
  const half: string[] = [];
  let papers = 0;
  let fault = 0;
  /** One of the faults meets one request of a delivery; a kill meets all that follow. */
  const disturb = (): void => {
    const kind = random();
    const place = Math.floor(random() * 9);
    let n = 0;
    let met = false;
    faultOf = (operation) => {
      const mine = n === place;
      n += 1;
      if (kind < 0.35) {
        if (!mine || met) return 'pass';
        met = true;
        figures.lostAnswers += 1;
        return 'lost answer';
      }
      if (kind < 0.5) {
        if (met || operation !== 'send') return 'pass';
        met = true;
        figures.refusals += 1;
        return 'refused';
      }
      if (n <= place) return 'pass';
      if (!met) figures.kills += 1;
      met = true;
      return 'lost request';
    };
  };
  const round = (now: string, ask: (context: Context) => Promise<unknown>): Promise<void> =>
    at(now, async (context) => {
      const double = random() < 0.4;
      const room = postroom(
        context,
        (digest, reader) => {
          told.set(reader.unsubscribeUrl, [...(told.get(reader.unsubscribeUrl) ?? []), ...papersIn(digest)]);
          return plainly(digest, reader);
        },
        () => double,
      );
      await ask(room.context);
      for (const task of room.waiting.splice(0)) {
        figures.sends += 1;
        if (double) figures.doubleTriggers += 1;
        await room.context.tasks.sendMail([task]);
        if (random() < 0.75) disturb();
        fault += 1;
        await room.post();
        faultOf = () => 'pass';
      }
    });
  const day = (n: number, hour: string): string => {
    const date = new Date(Date.parse('2026-06-01T00:00:00Z') + n * 86_400_000).toISOString().slice(0, 10);
    return `${date}T${hour}`;
  };
  await Promise.resolve();
  for (const [n, reader] of readers.entries()) if (n < 2) await join(reader, day(0, '00:10:00'));
  for (let n = 0; n < 7 * weeks; n += 1) {
    if (n === 24) await join(readers[2] ?? '', day(n, '07:00:00'));
    if (random() < 0.6) {
      papers += 1;
      const name = `p${papers}`;
      if (random() < 0.25) {
        await storeHalf(name, day(n, '09:00:00'));
        half.push(name);
      } else await store(name, day(n, '09:00:00'));
      for (const [which, reader] of readers.entries()) if (which < 2 || n >= 24) since.set(reader, [...(since.get(reader) ?? []), name]);
    }
    const waits = half[0];
    if (waits !== undefined && random() < 0.2) await settle(half.shift() ?? waits, day(n, '10:00:00'));
    if (n % 7 === 0 && n > 0 && random() < 0.8) await round(day(n, '08:30:00'), sendDue);
    if (random() < 0.12) await round(day(n, '18:00:00'), (context) => sendToAll(currentWeek(context.now()), context));
  }
  for (const name of half) await settle(name, day(7 * weeks + 2, '10:00:00'));
  await at(day(7 * weeks + 7, '08:30:00'), async (context) => {
    const room = postroom(context, plainly, () => false);
    await sendDue(room.context);
    await room.post();
  });
  for (const reader of readers) {
    const arrived = mailsOf(bench.data, reader).flat();
    figures.doubled += arrived.length - new Set(arrived).size;
    const missing = (since.get(reader) ?? []).filter((name) => !arrived.includes(name));
    const open = await at(day(7 * weeks + 14, '09:00:00'), async (context) => {
      const { id } = await addSubscriber(reader, context);
      return (await alarms(context)).filter((alarm) => alarm.reader === id).length;
    });
    // What is missing was in a mail that is named.
    const tried = [...told].flatMap(([, names]) => names);
    const listed = missing.filter((name) => open > 0 && tried.includes(name));
    figures.listed += listed.length;
    figures.missed += missing.length - listed.length;
  }
  console.log(JSON.stringify({ ...figures, faults: fault, papers }));
  expect(Math.min(figures.doubleTriggers, figures.lostAnswers, figures.kills)).toBeGreaterThan(0);
  expect([figures.doubled, figures.missed]).toEqual([0, 0]);
});

test('what did not arrive, as somebody says, is in the next mail, once; by hand it is sent at once', async () => {
  await join('lost@example.org', '2026-11-16T08:00:00');
  const told = () => mailsOf(bench.data, 'lost@example.org');
  const week = async (name: string, day: string, monday: string): Promise<void> => {
    await store(name, `${day}T08:00:00`);
    faultOf = (operation) => (operation === 'send' ? 'lost request' : 'pass');
    await mondays(`${monday}T08:30:00`);
    faultOf = () => 'pass';
  };
  await week('first', '2026-11-17', '2026-11-23');
  await week('second', '2026-11-24', '2026-11-30');
  expect(told()).toEqual([]);
  // Killed in between, and said again.
  await at('2026-12-01T08:00:00', async (context) => {
    const dies = { ...context.digests, takeBack: () => Promise.reject(new Error('killed')) };
    await expect(takeBack('lost@example.org', '2026-W48', { ...context, digests: dies })).rejects.toThrow('killed');
  });
  await send('2026-12-01T08:00:00', async (context) => {
    await takeBack('lost@example.org', undefined, context);
    await sendTo('lost@example.org', undefined, context);
  });
  await mondays('2026-12-07T08:30:00');
  expect(told().map((names) => names.toSorted())).toEqual([['first', 'second'], []]);
  await at('2026-12-08T08:00:00', async (context) => {
    const id = (await subscriberOf('lost@example.org', context))?.id;
    expect((await alarms(context)).filter(({ reader }) => reader === id)).toEqual([]);
    await expect(takeBack('lost@example.org', undefined, context)).rejects.toThrow('no mail to lost@example.org is uncertain');
  });
});
