import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRecord } from './dynamodb.ts';
import { startObjectsAndQueues } from './fauxqs.ts';
import { answersHere } from './in-process.ts';
import { startMail } from './mail-emulator.ts';
import type { Endpoints } from './resources.ts';

type Starting = { readonly token: string; readonly now: () => Date; readonly before: Endpoints | undefined };
export type Running = { readonly endpoints: Endpoints; close(): Promise<void> };

// A command that another one uses waits this long for it to end; after that the other takes over.
const courtesyMs = 5_000;

const portOf = (endpoint: string | undefined): number => (endpoint ? Number(new URL(endpoint).port) : 0);

/**
 * Starts the three emulators on loopback ports, each answering to `token`: those of `before` where they are free, so that a process that used a former owner's
 * emulators finds them again, else any free ones. Mails bear the time of `now`.
 */
export async function startAll(dir: string, { token, now, before }: Starting): Promise<Running> {
  const leases = new Set<ServerResponse>();
  const [record, objects, mail] = await Promise.all([
    freePort(portOf(before?.dynamodb)).then((port) => startRecord(dir, { token, port })),
    freePort(portOf(before?.objects)).then((port) => startObjectsAndQueues(dir, { token, port, leases })),
    freePort(portOf(before?.mail)).then((port) => startMail(dir, { token, port, now })),
  ]);
  const all = [record, objects, mail];
  const forget = all.map(answersHere);
  const close = async (): Promise<void> => {
    for (let waited = 0; leases.size > 0 && waited < courtesyMs; waited += 20) await sleep(20);
    await Promise.all(all.map((emulator) => emulator.close()));
    for (const each of forget) each();
  };
  return { endpoints: { dynamodb: record.endpoint, objects: objects.endpoint, mail: mail.endpoint }, close };
}

// A killed process lets go of its lock before its ports.
const dyingMs = 1_000;

/** The port when nothing listens there (any more), else 0. */
async function freePort(port: number): Promise<number> {
  if (port === 0) return 0;
  for (let waited = 0; waited < dyingMs; waited += 10) {
    if (await isFree(port)) return port;
    await sleep(10);
  }
  return 0;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
