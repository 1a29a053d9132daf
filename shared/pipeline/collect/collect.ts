import type { CollectContext } from '../../model/ports.ts';
import type { Task } from '../../model/task.ts';
import { isEnabled } from '../../stages/watch/silence.ts';
import { webOf } from '../context.ts';
import { collectListing } from './listing.ts';
import { collectPage } from './page.ts';

/**
 * Works off one task. The two callees catch a SourceError and turn it into a state; any other error is a bug and goes back to the queue.
 */
export async function collect(task: Task, context: CollectContext): Promise<void> {
  if (!context.collectors.isOurs(task)) return context.tasks.send([task]);
  const source = context.settings.sources.find(({ id }) => id === task.sourceId);
  const by = { ...context, web: webOf(source, context.web) };
  if (task.kind === 'page') await collectPage(task, source, by);
  else if (source && isEnabled(source)) await collectListing(task, source, by);
  context.crash('before-ack');
}

/** Reads a task from a message. A message of another form, from a bug or a stranger, goes to the dead letters with this reason. */
export function readTask(body: string): Task {
  const value: unknown = JSON.parse(body);
  if (typeof value === 'object' && value !== null && 'kind' in value && 'url' in value && 'sourceId' in value) {
    const { kind, url } = value;
    if ((kind === 'listing' || kind === 'page') && typeof url === 'string' && URL.canParse(url)) return value as Task;
  }
  throw new Error(`not a task: ${body.slice(0, 200)}`);
}
