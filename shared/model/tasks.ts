import type { QueueMessage } from './batch.ts';
import type { Task } from './task.ts';

/**
 * `upTo`: the last event that the mail may contain. `remind`: days in Beijing, without the first; of deadlines that come near on them the reader is reminded.
 * `ifNews`: without anything wanted no mail is sent. `again` distinguishes a new attempt from the failed one, which the queue would otherwise drop as a duplicate.
 */
export type MailTask = {
  readonly period: string;
  readonly reader: string;
  readonly upTo: number;
  readonly remind?: readonly [after: string, upTo: string];
  readonly ifNews?: boolean;
  readonly again?: string;
  readonly trace?: string;
};
/** A request to mail a reader for confirmation; `at` is when it was made. */
export type ConfirmationTask = { readonly confirm: string; readonly at: string };
/** A request to erase a reader. */
export type ErasureTask = { readonly erase: string; readonly at: string };
/** Hides messages from other readers of their queue for so many seconds, 0 to give them back. A failure is ignored, since they then come back by themselves. */
export type Hide = (messages: readonly QueueMessage[], seconds: number) => Promise<void>;

/** When a machine that collects was last seen, since when it runs, and how many tasks it did since then. */
export type CollectorBeat = { readonly at: string; readonly startedAt: string; readonly done: number };
export type Collectors = {
  /** Those that tasks are sent to; none on a laptop, which is itself. */
  readonly names: readonly string[];
  /** Whether this process is to do a task; else it is sent on. */
  isOurs(task: Pick<Task, 'sourceId'>): boolean;
  beat(name: string, beat: CollectorBeat): Promise<void>;
  seen(name: string): Promise<CollectorBeat | undefined>;
};

/** A queue that a process works off itself. */
export type OwnQueue = {
  /** Ten messages at most; waits for them as long as asked. */
  receive(most: number, waitSeconds: number): Promise<readonly QueueMessage[]>;
  remove(messages: readonly QueueMessage[]): Promise<void>;
  /** How many are in it, those that somebody holds too. */
  waiting(): Promise<number>;
};
export type Tasks = {
  /** Each to the queue of whoever collects its source. */
  send(tasks: readonly Task[]): Promise<void>;
  readonly hide: Hide;
  readonly hideMail: Hide;
  sendMail(deliveries: readonly MailTask[]): Promise<void>;
  sendConfirmation(task: ConfirmationTask): Promise<void>;
  sendErasure(task: ErasureTask): Promise<void>;
};
