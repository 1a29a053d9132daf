import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Head } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { Choices } from '../../shared/model/reader.ts';
import type { Render } from '../../shared/pipeline/mail/deliver.ts';
import { sendDue, sendTo, sendToAll } from '../../shared/pipeline/mail/due.ts';
import { addSubscriber, confirmSubscriber } from '../../shared/pipeline/mail/subscribers.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { citationKeys } from '../../shared/stages/identity/resolve.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { mailsOf, paper, papersIn, postroom } from '../support/postroom.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const at = <T>(now: string, work: (context: Context) => Promise<T>): Promise<T> => bench.within({ now: `${now}+08:00` }, work);

const store = (name: string, now: string, more: Partial<Head> = {}): Promise<void> =>
  at(now, async (context) => {
    const { head, revision } = await paper(name, context);
    await context.documents.putHead({ ...head, ...more }, revision);
    await updateIndex(context);
  });

const about = (theme: 'regulation' | 'compute') => ({ themes: [{ theme, score: 1, evidence: [] }] }) as unknown as Partial<Head>;

const joinAs = (address: string, choices: Choices, now: string): Promise<void> =>
  at(now, async (context) => {
    await confirmSubscriber(await addSubscriber(address, context), context);
    const reader = await addSubscriber(address, context);
    await context.digests.saveSubscriber({ ...reader, choices });
  });

/** Names of papers, `due:NAME:DAYS` of reminders, `out:N` of what the choices left out, `NAME>ACT` of what touches a followed act. */
const briefly: Render = (digest) => {
  const reminders = (digest.reminders ?? []).map(({ item, daysLeft }) => `due:${item.english.replace(/^Paper |\.$/g, '')}:${daysLeft}`);
  const followed = (digest.followed ?? []).map(({ act }) => `follows:${act?.relation}`);
  const text = [...papersIn(digest), ...reminders, ...followed, ...(digest.outside ? [`out:${digest.outside}`] : [])].join(' ');
  return { subject: digest.week, html: `<p>${text}</p>`, text: text || 'nothing' };
};

const post = (now: string, ask: (context: Context) => Promise<unknown> = sendDue): Promise<void> =>
  at(now, async (context) => {
    const room = postroom(context, briefly, () => false);
    await ask(room.context);
    await room.post();
  });

const newMails = (() => {
  const seen = new Map<string, number>();
  return (address: string): readonly (readonly string[])[] => {
    const all = mailsOf(bench.data, address);
    const before = seen.get(address) ?? 0;
    seen.set(address, all.length);
    return all.slice(before);
  };
})();

describe.sequential('mails at the moments that readers chose', () => {
  test('weekly, daily and paused: each what it asked for, and nothing twice', async () => {
    await store('act', '2026-03-01T08:00:00', { ...about('compute'), keys: citationKeys({ title: '数据标注办法act' }) });
    const act = await at('2026-03-01T08:00:00', async (context) => (await paper('act', context)).head.id);
    await post('2026-03-02T08:00:00');
    await joinAs('week@example.org', {}, '2026-03-02T09:00:00');
    await joinAs('day@example.org', { every: 'day', hour: 7, themes: ['regulation'], acts: [act] }, '2026-03-02T09:00:00');
    await joinAs('york@example.org', { every: 'day', hour: 18, timeZone: 'America/New_York' }, '2026-03-02T09:00:00');
    await joinAs('pause@example.org', { every: 'day', hour: 7, pausedUntil: '2026-03-08' }, '2026-03-02T09:00:00');
    await post('2026-03-02T09:30:00');
    expect(existsSync(join(bench.data, 'mail'))).toBe(false);
    await store('compute', '2026-03-03T10:00:00', about('compute'));
    await store('standard', '2026-03-03T11:00:00', about('regulation'));
    await post('2026-03-04T07:00:00');
    // 18:00 of 3 March in New York.
    expect(newMails('day@example.org')).toEqual([['standard', 'out:1']]);
    expect([...(newMails('york@example.org')[0] ?? [])].toSorted()).toEqual(['compute', 'standard']);
    await post('2026-03-04T07:30:00');
    await post('2026-03-05T07:00:00');
    await store('late', '2026-03-06T06:00:00', about('regulation'));
    await post('2026-03-06T09:00:00');
    await post('2026-03-06T09:30:00');
    await post('2026-03-06T10:00:00', (context) => sendToAll(undefined, context));
    expect([newMails('day@example.org'), newMails('york@example.org'), newMails('pause@example.org')]).toEqual([
      [['late']],
      [['late']],
      [],
    ]);
    // By hand it was the week before, in which there was nothing.
    expect(newMails('week@example.org')).toHaveLength(1);
    await post('2026-03-09T08:30:00');
    expect(newMails('pause@example.org').map((names) => names.toSorted())).toEqual([['compute', 'late', 'standard']]);
    expect(newMails('week@example.org')).toHaveLength(1);
    expect(newMails('day@example.org')).toEqual([]);
  });

  test('what touches a followed act is told whatever its theme, with the relation', async () => {
    const act = await at('2026-03-09T09:00:00', async (context) => (await paper('act', context)).head.id);
    const citations = [{ title: '数据标注办法act', relation: 'implements', quote: '根据《数据标注办法act》' }];
    await store('follower', '2026-03-09T10:00:00', { ...about('compute'), citations } as Partial<Head>);
    await post('2026-03-10T07:00:00');
    expect([act.length, newMails('day@example.org')]).toEqual([16, [['follower', 'follows:implements']]]);
  });

  test('a laptop that slept for days sends each reader one mail', async () => {
    for (const day of ['10', '11', '12']) await store(`slept${day}`, `2026-03-${day}T12:00:00`, about('regulation'));
    await post('2026-03-13T11:00:00');
    await post('2026-03-13T11:30:00');
    expect(newMails('day@example.org')).toEqual([['slept10', 'slept11', 'slept12']].map((names) => expect.arrayContaining(names)));
  });
});

