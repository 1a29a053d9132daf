import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { addDays, weekOfDay } from '../../shared/model/time.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { addSubscriber, confirmSubscriber } from '../../shared/pipeline/mail/subscribers.ts';
import { keptWeek } from '../../shared/pipeline/read/digest.ts';
import { itemsOf } from '../../shared/stages/digest/narrow.ts';
import { type Bench, newFolder, openBench } from '../support/bench.ts';
import { type BusySites, busyConfiguration, recordBusySites } from '../support/busy-sites.ts';
import { command } from '../support/command.ts';
import { numbersOf } from '../support/shuffle.ts';
import { long, reported } from './report.ts';

/** Real processes that run a round each and are killed at any moment; behind each kill the store is opened again, goes on, and is held against itself. */

const kills = long ? 50 : 3;
/** A round may end before its kill: there are some more days than kills. */
const sites: BusySites = { sources: 2, days: kills + (long ? 20 : 1), perDay: long ? 3 : 2, first: '2026-06-01' };
const timeOf = (n: number): string => `${addDays(sites.first, n)}T18:00:00+08:00`;
const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));

/** Starts a round and kills it after some time. Whether it was still at work, and how long it ran. */
async function startedAndKilled(args: readonly string[], afterMs: number): Promise<{ readonly killed: boolean; readonly ms: number }> {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  const began = performance.now();
  const child = spawn(process.execPath, [launcher, ...args], { stdio: 'ignore', env: environment });
  const closed = once(child, 'close');
  await Promise.race([sleep(afterMs), closed]);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  return { killed: signal === 'SIGKILL', ms: performance.now() - began };
}

/** What a store holds, to be compared with another: its export, its evidence, its digests, how many pages of each source were counted. */
async function holdings(bench: Bench, config: string, { first, days } = sites) {
  const choices = { now: `${addDays(first, days)}T18:00:00+08:00`, config };
  const lines = (await bench.exported(choices)).trim().split('\n');
  const documents: unknown[] = lines.map((line) => JSON.parse(line));
  const weeks = [...new Set(Array.from({ length: days }, (_, n) => weekOfDay(addDays(first, n))))];
  // Places in the order of news may differ, since a place that was taken by who was killed stays empty.
  const digests = await bench.within(choices, async (context) => {
    const all: string[] = [];
    for (const week of weeks) all.push(...itemsOf(await keptWeek(week, context)).map(({ id }) => `${week} ${id}`));
    return all.toSorted();
  });
  const { objects } = await bench.stored();
  const counted = await bench.within(choices, async ({ sources: { states }, settings }) =>
    [...(await states(settings.sources.map(({ id }) => id)))].map(([id, { stored }]) => [id, stored]).toSorted(),
  );
  return { documents, digests, counted, evidence: [...objects.keys()].filter((key) => key.startsWith('evidence/')).toSorted() };
}

test('rounds that are killed at any moment, each time opened again: verify is clean, and nothing is lost or doubled', async () => {
  const files = await openBench(newFolder());
  onTestFinished(() => files.close());
  const config = files.file('config.json', busyConfiguration(sites));
  const warc = recordBusySites(join(files.folder, 'sites.warc.gz'), sites);
  for (let n = 0; n < sites.days; n += 1) await files.run({ now: timeOf(n), config, replay: [warc] });
  const undisturbed = await holdings(files, config);

  const folder = newFolder();
  const round = (n: number) => ['run', '--config', config, '--data', join(folder, 'data'), '--now', timeOf(n), '--replay', warc, '--json'];
  let { ms: whole } = await startedAndKilled(round(0), 600_000);
  const random = numbersOf(20261128);
  const found = { killed: 0, corruptions: 0, stuck: 0 };
  let left: Bench | undefined;
  for (let n = 1; n < sites.days; n += 1) {
    await left?.leave();
    if (found.killed < kills) {
      const { killed, ms } = await startedAndKilled(round(n), (0.2 + 0.7 * random()) * whole);
      found.killed += Number(killed);
      // A machine that has less to do than at the first round is done sooner.
      if (!killed) whole = Math.min(whole, ms);
    }
    left = await openBench(folder);
    const { failures } = await left.run({ now: timeOf(n), config, replay: [warc] });
    const { findings } = await left.within({ now: timeOf(n), config }, verify);
    if (findings.length > 0) console.error(JSON.stringify(findings));
    found.corruptions += Number(findings.length > 0);
    found.stuck += failures.length;
  }
  if (!left) return expect.fail('nothing was killed');
  const disturbed = await holdings(left, config);
  await left.close();
  expect(disturbed.documents).toHaveLength(sites.sources * sites.days * sites.perDay);
  expect(undisturbed.digests.length).toBeGreaterThan(sites.days);
  expect(disturbed).toEqual(undisturbed);
  expect(found.stuck).toBe(0);
  reported(65, { corruptions: found.corruptions, kills: found.killed });
}, 7_200_000);

