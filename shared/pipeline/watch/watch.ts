import type { Alarm } from '../../model/alarm.ts';
import type { HourLine } from '../../model/hour.ts';
import type { WatchContext } from '../../model/ports.ts';
import { landmarkAlarms } from '../collect/landmark-pages.ts';
import { asideAlarms } from '../collect/set-aside.ts';
import { undeclaredSourceAlarms } from '../collect/undeclared-sources.ts';
import { confirmationAlarms } from '../mail/confirmation.ts';
import { tellNews } from './alarm-news.ts';
import { budgetAlarms } from './alarms-budget.ts';
import { deliveryAlarms, digestAlarms } from './alarms-digest.ts';
import { egressAlarms } from './alarms-egress.ts';
import { deadLetterAlarms, documentAlarms, indexAlarms } from './alarms-hour.ts';
import { sourceAlarms } from './alarms-source.ts';
import { stackAlarms } from './alarms-stack.ts';
import { clockAlarms, storeAlarms } from './alarms-store.ts';
import { webhookAlarms } from './alarms-webhook.ts';
import { hourLine, keepHour } from './hour.ts';
import { openScene, type WatchScene } from './scene.ts';

export type { Alarm } from '../../model/alarm.ts';

type AlarmProvider = (scene: WatchScene, context: WatchContext) => readonly Alarm[] | Promise<readonly Alarm[]>;

/** The checks, in the order of their alarms. A new kind of alarm is a line here. */
const providers: readonly AlarmProvider[] = [
  undeclaredSourceAlarms,
  clockAlarms,
  storeAlarms,
  budgetAlarms,
  egressAlarms,
  documentAlarms,
  sourceAlarms,
  indexAlarms,
  deadLetterAlarms,
  stackAlarms,
  digestAlarms,
  deliveryAlarms,
  confirmationAlarms,
  webhookAlarms,
  asideAlarms,
  landmarkAlarms,
];

async function alarmsOf(scene: WatchScene, context: WatchContext): Promise<readonly Alarm[]> {
  const found: Alarm[] = [];
  for (const provide of providers) found.push(...(await provide(scene, context)));
  return found;
}

/** Everything that a person should know (docs/contract.md 2, alarms): the store as a whole, sources, queues, digests and deliveries. */
export const alarms = async (context: WatchContext): Promise<readonly Alarm[]> => alarmsOf(await openScene(context), context);

export type Watched = { readonly line: HourLine; readonly standing: readonly Alarm[] };

/** The hourly watch: sends what is new and what has cleared, and keeps the line of the hour. */
export async function watch(context: WatchContext): Promise<Watched> {
  const scene = await openScene(context);
  const found = await alarmsOf(scene, context);
  const standing = await tellNews(found, scene, context);
  const line = await hourLine(scene, standing.length, context);
  await keepHour(line, scene, context);
  return { line, standing };
}
