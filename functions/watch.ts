import { Logger } from '@aws-lambda-powertools/logger';
import { openDigests } from '../shared/adapters/digests.ts';
import { openDocuments } from '../shared/adapters/documents.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openTopic } from '../shared/adapters/services.ts';
import { openSignUps } from '../shared/adapters/sign-ups.ts';
import { openSources } from '../shared/adapters/sources.ts';
import { openWebhooks } from '../shared/adapters/webhooks.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import type { WatchContext } from '../shared/model/ports.ts';
import { sendAlarms } from '../shared/pipeline/watch/alarm-news.ts';

const logger = new Logger({ serviceName: 'watch' });
async function open(): Promise<WatchContext> {
  const { base, table, objects } = await openGround(readEnvironment(process.env));
  return {
    ...base,
    documents: openDocuments(table, base.now),
    sources: openSources(table),
    digests: openDigests(table, objects),
    signUps: openSignUps(table),
    notices: openTopic(),
    webhooks: openWebhooks(table, base),
  };
}
const context = open();

/** Hourly: each open alarm is one log line; new and cleared alarms are one message to the topic of the stack. */
export const handler = async (): Promise<void> => {
  const standing = await sendAlarms(await context);
  for (const alarm of standing) logger.warn('alarm', { alarm });
  logger.info('watched', { alarms: standing.length });
};
