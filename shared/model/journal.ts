import type { SentAlarm } from './alarm.ts';

/** The rounds of the schedule: the first, the last, and what they noticed about the clock and about undeclared sources. */
export type Round = {
  readonly firstAt: string;
  readonly at: string;
  /** A later instant at which a round was once noted: the clock ran ahead then, or was set back since. */
  readonly ahead?: { readonly until: string; readonly noticedAt: string };
  /** Ids of undeclared sources whose pages are parked until they are declared again. */
  readonly parked?: readonly string[];
  /** Hash of the official addresses of landmark acts that were all sent. */
  readonly landmarks?: string;
};

/** What an instance remembers about itself, by name. */
export type Notes = {
  readonly round: Round;
  /** The configuration that the last round was made with, as it was written. */
  readonly configuration: unknown;
  /** The last finished week whose digest was sent to all readers. */
  readonly mailed: { readonly week: string; readonly at: string };
  /** Up to when the readers whose moment has come were found and their mails queued. */
  readonly mailing: { readonly until: string };
  /** Alarms that were sent and have not cleared since. */
  readonly told: readonly SentAlarm[];
};

export type Journal = {
  read<Name extends keyof Notes>(name: Name): Promise<Notes[Name] | undefined>;
  write<Name extends keyof Notes>(name: Name, note: Notes[Name]): Promise<void>;
};
