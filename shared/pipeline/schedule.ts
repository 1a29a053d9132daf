import { createHash } from 'node:crypto';
import type { Context } from '../model/ports.ts';
import type { SourceState } from '../model/run.ts';
import type { Source } from '../model/source.ts';
import type { Task } from '../model/task.ts';
import { slotOf } from '../stages/cadence.ts';

/** Pages looked at again in one round; the rest is due in the next. */
const revisitsARound = 500;

const idOf = (...parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');

/**
 * The slot that a source is due in; undefined when it is not. Within the slot of a failure it is due once more when its next try is: under a
 * name of its own, so that a task that waits in the queue is not sent again and again.
 */
function dueSlot({ every }: Source, state: SourceState | undefined, now: Date): string | undefined {
  const slot = slotOf(every, now);
  const again = state?.trouble?.nextTryAt;
  if (again !== undefined && again > now.toISOString()) return undefined;
  if (state?.slot?.split(' ')[0] !== slot) return slot;
  const failedInIt = again !== undefined && state.checkedAt !== undefined && slotOf(every, new Date(state.checkedAt)) === slot;
  const retry = `${slot} again ${again}`;
  return failedInIt && state.slot !== retry ? retry : undefined;
}

/** Sends the listing task of a source whose slot is not yet marked, then marks it: a crash between the two sends it twice, never not at all. */
async function scheduleSource(source: Source, context: Context): Promise<boolean> {
  if (source.needs !== undefined) return false;
  const now = context.now();
  const at = now.toISOString();
  const slot = dueSlot(source, await context.sources.state(source.id), now);
  if (slot === undefined) return false;
  await context.tasks.send([{ kind: 'listing', id: idOf(source.id, slot, at), sourceId: source.id, url: source.listing.url }]);
  await context.sources.mark(source.id, slot, at);
  return true;
}

async function scheduleRevisits(context: Context, only: ReadonlySet<string> | undefined): Promise<number> {
  const at = context.now().toISOString();
  const known = new Set(context.settings.sources.map((source) => source.id));
  const due = (await context.documents.dueAddresses(at, revisitsARound)).filter(
    ({ sourceId }) => (only === undefined || only.has(sourceId)) && (known.has(sourceId) || sourceId === 'added'),
  );
  const tasks = due.map(
    (address): Task => ({ kind: 'page', id: idOf(address.canonicalUrl, at), sourceId: address.sourceId, url: address.url, revisit: true }),
  );
  await context.tasks.send(tasks);
  return tasks.length;
}

/** Which sources and pages are due? One task each. Returns the ids of the sources whose slot was claimed. */
export async function schedule(context: Context, only?: readonly string[]): Promise<{ claimed: readonly string[]; revisits: number }> {
  const wanted = only && only.length > 0 ? new Set(only) : undefined;
  const claimed: string[] = [];
  for (const source of context.settings.sources) {
    if (wanted && !wanted.has(source.id)) continue;
    if (await scheduleSource(source, context)) claimed.push(source.id);
  }
  return { claimed, revisits: await scheduleRevisits(context, wanted) };
}
