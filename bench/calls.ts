import type { Source } from '../shared/model/source.ts';
import type { Task } from '../shared/model/task.ts';
import { digestMail } from '../shared/pages/mail/digest-mail.ts';
import { collectBatch } from '../shared/pipeline/collect/collect.ts';
import { listsOf } from '../shared/pipeline/collect/listing-state.ts';
import { schedule } from '../shared/pipeline/collect/schedule.ts';
import { deliverBatch, type Render } from '../shared/pipeline/mail/deliver.ts';
import { sendDue } from '../shared/pipeline/mail/due.ts';
import { addSubscriber, confirmSubscriber } from '../shared/pipeline/mail/subscribers.ts';
import { updateIndex } from '../shared/pipeline/read/index.ts';
import { watch } from '../shared/pipeline/watch/watch.ts';
import { isEnabled } from '../shared/stages/watch/health.ts';
import {
  type Asked,
  at,
  catching,
  closeScene,
  count,
  entries,
  fail,
  firstIds,
  host,
  isOn,
  list,
  listOf,
  openScene,
  pageOf,
  pathOf,
  type Scene,
} from '../tests/support/calls-scene.ts';
import { sqsEvent } from '../tests/support/lambda-events.ts';
import { viewing } from './calls-views.ts';
import { type Bench, type Figure, type Options, type Report, round } from './measure.ts';

const render: Render = (digest, reader) => digestMail(digest, { language: 'en', ...reader });

/** One round of the schedule; returns the tasks. */
const plan = (scene: Scene, asked: Asked): Promise<Task[]> =>
  count(scene, asked, async (opened) => {
    const { context, sent } = catching(opened);
    await schedule(context);
    return sent;
  });

/** Messages of one host that a call of `collect` gets (infra/collection.ts). */
const batchSize = 5;

/** Works tasks off in batches as the queue gives them; returns the tasks that follow from them. */
const collectAll = (scene: Scene, asked: Asked, tasks: readonly Task[]): Promise<Task[]> =>
  count(scene, { of: Math.max(1, tasks.length), ...asked }, async (opened) => {
    const { context, sent } = catching(opened);
    for (let from = 0; from < tasks.length; from += batchSize) {
      const bodies = tasks.slice(from, from + batchSize).map((task) => JSON.stringify(task));
      await collectBatch(sqsEvent(bodies, { group: host }), context, fail);
    }
    return sent;
  });

const isPage = ({ kind }: Task): boolean => kind === 'page';
const numberOf = ({ url }: Task): number => Number(/_(\d+)\.html$/.exec(url)?.[1] ?? 0);
const on = (tasks: readonly Task[]): Task[] => tasks.filter((task) => isPage(task) && isOn(numberOf(task)));
const off = (tasks: readonly Task[]): Task[] => tasks.filter((task) => isPage(task) && !isOn(numberOf(task)));

/** A day of the one source: its list and the pages that are due. Returns what follows from the list. */
async function dayOf(scene: Scene, day: number, names: { readonly list: string; readonly visit?: string }): Promise<Task[]> {
  const now = at(day);
  const tasks = await plan(scene, { name: names.visit ? `schedule, 1 source and ${entries} pages due` : 'schedule, 1 source due', now });
  const sent = await collectAll(
    scene,
    { name: names.list, now },
    tasks.filter((task) => !isPage(task)),
  );
  if (names.visit) await collectAll(scene, { name: names.visit, now }, on(tasks));
  if (names.visit) await collectAll(scene, { name: `${names.visit}, about something else`, now }, off(tasks));
  return sent;
}

/** A source over a week: new pages, then lists and pages that say the same in several ways, then one of each that says something else. */
async function collecting(scene: Scene): Promise<void> {
  const { site } = scene;
  const index = (name: string, now: string): Promise<number> => count(scene, { name, now, config: scene.all }, updateIndex);
  const first = await dayOf(scene, 10, { list: 'list, first reading' });
  await collectAll(scene, { name: 'page, new', now: at(10) }, on(first));
  await collectAll(scene, { name: 'page, new, about something else', now: at(10) }, off(first));
  await index(`index, ${entries} new documents`, at(10));
  await dayOf(scene, 11, { list: 'list, equal bytes', visit: 'visit, equal bytes' });
  site.pages.set(list, listOf(firstIds, '<p>访问1204次</p>'));
  await dayOf(scene, 12, { list: 'list, equal entries' });
  for (const path of site.pages.keys()) site.tagged.add(path);
  await dayOf(scene, 13, { list: 'list, 200 with an ETag', visit: 'visit, 200 with an ETag' });
  await dayOf(scene, 14, { list: 'list, 304' });
  site.pages.set(pathOf(entries + 1), pageOf(entries + 1));
  site.pages.set(list, listOf([entries + 1, ...firstIds.slice(0, -1)]));
  const found = await dayOf(scene, 15, { list: 'list, 1 new entry' });
  await collectAll(scene, { name: 'page, new, the next one', now: at(15) }, found);
  await index('index, 1 new document', at(15, '09:10'));
  const edited = pathOf(3);
  site.pages.set(edited, pageOf(3).replaceAll('2026年12月1日', '2026年12月21日'));
  const due = (await plan(scene, { name: 'schedule, 1 source and pages due', now: at(17) })).filter(isPage);
  await collectAll(
    scene,
    { name: 'page, changed', now: at(17) },
    due.filter(({ url }) => url.endsWith(edited)),
  );
  await index('index, 1 changed document', at(17, '09:10'));
  await index('index, nothing new', at(17, '09:11'));
  await collectAll(
    scene,
    { name: 'visit, 304', now: at(17) },
    on(due).filter(({ url }) => !url.endsWith(edited)),
  );
}

