import type { Environment } from '../../model/environment.ts';
import type { WatchContext } from '../../model/ports.ts';
import { openBackups } from '../backups.ts';
import { openDigests } from '../digests.ts';
import { openDocuments } from '../documents.ts';
import { openGround } from '../ground.ts';
import { openOperations, openStack, openTopic } from '../services.ts';
import { openSignUps } from '../sign-ups.ts';
import { openSources } from '../sources.ts';
import { openWebhooks } from '../webhooks.ts';

/** Opens what the function `watch` uses. */
export async function openWatch(environment: Environment): Promise<WatchContext> {
  const ground = await openGround(environment);
  const { base, table, objects } = ground;
  return {
    ...base,
    backups: openBackups(objects, ground.bare),
    documents: openDocuments(table, base.now),
    sources: openSources(table),
    digests: openDigests(table, objects),
    signUps: openSignUps(table),
    notices: openTopic(),
    ...openOperations(ground),
    ...openStack(ground),
    webhooks: openWebhooks(table, base),
  };
}
