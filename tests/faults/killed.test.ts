import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { addSubscriber, confirmSubscriber } from '../../shared/pipeline/mail/subscribers.ts';
import { type Bench, newFolder, openBench } from '../support/bench.ts';
import { processOf } from '../support/command.ts';
import { declaration, type Notice, notices, siteOf } from '../support/pages.ts';
import { openReceiver, secret } from '../support/receiver.ts';
import { writeWarcFile } from '../support/warc.ts';
import { long, reported } from './report.ts';

/** Each named point of a crash, and how often a round of these pages passes it: the long form kills at its first, second … passing, in turn. */
const points = {
  'after-evidence': 20,
  'after-document': 20,
  'after-index': 1,
  'before-ack': 20,
  'digest-claimed': 20,
  'digest-asked': 20,
  'digest-sent': 20,
  'webhook-sent': 20,
} as const;
type Point = keyof typeof points;

const kills = long ? Number(process.env['FAULT_KILLS'] ?? 20) : 0;
const root = path.join(import.meta.dirname, '../..');

test('each point where the program can be killed is known here', () => {
  const type = /^type CrashPoint =([^;]*);$/m.exec(readFileSync(path.join(root, 'shared/model/ports.ts'), 'utf8'))?.[1] ?? '';
  const named = [...type.matchAll(/'([\w-]+)'/g)].map(([, name]) => String(name));
  expect(named.toSorted()).toEqual(Object.keys(points).toSorted());
  const untried = named.filter((name) => !(name in points)).length;
  reported(16, { pointsUntried: untried });
});

const host = 'data.sample.example';
const now = '2026-11-13T09:00:00+08:00';
const nextDay = '2026-11-14T09:00:00+08:00';
const nextWeek = '2026-11-23T09:00:00+08:00';
const [first] = notices as readonly [Notice, Notice, Notice];
const acts: readonly Notice[] = Array.from({ length: 20 }, (_, n) => ({
  ...first,
  path: `/tz/202611/t20261110_${n}.html`,
  title: `国家数据局关于公共数据标注基地第${n + 1}批名单的通知`,
  number: `国数资源〔2026〕${700 + n}号`,
}));
/** As many mails are under way at a time (functions/cli/digest.ts): a kill leaves no more of them uncertain. */
const mailsAtOnce = 10;
const readers = Array.from({ length: 20 }, (_, n) => `reader${n}@example.org`);

const sum = { lost: 0, doubled: 0, stuck: 0, kills: 0 };

