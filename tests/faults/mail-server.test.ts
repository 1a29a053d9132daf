import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, test } from 'vitest';
import { addDays } from '../../shared/model/time.ts';
import { addSubscriber, confirmSubscriber } from '../../shared/pipeline/mail/subscribers.ts';
import { newFolder, openBench } from '../support/bench.ts';
import { type BusySites, busyConfiguration, recordBusySites } from '../support/busy-sites.ts';
import { command } from '../support/command.ts';
import { type MailServer, openMailServer } from '../support/mail-server.ts';
import { numbersOf } from '../support/shuffle.ts';
import { long, reported } from './report.ts';

/** Mails by a server, from processes that are killed: at named points and at any moment. */

const kills = long ? 30 : 4;
const points = ['digest-claimed', 'digest-asked', 'digest-sent'] as const;
const sites: BusySites = { sources: 1, days: 3, perDay: 2, first: '2026-06-05' };
const [yesterday, today] = [1, 3].map((n) => `${addDays(sites.first, n)}T18:00:00+08:00`) as [string, string];
const readers = Array.from({ length: 12 }, (_, n) => `reader${n}@example.org`);
const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));

let base: string;
let server: MailServer;
/** When its first mail and its last come, of a process that nobody kills. */
let [first, all] = [0, 0];
beforeAll(async () => {
  // Slow enough that a kill often falls between a mail and its answer.
  server = await openMailServer({ data: () => sleep(50) });
  const bench = await openBench(newFolder());
  base = bench.folder;
  const config = bench.file('config.json', {
    ...busyConfiguration(sites),
    ...{ digest: { from: 'digest@example.org' }, mail: { smtp: { host: '127.0.0.1', port: server.port } } },
  });
  const replay = [recordBusySites(join(base, 'sites.warc.gz'), sites)];
  await bench.run({ now: yesterday, config, replay });
  await bench.within({ now: yesterday, config }, async (context) => {
    // A clock looked for mails before: the digest of today's moment is due.
    await context.journal.write('mailing', { until: context.now().toISOString() });
    for (const reader of readers) await confirmSubscriber(await addSubscriber(reader, context), context);
  });
  await bench.leave();
  const data = fresh();
  [first, all] = await timesOf(digest(data));
  rmSync(join(data, '..'), { recursive: true, force: true });
});
afterAll(async () => {
  await server.close();
  rmSync(base, { recursive: true, force: true });
});

const at = (data: string): readonly string[] => ['--config', join(base, 'config.json'), '--data', data, '--now', today];
const digest = (data: string): readonly string[] => ['digest', '--all', ...at(data)];
const ways: Readonly<Record<string, (data: string) => readonly string[]>> = {
  'digest --all': digest,
  start: (data) => ['start', '--port', '0', '--replay', join(base, 'sites.warc.gz'), ...at(data)],
};

function fresh(): string {
  const data = join(newFolder(), 'data');
  cpSync(join(base, 'data'), data, { recursive: true });
  return data;
}

/** Whether it was killed by us, or by itself at the point, before it had sent everything. */
async function killed(words: readonly string[], point: string | undefined, afterMs: number): Promise<boolean> {
  const clean = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const env = { ...Object.fromEntries(clean), ...(point === undefined ? {} : { HONGTOU_CRASH_AT: point }) };
  const child = spawn(process.execPath, [launcher, ...words], { stdio: 'ignore', env });
  const closed = once(child, 'close');
  await Promise.race([closed, point === undefined ? sleep(afterMs) : sleep(60_000)]);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  return signal === 'SIGKILL';
}

async function timesOf(words: readonly string[]): Promise<readonly [first: number, all: number]> {
  const [begun, before] = [performance.now(), server.taken.length];
  const ended = killed(words, undefined, 120_000);
  const until = async (count: number): Promise<number> => {
    while (server.taken.length < before + count && performance.now() - begun < 100_000) await sleep(10);
    return performance.now() - begun;
  };
  const times = [await until(1), await until(readers.length)] as const;
  void ended;
  return times;
}

test.each(Object.keys(ways))(
  '%s',
  async (name) => {
    const way = ways[name] as (typeof ways)[string];
    const random = numbersOf(20261202 + name.length);
    const found = { kills: 0, lost: 0, doubled: 0, stuck: 0, uncertain: 0 };
    for (let n = 0; found.kills < kills && n < 3 * kills; n += 1) {
      const data = fresh();
      const before = server.taken.length;
      const point = n % 2 === 0 ? `${points[(n / 2) % 3]}@${1 + Math.floor(random() * 8)}` : undefined;
      found.kills += Number(await killed(way(data), point, 0.8 * first + random() * (all - 0.7 * first)));
      const again = await command(...digest(data));
      const sent = server.taken.slice(before).map(({ to, id }) => ({ to, id }));
      const [, uncertain = 0, begun = 0] = /uncertain (\d+)(?:, begun and not reported (\d+))?/.exec(again.err) ?? [];
      const named = Number(uncertain) + Number(begun);
      const reached = new Set(sent.map(({ to }) => to)).size;
      found.uncertain += named;
      found.doubled += sent.length - reached;
      found.lost += Math.max(0, readers.length - reached - named);
      // Of one mail alone nobody knows: the others had not begun.
      found.stuck += Number(again.status !== (named > 0 ? 3 : 0) || named > 1);
      if (found.doubled + found.lost + found.stuck > 0)
        console.error(JSON.stringify({ ...found, point, sent, err: again.err.slice(-400) }));
      rmSync(join(data, '..'), { recursive: true, force: true });
    }
    console.log(JSON.stringify({ name, ...found, first: Math.round(first), all: Math.round(all) }));
    const { uncertain: _, ...figures } = found;
    reported(76, figures);
  },
  3_600_000,
);
