import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Emulator } from './answering.ts';
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

/** What all came to. Where one fails the others are closed: a port that stays open would keep a command that has failed from ever ending. */
async function allOrNone<Started extends readonly Promise<Emulator>[]>(starts: readonly [...Started]) {
  try {
    return await Promise.all(starts);
  } catch (error) {
    const settled = await Promise.allSettled(starts);
    await Promise.allSettled(settled.map((each) => (each.status === 'fulfilled' ? each.value.close() : undefined)));
    throw error;
  }
}

/**
 * Starts the three emulators on loopback ports, each answering to `token`: those of `before` where they are free, so that a process that used a former owner's
 * emulators finds them again, else any free ones. Mails bear the time of `now`.
 */
export async function startAll(dir: string, { token, now, before }: Starting): Promise<Running> {
  const leases = new Set<ServerResponse>();
  const [record, objects, mail] = await allOrNone([
    startRecord(dir, { token, port: portOf(before?.dynamodb) }),
    startObjectsAndQueues(dir, { token, port: portOf(before?.objects), leases }),
    startMail(dir, { token, port: portOf(before?.mail), now }),
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
