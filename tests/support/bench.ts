import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { type LocalInstance, openLocal } from '../../infra/local.ts';
import { type Choices, openContext } from '../../shared/adapters/open.ts';
import { openReader } from '../../shared/adapters/reader.ts';
import { fileSecrets } from '../../shared/adapters/webhooks/file-secrets.ts';
import { readEnvironment } from '../../shared/model/environment.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { RunNote, RunReport } from '../../shared/model/run.ts';
import { runReport } from '../../shared/pipeline/collect/report.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { collectBatch } from '../../shared/pipeline/collect-batch.ts';
import { upgradeStore } from '../../shared/pipeline/keep/upgrade.ts';
import { shownDocuments } from '../../shared/pipeline/read/export.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';

/** A folder of the test's own, in the system's place for such. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'hongtou-pipeline-'));

export type Round = Pick<Choices, 'now' | 'replay' | 'config' | 'maxPages'> & { readonly sources?: readonly string[] };

/** A local instance in a folder, and what the tests do with it. */
export type Bench = {
  readonly folder: string;
  readonly data: string;
  readonly local: LocalInstance;
  /** Writes a file beside the data and gives its path back. */
  file(name: string, content: string | object): string;
  /** Works with a context, as one command does. */
  within<T>(choices: Choices, work: (context: Context) => Promise<T>): Promise<T>;
  /** One round, as `run` does it. */
  run(round: Round): Promise<RunReport>;
  /** What `export` prints. */
  exported(choices: Choices): Promise<string>;
  /** Every item of the table by its keys, and every object's key with its ETag. */
  stored(): Promise<{ items: Map<string, Record<string, AttributeValue>>; objects: Map<string, string> }>;
  /** Closes the instance and leaves its folder, for another one to open. */
  leave(): Promise<void>;
  close(): Promise<void>;
};

async function scan(client: DynamoDBClient, name: string): Promise<Map<string, Record<string, AttributeValue>>> {
  const items = new Map<string, Record<string, AttributeValue>>();
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: name, ...(start ? { ExclusiveStartKey: start } : {}) }));
    for (const item of page.Items ?? []) items.set(`${item['pk']?.S} ${item['sk']?.S}`, item);
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

async function listed(client: S3Client, bucket: string): Promise<Map<string, string>> {
  const objects = new Map<string, string>();
  let token: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, ...(token ? { ContinuationToken: token } : {}) }));
    for (const { Key = '', ETag = '' } of page.Contents ?? []) objects.set(Key, ETag);
    token = page.NextContinuationToken;
  } while (token);
  return objects;
}

async function round(bench: Pick<Bench, 'within' | 'local'>, { sources, ...choices }: Round): Promise<RunReport> {
  const notes: RunNote[] = [];
  return bench.within({ ...choices, note: (note) => void notes.push(note) }, async (context) => {
    const startedAt = context.now().toISOString();
    await schedule(context, sources);
    const failures: unknown[] = [];
    const failed = (error: unknown) => void failures.push(error);
    await bench.local.drain('tasks', (event) => collectBatch(event, context, failed), { concurrency: choices.replay ? 1 : 4 });
    if (failures.length > 0) throw failures[0];
    await updateIndex(context);
    return runReport(startedAt, notes, context);
  });
}

async function exportOf(context: Context): Promise<string> {
  let text = '';
  for await (const document of shownDocuments({}, context)) text += `${JSON.stringify(document)}\n`;
  return text;
}

/** One reader for all benches of a process, as in a function that stays warm: starting a thread takes a second of processor time. It keeps no process alive. */
const reader = openReader();

/** Opens a bench; its environment becomes the process's, as for a command. */
export async function openBench(folder = newFolder(), formless = false): Promise<Bench> {
  const data = join(folder, 'data');
  const local = await openLocal({ dir: data });
  Object.assign(process.env, local.environment);
  const environment = readEnvironment(process.env);
  const [s3, dynamodb] = [new S3Client({}), new DynamoDBClient({})];
  // A store has its form from the first command on. `formless`: a test brings data of an earlier one.
  if (!formless) await upgradeStore(await openContext(environment));
  const leave = () => local.close();
  const within: Bench['within'] = async (choices, work) =>
    work({
      ...(await openContext(environment, {
        cacheDir: join(data, 'cache'),
        webhookSecrets: fileSecrets(join(data, 'secrets')),
        ...choices,
      })),
      reader,
    });
  return {
    folder,
    data,
    local,
    within,
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
    run: (choices) => round({ within, local }, choices),
    exported: (choices) => within(choices, exportOf),
    stored: async () => ({
      items: await scan(dynamodb, environment.RECORD_TABLE),
      objects: await listed(s3, environment.EVIDENCE_BUCKET),
    }),
    leave,
    async close() {
      await leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
