import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderFor } from '../../functions/render.ts';
import { alarmPage, alarmRows, cloudAlarmPages } from '../../shared/model/alarm.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { SourceState, StackHealth, StackHour } from '../../shared/model/run.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { sourceStates } from '../../shared/pipeline/collect/source-states.ts';
import { deliverBatch } from '../../shared/pipeline/mail/deliver.ts';
import { sendDue } from '../../shared/pipeline/mail/due.ts';
import { addSubscriber, confirmSubscriber } from '../../shared/pipeline/mail/subscribers.ts';
import { alarms, watch } from '../../shared/pipeline/watch/watch.ts';
import { unseenOf } from '../../shared/stages/digest/unseen.ts';
import { findMissingNews } from '../../shared/stages/watch/health.ts';
import { reported } from '../faults/report.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { sqsEvent } from '../support/lambda-events.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const calm: StackHour = {
  requests: 40,
  failures: 0,
  throttles: 0,
  errors: {},
  mail: { sending: true, review: 'HEALTHY', sentToday: 3, mostToday: 200, bounces: 0.01, complaints: 0 },
};

let bench: Bench;
let config: string;
let replay: string;
beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', {
    sources: { only: ['sample'], extra: [declaration('sample', host)] },
    digest: { from: 'digest@example.org' },
  });
  const pages = notices.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) }));
  replay = writeWarcFile(`${bench.folder}/pages.warc.gz`, [{ url: `http://${host}/tz/index.html`, body: listing(notices) }, ...pages]);
});
afterAll(() => bench.close());

const told: string[] = [];
/** The watch of an hour, as the function does it; the stack is as AWS would say. */
const watched = (now: string, stack: StackHealth['lastHour'] = async () => calm) =>
  bench.within({ now, config }, (context) => {
    const notices: Context['notices'] = { send: async ({ subject, body }) => void told.push(`${subject}\n${body}`) };
    return watch({ ...context, notices, stack: { lastHour: stack } });
  });
const news = (): string => told.splice(0).join('\n');

