import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { alarmRows } from '../../shared/model/alarm.ts';
import { MailAway } from '../../shared/model/errors.ts';
import type { WatchContext } from '../../shared/model/ports.ts';
import type { Round, Slowed, SourceState, StackHour } from '../../shared/model/run.ts';
import type { Source } from '../../shared/model/source.ts';
import { damagedAside } from '../../shared/model/task.ts';
import { orEmpty } from '../../shared/model/values.ts';
import type { WebhookState } from '../../shared/model/webhook.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { watch } from '../../shared/pipeline/watch/watch.ts';
import { nameWebhooks } from '../../shared/pipeline/webhooks/named-webhooks.ts';
import { landmarks } from '../../shared/registry/known.ts';
import { canonicalUrl } from '../../shared/stages/urls/address.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { declaration, notices, siteOf } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';
import { reported } from './report.ts';

/** Every state that `watch` tells, fired once and cleared once in one store: by what stands in the store and the queues, and by what AWS says of the stack. */

const host = 'data.sample.example';
const [now, hourBefore, yesterday, longAgo] = [
  '2026-11-12T02:00:00Z',
  '2026-11-12T01:00:00Z',
  '2026-11-11T00:00:00Z',
  '2026-10-20T00:00:00Z',
];
const calm: StackHour = {
  ...{ requests: 40, failures: 0, throttles: 0, errors: {} },
  mail: { sending: true, review: 'HEALTHY', sentToday: 3, mostToday: 200, bounces: 0.01, complaints: 0 },
};
const ids = ['sample', 'second', 'third', 'far'];
const receiver = { url: 'https://receiver.example.org/hook', wants: { filters: {} }, secretParameter: 'hook' };
const hookId = orEmpty(nameWebhooks([receiver])[0]?.id);

let bench: Bench;
let config: string;
beforeAll(async () => {
  bench = await openBench();
  const extra = ids.map((id) => declaration(id, id === 'sample' ? host : `${id}.sample.example`, id === 'far' ? { egress: 'home' } : {}));
  config = bench.file('config.json', {
    ...{ sources: { only: ids, extra }, egress: { home: { collector: true } }, digest: { from: 'digest@example.org' } },
    webhooks: [{ url: receiver.url, for: {}, secretParameter: receiver.secretParameter }],
  });
  const replay = [writeWarcFile(`${bench.folder}/site.warc.gz`, siteOf(host, notices))];
  await bench.run({ now: hourBefore, config, replay, sources: ['sample'] });
  await withContext(hourBefore, async (context) => {
    secret();
    await context.journal.write('mailed', { week: '2026-W45', at: yesterday });
    await context.journal.write('round', { firstAt: longAgo, at: now });
    for (const id of ids) await stateOf(id)(context);
    await context.webhooks.save(hookId, undefined, { position: 0, waiting: [], day: '2026-11-12' });
  });
});
afterAll(() => bench.close());

const told: string[] = [];
const withContext = <T>(at: string, work: (context: WatchContext) => Promise<T>): Promise<T> => bench.within({ now: at, config }, work);
type Said = { readonly stack?: StackHour | Error; readonly context?: Partial<WatchContext>; readonly at?: string };
/** What the watch of the hour says that is new or has cleared. */
async function news({ stack = calm, context: other = {}, at = now }: Said = {}): Promise<string> {
  await withContext(at, (context) => {
    const lastHour = async () => (stack instanceof Error ? Promise.reject(stack) : stack);
    const notices = { send: async ({ body }: { readonly body: string }) => void told.push(body) };
    return watch({ ...context, notices, stack: { lastHour }, ...other });
  });
  return told.splice(0).join('\n');
}

type Step = (context: WatchContext) => Promise<unknown>;
/** How a state comes and goes; where nothing of the store is changed, what the watch looks at; which states are told beside it, since they hold, too. */
type Case = {
  readonly fire?: Step;
  readonly clear?: Step;
  readonly during?: (context: WatchContext) => Said;
  readonly beside?: readonly string[];
};

const healthy = { condition: 'ok', since: longAgo, checkedAt: hourBefore, lastGoodAt: hourBefore, listed: 9, failures: 0 } as const;
const stateOf =
  (id: string, more: Partial<SourceState> = {}): Step =>
  (context) =>
    context.sources.update(id, now, () => ({ id, ...healthy, ...more }));
const source = (more: Partial<SourceState>, id = 'sample'): Case => ({ fire: stateOf(id, more), clear: stateOf(id) });
const condition = (name: SourceState['condition']): Case =>
  source({ condition: name, since: yesterday, trouble: { kind: 'unreachable', detail: 'as told', url: `http://${host}/` } });