describe.runIf(long).sequential('killed at each point, again and again, and started again', () => {
  let base: string;
  let undisturbed: string;
  const config = (): string => path.join(base, 'config.json');
  const sources = { only: ['sample'], extra: [declaration('sample', host)] };
  const at = (data: string, when: string, file = config()): readonly string[] => ['--config', file, '--data', data, '--now', when];
  const run = (data: string, file?: string): readonly string[] => [
    'run',
    '--replay',
    path.join(base, 'site.warc.gz'),
    ...at(data, now, file),
  ];
  const replay = (): readonly string[] => [path.join(base, 'site.warc.gz')];

  let turn: Promise<unknown> = Promise.resolve();
  /** Opens what a killed process left, as the next start of the program does, in this process: one at a time, since an instance is that of the whole process. */
  function opened<T>(data: string, work: (bench: Bench) => Promise<T>): Promise<T> {
    const open = async (): Promise<T> => {
      const bench = await openBench(path.dirname(data));
      try {
        return await work(bench);
      } finally {
        await bench.leave();
      }
    };
    const done = turn.then(open);
    turn = done.catch(() => {});
    return done;
  }

  beforeAll(async () => {
    base = newFolder();
    writeWarcFile(path.join(base, 'site.warc.gz'), siteOf(host, acts));
    writeFileSync(config(), JSON.stringify({ sources, digest: { from: 'digest@example.org' } }));
    const bench = await openBench(base);
    await bench.run({ now, config: config(), replay: replay() });
    await bench.within({ now: nextWeek, config: config() }, async (context) => {
      for (const reader of readers) await confirmSubscriber(await addSubscriber(reader, context), context);
    });
    undisturbed = await bench.exported({ now, config: config() });
    await bench.leave();
  });
  afterAll(() => {
    reported(16, sum);
    rmSync(base, { recursive: true, force: true });
  });

  /** Works that go side by side, one on each core. */
  async function inTwos<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
    const left = [...items];
    const worker = async (): Promise<void> => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    };
    await Promise.all([worker(), worker()]);
  }

  /** Kills a command at the passings of a point, each time in a folder of its own, and lets `judge` see what is left. */
  async function killedAt(
    point: Point,
    prepare: (data: string) => readonly string[],
    judge: (data: string, passing: number) => Promise<void>,
  ): Promise<void> {
    await inTwos(
      Array.from({ length: kills }, (_, n) => n),
      async (n) => {
        const folder = newFolder();
        const data = path.join(folder, 'data');
        const words = prepare(data);
        const passing = (n % points[point]) + 1;
        const { status } = await processOf(words, { HONGTOU_CRASH_AT: `${point}@${passing}` });
        sum.kills += status === -9 ? 1 : 0;
        await judge(data, passing);
        rmSync(folder, { recursive: true, force: true });
      },
    );
    console.log(JSON.stringify({ point, ...sum }));
  }

  const idsIn = (text: string): readonly string[] => text.split('\n').filter(Boolean);

  test.each(['after-evidence', 'after-document', 'after-index', 'before-ack'] as const)('a run, %s', async (point) => {
    await killedAt(
      point,
      (data) => run(data),
      async (data) => {
        const { failures, left, findings } = await opened(data, async (bench) => ({
          ...(await bench.run({ now, config: config(), replay: replay() })),
          left: idsIn(await bench.exported({ now, config: config() })),
          ...(await bench.within({ now, config: config() }, verify)),
        }));
        const should = new Set(idsIn(undisturbed));
        if (failures.length + findings.length > 0) console.error(JSON.stringify({ point, failures, findings }));
        sum.stuck += failures.length + findings.length === 0 ? 0 : 1;
        sum.lost += [...should].filter((line) => !left.includes(line)).length;
        sum.doubled += left.filter((line) => !should.has(line)).length;
      },
    );
    expect(sum).toMatchObject({ lost: 0, doubled: 0, stuck: 0 });
  });

  const mails = (data: string): readonly string[] => {
    try {
      return readdirSync(path.join(data, 'mail')).map(
        (name) => /^To: (.*)\r$/m.exec(readFileSync(path.join(data, 'mail', name), 'utf8'))?.[1] ?? '',
      );
    } catch {
      return [];
    }
  };

  test.each(['digest-claimed', 'digest-asked', 'digest-sent'] as const)('a digest, %s', async (point) => {
    const send = (data: string): readonly string[] => ['digest', '--week', '2026-W46', '--all', ...at(data, nextWeek)];
    await killedAt(
      point,
      (data) => {
        cpSync(path.join(base, 'data'), data, { recursive: true });
        return send(data);
      },
      async (data, passing) => {
        const { err, status } = await processOf(send(data));
        // Who was claimed when the process died is named, and not mailed a second time; at a mail that went out one of them has it.
        const [, uncertain = 0, begun = 0] = /uncertain (\d+)(?:, begun and not reported (\d+))?/.exec(err) ?? [];
        const named = Number(uncertain) + Number(begun);
        const sent = mails(data);
        const missed = Math.max(0, readers.length - new Set(sent).size - named + (point === 'digest-sent' ? 1 : 0));
        const doubled = sent.length - new Set(sent).size;
        // Of who is only claimed nobody was asked: uncertain are others that were under way, as many as passed the point before.
        const most = point === 'digest-claimed' ? Math.min(passing, mailsAtOnce) - 1 : mailsAtOnce;
        const ended = status === (named > 0 ? 3 : 0) && named <= most;
        if (!ended || missed + doubled > 0) console.log(JSON.stringify({ point, status, named, sent: sent.length, err: err.slice(-400) }));
        sum.doubled += doubled;
        sum.lost += missed;
        sum.stuck += ended ? 0 : 1;
      },
    );
    expect(sum).toMatchObject({ lost: 0, doubled: 0, stuck: 0 });
  });

  test('a webhook, webhook-sent', async () => {
    const receiver = await openReceiver();
    const relevant = idsIn(undisturbed).filter((line) => (JSON.parse(line) as { readonly relevant: boolean }).relevant).length;
    const fileOf = (data: string): string => path.join(data, '../hooked.json');
    await killedAt(
      'webhook-sent',
      (data) => {
        mkdirSync(path.join(data, 'secrets'), { recursive: true });
        writeFileSync(path.join(data, 'secrets', 'hook'), secret);
        // Each folder tells another path of the receiver.
        const webhooks = [{ url: `${receiver.url}${path.dirname(data)}`, for: {}, secretParameter: 'hook' }];
        writeFileSync(fileOf(data), JSON.stringify({ sources, webhooks, fetch: { allow: [receiver.pair] } }));
        return run(data, fileOf(data));
      },
      async (data) => {
        // A request that the machine had no time for is tried again later by the clock of the program: the second start is a day behind the first.
        await processOf(run(data, fileOf(data)));
        const { status } = await processOf([...run(data, fileOf(data)).slice(0, -1), nextDay]);
        sum.stuck += status === 0 ? 0 : 1;
        const told = receiver.received.filter((each) => each.path.endsWith(path.dirname(data)));
        const documents = new Set(told.map(({ body }) => (JSON.parse(body) as { readonly data: { readonly id: string } }).data.id));
        sum.lost += relevant - documents.size;
        // The message that was under way comes once more, under the id that it had.
        sum.doubled += new Set(told.map(({ id }) => id)).size - documents.size;
      },
    );
    expect(sum).toMatchObject({ lost: 0, doubled: 0, stuck: 0 });
  });
});
