import type { Alarm } from '../../model/alarm.ts';
import type { WatchContext } from '../../model/ports.ts';
import { landmarkAlarms } from '../collect/landmark-pages.ts';
import { asideAlarms } from '../collect/set-aside.ts';
import { type SourceStates, sourceStates } from '../collect/source-states.ts';
import { undeclaredSourceAlarms } from '../collect/undeclared-sources.ts';
import { confirmationAlarms } from '../mail/confirmation.ts';
import { budgetAlarms } from './alarms-budget.ts';
import { deliveryAlarms, digestAlarms } from './alarms-digest.ts';
import { egressAlarms } from './alarms-egress.ts';
import { sourceAlarms } from './alarms-source.ts';
import { clockAlarms, storeAlarms } from './alarms-store.ts';
import { webhookAlarms } from './alarms-webhook.ts';

export type { Alarm } from '../../model/alarm.ts';

type AlarmProvider = (states: SourceStates, context: WatchContext) => readonly Alarm[] | Promise<readonly Alarm[]>;

/** The checks, in the order of their alarms. A new kind of alarm is a line here. */
const providers: readonly AlarmProvider[] = [
  undeclaredSourceAlarms,
  clockAlarms,
  storeAlarms,
  budgetAlarms,
  egressAlarms,
  sourceAlarms,
  digestAlarms,
  deliveryAlarms,
  confirmationAlarms,
  webhookAlarms,
  asideAlarms,
  landmarkAlarms,
];

/** Everything that a person should know (contract.md 2, alarms): the store as a whole, sources, digests and deliveries. */
export async function alarms(context: WatchContext): Promise<readonly Alarm[]> {
  const states = await sourceStates(context);
  const found: Alarm[] = [];
  for (const provide of providers) found.push(...(await provide(states, context)));
  return found;
}