const round = (more: Partial<Round>): Case => {
  const write =
    (next: Partial<Round>): Step =>
    ({ journal }) =>
      journal.write('round', { firstAt: longAgo, at: now, ...next });
  return { fire: write(more), clear: write({}) };
};
const slowed = (every: Slowed['every']): Case => round({ slowed: { every, since: yesterday, usd: 19, budgetUsd: 20 } });
const stack = (more: Partial<StackHour>): Case => ({ during: () => ({ stack: { ...calm, ...more } }) });
const mail = (more: Partial<StackHour['mail']>): Case => stack({ mail: { ...calm.mail, ...more } });
/** With other sources in force than those of the configuration. */
const sources = (choose: (all: readonly Source[]) => readonly Source[]): Case => ({
  during: ({ settings }) => ({ context: { settings: { ...settings, sources: choose(settings.sources) } } }),
});
const never = (all: readonly Source[]): readonly Source[] => all.slice(0, 1).map((each) => ({ ...each, id: 'never' }));
const webhook = (more: Partial<WebhookState>): Case => {
  const save =
    (next: Partial<WebhookState>): Step =>
    async ({ webhooks }) =>
      webhooks.save(hookId, await webhooks.state(hookId), { position: 0, waiting: [], day: '2026-11-12', ...next });
  return { fire: save(more), clear: save({}) };
};
const untaken = { position: 1, tries: 3, reason: 'it answered with 500' };
const secrets = (): string => join(bench.data, 'secrets');
function secret(): void {
  mkdirSync(secrets(), { recursive: true });
  writeFileSync(join(secrets(), 'hook'), 'whsec_invented');
}

const landmark = landmarks.find(({ url }) => url !== undefined);
const addressOf = (trouble: boolean): Step => {
  const url = orEmpty(landmark?.url);
  const address = { url, canonicalUrl: canonicalUrl(url), sourceId: 'sample', firstSeenAt: longAgo, checkedAt: yesterday };
  return ({ documents }) =>
    documents.saveAddress({ ...address, ...(trouble ? { trouble: { detail: 'not there', since: yesterday } } : {}) });
};
const delivery = async ({ digests }: WatchContext, state: 'failed' | 'uncertain' | 'sent'): Promise<void> => {
  const [period, reader] = ['2026-W45', `reader-${state}`];
  const claim = await digests.claim(period, reader, { at: yesterday, by: 'tests' });
  if (claim) await digests.settle(claim, { state, at: yesterday });
};
/** A claim that the watch names is taken again and ends well. */
const delivered =
  (state: 'failed' | 'uncertain'): Step =>
  async ({ digests }) => {
    const open = await digests.ledger('2026-W45', `reader-${state}`);
    if (open) await digests.settle(open, { state: 'sent', at: now });
  };
const reader = (state: 'failed' | 'uncertain'): Case => ({ fire: (context) => delivery(context, state), clear: delivered(state) });
const first: Step = async ({ documents }) => {
  const [id = ''] = await documents.allIds(undefined, 1);
  const [head] = await documents.heads([id]);
  if (head) await documents.touch(head);
};

const damaged = (more: { readonly documentId?: string }): Case => {
  const key = damagedAside('text/sha256/a');
  return {
    fire: ({ documents }) => documents.setAside({ key, url: 'x', sourceId: '', hash: 'x', detail: 'it is damaged', since: now, ...more }),
    clear: ({ documents }) => documents.forgetAside(key),
  };
};

