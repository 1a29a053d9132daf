import rows from './alarm-rows.json' with { type: 'json' };
import type { Environment } from './configuration.ts';
import type { Fixed } from './fixed.ts';
import type { SourceDraft, SourceTrouble } from './run.ts';
import { type Fields, fill } from './values.ts';

/** Every kind of alarm, by what it is about and its states, with what it says. Each has its section in docs/alarms.md, `source-refused`. */
export const alarmRows = rows;
/** What the alarms of CloudWatch and the budget are about; `watch` cannot tell its own death. */
export const cloudAlarmPages = ['watch-silent', 'watch-failing', 'schedule-silent', 'budget-reached'] as const;

type Rows = typeof rows;
export type AlarmState = { [About in keyof Rows]: keyof Rows[About] }[keyof Rows];

/** Something that a person should know. Exactly one of `source`, `reader` and `subject` says what it is about. */
export type Alarm = Fixed<{
  source?: string;
  names?: { zh: string; en: string };
  reader?: string;
  /**
   * What is neither a source nor a reader: `store`, `machine`, `queue NAME`, `webhook HOST (ID)` and the like; its first word is in
   * `alarmRows`.
   */
  subject?: string;
  state: AlarmState;
  since?: string;
  lastGoodAt?: string;
  lastEvidence?: string;
  trouble?: SourceTrouble;
  /** Of a list that is another page than declared: what was drafted in its place. */
  draft?: SourceDraft;
  detail?: string;
  /** How many of what is wrong there are, where they may become more while it stands: dead letters. */
  count?: number;
  remedy: string;
}>;

/** An alarm in the words of its row; a `name` among the fields is that of which one it is about. */
export function alarmOf<About extends keyof Rows>(
  about: About,
  state: keyof Rows[About] & AlarmState,
  fields: Fields = {},
  more: Partial<Alarm> = {},
): Alarm {
  const { detail, remedy } = rows[about][state] as { readonly detail: string; readonly remedy: string };
  const subject = fields['name'] === undefined ? about : `${about} ${fields['name']}`;
  return { subject, state, ...more, detail: fill(detail, fields), remedy: fill(remedy, fields) };
}

export type SentAlarm = Pick<Alarm, 'source' | 'reader' | 'subject' | 'names' | 'state' | 'since' | 'count'> & {
  readonly toldAt?: string;
};

export const alarmSubject = ({ source, reader, subject = '' }: SentAlarm): string =>
  source ?? (reader === undefined ? subject : `reader ${reader}`);

export function alarmPage({ source, reader, subject = '', state }: SentAlarm): string {
  const about = source !== undefined ? 'source' : reader !== undefined ? 'reader' : (subject.split(' ')[0] ?? subject);
  return `docs/alarms.md#${about}-${state}`;
}

/** Queues whose dead letters a person can look at. `undelivered`: calls of schedules and events that no function took. */
export const deadLetterQueues = ['tasks', 'mail', 'undelivered'] as const;
export type DeadLetterQueue = (typeof deadLetterQueues)[number];

export type DeadMessage = Fixed<{
  queue: DeadLetterQueue;
  id: string;
  body: string;
  /** When it was sent, or when it was given up: SQS keeps the one or the other. Absent where the service says neither. */
  at?: string;
  redrives: number;
  /**
   * What failed, as the function or the service that gave it up has it; absent when the function was stopped (time, memory) before it could
   * say.
   */
  reason?: string;
}>;

/** A dead message that is hidden from others while its holder works on it. */
export type HeldMessage = DeadMessage & { readonly held: unknown };

/** Dead letters of the queues. A queue that an older stack does not name is absent. */
export type DeadLetters = {
  queues(): Promise<readonly DeadLetterQueue[]>;
  count(queue: DeadLetterQueue): Promise<number>;
  /** How many wait in the queue that they came from; 0 where there is none. */
  waiting(queue: DeadLetterQueue): Promise<number>;
  /** The first of them, ten at most; they stay as they are. */
  peek(queue: DeadLetterQueue, most: number): Promise<readonly DeadMessage[]>;
  /** Some of them, hidden from others for a minute; none when all are hidden. */
  hold(queue: DeadLetterQueue): Promise<readonly HeldMessage[]>;
  /** Sends messages once more to the queue that they came from, under ids of their own; returns those that it took. */
  resend(messages: readonly HeldMessage[]): Promise<readonly HeldMessage[]>;
  remove(messages: readonly HeldMessage[]): Promise<void>;
  explain(messageId: string, failure: { readonly at: string; readonly reason: string }): Promise<void>;
};

export type DeadLetterUrls = Fixed<Partial<Record<DeadLetterQueue, { dead: string; live?: string }>>>;

export const deadLetterUrls = (environment: Environment): DeadLetterUrls => {
  const { TASK_DEAD_LETTERS_URL: tasks, MAIL_DEAD_LETTERS_URL: mail, UNDELIVERED_URL: undelivered } = environment;
  return {
    ...(tasks === undefined ? {} : { tasks: { dead: tasks, live: environment.TASK_QUEUE_URL } }),
    ...(mail === undefined ? {} : { mail: { dead: mail, live: environment.MAIL_QUEUE_URL } }),
    ...(undelivered === undefined ? {} : { undelivered: { dead: undelivered } }),
  };
};
