import { type HourLine, hourOf } from '../../model/hour.ts';
import type { WatchContext } from '../../model/ports.ts';
import { hour } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { marksLooked } from './alarms-hour.ts';
import type { WatchScene } from './scene.ts';

/** Lines that are kept. */
const mostHours = 24;
/** Of the documents that wait for the index, so many are looked at again. */
const marksKept = 10;

const some = (counts: readonly (readonly [string, number])[]): Readonly<Record<string, number>> =>
  Object.fromEntries(counts.filter(([, count]) => count > 0));

/**
 * How many sources were asked since the line before, in about an hour. Only when a source was asked last is kept, so one of each hour counts in the hour behind this
 * moment, and would be missed in the whole hour before.
 */
function askedSince({ watched, hours }: WatchScene, name: string, now: Date): number {
  const before = hours.find((line) => line.hour !== name)?.at;
  const isNear = before !== undefined && now.getTime() - Date.parse(before) < 2 * hour;
  const from = isNear ? before : new Date(now.getTime() - hour).toISOString();
  return watched.filter(({ state }) => state?.checkedAt !== undefined && state.checkedAt > from).length;
}

/** The line of the last whole hour: what ran, what was written, what is unwell. */
export async function hourLine(scene: WatchScene, alarms: number, context: WatchContext): Promise<HourLine> {
  const now = context.now();
  const name = hourOf(new Date(now.getTime() - hour));
  const counted = await context.counts.of(name);
  const waiting = await Promise.all(scene.dead.map(async ({ queue }) => [queue, await context.deadLetters.waiting(queue)] as const));
  const unindexed = (await context.documents.dirty(marksLooked)).slice(0, marksKept);
  return {
    hour: name,
    at: now.toISOString(),
    sources: askedSince(scene, name, now),
    counted,
    waiting: some(waiting),
    dead: some(scene.dead.map(({ queue, count }) => [queue, count])),
    unindexed,
    newAt: counted.new ? `${name}:59:59.999Z` : (scene.hours[0]?.newAt ?? now.toISOString()),
    ...opt('stack', scene.stack),
    alarms,
  };
}

/** Keeps the line with those before it. A second one of the same hour replaces the first but for what waits since then. */
export async function keepHour(line: HourLine, { hours }: WatchScene, context: WatchContext): Promise<void> {
  const same = hours.find(({ hour: name }) => name === line.hour);
  const before = hours.filter((each) => each !== same);
  const kept = same ? { ...line, at: same.at, unindexed: same.unindexed } : line;
  await context.journal.write('hours', [kept, ...before].slice(0, mostHours));
}
