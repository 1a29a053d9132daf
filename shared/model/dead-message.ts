import type { Environment } from './environment.ts';

/** Queues whose dead letters a person can look at. `undelivered`: calls of schedules and events that no function took. */
export const deadLetterQueues = ['tasks', 'mail', 'undelivered'] as const;
export type DeadLetterQueue = (typeof deadLetterQueues)[number];

/** A message of a queue that was given up after its tries. */
export type DeadMessage = {
  readonly queue: DeadLetterQueue;
  readonly id: string;
  readonly body: string;
  /** When it was sent, or when it was given up: SQS keeps the one or the other. Absent where the service says neither. */
  readonly at?: string;
  /** How often it was sent back before. */
  readonly redrives: number;
  /** What failed, as the function or the service that gave it up has it; absent when the function was stopped (time, memory) before it could say. */
  readonly reason?: string;
};

/** A dead message that is hidden from others while its holder works on it. */
export type HeldMessage = DeadMessage & { readonly held: unknown };

/** Dead letters of the queues. A queue that an older stack does not name is absent. */
export type DeadLetters = {
  queues(): Promise<readonly DeadLetterQueue[]>;
  /** How many wait for a person. */
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
  /** Keeps why a message failed, for whoever finds it among the dead letters. */
  explain(messageId: string, failure: { readonly at: string; readonly reason: string }): Promise<void>;
};

/** Where the dead letters of a queue lie, and where they came from; nowhere for calls of functions. */
export type DeadLetterUrls = Partial<Readonly<Record<DeadLetterQueue, { readonly dead: string; readonly live?: string }>>>;

/** The addresses that the environment names. */
export const deadLetterUrls = (environment: Environment): DeadLetterUrls => {
  const { TASK_DEAD_LETTERS_URL: tasks, MAIL_DEAD_LETTERS_URL: mail, UNDELIVERED_URL: undelivered } = environment;
  return {
    ...(tasks === undefined ? {} : { tasks: { dead: tasks, live: environment.TASK_QUEUE_URL } }),
    ...(mail === undefined ? {} : { mail: { dead: mail, live: environment.MAIL_QUEUE_URL } }),
    ...(undelivered === undefined ? {} : { undelivered: { dead: undelivered } }),
  };
};
