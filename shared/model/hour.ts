import type { DeadLetterQueue, DeadMessage } from './dead-message.ts';

/** What is counted as it happens: pages that were visited and what came of them, and mails. An unchanged list costs no write: it is counted by its slot. */
export const counters = ['pages', 'requests', 'bytes', 'new', 'changed', 'same', 'withdrawn', 'failed', 'mails', 'mailsFailed'] as const;
export type Counted = Partial<Readonly<Record<(typeof counters)[number], number>>>;

/** Sums by hour (UTC, `2026-11-28T02`). */
export type Counts = { add(hour: string, counted: Counted): Promise<void>; of(hour: string): Promise<Counted> };

export const hourOf = (instant: Date): string => instant.toISOString().slice(0, 13);

/** What the services of AWS say of the last whole hour, and of the mail service as it stands. */
export type StackHour = {
  readonly requests: number;
  readonly failures: number;
  readonly throttles: number;
  /** Calls that failed, by the name of their function; only those with any. */
  readonly errors: Readonly<Record<string, number>>;
  readonly mail: {
    readonly sending: boolean;
    /** `HEALTHY`, `PROBATION` or `SHUTDOWN`, as SES has it. */
    readonly review?: string;
    readonly sentToday: number;
    /** -1: no limit. */
    readonly mostToday: number;
    /** Parts of the mails, 0–1. */
    readonly bounces?: number;
    readonly complaints?: number;
  };
};
/** Asks the services. Throws when they do not answer. */
export type StackHealth = { lastHour(now: Date): Promise<StackHour> };

/** Dead letters of a queue, with the first of them. */
export type DeadQueue = { readonly queue: DeadLetterQueue; readonly count: number; readonly first: readonly DeadMessage[] };

/** A document that waits for the index. */
export type IndexMark = {
  readonly documentId: string;
  readonly version: number;
  /** It lies where marks lay before 0.10.0. */
  readonly former?: true;
};

/** The one line of an hour: what ran, what was written, what is unwell. */
export type HourLine = {
  readonly hour: string;
  /** When it was written. */
  readonly at: string;
  /** Sources that were asked since the line before: those that did not change or did not answer too. */
  readonly sources: number;
  readonly counted: Counted;
  /** Messages of the queues that nobody has worked off yet, and dead letters, each where there are any. */
  readonly waiting: Readonly<Record<string, number>>;
  readonly dead: Readonly<Record<string, number>>;
  /** The first documents that waited for the index. */
  readonly unindexed: readonly IndexMark[];
  /** Up to when a document was new for the last time; at first, when the first line was written. */
  readonly newAt: string;
  readonly stack?: StackHour;
  readonly alarms: number;
};

const sumOf = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, each) => all + each, 0);

/** The one metric of every instance. */
export const alarmsMetric = 'Alarms';
/** Metrics of an hour that the switch `alarms.dashboard` adds, and the dashboard shows. */
export const dashboardMetrics = {
  Sources: ({ sources }) => sources,
  Pages: ({ counted }) => counted.pages ?? 0,
  PagesFailed: ({ counted }) => counted.failed ?? 0,
  DocumentsNew: ({ counted }) => counted.new ?? 0,
  DocumentsChanged: ({ counted }) => counted.changed ?? 0,
  Mails: ({ counted }) => counted.mails ?? 0,
  MessagesWaiting: ({ waiting }) => sumOf(waiting),
  DeadLetters: ({ dead }) => sumOf(dead),
} as const satisfies Readonly<Record<string, (line: HourLine) => number>>;

/** The metrics of a line: how many alarms stand, and with the switch what the dashboard shows. */
export const metricsOfHour = (line: HourLine, dashboard: boolean): Readonly<Record<string, number>> => ({
  [alarmsMetric]: line.alarms,
  ...(dashboard ? Object.fromEntries(Object.entries(dashboardMetrics).map(([name, of]) => [name, of(line)])) : {}),
});
