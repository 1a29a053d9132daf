import { once } from 'node:events';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Emulator, listening, type Started } from './answering.ts';
import { guardServer } from './guard.ts';
import type { KeptMail, keepMail } from './mail-files.ts';

type Start = (options: { host: string; port: number }) => Promise<Server>;
type MailEmulator = { readonly listener: RequestListener; readonly keep: typeof keepMail; take(): readonly KeptMail[] };

/**
 * The mail service on a loopback port. A mail is written to DIR/mail before the sender gets its answer, since the emulator keeps mails in memory alone. The emulator
 * takes a third of a second to load, so it is loaded by the first request. A mail bears the time of `now`, as everything that the command does.
 */
export async function startMail(dir: string, { token, port, now }: Started & { readonly now: () => Date }): Promise<Emulator> {
  let loading: Promise<MailEmulator> | undefined;
  const server = createServer((request, response) => {
    loading ??= load();
    loading.then(
      ({ listener, keep, take }) => {
        beforeEnd(response, async () => {
          for (const mail of take()) await keep(join(dir, 'mail'), { ...mail, at: Math.floor(now().getTime() / 1000) });
        });
        listener(request, response);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  guardServer(server, token);
  // A connection that is closed just as a mail is handed over leaves that mail uncertain.
  server.keepAliveTimeout = 600_000;
  await listening(server, port);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** A mail that could not be kept has no answer: its sender sees the connection end. */
function beforeEnd(response: ServerResponse, act: () => Promise<void>): void {
  const end = response.end.bind(response) as (...values: unknown[]) => ServerResponse;
  response.end = ((...values: unknown[]) => {
    act().then(
      () => end(...values),
      (error: Error) => response.destroy(error),
    );
    return response;
  }) as ServerResponse['end'];
}

async function load(): Promise<MailEmulator> {
  const [module, { getStoreReadonly }, { keepMail: keep }] = await Promise.all([
    import('aws-ses-v2-local'),
    import('aws-ses-v2-local/dist/store.js'),
    import('./mail-files.ts'),
  ]);
  // The package is CommonJS: for Node its default export lies one level down, for bundlers and vitest it does not.
  const exported = module.default as unknown as Start | { default: Start };
  const inner = await (typeof exported === 'function' ? exported : exported.default)({ host: '127.0.0.1', port: 0 });
  const [listener] = inner.listeners('request') as RequestListener[];
  inner.close();
  if (!listener) throw new Error('the mail emulator has no listener');
  return { listener, keep, take: () => getStoreReadonly().emails.splice(0) };
}