/** Rounds over all sources, of which each has a state like the one that was read. */
async function rounds(scene: Scene): Promise<void> {
  const now = at(30);
  const config = scene.all;
  await scene.bench.within({ now, config }, async (context) => {
    const like = await context.sources.state('hewan');
    for (const { id } of context.settings.sources.filter(isEnabled))
      if (like) await context.sources.update(id, now, () => ({ ...like, id, slot: '2026-11-29' }));
  });
  await plan(scene, { name: 'schedule, every source due', now, config });
  await scene.bench.within({ now, config }, async ({ journal, sources }) => {
    // As if every task had been worked off.
    for (const [id, slot] of Object.entries((await journal.read('round'))?.slots ?? {}))
      await sources.update(id, now, (state) => ({ ...state, slot }));
  });
  await scene.bench.within({ now, config }, async (context) => void (await schedule(context)));
  await plan(scene, { name: 'schedule, nothing due', now, config });
  await count(scene, { name: 'watch', now, config }, watch);
  await count(scene, { name: 'watch, nothing new', now, config }, watch);
}

async function mailing(scene: Scene, readers: number): Promise<void> {
  const config = scene.all;
  await scene.bench.within({ now: at(27), config }, async (context) => {
    for (let n = 0; n < readers; n += 1) await confirmSubscriber(await addSubscriber(`reader${n}@example.org`, context), context);
  });
  await count(scene, { name: 'digest, begin', now: at(27), config }, sendDue);
  await count(scene, { name: 'digest, nothing due', now: at(28), config }, sendDue);
  const mails = await count(scene, { name: 'digest, every reader due', now: at(30), config }, async (opened) => {
    const { context, mails: sent } = catching(opened);
    await sendDue(context);
    return sent;
  });
  await count(scene, { name: 'mail', now: at(30, '09:10'), config, of: mails.length }, async (opened) => {
    const { context } = catching(opened);
    for (let from = 0; from < mails.length; from += 10) {
      const bodies = mails.slice(from, from + 10).map((mail) => JSON.stringify(mail));
      await deliverBatch(render)(sqsEvent(bodies), context, fail);
    }
  });
}

/** How often the built-in sources are asked: lists, and polls of them in a month of 30 days. */
function countPolls(sources: readonly Source[]) {
  const days = { hour: 720, day: 30, week: 30 / 7 } as const;
  const read = sources.filter(isEnabled);
  const sum = (of: (source: Source) => number): number => Math.round(read.reduce((total, source) => total + of(source), 0));
  return {
    sources: read.length,
    lists: sum((source) => listsOf(source).length),
    slotsAMonth: sum(({ every }) => days[every]),
    pollsAMonth: sum((source) => days[source.every] * listsOf(source).length),
  };
}

/** Calls to DynamoDB, S3 and SQS together of one visit of a page about the field, beside what they may be (decision 42). */
export async function callsOfPages(): Promise<{ readonly figures: readonly Figure[]; readonly units: object }> {
  const scene = await openScene();
  try {
    await collecting(scene);
    const callsOf = (unit: string): Readonly<Record<string, number>> => scene.units[unit]?.calls ?? {};
    const sumOf = (unit: string): number => round(Object.values(callsOf(unit)).reduce((sum, count) => sum + count, 0));
    const asked = { 'page, new': 15, 'visit, equal bytes': 4, 'visit, 304': 4 };
    return {
      figures: Object.entries(asked).map(([unit, atMost]) => ({ figure: `calls: ${unit}`, measured: sumOf(unit), atMost })),
      units: Object.fromEntries(Object.keys(asked).map((unit) => [unit, callsOf(unit)])),
    };
  } finally {
    await closeScene(scene);
  }
}

async function run({ readers = '100' }: Options): Promise<Report> {
  const scene = await openScene();
  try {
    await collecting(scene);
    await rounds(scene);
    await mailing(scene, Number(readers));
    await viewing(scene);
    const polls = await scene.bench.within({ config: scene.all }, async ({ settings }) => countPolls(settings.sources));
    return { ...polls, readers: Number(readers), units: scene.units };
  } finally {
    await closeScene(scene);
  }
}

export const calls: Bench = { sides: {}, run };
