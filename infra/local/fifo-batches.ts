import { SqsQueue } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';

type Message = { readonly sequenceNumber?: string };
type Dequeue = (this: FifoQueue, most: number, hiddenSeconds?: number, ...rest: readonly unknown[]) => readonly unknown[];
type FifoQueue = { readonly fifoMessages: Map<string, Message[]>; readonly fifoLockedGroups: Map<string, number>; dequeueFifo: Dequeue };

const inOrder = (messages: Message[]): Message[] => messages.sort((a, b) => Number(a.sequenceNumber ?? 0) - Number(b.sequenceNumber ?? 0));

/**
 * SQS gives out several messages of a group in one answer, in order, and those that came back before the later ones of their group; fauxqs 2.4.1 gives one of each
 * group, and puts what comes back in front, whatever its number.
 */
export function giveWholeGroups(): void {
  const queue = SqsQueue.prototype as unknown as FifoQueue;
  const { dequeueFifo } = queue;
  queue.dequeueFifo = function (most, hidden, ...rest) {
    // What is looked at without being hidden would be given again and again.
    if (hidden === 0) return dequeueFifo.call(this, most, hidden, ...rest);
    for (const [group, messages] of this.fifoMessages) if (!this.fifoLockedGroups.has(group)) inOrder(messages);
    const locked = new Map(this.fifoLockedGroups);
    const given: unknown[] = [];
    const counts = new Map<string, number>();
    for (let some = dequeueFifo.call(this, most, hidden, ...rest); some.length > 0; ) {
      given.push(...some);
      // What this answer itself holds does not lock its group for this answer.
      for (const [group, count] of this.fifoLockedGroups) {
        if (locked.has(group)) continue;
        counts.set(group, (counts.get(group) ?? 0) + count);
        this.fifoLockedGroups.delete(group);
      }
      some = given.length < most ? dequeueFifo.call(this, most - given.length, hidden, ...rest) : [];
    }
    for (const [group, count] of counts) this.fifoLockedGroups.set(group, count);
    return given;
  };
}

type Ids = { keys(): Iterable<string>; get(id: string): unknown };
type RememberingQueue = {
  readonly deduplicationCache: Ids;
  recordDeduplication: (this: RememberingQueue, ...given: readonly unknown[]) => void;
};

/** Ids of messages that SQS would have forgotten, after five minutes, go when the next message comes; fauxqs 2.4.1 keeps ten thousand. */
export function forgetOldIds(): void {
  const queue = SqsQueue.prototype as unknown as RememberingQueue;
  const { recordDeduplication } = queue;
  queue.recordDeduplication = function (...given) {
    // The oldest stand first; one that is too old is deleted when it is asked for.
    for (const id of this.deduplicationCache.keys()) if (this.deduplicationCache.get(id) !== undefined) break;
    recordDeduplication.call(this, ...given);
  };
}
