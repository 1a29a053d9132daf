/** What is called by the clock: by EventBridge when deployed (infra), by the process itself on a laptop or a small server. */
export const scheduled = ['schedule', 'index', 'digest', 'watch', 'webhooks'] as const;
export type Scheduled = (typeof scheduled)[number];

/** When: at these minutes of each hour. `zone`: an IANA name where the minutes are those of a place, Beijing when absent. */
export type Schedule = { readonly id: string; readonly says: string; readonly minutes: readonly number[]; readonly zone?: string };

const each = (step: number, from: number): readonly number[] => Array.from({ length: 60 / step }, (_, n) => from + n * step);

/** The digest's time of day, `08:30`, and its zone. */
type DigestTime = { readonly time: string; readonly timeZone: string };

/** The one table of schedules. */
export const schedulesOf = ({ time, timeZone }: DigestTime): Readonly<Record<Scheduled, Schedule>> => ({
  schedule: {
    id: 'ScheduleSources',
    says: 'Every five minutes: send tasks for the sources and addresses that are due',
    minutes: each(5, 0),
  },
  index: { id: 'IndexChanges', says: 'Every ten minutes: take what changed into the search index', minutes: each(10, 3) },
  digest: {
    id: 'WeeklyDigest',
    says: 'Each half hour: queue the mails of the readers whose moment has come',
    minutes: [...new Set([0, 30, Number(time.slice(3))])].toSorted((a, b) => a - b),
    zone: timeZone,
  },
  watch: { id: 'WatchSources', says: 'Every hour: silence, gaps and deadlines', minutes: [7] },
  webhooks: {
    id: 'SendWebhooks',
    says: 'Every five minutes: tell webhooks what is new, and again what they did not take',
    minutes: each(5, 4),
  },
});