describe.sequential('reminders of deadlines', () => {
  const draft = (day: string): Partial<Head> => ({
    ...about('regulation'),
    type: 'draft',
    status: 'draft',
    dates: {
      published: { value: '2026-04-01', precision: 'day', from: 'body', quote: '' },
      commentBy: { value: day, precision: 'day', from: 'body', quote: '' },
    },
  });

  test('14, 3 and 1 days before, in a mail of their own once a day, or in the mail of the day', async () => {
    await joinAs('remind@example.org', { reminders: [14, 3, 1], themes: ['regulation'] }, '2026-04-01T09:00:00');
    await joinAs('both@example.org', { reminders: [3], every: 'day' }, '2026-04-01T09:00:00');
    await joinAs('other@example.org', { reminders: [14, 3, 1], themes: ['compute'] }, '2026-04-01T09:00:00');
    await store('open', '2026-04-01T10:00:00', draft('2026-04-24'));
    for (const day of ['02', '09', '10', '11', '20', '21', '22', '23', '24', '26']) {
      await post(`2026-04-${day}T08:30:00`);
      if (day === '10' || day === '21') await post(`2026-04-${day}T09:00:00`);
    }
    expect(
      newMails('remind@example.org')
        .map((mail) => mail.filter((word) => word.startsWith('due:')))
        .filter((mail) => mail.length > 0),
    ).toEqual([['due:open:14'], ['due:open:3'], ['due:open:1']]);
    expect(newMails('both@example.org')).toEqual([['open'], ['due:open:3']]);
    expect(
      newMails('other@example.org')
        .flat()
        .filter((word) => word.startsWith('due:')),
    ).toEqual([]);
  });

  test('a reminder that was slept through comes once, with the days that are left; a digest by hand costs none', async () => {
    await store('second', '2026-05-01T10:00:00', draft('2026-05-22'));
    await post('2026-05-06T08:30:00');
    newMails('remind@example.org');
    await post('2026-05-10T12:00:00');
    await post('2026-05-10T12:30:00');
    expect(newMails('remind@example.org')).toEqual([['due:second:12']]);
    await post('2026-05-18T08:30:00');
    for (const [name, deadline] of [
      ['third', '2026-05-28'],
      ['fourth', '2026-05-29'],
    ] as const)
      await store(name, '2026-05-25T06:00:00', draft(deadline));
    await post('2026-05-25T07:00:00', (context) => sendTo('remind@example.org', undefined, context));
    newMails('remind@example.org');
    await post('2026-05-25T08:30:00');
    await post('2026-05-26T08:30:00');
    expect(newMails('remind@example.org')).toEqual([['due:third:3'], ['due:fourth:3']]);
  });
});
