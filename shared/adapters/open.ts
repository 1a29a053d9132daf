import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Environment } from '../model/environment.ts';
import type { MachineTrouble } from '../model/machine.ts';
import type { Context } from '../model/ports.ts';
import type { RunNote } from '../model/run.ts';
import { opt } from '../model/values.ts';
import type { Secrets } from '../model/webhook.ts';
import { openArchive } from './archive.ts';
import { openClock } from './clock.ts';
import { deadLetterUrls, openDeadLetters } from './dead-letters.ts';
import { openDigests } from './digests.ts';
import { openDocuments } from './documents.ts';
import { openJournal } from './journal.ts';
import { openMachine } from './machine.ts';
import { openMailer } from './mail.ts';
import { openNotices } from './notices.ts';
import { openObjects } from './objects.ts';
import { openReader } from './reader.ts';
import { openRecorded } from './recorded.ts';
import { openRecords } from './records.ts';
import { openReplay } from './replay.ts';
import { openRobotsMemory } from './robots-memory.ts';
import { openSchema, refuseNewer } from './schema.ts';
import { openSearch } from './search.ts';
import { openSecret } from './secret.ts';
import { deployed, openKeptSettings } from './settings.ts';
import { openSignUps } from './sign-ups.ts';
import { openSnapshots } from './snapshots.ts';
import { openSources } from './sources.ts';
import { openTable } from './table.ts';
import { openTasks } from './tasks.ts';
import { openTokens } from './tokens.ts';
import { openWeb } from './web.ts';
import { openWebhooks } from './webhooks.ts';

export { openSettings } from './settings.ts';

/** What a command line may set; a deployed function sets none of it. */
export type Choices = {
  readonly now?: string;
  readonly replay?: readonly string[];
  readonly config?: string;
  readonly baseUrl?: string;
  readonly note?: (note: RunNote) => void;
  /** Called when a service for machine text fails; no document waits for it. */
  readonly machineTrouble?: (trouble: MachineTrouble) => void;
  /** Most new pages in this run. */
  readonly maxPages?: number;
  /** Folder of the local copies of the search index, one for each data folder. */
  readonly cacheDir?: string;
  /** Of proxies, for what collects. */
  readonly proxySecrets?: Secrets;
  /** For what sends to webhooks. */
  readonly webhookSecrets?: Secrets;
};

/** Ends the process where HONGTOU_CRASH_AT says, so that recovery can be tested. Not on Lambda. */
function crash(point: string): void {
  if (process.env['HONGTOU_CRASH_AT'] === point && !deployed()) process.kill(process.pid, 'SIGKILL');
}

/** Counts down from the run's limit of pages. */
function budget(most: number | undefined): (count: number) => number {
  let left = most ?? Number.POSITIVE_INFINITY;
  return (count) => {
    const granted = Math.min(count, left);
    left -= granted;
    return granted;
  };
}

/** Opens all ports. Addresses and credentials come from the environment of the SDK. */
export async function openContext(environment: Environment, choices: Choices = {}): Promise<Context> {
  const now = openClock(choices.now);
  const s3 = { client: new S3Client({}), bucket: environment.EVIDENCE_BUCKET };
  const bare = openTable(new DynamoDBClient({}), environment.RECORD_TABLE);
  const objects = openObjects(s3);
  const records = openRecords(objects);
  const table = openRecorded(bare, records);
  const schema = openSchema(table);
  await refuseNewer(schema);
  const journal = openJournal(table);
  const { settings, configuration } = await openKeptSettings(choices.config, journal);
  const cacheName = createHash('sha256').update(`${environment.EVIDENCE_BUCKET}`).digest('hex').slice(0, 12);
  return {
    now,
    settings,
    configuration,
    web: choices.replay
      ? await openReplay(choices.replay, now)
      : openWeb(settings, now, { robots: openRobotsMemory(table), ...opt('secrets', choices.proxySecrets ?? choices.webhookSecrets) }),
    reader: openReader(),
    snapshots: openSnapshots(s3),
    documents: openDocuments(table, now),
    sources: openSources(table),
    journal,
    deadLetters: openDeadLetters(new SQSClient({}), deadLetterUrls(environment), table),
    tasks: openTasks(new SQSClient({}), { tasks: environment.TASK_QUEUE_URL, mail: environment.MAIL_QUEUE_URL }),
    search: openSearch({ ...s3, cacheDir: choices.cacheDir ?? path.join(tmpdir(), `hongtou-${cacheName}`) }),
    mailer: openMailer(new SESv2Client({ maxAttempts: 1 }), deployed() ? process.env['MAIL_CONFIGURATION_SET'] : undefined),
    digests: openDigests(table, objects),
    signUps: openSignUps(table),
    secret: openSecret(table),
    tokens: openTokens(table),
    notices: openNotices(process.env['ALARM_TOPIC_ARN']),
    webhooks: openWebhooks(table, { settings, now, ...opt('secrets', choices.webhookSecrets) }),
    archive: openArchive(objects, records, { bare, table }),
    schema,
    machine: openMachine(table, { settings, now, trouble: choices.machineTrouble ?? (() => {}) }),
    baseUrl: choices.baseUrl ?? (deployed() ? process.env['BASE_URL'] : undefined) ?? 'http://127.0.0.1:4180',
    note: choices.note ?? (() => {}),
    crash,
    takeBudget: budget(choices.maxPages),
  };
}
