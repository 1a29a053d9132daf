import { startRecord } from './dynamodb.ts';
import { startObjectsAndQueues } from './fauxqs.ts';
import type { Endpoints } from './resources.ts';
import { startMail } from './ses.ts';

export type Running = { readonly endpoints: Endpoints; close(): Promise<void> };

/** Starts the three emulators on free loopback ports, each answering to `token`. */
export async function startAll(dir: string, token: string): Promise<Running> {
  const all = await Promise.all([startRecord(dir, token), startObjectsAndQueues(dir, token), startMail(dir, token)]);
  const [record, objects, mail] = all;
  return {
    endpoints: { dynamodb: record.endpoint, objects: objects.endpoint, mail: mail.endpoint },
    close: async () => {
      await Promise.all(all.map((emulator) => emulator.close()));
    },
  };
}
