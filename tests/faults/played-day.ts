import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openContext } from '../../functions/open.ts';
import type { Choices } from '../../shared/model/reader.ts';
import { openSmtp } from '../../shared/net/smtp.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { storeChoices } from '../../shared/pipeline/mail/choices.ts';
import { addSubscriber, confirmSubscriber } from '../../shared/pipeline/mail/subscribers.ts';
import { canonicalUrl } from '../../shared/stages/urls/address.ts';
import { openBench } from '../support/bench.ts';
import { playedDay } from '../support/declared-sites.ts';
import { hour, liveThrough, setClock } from '../support/moving-clock.ts';

/**
 * A program that plays a day of a small server: `node tests/faults/played-day.ts FOLDER READERS`. 288 rounds from Sunday afternoon on, by
 * the configuration and the recordings in the folder (tests/support/declared-sites.ts), and mails to so many readers: each is due one.
 * Prints one line of JSON.
 */
const [folder = '', people = ''] = process.argv.slice(2);

setClock(playedDay.from);
const bench = await openBench(folder);
const context = await openContext(bench.store, {
  ...{ config: join(folder, 'config.json'), replay: [join(folder, 'day.warc.gz')], cacheDir: join(bench.data, 'cache') },
  ...{ carrier: openSmtp, threads: 1 },
});

/** Monday's digest, that of each day, the same with reminders, and reminders alone: all in the hours of Monday. */
const kinds: readonly Choices[] = [
  { every: 'week', weekday: 'monday' },
  { every: 'day' },
  { every: 'day', reminders: [3] },
  { every: 'week', weekday: 'thursday', reminders: [3] },
];
for (let n = 0; n < Number(people); n += 1) {
  const reader = await addSubscriber(`reader${n}@example.org`, context);
  await confirmSubscriber(reader, context);
  await storeChoices(reader, { ...kinds[n % kinds.length], hour: Math.floor(n / kinds.length) % 16, timeZone: 'Asia/Shanghai' }, context);
}

let rounds = 0;
const mb: number[] = [];
await liveThrough(playedDay, bench, context, async (at) => {
  rounds += 1;
  if (at % hour === 0) mb.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
});
const mostMb = Math.round(process.resourceUsage().maxRSS / 1024);

const pages: readonly string[] = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8'));
const held = new Map<string, number>();
const heads = await context.documents.heads(await context.documents.allIds(undefined, 100_000));
for (const { copies } of heads) for (const key of copies.map(({ url }) => canonicalUrl(url))) held.set(key, (held.get(key) ?? 0) + 1);
const periods = ['2026-W49', '2026-W49-7', '2026-W50-1', '2026-W50-1-reminder'];
const ledger = (await Promise.all(periods.map((period) => context.digests.ledgers(period)))).flat();
const { findings } = await verify(context);
const lost = pages.filter((url) => !held.has(canonicalUrl(url)));
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    ...{ sources: context.settings.sources.length, rounds, pages: pages.length, documents: heads.length },
    ...{ lost: lost.length, lostPages: lost.slice(0, 10) },
    doubled: [...held.values()].filter((times) => times > 1).length,
    entries: ledger.length,
    sent: ledger.filter(({ state }) => state === 'sent').length,
    stuck: (await context.deadLetters.waiting('tasks')) + (await context.deadLetters.waiting('mail')),
    findings: findings.length,
    ...{ mostMb, mb: mb.join(' '), cpuS: Math.round((user + system) / 1e6) },
  }),
);
await context.reader.close();
await bench.leave();