const cases: { readonly [About in keyof typeof alarmRows]: Readonly<Record<keyof (typeof alarmRows)[About], Case>> } = {
  source: {
    unread: sources((all) => [...all, ...never(all)]),
    late: source({ checkedAt: longAgo }),
    suspect: condition('suspect'),
    unreachable: condition('unreachable'),
    refused: condition('refused'),
    unrecognised: condition('unrecognised'),
    partial: source({ condition: 'partial', since: yesterday, failures: 2 }),
    away: source({ missing: { aaaaaaaaaaaa: { at: yesterday, held: yesterday } } }),
  },
  store: {
    unread: { ...sources(never), beside: ['source-unread'] },
    unanswered: {
      fire: (context) => context.sources.update('second', now, () => ({ id: 'second', ...healthy, lastGoodAt: undefined as never })),
      clear: stateOf('second'),
      during: ({ settings }) => ({ context: { settings: { ...settings, sources: settings.sources.filter(({ id }) => id === 'second') } } }),
    },
    late: round({ at: longAgo }),
    damaged: damaged({}),
  },
  machine: {
    away: {
      beside: ['source-unreachable'],
      fire: async (context) => {
        for (const id of ids) await stateOf(id, { condition: 'unreachable', since: yesterday })(context);
      },
      clear: async (context) => {
        for (const id of ids) await stateOf(id)(context);
      },
    },
  },
  disk: { low: { during: () => ({ context: { room: () => 400 * 1024 ** 2 } }) } },
  clock: { back: round({ at: '2026-11-12T06:00:00Z' }) },
  configuration: {
    other: {
      fire: ({ journal }) => journal.write('configuration', { sources: { only: ['cac-rules'] } }),
      clear: ({ journal, configuration }) => journal.write('configuration', configuration),
    },
  },
  budget: { slowed: slowed('day'), spent: slowed('never') },
  collector: {
    silent: {
      ...source({ slot: '2026-11-10', checkedAt: '2026-11-09T00:00:00Z' }, 'far'),
      during: ({ collectors }) => ({ context: { collectors: { ...collectors, names: ['home'] } } }),
    },
  },
  proxy: {
    failing: source({
      condition: 'unreachable',
      since: yesterday,
      trouble: { kind: 'unreachable', detail: 'the proxy failed', url: `http://${host}/`, proxy: 'tokyo' },
    }),
  },
  landmarks: { unread: { fire: addressOf(true), clear: addressOf(false) } },
  document: {
    'too-complex': {
      fire: ({ documents }) =>
        documents.setAside({ key: 'page x', url: `http://${host}/x`, sourceId: 'sample', hash: 'x', detail: 'too long', since: now }),
      clear: ({ documents }) => documents.forgetAside('page x'),
    },
    damaged: damaged({ documentId: 'a1' }),
  },
  documents: {
    // A week later the store is late, too, and its digest.
    none: {
      ...source({ weeks: { '2026-W44': 60, '2026-W45': 60 } }),
      during: () => ({ at: '2026-11-19T02:00:00Z' }),
      beside: ['store-late', 'digest-overdue'],
    },
  },
  digest: {
    overdue: {
      fire: ({ journal }) => journal.write('mailed', { week: '2026-W44', at: longAgo }),
      clear: ({ journal }) => journal.write('mailed', { week: '2026-W45', at: yesterday }),
    },
  },
  reader: { failed: reader('failed'), uncertain: reader('uncertain') },
  webhook: {
    'no-secret': { fire: async () => rmSync(secrets(), { recursive: true }), clear: async () => secret() },
    failing: webhook({ waiting: [{ ...untaken, dueAt: now }] }),
    'given-up': {
      fire: ({ webhooks }) => webhooks.bury(hookId, { ...untaken, at: yesterday }),
      clear: ({ webhooks }) => webhooks.unbury(hookId, untaken.position),
    },
    off: webhook({ off: { since: yesterday } }),
    'no-document': {
      during: ({ settings }) => ({
        context: { settings: { ...settings, webhooks: [{ ...receiver, wants: { document: '无此文号〔2026〕1号' } }] } },
      }),
    },
  },
  queue: {
    dead: {
      fire: () =>
        bench.plant('tasks', {
          body: JSON.stringify({ kind: 'page', id: 'x', sourceId: 'sample', url: `http://${host}/9.html` }),
          group: host,
          dead: true,
        }),
      clear: async ({ deadLetters }) => deadLetters.remove(await deadLetters.hold('tasks')),
    },
  },
  index: {
    late: {
      async fire(context) {
        await first(context);
        await news({ at: hourBefore });
      },
      clear: () => withContext(now, (context) => updateIndex(context as never)),
    },
  },
  functions: { failing: stack({ errors: { collect: 7 } }), throttled: stack({ throttles: 3 }) },
  pages: { failing: stack({ failures: 4 }) },
  mail: {
    away: {
      during: ({ mailer }) => ({
        context: {
          mailer: { ...mailer, ready: () => Promise.reject(new MailAway('the mail server mail.example.org:587 cannot be used')) },
        },
      }),
    },
    paused: mail({ sending: false }),
    reviewed: mail({ review: 'PROBATION' }),
    bounces: mail({ bounces: 0.06 }),
    complaints: mail({ complaints: 0.002 }),
    quota: mail({ sentToday: 170 }),
  },
  watch: { blind: { during: () => ({ stack: new Error('AccessDenied') }) } },
};

test('each state that the hourly watch tells is fired once and cleared once, and nothing else is told with it', async () => {
  expect(await news()).toBe('');
  const wrong: string[] = [];
  const figures = { neverFired: 0, neverCleared: 0 };
  for (const [about, states] of Object.entries(cases))
    for (const [state, { fire, clear, during, beside = [] }] of Object.entries<Case>(states)) {
      await withContext(now, async (context) => fire?.(context));
      const fired = await withContext(now, async (context) => news(during?.(context)));
      await withContext(now, async (context) => clear?.(context));
      const cleared = await news();
      const pages = [...fired.matchAll(/docs\/alarms\.md#(\S+)/g)].map(([, page]) => page);
      const hasFired = isDeepStrictEqual(pages.toSorted(), [`${about}-${state}`, ...beside].toSorted());
      const hasCleared = /^cleared /m.test(cleared) && !cleared.includes('docs/alarms.md') && cleared.includes('\n0 stand in all');
      figures.neverFired += Number(!hasFired);
      figures.neverCleared += Number(!hasCleared);
      if (!hasFired || !hasCleared) wrong.push(`${about}-${state}\nfired: ${fired}\ncleared: ${cleared}`);
    }
  expect(wrong).toEqual([]);
  reported(69, figures);
});
