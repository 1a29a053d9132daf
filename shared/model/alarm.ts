import type { SourceTrouble } from './run.ts';

/** Every kind of alarm, by what it is about and its states. Each has its section in docs/alarms.md, `source-refused`. */
export const alarmStates = {
  source: ['unread', 'late', 'suspect', 'unreachable', 'refused', 'unrecognised', 'partial', 'away'],
  store: ['unread', 'unanswered', 'late', 'damaged'],
  machine: ['away'],
  clock: ['back'],
  configuration: ['other'],
  budget: ['slowed', 'spent'],
  collector: ['silent'],
  proxy: ['failing'],
  landmarks: ['unread'],
  document: ['too-complex', 'damaged'],
  documents: ['none'],
  digest: ['overdue'],
  reader: ['failed', 'uncertain'],
  webhook: ['no-secret', 'failing', 'given-up', 'off', 'no-document'],
  queue: ['dead'],
  index: ['late'],
  functions: ['failing', 'throttled'],
  pages: ['failing'],
  mail: ['paused', 'reviewed', 'bounces', 'complaints', 'quota'],
  watch: ['blind'],
} as const;
/** What the alarms of CloudWatch and the budget are about; `watch` cannot tell its own death. */
export const cloudAlarmPages = ['watch-silent', 'watch-failing', 'schedule-silent', 'budget-reached'] as const;

export type AlarmState = (typeof alarmStates)[keyof typeof alarmStates][number];

/** Something that a person should know. Exactly one of `source`, `reader` and `subject` says what it is about. */
export type Alarm = {
  readonly source?: string;
  readonly names?: { readonly zh: string; readonly en: string };
  readonly reader?: string;
  /** What is neither a source nor a reader: `store`, `machine`, `queue NAME`, `webhook HOST (ID)` and the like; its first word is in `alarmStates`. */
  readonly subject?: string;
  /** A condition of a source, the outcome of a delivery, or what is wrong with the subject, in one word. */
  readonly state: AlarmState;
  /** Unknown for what was never visited. */
  readonly since?: string;
  readonly lastGoodAt?: string;
  readonly lastEvidence?: string;
  readonly trouble?: SourceTrouble;
  /** What is wrong, where no trouble of a page says it. */
  readonly detail?: string;
  /** How many of what is wrong there are, where they may become more while it stands: dead letters. */
  readonly count?: number;
  readonly remedy: string;
};

/** What is remembered of an alarm that was sent. */
export type SentAlarm = Pick<Alarm, 'source' | 'reader' | 'subject' | 'names' | 'state' | 'since' | 'count'> & {
  /** When it was told last. */
  readonly toldAt?: string;
};

/** What an alarm is about, in one word. */
export const alarmSubject = ({ source, reader, subject = '' }: SentAlarm): string =>
  source ?? (reader === undefined ? subject : `reader ${reader}`);

/** The section of docs/alarms.md that says what an alarm means and what to do. */
export function alarmPage({ source, reader, subject = '', state }: SentAlarm): string {
  const about = source !== undefined ? 'source' : reader !== undefined ? 'reader' : (subject.split(' ')[0] ?? subject);
  return `docs/alarms.md#${about}-${state}`;
}
