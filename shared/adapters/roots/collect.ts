import type { MachineTrouble } from '../../model/machine.ts';
import type { CollectContext } from '../../model/ports.ts';
import { openDocuments } from '../documents.ts';
import type { Ground } from '../ground.ts';
import { openReader } from '../reader.ts';
import { openRobotsMemory } from '../robots-memory.ts';
import { openMachineText, openOperations, openProxySecrets, openQueues } from '../services.ts';
import { openSnapshots } from '../snapshots.ts';
import { openSources } from '../sources.ts';
import { openWeb } from '../web.ts';

/** Opens what the function `collect` uses, `trouble` hears of services for machine text that fail. */
export function openCollect(ground: Ground, trouble: (trouble: MachineTrouble) => void): CollectContext {
  const { base, table, objects } = ground;
  const { settings, now } = base;
  return {
    ...base,
    web: openWeb(settings, now, { robots: openRobotsMemory(table), secrets: openProxySecrets() }),
    reader: openReader(),
    snapshots: openSnapshots(objects),
    documents: openDocuments(table, now, ground),
    sources: openSources(table),
    tasks: openQueues(ground),
    ...openOperations(ground),
    machine: openMachineText(ground, trouble),
  };
}
