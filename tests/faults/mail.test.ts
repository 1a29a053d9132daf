import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderFor } from '../../functions/render.ts';
import type { Context } from '../../shared/model/ports.ts';
import { createApp } from '../../shared/pages/app.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { deliverBatch } from '../../shared/pipeline/mail/deliver.ts';
import { sendTo, sendToAll } from '../../shared/pipeline/mail/due.ts';
import { addSubscriber, confirmSubscriber, feedback, subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { named, ofType, at as property } from '../infra/template.ts';
import { digest, item } from '../support/digests.ts';
import { type Fault, faultyGround } from '../support/faulty.ts';
import { bounceBody } from '../support/lambda-events.ts';
import { postroom } from '../support/postroom.ts';
import { at, openSampleStore, type SampleStore } from '../support/sample-store.ts';
import { long, reported } from './report.ts';

/** Mails of a real store, through queue and mail service of the local instance: what readers, strangers, scanners and the mail service do with them. */

const site = 'https://hongtou.example';
const week = '2026-W47';
let sample: SampleStore;
/** What the mail service does with the next requests. */
let faultOf: (body: string) => Fault = () => 'pass';

beforeAll(async () => {
  const groundOf = faultyGround((operation, body) => (operation === 'send' ? faultOf(body) : 'pass'));
  sample = await openSampleStore(undefined, { groundOf });
  await sample.run('18');
});
afterAll(async () => {
  await sample.bench.close();
});

const within = <T>(day: string, work: (context: Context) => Promise<T>): Promise<T> =>
  sample.bench.within({ now: at(day), config: sample.config, baseUrl: site }, work);
const appOf = async (context: Context) => createApp(answersOf(context, { secret: await context.secret('cursors'), local: false }));
const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});
const post = (context: Context) =>
  sample.bench.drain('mail', (event) => deliverBatch(renderFor(context))(event, context, (error) => expect(error).toBeUndefined()));

type Mail = { readonly to: string; readonly head: string; readonly text: string };
const decoded = (mail: string): string =>
  mail
    .replace(/base64\r\n\r\n([\w+/=\r\n]+)/g, (_, words: string) => Buffer.from(words, 'base64').toString())
    .replace(/=\r\n/g, '')
    .replace(/=3D/g, '=');

/** The mails that lie there, taken away. */
function mails(): readonly Mail[] {
  const folder = join(sample.bench.data, 'mail');
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  return files.map((file) => {
    const [head = ''] = file.split('\r\n\r\n');
    return { to: /^To: (.*)$/m.exec(head)?.[1]?.trim() ?? '', head: head.replace(/\r\n[ \t]+/g, ' '), text: decoded(file) };
  });
}

const confirmed = (address: string, day = '17'): Promise<void> =>
  within(day, async (context) => confirmSubscriber(await addSubscriber(address, context), context));
const stateOf = (address: string) => within('26', async (context) => subscriberOf(address, context));
const sendAll = (day: string): Promise<unknown> =>
  within(day, async (context) => {
    await sendToAll(week, context);
    return post(context);
  });