describe('the hourly watch', () => {
  test('says nothing in the first hours of an instance, then what is missing', async () => {
    await watched('2026-11-12T00:07:00Z');
    await watched('2026-11-12T01:07:00Z');
    expect(told).toEqual([]);
    await watched('2026-11-12T05:07:00Z');
    expect(news()).toMatch(
      /^Hongtou: 1 new, 0 cleared, 1 standing\nnew {5}store: unread, .*\n\nwhat to do: docs\/alarms\.md#store-unread\n1 stand in all/,
    );
    await bench.run({ now: '2026-11-12T05:30:00Z', config, replay: [replay] });
  });

  test('keeps the line of the hour: what ran, what was written, what waits', async () => {
    const { line } = await watched('2026-11-12T06:07:00Z');
    expect(news()).toContain('cleared store: unread');
    expect(line).toMatchObject({ hour: '2026-11-12T05', sources: 1, waiting: {}, dead: {}, alarms: 0, newAt: '2026-11-12T05:59:59.999Z' });
    expect(line.counted).toMatchObject({ pages: 3, new: 3, requests: 3 });
    expect(line.counted.bytes).toBeGreaterThan(1000);
    const kept = await bench.within({ now: '2026-11-12T06:10:00Z', config }, ({ journal }) => journal.read('hours'));
    expect(kept?.map(({ hour }) => hour)).toEqual(['2026-11-12T05', '2026-11-12T04', '2026-11-12T00', '2026-11-11T23']);
    expect(kept?.[0]).toEqual(line);
  });

  test('names in one message what queues, functions, pages, mails and the index suffer from, once, and what has cleared', async () => {
    const body = JSON.stringify({ kind: 'page', id: 'x', sourceId: 'sample', url: `http://${host}/9.html` });
    const MessageId = await bench.plant('tasks', { body, group: host, dead: true });
    const at = '2026-11-12T06:30:00Z';
    await bench.within({ now: at, config }, async (context) => {
      await context.deadLetters.explain(MessageId, { at, reason: 'TypeError: it is no list' });
      const [id = ''] = await context.documents.allIds(undefined, 1);
      const [head] = await context.documents.heads([id]);
      if (head) await context.documents.touch(head);
    });
    const unwell: StackHour = {
      ...calm,
      failures: 4,
      throttles: 3,
      errors: { collect: 7, digest: 1 },
      mail: { ...calm.mail, review: 'PROBATION', bounces: 0.061, complaints: 0.002, sentToday: 170 },
    };
    const { line } = await watched('2026-11-12T07:07:00Z', async () => unwell);
    expect(line).toMatchObject({ dead: { tasks: 1 }, stack: unwell, alarms: 8 });
    const message = news();
    for (const said of [
      'Hongtou: 8 new, 0 cleared, 8 standing',
      `queue tasks: dead, 1 dead letter: page of sample: http://${host}/9.html (TypeError: it is no list)`,
      'functions collect: failing, the function collect failed 7 times in an hour',
      'functions: throttled, 3 calls',
      'pages: failing, 4 of 40 requests',
      'mail: reviewed,',
      'mail: bounces, 6.10 % of the mails',
      'mail: complaints, 0.20 %',
      'mail: quota, 170 of the 200 mails',
      'docs/alarms.md#queue-dead',
      'docs/alarms.md#functions-failing',
    ])
      expect(message).toContain(said);
    await watched('2026-11-12T07:37:00Z', async () => unwell);
    expect(told).toEqual([]);

    await watched('2026-11-12T08:07:00Z', async () => Promise.reject(new Error('AccessDenied')));
    const next = news();
    expect(next).toContain('new     index: late');
    expect(next).toContain('new     watch: blind, AWS did not say how the stack is: Error: AccessDenied');
    for (const cleared of ['functions collect: failing', 'pages: failing', 'mail: quota']) expect(next).toContain(`cleared ${cleared}`);
    expect(next).not.toContain('queue');
    await bench.run({ now: '2026-11-12T08:20:00Z', config, replay: [replay] });
    const standing = await bench.within({ now: '2026-11-12T08:30:00Z', config }, alarms);
    expect(standing.map(alarmPage)).toEqual(['docs/alarms.md#queue-dead']);

    // Dead letters that become more are told again a day later, and no more often.
    const grow = () => bench.plant('tasks', { body, group: host, dead: true });
    await grow();
    await watched('2026-11-12T09:07:00Z', async () => unwell);
    expect(news()).not.toContain('queue');
    await watched('2026-11-13T07:07:00Z', async () => unwell);
    const again = news();
    expect(again).toMatch(/^Hongtou: \d+ new, 1 grown, \d+ cleared, /);
    for (const said of ['grown   queue tasks: dead, 2 dead letters', 'docs/alarms.md#queue-dead']) expect(again).toContain(said);
    await grow();
    await watched('2026-11-14T07:06:00Z', async () => unwell);
    expect(news()).not.toContain('queue');
    await watched('2026-11-14T07:07:00Z', async () => unwell);
    expect(news()).toContain('grown   queue tasks: dead, 3 dead letters');
    await watched('2026-11-15T08:07:00Z', async () => unwell);
    expect(news()).not.toContain('queue');
  });
});

