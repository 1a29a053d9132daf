import type { SourceTrouble } from './run.ts';

/** Something that a person should know. Exactly one of `source`, `reader` and `subject` says what it is about. */
export type Alarm = {
  readonly source?: string;
  readonly names?: { readonly zh: string; readonly en: string };
  readonly reader?: string;
  /** What is neither a source nor a reader: `store`, `machine`, `clock`, `configuration`, `budget`, `digest`, `document`, `webhook HOST (ID)`. */
  readonly subject?: string;
  /** A condition of a source, the outcome of a delivery, or what is wrong with the subject, in one word. */
  readonly state: string;
  /** Unknown for what was never visited. */
  readonly since?: string;
  readonly lastGoodAt?: string;
  readonly lastEvidence?: string;
  readonly trouble?: SourceTrouble;
  /** What is wrong, where no trouble of a page says it. */
  readonly detail?: string;
  readonly remedy: string;
};

/** What is remembered of an alarm that was sent. */
export type SentAlarm = Pick<Alarm, 'source' | 'reader' | 'subject' | 'names' | 'state' | 'since'>;

/** What an alarm is about, in one word. */
export const alarmSubject = ({ source, reader, subject = '' }: SentAlarm): string =>
  source ?? (reader === undefined ? subject : `reader ${reader}`);
