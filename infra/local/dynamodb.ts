import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import dynalite from 'dynalite';
import type { Emulator, Started } from './fauxqs.ts';
import { guardServer } from './guard.ts';

/** Resolves when the server listens on the loopback port; rejects when it cannot. */
export async function listening(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

/** Requests that last longer at the end are cut off. */
const longestWaitMs = 2000;

/** DynamoDB of dynalite on a loopback port, stored in a LevelDB folder under `dir`. Its own command listens on every interface. */
export async function startRecord(dir: string, { token, port }: Started): Promise<Emulator> {
  const path = join(dir, 'dynamodb');
  mkdirSync(path, { recursive: true });
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  let working = 0;
  server.prependListener('request', (_request, response) => {
    working += 1;
    response.once('close', () => {
      working -= 1;
    });
  });
  guardServer(server, token);
  await listening(server, port);
  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    close: async () => {
      // dynalite closes its files first, and throws where a request still waits for them: a command that failed leaves such requests behind.
      const end = Date.now() + longestWaitMs;
      while (working > 0 && Date.now() < end) await new Promise((done) => setTimeout(done, 10));
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
    },
  };
}
