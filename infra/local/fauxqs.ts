import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buildApp } from 'fauxqs';
import { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { guardServer } from './guard.ts';
import { listInOrder } from './object-listing.ts';
import { keepBytesInFiles } from './objects.ts';
import { errorXml, type Precondition, type Refusal, refusalByPolicy, refusalOfWrite, unknownSubresource } from './s3-rules.ts';
import { region } from './service-call.ts';
import { versionsAsked } from './versions.ts';

export type Emulator = { readonly endpoint: string; close(): Promise<void> };
export type Started = { readonly token: string; readonly port: number; readonly leases?: Set<ServerResponse> };

/**
 * S3 and SQS of fauxqs 2.4.1 on a loopback port, stored under `dir`, with what it lacks: conditional writes, refusal of requests that it would misread, and queues
 * that lose nothing. Its own start function listens on every interface, hence buildApp.
 */
export async function startObjectsAndQueues(dir: string, { token, port, leases }: Started): Promise<Emulator> {
  const kept = persistence(dir);
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  kept.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  stores.sqsStore.persistence = kept;
  stores.s3Store.persistence = kept;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = kept;
  // With a host set, queue addresses name hosts that do not resolve.
  Object.assign(stores.sqsStore, { host: undefined });
  const app = buildApp({ logger: false, defaultRegion: region, stores });
  listInOrder(stores.s3Store);
  addRules(app, stores.s3Store);
  app.addHook('preClose', () => kept.close());
  await app.ready();
  guardServer(app.server, token, leases);
  return { endpoint: await app.listen({ host: '127.0.0.1', port }), close: () => app.close() };
}

type App = ReturnType<typeof buildApp>;

function addRules(app: App, store: S3Store): void {
  app.addHook('onRequest', async (request, reply) => {
    const unknown = request.url.startsWith('/_fauxqs') ? undefined : unknownSubresource(request.method, request.url);
    if (unknown !== undefined) {
      return reply
        .code(501)
        .type('application/xml')
        .send(errorXml('NotImplemented', `The local instance has no "${unknown}" of ${request.method}.`));
    }
  });
  // Same tick as the emulator's own handler, so that of many racing writers one wins.
  app.addHook('preHandler', (request, reply, done) => {
    const { bucket = '', '*': key = '' } = (request.params ?? {}) as { bucket?: string; '*'?: string };
    const { method, url, headers } = request;
    const versions = method === 'GET' ? versionsAsked(store, bucket, url) : undefined;
    if (versions !== undefined) return void reply.code(200).type('application/xml').send(versions);
    const finishes = method === 'PUT' || (method === 'POST' && url.includes('uploadId='));
    const refusal = key === '' ? undefined : refusalOf(store, { method, bucket, key, finishes, ...conditions(headers) });
    if (!refusal) return done();
    void reply.code(refusal.status).type('application/xml').send(errorXml(refusal.code, refusals[refusal.code]));
  });
}

const refusals: Readonly<Record<Refusal['code'], string>> = {
  AccessDenied: 'The policy of the bucket refuses it: what lies there is written once.',
  NoSuchKey: 'The specified key does not exist.',
  PreconditionFailed: 'At least one of the preconditions did not hold.',
};

type ObjectRequest = Precondition & { readonly method: string; readonly bucket: string; readonly key: string; readonly finishes: boolean };

function refusalOf(store: S3Store, { method, bucket, key, finishes, ...condition }: ObjectRequest): Refusal | undefined {
  const byPolicy = finishes || method === 'DELETE' ? refusalByPolicy(method, key, condition.ifNoneMatch) : undefined;
  return byPolicy ?? (finishes ? refusalOfWrite(store, bucket, key, condition) : undefined);
}

const conditions = (headers: Readonly<Record<string, string | string[] | undefined>>) => ({
  ifMatch: headers['if-match']?.toString(),
  ifNoneMatch: headers['if-none-match']?.toString(),
});

function persistence(dir: string): PersistenceManager {
  const kept = new PersistenceManager(join(dir, 'queues'));
  const { db } = kept as unknown as { db: { exec(sql: string): void; prepare(sql: string): { run(id: string): void } } };
  // Messages of a killed process are visible again at once, and its end is not counted against them.
  db.exec('UPDATE sqs_messages SET approximate_receive_count = MAX(0, approximate_receive_count - 1) WHERE receipt_handle IS NOT NULL');
  db.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  // Its own statement writes NULL into a column that must not be NULL: making a message visible again failed, and lost it until the restart.
  const ready = db.prepare('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?');
  kept.updateMessageReady = (id) => ready.run(id);
  keepBytesInFiles(kept, join(dir, 'objects'));
  return kept;
}