/** What a long command meets, how it is called, and what has to be the same in the end however often it was killed. */
type LongCommand = {
  readonly name: string;
  readonly words: (data: string) => readonly string[];
  /** Makes the folder as the command finds it; by default a copy of that of some rounds. */
  readonly prepare?: (data: string) => unknown;
  /** In place of the command itself: what ends the work of one that goes on for ever. */
  readonly again?: (data: string) => readonly string[];
  /** What must hold before anything was run again. */
  readonly left?: (data: string) => boolean;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const few: BusySites = { sources: 2, days: 4, perDay: 3, first: '2026-06-05' };
/** The last day is a Monday, on which the week before is told. */
const [yesterday, today] = [2, 3].map((n) => `${addDays(few.first, n)}T18:00:00+08:00`) as [string, string];
const readers = Array.from({ length: 12 }, (_, n) => `reader${n}@example.org`);
const killsOfEach = long ? Number(process.env['FAULT_KILLS'] ?? 40) : 2;

describe.sequential('each long command, killed at any moment and called again', () => {
  let base: string;
  let exported: string;
  const file = (name: string): string => join(base, name);
  const at = (data: string, now: string): string[] => ['--config', file('config.json'), '--data', data, '--now', now];
  const replay = (): string[] => ['--replay', file('sites.warc.gz')];
  const copy = (data: string): void => cpSync(file('data'), data, { recursive: true });
  /** The same after the mails of its week. */
  const copyMailed = (data: string): void => cpSync(file('mailed'), data, { recursive: true });
  const within = async <T>(data: string, work: (context: Context) => Promise<T>): Promise<T> => {
    const bench = await openBench(join(data, '..'));
    try {
      return await bench.within({ now: today, config: file('config.json') }, work);
    } finally {
      await bench.leave();
    }
  };
  /** Documents as an older version of the code might have left them. */
  const age = (data: string): Promise<void> =>
    within(data, async (context) => {
      for (const head of await context.documents.heads(await context.documents.allIds(undefined, 100)))
        await context.documents.putHead({ ...head, english: { title: 'Old', by: 'glossary' }, version: head.version + 1 });
    });
  const wipe = (data: string): void => {
    const database = new DatabaseSync(join(data, 'hongtou.db'));
    database.exec("DELETE FROM item; DELETE FROM sums; DELETE FROM object WHERE key LIKE 'search/%'");
    database.close();
    rmSync(join(data, 'cache'), { recursive: true, force: true });
  };
  const outOf = (data: string): string => join(data, '../out.jsonl');
  /** The folder of an earlier version. */
  const unpack = async (data: string): Promise<void> => {
    mkdirSync(data, { recursive: true });
    await once(spawn('tar', ['xzf', join(root, 'tests/upgrades/0.12.0/store.tar.gz'), '-C', data]), 'close');
  };

  const commands: readonly LongCommand[] = [
    { name: 'run', words: (data) => ['run', ...replay(), ...at(data, today)] },
    { name: 'digest', words: (data) => ['digest', '--all', ...at(data, today)] },
    {
      name: 'export',
      prepare(data) {
        copy(data);
        writeFileSync(outOf(data), 'of before');
      },
      words: (data) => ['export', '--out', outOf(data), ...at(data, today)],
      left: (data) => ['of before', exported].includes(readFileSync(outOf(data), 'utf8')),
    },
    {
      name: 'start',
      prepare: copyMailed,
      words: (data) => ['start', '--port', '0', ...replay(), ...at(data, today)],
      again: (data) => ['run', ...replay(), ...at(data, today)],
    },
    { name: 'backfill', prepare: () => {}, words: (data) => ['backfill', '--since', '2026-01', ...replay(), ...at(data, today)] },
    {
      name: 'reprocess',
      async prepare(data) {
        copyMailed(data);
        await age(data);
      },
      words: (data) => ['reprocess', ...at(data, today)],
    },
    {
      name: 'rebuild',
      prepare(data) {
        copyMailed(data);
        wipe(data);
      },
      words: (data) => ['rebuild', ...at(data, today)],
    },
    { name: 'import', prepare: () => {}, words: (data) => ['import', file('export.jsonl'), ...at(data, today)] },
    { name: 'upgrade', prepare: unpack, words: (data) => ['upgrade', ...at(data, today)] },
    { name: 'verify', prepare: copyMailed, words: (data) => ['verify', ...at(data, today)] },
  ];

  beforeAll(async () => {
    const bench = await openBench(newFolder());
    base = bench.folder;
    const config = bench.file('config.json', { ...busyConfiguration(few), digest: { from: 'digest@example.org' } });
    const warc = recordBusySites(file('sites.warc.gz'), few);
    for (let n = 0; n < few.days - 1; n += 1) await bench.run({ now: `${addDays(few.first, n)}T18:00:00+08:00`, config, replay: [warc] });
    await bench.within({ now: yesterday, config }, async (context) => {
      for (const reader of readers) await confirmSubscriber(await addSubscriber(reader, context), context);
    });
    await bench.leave();
    exported = (await command('export', ...at(file('data'), today))).out;
    writeFileSync(file('export.jsonl'), exported);
    cpSync(file('data'), file('mailed'), { recursive: true });
    expect((await command('digest', '--all', ...at(file('mailed'), today))).status).toBe(0);
  });

  const mailsIn = (data: string): readonly string[] => {
    const folder = join(data, 'mail');
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
    return names.map((name) => /^To: (.*)\r$/m.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? '').toSorted();
  };

  /** All that has to be the same, and what `verify` finds. */
  async function outcomeOf(data: string) {
    const bench = await openBench(join(data, '..'));
    try {
      const { findings } = await bench.within({ now: today, config: file('config.json') }, verify);
      const held = await holdings(bench, file('config.json'), few);
      return { ...held, findings, out: existsSync(outOf(data)) ? readFileSync(outOf(data), 'utf8') : '' };
    } finally {
      await bench.leave();
    }
  }

  const tried = long ? commands : commands.filter(({ name }) => ['run', 'export'].includes(name));
  test.each(tried)(
    '$name',
    async ({ name, words, prepare = copy, again = words, left = () => true }) => {
      const prepared = async (): Promise<string> => {
        const data = join(newFolder(), 'data');
        await prepare(data);
        return data;
      };
      const whole = await prepared();
      const begun = performance.now();
      const first = await command(...again(whole));
      expect(first.status, first.err).toBe(0);
      const should = await outcomeOf(whole);
      // An export holds no evidence: what is imported refers to what only its first instance has.
      expect(should.findings.filter(({ detail }) => name !== 'import' || detail !== 'the bucket lacks what is referred to')).toEqual([]);
      const random = numbersOf(20261201 + name.length);
      // A process of its own is longer under way than a command in this one.
      let most = performance.now() - begun + 2_000;
      const found = { kills: 0, lostOrDoubled: 0, halfTaken: 0, stuck: 0 };
      for (let n = 0; found.kills < killsOfEach && n < 3 * killsOfEach; n += 1) {
        const data = await prepared();
        const { killed, ms } = await startedAndKilled(words(data), (0.2 + 0.8 * random()) * most);
        if (!killed) most = Math.min(most, ms);
        else {
          found.kills += 1;
          found.halfTaken += Number(!left(data));
          const { status, err } = await command(...again(data));
          const is = await outcomeOf(data);
          const mails = mailsIn(data);
          const [, uncertain = 0, underWay = 0] = /uncertain (\d+)(?:, begun and not reported (\d+))?/.exec(err) ?? [];
          const named = Number(uncertain) + Number(underWay);
          const complaints = [
            status !== (named > 0 ? 3 : 0) && 'stuck',
            new Set(mails).size < mails.length && 'lostOrDoubled',
            new Set(mails).size + named < mailsIn(whole).length && 'lostOrDoubled',
            JSON.stringify(is) !== JSON.stringify(should) && 'lostOrDoubled',
          ].filter((each) => each !== false);
          for (const each of new Set(complaints)) found[each as keyof typeof found] += 1;
          if (complaints.length > 0) {
            console.error(name, complaints, status, err.slice(-500), JSON.stringify(mails));
            expect.soft(is, `${name} killed`).toEqual(should);
          }
        }
        rmSync(join(data, '..'), { recursive: true, force: true });
      }
      console.log(JSON.stringify({ command: name, ...found, ms: Math.round(most) }));
      const { kills: killed, ...wrong } = found;
      reported(74, { ...wrong, kills: killed });
    },
    7_200_000,
  );
});
