import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type InstanceRecord, type Lock, liveRecord, prepareFolder, readRecord, takeFolder, writeRecord } from './folder-owner.ts';
import { askingProof, leasePath, proofHeader } from './guard.ts';
import type { LocalPlan } from './local-plan.ts';
import { createResources, type RunningServices } from './resources.ts';

/** A process's lease of a data folder: it runs the emulators, or uses those of the process that does. */
export type InstanceLease = RunningServices & { readonly owner: boolean; close(): Promise<void> };

export type LeaseOptions = {
  readonly folder: string;
  readonly plan: LocalPlan;
  readonly log: (line: string) => void;
  /** The time that mails bear while this process runs the emulators. */
  readonly now: () => Date;
};

const patienceMs = 30_000;

type LockOrRecord = { readonly lock: Lock } | { readonly record: InstanceRecord };

/** Waits until the folder is free or its owner answers: a moment, while one starts or closes. */
async function waitForFolder(folder: string): Promise<LockOrRecord> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const lock = takeFolder(folder);
    if (lock) return { lock };
    const record = await liveRecord(folder);
    if (record) return { record };
    await sleep(25);
  }
  throw new Error(`${folder} is held by a process that does not answer (see instance.json there)`);
}

/** Takes a lease. A guest whose owner ends becomes the owner, at the same addresses, so that its work goes on. */
export async function takeLease(options: LeaseOptions): Promise<InstanceLease> {
  prepareFolder(options.folder);
  const found = await waitForFolder(options.folder);
  if ('lock' in found) {
    return { ...(await runInstance(options, found.lock)), owner: true };
  }
  return joinInstance(options, found.record);
}

/** The secret of the folder: 192 random bits of its first owner, stored, so that a guest that takes over uses the same one. */
const tokenOf = (record: InstanceRecord | undefined): string =>
  record && /^[\da-f]{48}$/.test(record.token) ? record.token : randomBytes(24).toString('hex');

/** One text for the tables, buckets and queues of a plan. */
const resourcesOf = ({ tables, buckets, queues }: LocalPlan): string =>
  createHash('sha256')
    .update(JSON.stringify([tables, buckets, queues]))
    .digest('hex');

/** What the stores of a folder begin with: who deleted one of them, to have it made from the bucket again, gets its resources anew. */
const hasStores = (folder: string): boolean => ['dynamodb/CURRENT', 'queues/fauxqs.db'].every((path) => existsSync(join(folder, path)));

async function runInstance({ folder, plan, now }: LeaseOptions, lock: Lock): Promise<RunningServices & { close(): Promise<void> }> {
  const { startAll } = await import('./emulators.ts');
  const before = readRecord(folder);
  const token = tokenOf(before);
  const made = resourcesOf(plan);
  // To ask for each whether it is there loads a third of the emulators.
  const isMade = before?.made === made && hasStores(folder);
  const running = await startAll(folder, { token, now, before: before?.endpoints });
  const close = async (): Promise<void> => {
    await running.close();
    lock.release();
  };
  try {
    if (!isMade) await createResources(plan, running.endpoints, token);
    writeRecord(folder, { pid: process.pid, token, endpoints: running.endpoints, made });
  } catch (error) {
    // Who cannot use the folder keeps no port open: a command that has failed would never end.
    await close();
    throw error;
  }
  return { endpoints: running.endpoints, token, close };
}

function joinInstance(options: LeaseOptions, record: InstanceRecord): InstanceLease {
  let closed = false;
  let inherited: { close(): Promise<void> } | undefined;
  let succession: Promise<void> = Promise.resolve();
  let leave = watchOwner(record, lost);
  function lost(): void {
    if (!closed) succession = succeed().catch((error: unknown) => options.log(`the local instance is gone: ${String(error)}`));
  }
  async function succeed(): Promise<void> {
    const found = await waitForFolder(options.folder);
    if ('lock' in found) {
      inherited = await runInstance(options, found.lock);
      options.log('the process that ran the local instance has ended; this one runs it now');
    } else leave = watchOwner(found.record, lost);
  }
  return {
    endpoints: record.endpoints,
    token: record.token,
    get owner() {
      return inherited !== undefined;
    },
    close: async () => {
      closed = true;
      leave();
      await succession;
      leave();
      await inherited?.close();
    },
  };
}

/** Holds a connection to the owner. It keeps no process alive; its end calls `lost`, unless it was closed on purpose. */
function watchOwner({ endpoints, token }: InstanceRecord, lost: () => void): () => void {
  let given = false;
  const end = (): void => {
    if (!given) lost();
    given = true;
  };
  const request = get(`${endpoints.objects}${leasePath}`, { agent: false, headers: { [proofHeader]: askingProof(token) } }, (response) => {
    response.on('close', end).on('error', () => {});
    response.resume();
  });
  request.on('error', end).on('socket', (socket) => socket.unref());
  return () => {
    given = true;
    request.destroy();
  };
}
