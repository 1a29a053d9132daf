import type { Address, AddressList, ScheduleContext, ScheduledAddress } from '../../model/ports.ts';
import type { Round } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
import { opt } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { endOfDay, latestDueAt } from '../../stages/watch/cadence.ts';
import { isEnabled } from '../../stages/watch/silence.ts';

/**
 * Limits of a round: `sent` pages wait at a time, `perHost` of one host while the clock runs the schedule, so that a new document never
 * waits behind more; `looked` addresses are read to find them.
 */
const revisitLimits = { sent: 500, perHost: 10, looked: 5000, page: 200 } as const;
const minute = 60_000;
/** A page that was sent and not visited is due again after this. */
const lease = 12 * 60 * minute;
const round = 5 * minute;

export type Revisiting = {
  readonly only?: ReadonlySet<string> | undefined;
  /** `true`: by the clock, every five minutes, each page at its own minute of the day; else all pages of this day at once. */
  readonly paced: boolean;
  readonly resting?: ReadonlySet<string>;
};

function ownersOf(sources: readonly Source[]): ReadonlyMap<string, string> {
  const read = sources.filter(isEnabled);
  return new Map([
    ...read.flatMap(({ id, was = [] }) => was.map((old) => [old, id] as const)),
    ...read.map(({ id }) => [id, id] as const),
    ['added', 'added'],
  ]);
}

const ownerOf = ({ sourceId, also = [] }: Address, owners: ReadonlyMap<string, string>) =>
  [sourceId, ...also].map((id) => owners.get(id)).find((id) => id !== undefined);

const hostOf = ({ url }: Address) => new URL(url).host;

async function* listAddresses(
  list: AddressList,
  range: { readonly after?: string; readonly upTo?: string },
  context: ScheduleContext,
): AsyncGenerator<ScheduledAddress> {
  let { after } = range;
  for (;;) {
    const found = await context.documents.placed(list, { ...range, ...opt({ after }), limit: revisitLimits.page });
    yield* found;
    after = found.at(-1)?.place;
    if (found.length < revisitLimits.page) return;
  }
}

async function* candidates(now: Date, until: string, context: ScheduleContext): AsyncGenerator<ScheduledAddress> {
  yield* listAddresses('leased', { upTo: now.toISOString() }, context);
  yield* listAddresses('due', { after: latestDueAt(now) }, context);
  yield* listAddresses('due', { upTo: until }, context);
}

const taskOf = ({ address, place }: ScheduledAddress, sourceId: string): Task => ({
  kind: 'page',
  id: sha256(`${address.canonicalUrl}\n${place}\n${address.checkedAt}`),
  sourceId,
  url: address.url,
  revisit: true,
  ...opt({ documentId: address.documentId }),
});

/** Sends pages, then leases them: a crash between the two sends them twice, and the second visit finds that they are not due. */
async function send(chosen: readonly (readonly [ScheduledAddress, string])[], now: Date, context: ScheduleContext): Promise<void> {
  await context.tasks.send(chosen.map(([placed, owner]) => taskOf(placed, owner)));
  const until = new Date(now.getTime() + lease).toISOString();
  for (let from = 0; from < chosen.length; from += 20)
    await Promise.all(chosen.slice(from, from + 20).map(([placed]) => context.documents.place(placed, 'leased', until)));
}

/** Brings back the pages of sources that were declared again, or under another name. Returns the ids of sources that stay parked. */
async function unparkPages(last: Round, owners: ReadonlyMap<string, string>, context: ScheduleContext): Promise<readonly string[]> {
  const { parked = [] } = last;
  const back = parked.filter((id) => owners.has(id));
  for (const id of back) {
    for await (const placed of listAddresses('parked', { after: `${id}#`, upTo: `${id}#~` }, context))
      await context.documents.place(placed, 'due', placed.address.dueAt ?? context.now().toISOString());
  }
  const left = parked.filter((id) => !owners.has(id));
  if (back.length > 0) await context.journal.write('round', { ...last, parked: left });
  return left;
}

async function countWaiting(now: Date, context: ScheduleContext) {
  const waiting = new Map<string, number>();
  for (const { address } of await context.documents.placed('leased', { after: now.toISOString(), limit: revisitLimits.sent }))
    waiting.set(hostOf(address), (waiting.get(hostOf(address)) ?? 0) + 1);
  return waiting;
}

type RevisitChoice = {
  readonly chosen: [ScheduledAddress, string][];
  readonly waiting: Map<string, number>;
  readonly room: number;
  readonly paced: boolean;
};

async function choose(placed: ScheduledAddress, owner: string, choice: RevisitChoice, context: ScheduleContext) {
  const host = hostOf(placed.address);
  const before = choice.waiting.get(host) ?? 0;
  choice.waiting.set(host, before + 1);
  if (!choice.paced || before < revisitLimits.perHost) {
    choice.chosen.push([placed, owner]);
    return;
  }
  // It is due in a later round, in the same order, and does not delay other pages until then.
  const later = Math.ceil((before + 1 - revisitLimits.perHost) / revisitLimits.perHost) * round;
  await context.documents.place(placed, 'due', new Date(context.now().getTime() + later).toISOString());
}

export async function scheduleRevisits(last: Round, { only, paced, resting }: Revisiting, context: ScheduleContext): Promise<number> {
  const now = context.now();
  const owners = ownersOf(context.settings.sources);
  const parked = new Set(await unparkPages(last, owners, context));
  const waiting = await countWaiting(now, context);
  const choice: RevisitChoice = {
    chosen: [],
    waiting,
    paced,
    room: revisitLimits.sent - [...waiting.values()].reduce((sum, each) => sum + each, 0),
  };
  let looked = 0;
  for await (const placed of candidates(now, paced ? `${now.toISOString()}~` : endOfDay(now), context)) {
    if (choice.chosen.length >= choice.room || looked >= revisitLimits.looked) break;
    looked += 1;
    const { sourceId } = placed.address;
    const owner = ownerOf(placed.address, owners);
    if (owner === undefined) {
      // Noted before the first page is parked, so that none is forgotten there.
      if (!parked.has(sourceId)) await context.journal.write('round', { ...last, parked: [...parked.add(sourceId)] });
      await context.documents.place(placed, 'parked', sourceId);
    } else if (resting?.has(owner)) await context.documents.place(placed, 'due', new Date(now.getTime() + lease).toISOString());
    else if (!only || only.has(owner)) await choose(placed, owner, choice, context);
  }
  await send(choice.chosen, now, context);
  return choice.chosen.length;
}