test('a sent digest is left by one click, twice, and whoever visits all of its links changes nothing', async () => {
  await confirmed('one@example.org');
  await sendAll('24');
  const [mail] = mails();
  const leave = /^List-Unsubscribe: <(https:[^>]+)>$/m.exec(mail?.head ?? '')?.[1] ?? expect.fail('no header');
  expect(mail?.head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
  const own = (text = ''): readonly string[] => [
    ...new Set(text.replaceAll('&amp;', '&').match(/https:\/\/hongtou\.example\/[^\s"<>()]*/g) ?? []),
  ];
  const links = new Set([leave, ...own(mail?.text)]);
  await within('26', async (context) => {
    const app = await appOf(context);
    const before = await sample.bench.stored();
    // A scanner follows what it finds on the pages that the links open, too.
    for (const link of links)
      for (const method of ['GET', 'HEAD']) {
        const answer = await app.request(link, { method, headers: { accept: 'text/html', 'user-agent': 'scanner' } });
        if (links.size > 60) continue;
        for (const [, href = ''] of (await answer.text()).matchAll(/(?:href|action)="([^"#]+)"/g)) {
          const next = URL.parse(href.replaceAll('&amp;', '&'), link);
          if (next?.origin === site && next.searchParams.has('token')) links.add(next.href);
        }
      }
    const after = await sample.bench.stored();
    const changed = [...after.items].filter(([key, value]) => JSON.stringify(before.items.get(key)) !== JSON.stringify(value));
    const objects = [...after.objects].filter(([key, tag]) => before.objects.get(key) !== tag);
    let oneClick = 1;
    for (let time = 0; time < 2; time += 1) {
      const { status } = await app.request(leave, form({ 'List-Unsubscribe': 'One-Click' }));
      oneClick *= Number(status === 200);
    }
    expect((await subscriberOf('one@example.org', context))?.state).toBe('suppressed');
    reported(49, { changesByGet: changed.length + objects.length, links: links.size, oneClick });
  });
});

test('a sign-up is answered the same for everybody, mails three times at most, and nothing else before it is confirmed', async () => {
  await confirmed('known@example.org');
  await within('17', async (context) => {
    await confirmSubscriber(await addSubscriber('bounced@example.org', context), context);
    await feedback(bounceBody('bounced@example.org'), context);
    await addSubscriber('pending@example.com', context);
  });
  const asked = ['known@example.org', 'new@example.net', 'bounced@example.org', 'pending@example.com'];
  const answers = new Set<string>();
  await within('25', async (context) => {
    const app = await appOf(context);
    for (let time = 0; time < 5; time += 1)
      for (const mail of asked) {
        const answer = await app.request(`${site}/subscribe`, form({ mail }));
        const headers = [...answer.headers].filter(([name]) => name !== 'date');
        answers.add(JSON.stringify([answer.status, headers, await answer.text()]));
      }
    await post(context);
  });
  const sent = Map.groupBy(mails(), ({ to }) => to);
  expect([...sent.keys()].toSorted()).toEqual(['new@example.net', 'pending@example.com']);
  await sendAll('25');
  const digests = mails().map(({ to }) => to);
  expect(digests).toContain('known@example.org');
  expect((await stateOf('known@example.org'))?.confirmedAt).toBe('2026-11-17T01:00:00.000Z');
  reported(51, {
    distinguishable: answers.size - 1,
    mailsOfAnAddress: Math.max(...[...sent.values()].map((all) => all.length)),
    beforeConfirmation: digests.filter((to) => sent.has(to)).length,
  });
});

test('no text of a mail makes a second recipient or a further header', async () => {
  const bad = [
    'a\r\nBcc: x@evil.example',
    'a, x@evil.example',
    '"x@evil.example" <y@evil.example>',
    'n'.repeat(300),
    'a\u2028Bcc: x',
    'a\u0000\nX-Odd: 1',
  ];
  const addresses = [
    'a@example.org\r\nBcc: x@evil.example',
    'a@example.org, x@evil.example',
    '"a, x"@example.org',
    `${'n'.repeat(300)}@example.org`,
    '<a@example.org> x@evil.example',
  ];
  const found = { recipients: 0, injected: 0, cases: 0 };
  await within('25', async (context) => {
    for (const address of addresses) {
      found.cases += 1;
      found.recipients += Number(
        await addSubscriber(address, context).then(
          () => true,
          () => false,
        ),
      );
    }
    for (const words of bad) {
      found.cases += 1;
      const hostile = digest({
        unseen: [{ sourceId: 's', names: { zh: words, en: words }, level: 'L2', condition: 'refused', since: at('20') }],
      });
      const made = item({ id: 'x', title: words, english: words, issuers: [{ name: words, english: words }] });
      const mail = digestMail({ ...hostile, sections: { ...hostile.sections, drafts: [made] } }, { language: 'both', baseUrl: site });
      await context.mailer.send({
        to: 'one@example.org',
        from: 'Hongtou <digest@example.org>',
        headers: { 'List-Id': 'Hongtou <digest.hongtou.example.org>' },
        ...mail,
      });
      for (const subject of [words])
        await context.mailer
          .send({ to: 'one@example.org', from: 'digest@example.org', headers: { 'X-Comment': subject }, ...mail, subject })
          .catch(() => {});
    }
  });
  const known =
    /^(?:From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|Content-Transfer-Encoding|List-Id|X-Comment|Reply-To|X-Mailer):/i;
  const written = mails();
  expect(written.length).toBeGreaterThanOrEqual(bad.length);
  for (const { head } of written) found.injected += head.split('\r\n').filter((line) => !known.test(line)).length;
  const recipients = Math.max(
    ...written.map(({ head }) => (head.match(/^(?:To|Cc|Bcc): .*$/gim) ?? []).flatMap((line) => line.split('@').slice(1)).length),
  );
  reported(52, { ...found, recipients: recipients + found.recipients });
});

/** Events of the mail service about a reader, and whether they end the mails to it. */
const event =
  (type: string, part: object) =>
  (address: string): string => {
    const body = JSON.parse(bounceBody(address));
    const { bounce, ...detail } = body.detail;
    const name = type.toLowerCase();
    const recipients = name === 'complaint' ? { complainedRecipients: bounce.bouncedRecipients } : {};
    return JSON.stringify({
      ...body,
      detail: { ...detail, eventType: type, [name]: { ...(name === 'bounce' ? bounce : recipients), ...part } },
    });
  };
const events: Readonly<Record<string, readonly [bodies: readonly ((address: string) => string)[], left: string | undefined]>> = {
  hard: [[bounceBody], 'bounce'],
  soft: [Array.from({ length: 3 }, () => event('Bounce', { bounceType: 'Transient' })), undefined],
  complaint: [[event('Complaint', {})], 'complaint'],
  reject: [[event('Reject', { reason: 'Bad content' })], undefined],
  delayed: [[event('DeliveryDelay', { delayType: 'MailboxFull' })], undefined],
  doubled: [[bounceBody, bounceBody, event('Complaint', {})], 'bounce'],
  forged: [[() => bounceBody('nobody@example.org'), () => bounceBody('x\r\ny'), () => '{"eventType":"Bounce"}', () => '[]'], undefined],
};

test('bounces and complaints end the mails to a reader, other events do not, and nobody else can send them', async () => {
  let right = 0;
  for (const [name, [bodies, left]] of Object.entries(events)) {
    const address = `${name}@example.org`;
    await confirmed(address);
    await within('20', async (context) => {
      for (const body of bodies) await feedback(body(address), context);
    });
    const reader = await stateOf(address);
    right += Number(reader?.state === (left === undefined ? 'confirmed' : 'suppressed') && reader.left === left);
  }
  const callers = ofType('AWS::Lambda::Permission').filter(({ properties }) => named(properties['FunctionName']) === 'FeedbackFunction');
  expect(callers.map(({ properties }) => [properties['Principal'], property(properties, 'SourceArn') !== undefined])).toEqual([
    ['events.amazonaws.com', true],
  ]);
  await sendAll('24');
  const told = mails().map(({ to }) => to);
  expect(told).toContain('soft@example.org');
  reported(53, { right, mailsToSuppressed: told.filter((to) => /^(?:hard|complaint|doubled|bounced|one)@/.test(to)).length });
});

test('a mail service that refuses, throttles and pauses: the others have their mail once, the rest have it later, and an alarm names them', async () => {
  const readers = Array.from({ length: long ? 50 : 8 }, (_, n) => `r${n}@example.org`);
  for (const address of readers) await confirmed(address);
  // One address is refused for ever; of the others some meet the sandbox, the rate and a pause.
  const statuses: readonly Fault[] = ['refused', 'refused', 'refused', 'pass', 'pass', 'refused', 'pass', 'pass'];
  const faultAt = (body: string): Fault => statuses[Number(/"r(\d+)@/.exec(body)?.[1] ?? 7) % statuses.length] ?? 'pass';
  faultOf = (body) => (body.includes('"r0@') ? 'refused' : faultAt(body));
  // A refused mail comes again after minutes: this queue gives it back at once.
  const round = (day: string, ask: (context: Context) => Promise<unknown>): Promise<void> =>
    within(day, async (context) => {
      const room = postroom(context, renderFor(context), () => false);
      await ask(room.context);
      await room.post();
    });
  await round('25', (context) => sendToAll(week, context));
  const first = mails().map(({ to }) => to);
  const named = (await within('25', alarms)).filter(({ reader, state }) => reader !== undefined && state === 'failed');
  faultOf = (body) => (body.includes('"r0@') ? 'refused' : 'pass');
  await round('26', async (context) => {
    for (const address of readers) await sendTo(address, week, context);
  });
  faultOf = () => 'pass';
  const all = [...first, ...mails().map(({ to }) => to)].filter((to) => readers.includes(to));
  const served = readers.slice(1);
  expect(first.filter((to) => readers.includes(to)).length).toBeLessThan(served.length);
  expect(named.length).toBe(readers.length - first.filter((to) => readers.includes(to)).length);
  reported(55, {
    doubled: all.length - new Set(all).size,
    missed: served.filter((address) => !all.includes(address)).length,
    alarms: named.length,
  });
});