test('a trace leads from the slot over its tasks to evidence and documents, and their ids to the digest; messages without one work', async () => {
  const lines: Record<string, unknown>[] = [];
  const line = (what: string, facts: object) => void lines.push({ what, ...facts });
  const of = (name: string) => lines.filter(({ what }) => what === name);
  await bench.within({ now: '2026-11-20T01:00:00Z', config, replay: [replay] }, async (context) => {
    const open = { ...context, line };
    const { round, claimed } = await schedule(open);
    expect([round, claimed]).toEqual(['20261120T0100Z', ['sample']]);
    const fail = (error: unknown) => expect(error).toBeUndefined();
    await bench.drain('tasks', (event) => collectBatch(event, open, fail), { concurrency: 1 });
    const trace = '20261120T0100Z-sample';
    expect(of('listing')).toMatchObject([{ trace, sourceId: 'sample', entries: 3, evidence: expect.stringMatching(/^evidence\//) }]);
    const pages = of('page');
    expect(pages).toHaveLength(3);
    for (const page of pages)
      expect(page).toMatchObject({
        trace,
        url: expect.stringContaining(host),
        evidence: expect.stringMatching(/^evidence\//),
        documentId: expect.any(String),
      });
    const task = JSON.stringify({ kind: 'page', id: 'old', sourceId: 'sample', url: `http://${host}${notices[0]?.path}` });
    expect(await collectBatch(sqsEvent([task], { group: host }), open, fail)).toEqual({ batchItemFailures: [] });
    expect(of('page').at(-1)).not.toHaveProperty('trace');
  });
  await bench.within({ now: '2026-11-10T01:00:00Z', config }, async (context) =>
    confirmSubscriber(await addSubscriber('reader@example.org', context), context),
  );
  await bench.within({ now: '2026-11-17T01:00:00Z', config }, async (context) => {
    await sendDue({ ...context, line });
    const [digest] = of('in the digest');
    expect(digest).toMatchObject({ week: '2026-W46', trace: '20261117T0100Z-2026-W46' });
    const known = new Set(of('page').map(({ documentId }) => documentId));
    const told = digest?.['documents'] as readonly string[];
    expect(told.filter((id) => known.has(id)).length).toBeGreaterThan(0);
    await bench.drain('mail', (event) =>
      deliverBatch(renderFor(context))(event, { ...context, line }, (error) => expect(error).toBeUndefined()),
    );
    expect(of('mail')).toMatchObject([{ trace: '20261117T0100Z-2026-W46', period: '2026-W46', state: 'sent' }]);
    // Each page of the round has its trace, its evidence and its document, and its mail the trace of the digest.
    const traced = of('page').filter(({ trace, evidence, documentId }) => trace && evidence && documentId).length;
    const personal = lines.filter((each) => /reader@|Bearer |AKIA|token=/.test(JSON.stringify(each)));
    expect(personal).toEqual([]);
    // One page was asked for by a message of an older version, without a trace.
    reported(70, { untraceable: of('page').length - traced - 1, personalHits: personal.length });
    expect(await context.counts.of('2026-11-17T01')).toEqual({ mails: 1 });
  });
});

test('an unchanged poll counts in the line of its hour, and for alarms, freshness and the digest, as one that brought something', async () => {
  const hourly = bench.file('hourly.json', { sources: { only: ['hourly'], extra: [declaration('hourly', host, { every: 'hour' })] } });
  const list = { url: `http://${host}/tz/index.html`, body: listing(notices) };
  const tagged = writeWarcFile(`${bench.folder}/tagged.warc.gz`, [{ ...list, headers: { etag: '"1"' } }]);
  const plain = writeWarcFile(`${bench.folder}/plain.warc.gz`, [list]);
  const poll = (now: string, replayed: string) => bench.run({ now, config: hourly, replay: [replayed] });
  const at = (now: string) => bench.within({ now, config: hourly }, (context) => watch({ ...context, notices: { send: async () => {} } }));
  const about = async (now: string) =>
    bench.within({ now, config: hourly }, async (context) => {
      const found = (await alarms(context)).filter(({ source, subject }) => source === 'hourly' || subject === 'store');
      const { watched: all, roundAt } = await sourceStates(context);
      const [source] = (await answersOf(context, { secret: '', local: true }).sources()).map(({ state }) => state);
      return { found, unseen: unseenOf(all, roundAt), checkedAt: source?.checkedAt, lastGoodAt: source?.lastGoodAt };
    });
  await poll('2026-11-24T01:01:00Z', tagged);
  // By its ETag, by its bytes (the ETag is gone), and by its bytes once more.
  for (const [now, replayed] of [
    ['2026-11-24T02:01:00Z', tagged],
    ['2026-11-25T03:01:00Z', plain],
    ['2026-11-25T04:01:00Z', plain],
  ] as const) {
    expect((await poll(now, replayed)).sources).toMatchObject([{ id: 'hourly', requests: 1 }]);
    const instant = now.replace('Z', '.000Z');
    expect(await about(now)).toEqual({ found: [], unseen: [], checkedAt: instant, lastGoodAt: instant });
    // The watch comes a few minutes behind the poll of the hour that has begun.
    expect((await at(now.replace(':01:', ':07:'))).line).toMatchObject({ sources: 1 });
  }
  expect((await at('2026-11-25T05:07:00Z')).line).toMatchObject({ hour: '2026-11-25T04', sources: 0 });
  const told = await bench.within({ now: '2026-11-25T05:10:00Z', config: hourly }, async (context) =>
    (await createApp(answersOf(context, { secret: '', local: true })).request('/sources')).text(),
  );
  expect(told).toContain('The hour before 25 November 2026, 13:07: sources asked 0, pages visited 0, documents new 0, changed 0.');
  // Its tasks are sent each hour and nobody works them off: it is late by its last poll, whatever the schedule notes.
  await bench.within({ now: '2026-11-25T13:01:00Z', config: hourly }, (context) => schedule(context));
  const late = await about('2026-11-25T13:02:00Z');
  expect(late.found).toMatchObject([{ source: 'hourly', state: 'late', since: '2026-11-25T04:01:00.000Z' }]);
  expect(late.unseen).toMatchObject([{ sourceId: 'hourly', since: '2026-11-25T04:01:00.000Z' }]);
  await bench.drain('tasks', async () => {}, { concurrency: 1 });
});

test('no new document is an alarm where a whole working day passed and the last weeks had more than chance', () => {
  const state = (weeks: Readonly<Record<string, number>>): SourceState => ({
    id: 'a',
    condition: 'ok',
    since: '',
    listed: 9,
    failures: 0,
    weeks,
  });
  const busy = [state({ '2026-W44': 60, '2026-W45': 30 }), state({ '2026-W44': 5, '2026-W45': 5 })];
  const at = (instant: string) => new Date(instant);
  // Monday 9 November to Wednesday 11: one whole working day, with 35 a week.
  expect(findMissingNews(busy, at('2026-11-09T02:00:00Z'), at('2026-11-11T00:07:00Z'))).toBe(7);
  expect(findMissingNews(busy, at('2026-11-09T02:00:00Z'), at('2026-11-10T15:07:00Z'))).toBeUndefined();
  // Friday evening to Sunday, and the first days of a store.
  expect(findMissingNews(busy, at('2026-11-13T12:00:00Z'), at('2026-11-15T12:00:00Z'))).toBeUndefined();
  expect(findMissingNews([state({ '2026-W45': 3000 })], at('2026-11-09T02:00:00Z'), at('2026-11-13T00:07:00Z'))).toBeUndefined();
  const few = [state({ '2026-W44': 3, '2026-W45': 9 })];
  expect(findMissingNews(few, at('2026-11-09T02:00:00Z'), at('2026-11-12T00:07:00Z'))).toBeUndefined();
});

test('every alarm has its section in docs/alarms.md, and every section its alarm', () => {
  const sections = [...readFileSync(`${import.meta.dirname}/../../docs/alarms.md`, 'utf8').matchAll(/^### (\S+)$/gm)].map(
    ([, name]) => name,
  );
  const pages = Object.entries(alarmRows).flatMap(([about, states]) => Object.keys(states).map((state) => `${about}-${state}`));
  expect(sections.toSorted()).toEqual([...pages, ...cloudAlarmPages].toSorted());
  expect(alarmPage({ subject: 'webhook receiver.example (1a)', state: 'off' })).toBe('docs/alarms.md#webhook-off');
  expect(alarmPage({ source: 'a', state: 'refused' })).toBe('docs/alarms.md#source-refused');
});
