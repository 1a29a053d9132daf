import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { deliverBatch } from '../../shared/pipeline/mail/deliver.ts';
import { addSubscriber, confirm, feedback, subscribe, subscriberOf, unsubscribe } from '../../shared/pipeline/mail/subscribers.ts';
import { choicesUrl, readChoicesToken, unsubscribeUrl } from '../../shared/pipeline/read/reader-links.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { bounceBody, sqsEvent } from '../support/lambda-events.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const at = (now: string) => ({ now: `${now}+08:00` });
const address = 'reader@example.org';
const render = () => ({ subject: '', html: '', text: '' });
const fails: unknown[] = [];
const work = (context: Context) => bench.drain('mail', (event) => deliverBatch(render)(event, context, (error) => fails.push(error)));

/** Mails that lie in the folder, their words decoded; taken away, so that the next look finds the next ones. */
function mails(): readonly string[] {
  const folder = join(bench.data, 'mail');
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {}
  const texts = names.map((name) => readFileSync(join(folder, name), 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  return texts.map((text) => text.replace(/base64\r\n\r\n([\w+/=\r\n]+)/g, (_, words: string) => Buffer.from(words, 'base64').toString()));
}
const tokenIn = (mail: string | undefined): string => /token=([\w.-]+)/.exec(mail ?? '')?.[1] ?? '';

/** Signs up, works the queue off, and gives the mails that went out. */
async function signedUp(context: Context, who = address): Promise<readonly string[]> {
  await subscribe(who, context);
  await work(context);
  return mails();
}

describe('a sign-up', () => {
  test('over the web sends its confirmation on a running clock, and the button confirms', async () => {
    await bench.within({}, async (context) => {
      const app = createApp(answersOf(context, { secret: 'x', local: true }));
      const post = (path: string, fields: Record<string, string>) =>
        app.request(`http://127.0.0.1:4180${path}`, {
          method: 'POST',
          body: new URLSearchParams(fields).toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded', host: '127.0.0.1:4180' },
        });
      expect((await post('/subscribe', { mail: address })).status).toBe(200);
      await work(context);
      const [mail, ...more] = mails();
      expect(more).toEqual([]);
      expect(mail).toContain(`To: ${address}`);
      expect((await subscriberOf(address, context))?.state).toBe('pending');
      expect((await post('/confirm', { token: tokenIn(mail) })).status).toBe(200);
      expect((await subscriberOf(address, context))?.state).toBe('confirmed');
    });
  });

  test('whose confirmation was lost can be asked for again, three times a day', async () => {
    await bench.within(at('2026-11-26T09:00:00'), async (context) => {
      expect(await signedUp(context)).toHaveLength(1);
    });
    for (const [time, sent] of [
      ['10:00:00', 1],
      ['11:00:00', 1],
      ['12:00:00', 0],
      ['23:59:00', 0],
    ] as const)
      await bench.within(at(`2026-11-26T${time}`), async (context) => expect(await signedUp(context)).toHaveLength(sent));
    await bench.within(at('2026-11-27T00:01:00'), async (context) => expect(await signedUp(context)).toHaveLength(1));
  });

  test('counts with all spellings that lead to one mailbox', async () => {
    await bench.within(at('2026-11-26T09:00:00'), async (given) => {
      let minute = 0;
      const mailed = async (addresses: readonly string[]): Promise<number> => {
        for (const each of addresses) {
          minute += 1;
          await subscribe(each, { ...given, now: () => new Date(given.now().getTime() + minute * 60_000) });
        }
        await work(given);
        return mails().length;
      };
      const tagged = Array.from({ length: 12 }, (_, n) => `Victim+${n}@example.org`);
      expect(await mailed(['victim@example.org', ...tagged])).toBe(3);
      expect(await mailed(['v.ictim@gmail.com', 'vi.ctim+a@gmail.com', 'victim@googlemail.com', 'vic.tim@gmail.com'])).toBe(3);
      expect(await mailed(['v.ictim@example.org', '+a@example.org', '+b@example.org'])).toBe(3);
    });
  });

  test('is one of one domain in a minute, and takes none of the mailbox where it is not', async () => {
    const mailed = (time: string, addresses: readonly string[]) =>
      bench.within(at(`2026-11-26T${time}`), async (context) => {
        for (const each of addresses) await subscribe(each, context);
        await work(context);
        return mails().map((mail) => /^To: (.*)\r$/m.exec(mail)?.[1]);
      });
    const three = ['a@example.org', 'b@Example.org', 'c@example.net'];
    expect((await mailed('09:00:00', three)).toSorted()).toEqual(['a@example.org', 'c@example.net']);
    expect(await mailed('09:01:00', ['b@Example.org'])).toEqual(['b@example.org']);
    expect(await mailed('09:02:00', ['b@example.org', 'b@example.org'])).toHaveLength(1);
    expect(await mailed('09:03:00', ['b@example.org'])).toHaveLength(1);
    expect(await mailed('09:04:00', ['b@example.org'])).toHaveLength(0);
  });

  test('is one of at most sixty an hour, whatever the address', async () => {
    await bench.within(at('2026-11-26T09:00:00'), async (context) => {
      for (let n = 0; n < 65; n += 1) await subscribe(`reader@example${n}.org`, context);
      await work(context);
      expect(mails()).toHaveLength(60);
      expect(await context.digests.subscribers()).toHaveLength(60);
    });
    await bench.within(at('2026-11-26T10:00:00'), async (context) => expect(await signedUp(context)).toHaveLength(1));
  });

  test('does and writes the same for known, unknown, pending and suppressed addresses; mail goes to whom may confirm alone', async () => {
    const known = ['new@one.example', 'pending@two.example', 'confirmed@three.example', 'left@four.example', 'bounced@five.example'];
    await bench.within(at('2026-11-25T09:00:00'), async (context) => {
      for (const each of known.slice(1)) await addSubscriber(each, context);
      for (const each of known.slice(2)) expect(await confirm(tokenIn((await signedUp(context, each))[0]), context)).toBe(true);
      const left = await subscriberOf('left@four.example', context);
      expect(await unsubscribe(tokenIn(await unsubscribeUrl(left as { id: string }, context)), context)).toBe(true);
      await feedback(bounceBody('bounced@five.example'), context);
    });
    await bench.within(at('2026-11-26T09:00:00'), async (context) => {
      const mailed = [];
      for (const each of known) {
        const calls: string[] = [];
        const called = <T>(name: string, value: T): T => {
          calls.push(name);
          return value;
        };
        const told: Context = {
          ...context,
          digests: { ...context.digests, addSubscriber: (one) => called('add', context.digests.addSubscriber(one)) },
          signUps: { ...context.signUps, allow: (...asked) => called('allow', context.signUps.allow(...asked)) },
          tasks: { ...context.tasks, sendConfirmation: (task) => called('send', context.tasks.sendConfirmation(task)) },
        };
        await subscribe(each, told);
        expect(calls).toEqual(['allow', 'add', 'send']);
        await work(context);
        if (mails().length > 0) mailed.push(each);
      }
      expect(mailed).toEqual(['new@one.example', 'pending@two.example', 'left@four.example']);
    });
  });
});

describe('a token', () => {
  const made = async () => bench.within(at('2026-11-26T09:00:00'), async (context) => tokenIn((await signedUp(context))[0]));

  test('that confirms is good for seven days, and does not let anybody leave', async () => {
    const token = await made();
    await bench.within(at('2026-12-03T09:00:01'), async (context) => expect(await confirm(token, context)).toBe(false));
    await bench.within(at('2026-11-26T08:59:59'), async (context) => expect(await confirm(token, context)).toBe(false));
    await bench.within(at('2026-12-03T08:59:59'), async (context) => {
      expect(await unsubscribe(token, context)).toBe(false);
      for (const forged of [token.slice(0, -2), `${token}x`, token.replace(/\.\w+\./, '.zzzzzzzz.'), `x${token}`, '', '..'])
        expect(await confirm(forged, context), forged).toBe(false);
      expect(await confirm(token, context)).toBe(true);
    });
  });

  test('that lets leave never expires, confirms nothing, and the way back is a new confirmation', async () => {
    const first = await made();
    const leave = await bench.within(at('2026-11-26T10:00:00'), async (context) => {
      expect(await confirm(first, context)).toBe(true);
      return tokenIn(await unsubscribeUrl((await subscriberOf(address, context)) as { id: string }, context));
    });
    await bench.within(at('2026-11-26T11:00:00'), async (context) => {
      expect(await confirm(leave, context)).toBe(false);
      expect(await unsubscribe(leave, context)).toBe(true);
      expect(await confirm(first, context), 'a link from before the leaving').toBe(false);
      expect((await subscriberOf(address, context))?.state).toBe('suppressed');
    });
    await bench.within(at('2026-11-26T12:00:00'), async (context) => {
      expect(await confirm(tokenIn((await signedUp(context))[0]), context)).toBe(true);
    });
    await bench.within(at('2031-11-26T12:00:00'), async (context) => expect(await unsubscribe(leave, context)).toBe(true));
  });

  test('of an older version lets leave, does not confirm, and is kept as a hash from then on', async () => {
    await bench.within(at('2026-11-26T09:00:00'), async (context) => {
      const { id } = await addSubscriber(address, context);
      const token = `${id}.older-token-in-the-clear`;
      await context.digests.saveSubscriber({ id, address, state: 'pending', token, since: '2022-01-01T00:00:00.000Z' });
      expect(await confirm(token, context)).toBe(false);
      expect(await confirm(tokenIn((await signedUp(context))[0]), context)).toBe(true);
      expect(JSON.stringify(await context.digests.subscriber(id))).not.toContain('in-the-clear');
      expect(await unsubscribe(token, context)).toBe(true);
    });
  });

  test('that opens choices is good for 400 days, and neither confirms nor lets leave; those tokens open no choices', async () => {
    const first = await made();
    const [leave, choose] = await bench.within(at('2026-11-26T10:00:00'), async (context) => {
      const reader = (await subscriberOf(address, context)) as { id: string };
      return [tokenIn(await unsubscribeUrl(reader, context)), tokenIn(await choicesUrl(reader, context))] as const;
    });
    const opens = (now: string, token: string) =>
      bench.within(at(now), async (context) => (await readChoicesToken(token, context))?.address === address);
    await bench.within(at('2026-11-26T11:00:00'), async (context) => {
      expect([await confirm(choose, context), await unsubscribe(choose, context)]).toEqual([false, false]);
    });
    for (const token of [first, leave, choose.slice(0, -1), `${choose}.x`, choose.replace(/\.\w+\./, '.zzz.'), ''])
      expect(await opens('2026-11-26T11:00:00', token), token).toBe(false);
    expect(await opens('2026-11-24T11:00:00', choose)).toBe(false);
    expect(await opens('2027-12-31T11:00:00', choose)).toBe(true);
    expect(await opens('2028-01-01T11:00:00', choose)).toBe(false);
  });

  test('is stored only as a hash, which opens nothing', async () => {
    const token = await made();
    await bench.within(at('2026-11-26T10:00:00'), async (context) => {
      await confirm(token, context);
      const leave = tokenIn(await unsubscribeUrl((await subscriberOf(address, context)) as { id: string }, context));
      const items = JSON.stringify([...(await bench.stored()).items.values()]);
      expect(items).not.toContain(leave);
      expect(items).not.toContain(token);
      expect(items).toContain(createHash('sha256').update(leave).digest('hex'));
    });
  });
});

test('a confirmation mail has one attempt; what failed, or was begun and not reported, is an alarm until it is mended', async () => {
  const broken = (context: Context): Context => ({
    ...context,
    mailer: { send: () => Promise.reject(new Error('Throttling: slow down')) },
  });
  await bench.within(at('2026-11-26T09:00:00'), async (context) => {
    await subscribe(address, context);
    await work(broken(context));
    await work(context);
    expect([mails(), fails]).toEqual([[], []]);
    const [alarm, ...more] = (await alarms(context)).filter(({ reader }) => reader !== undefined);
    expect(more).toEqual([]);
    expect(alarm).toMatchObject({ state: 'failed', detail: expect.stringContaining('Throttling') });
    await context.signUps.claim('0123456789abcdef01234567', '2026-11-26T00:00:00.000Z');
    expect((await alarms(context)).map(({ state }) => state)).toEqual(expect.arrayContaining(['failed', 'uncertain']));
  });
  await bench.within(at('2026-11-26T10:00:00'), async (context) => {
    expect(await signedUp(context)).toHaveLength(1);
    expect((await alarms(context)).filter(({ state }) => state === 'failed')).toEqual([]);
  });
});

test('a message that comes twice sends one mail', async () => {
  await bench.within(at('2026-11-26T09:00:00'), async (context) => {
    const { id } = await addSubscriber(address, context);
    const body = JSON.stringify({ confirm: id, at: context.now().toISOString() });
    const batch = sqsEvent([body, body]);
    await deliverBatch(render)(batch, context, (error) => fails.push(error));
    expect([mails().length, fails]).toEqual([1, []]);
  });
});
