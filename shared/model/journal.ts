import type { SentAlarm } from './alarm.ts';
import type { HourLine } from './hour.ts';

/** What rounds have sent in a month of UTC since it, or the instance, began; `pages`, `held`: as the states of the sources said last. */
export type SentInMonth = {
  readonly month: string;
  readonly since: string;
  readonly polls: number;
  readonly visits: number;
  readonly pages: number;
  readonly held: number;
};

/** Sources are asked no more often than this, or not at all, since so much of the month's money is spent; until when, once it is over. */
export type Slowed = {
  readonly every: 'day' | 'week' | 'never';
  readonly since: string;
  readonly usd: number;
  readonly budgetUsd: number;
  readonly until?: string;
};

/** The rounds of the schedule: the first, the last, and what they noticed about the clock and about undeclared sources. */
export type Round = {
  readonly firstAt: string;
  readonly at: string;
  /** A later instant at which a round was once noted: the clock ran ahead then, or was set back since. */
  readonly ahead?: { readonly until: string; readonly noticedAt: string };
  /** Times without a round in which a week ended, newest first: of a digest that is composed later it is known that nobody looked. */
  readonly pauses?: readonly { readonly from: string; readonly to: string }[];
  /** Ids of undeclared sources whose pages are parked until they are declared again. */
  readonly parked?: readonly string[];
  /** Slots whose tasks were sent, by source, until the state of the source names them too. */
  readonly slots?: Readonly<Record<string, string>>;
  /** Hash of the official addresses of landmark acts that were all sent. */
  readonly landmarks?: string;
  readonly sent?: SentInMonth;
  readonly slowed?: Slowed;
};

/** What an instance remembers about itself, by name. */
export type Notes = {
  readonly round: Round;
  /** The configuration that the last round was made with, as it was written. */
  readonly configuration: unknown;
  /** The last finished week whose digest was sent to all readers. */
  readonly mailed: { readonly week: string; readonly at: string };
  /** Up to when the readers whose moment has come were found and their mails queued, and how many in this month of UTC. */
  readonly mailing: {
    readonly until: string;
    readonly sent?: { readonly month: string; readonly mails: number; readonly readers: number };
  };
  /** The day of the last copy of what has no records. */
  readonly backup: { readonly day: string };
  /** The day on which everything in the file of a laptop was last looked at. */
  readonly looked: { readonly day: string };
  /** The lines of the last hours that were watched, newest first. */
  readonly hours: readonly HourLine[];
  /** Alarms that were sent and have not cleared since. */
  readonly told: readonly SentAlarm[];
};

export type Journal = {
  read<Name extends keyof Notes>(name: Name): Promise<Notes[Name] | undefined>;
  write<Name extends keyof Notes>(name: Name, note: Notes[Name]): Promise<void>;
};
