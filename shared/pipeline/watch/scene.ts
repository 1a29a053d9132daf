import type { DeadQueue, HourLine, StackHour } from '../../model/hour.ts';
import type { WatchContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { type SourceStates, sourceStates } from '../collect/source-states.ts';

/** What alarms and the line of an hour look at, read once. `blind`: why AWS did not say how the stack is. */
export type WatchScene = SourceStates & {
  readonly dead: readonly DeadQueue[];
  readonly hours: readonly HourLine[];
  readonly stack?: StackHour;
  readonly blind?: string;
};

/** So many dead letters of a queue are told of. */
const mostNamed = 3;

async function deadQueues({ deadLetters }: WatchContext): Promise<readonly DeadQueue[]> {
  const found: DeadQueue[] = [];
  for (const queue of await deadLetters.queues()) {
    const count = await deadLetters.count(queue);
    found.push({ queue, count, first: count === 0 ? [] : await deadLetters.peek(queue, mostNamed) });
  }
  return found;
}

/** The last hour as AWS has it. That it does not say is told, and hides no other alarm. */
async function stackHour({ stack, now }: WatchContext): Promise<Pick<WatchScene, 'stack' | 'blind'>> {
  try {
    return opt('stack', await stack?.lastHour(now()));
  } catch (error) {
    return { blind: String(error) };
  }
}

export async function openScene(context: WatchContext): Promise<WatchScene> {
  const [states, dead, hours = [], stack] = await Promise.all([
    sourceStates(context),
    deadQueues(context),
    context.journal.read('hours'),
    stackHour(context),
  ]);
  return { ...states, dead, hours, ...stack };
}
