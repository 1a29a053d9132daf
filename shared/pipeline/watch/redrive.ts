import type { DeadLetterQueue, HeldMessage } from '../../model/alarm.ts';
import type { Context } from '../../model/ports.ts';
import { feedback } from '../mail/subscribers.ts';
import { undeliveredKind } from './stack-alarms.ts';

export type Redriven = Readonly<{
  queue: DeadLetterQueue;
  sent: number;
  read: number;
  cleared: number;
  left: number;
}>;

type Counts = Record<'sent' | 'read' | 'cleared', number>;

async function sendAgain(messages: readonly HeldMessage[], counts: Counts, context: Context) {
  const sent = await context.deadLetters.resend(messages);
  await context.deadLetters.remove(sent);
  counts.sent += sent.length;
}

/** Calls have no queue to go back to. A report that cannot be read stays, with the error of this reading thrown. */
async function workOff(messages: readonly HeldMessage[], counts: Counts, context: Context) {
  for (const message of messages) {
    const kind = undeliveredKind(message);
    if (kind === 'unknown') continue;
    if (kind === 'report') await feedback(message.body, context);
    await context.deadLetters.remove([message]);
    counts[kind === 'report' ? 'read' : 'cleared'] += 1;
  }
}

/**
 * Sends the dead letters of a queue back once more. Each is sent before it is removed: a crash between the two loses nothing, and a second
 * call sends nothing twice. At most as many as there were are taken, so that one that fails again at once does not go round and round.
 */
export async function redrive(queue: DeadLetterQueue, context: Context): Promise<Redriven> {
  const { deadLetters } = context;
  const counts = { sent: 0, read: 0, cleared: 0 };
  const waiting = await deadLetters.count(queue);
  for (let taken = 0; taken < waiting; ) {
    const messages = (await deadLetters.hold(queue)).slice(0, waiting - taken);
    if (messages.length === 0) break;
    taken += messages.length;
    await (queue === 'undelivered' ? workOff(messages, counts, context) : sendAgain(messages, counts, context));
  }
  return { queue, ...counts, left: waiting - counts.sent - counts.read - counts.cleared };
}
