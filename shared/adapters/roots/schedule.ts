import type { Environment } from '../../model/environment.ts';
import type { ScheduleContext } from '../../model/ports.ts';
import { openDocuments } from '../documents.ts';
import { openGround } from '../ground.ts';
import { openQueues } from '../services.ts';
import { openSources } from '../sources.ts';

/** Opens what the function `schedule` uses. */
export async function openSchedule(environment: Environment): Promise<ScheduleContext> {
  const ground = await openGround(environment);
  const { base, table } = ground;
  return { ...base, web: {}, documents: openDocuments(table, base.now), sources: openSources(table), tasks: openQueues(ground) };
}
