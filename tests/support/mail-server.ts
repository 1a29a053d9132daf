import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as a server took it. */
type Taken = { readonly to: string; readonly id: string; readonly eml: string };
export type MailServer = {
  readonly port: number;
  readonly taken: Taken[];
  /** Connections so far, and recipients that were named. */
  readonly seen: { connections: number; named: string[] };
  close(): Promise<void>;
};

/** An answer in place of the usual one. */
export const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

type Asked = {
  readonly options?: SMTPServerOptions;
  readonly host?: string;
  readonly port?: number;
  /** What is said to a recipient. */
  readonly rcpt?: (to: string) => Error | undefined;
  /** What is done when a mail has come whole: it may wait, end the connection, or throw what is answered. The mail counts as taken before. */
  readonly data?: (to: string, socket: Socket) => unknown;
};

/** A mail server on this machine, by the library that others test with. */
export async function openMailServer({ options = {}, host = '127.0.0.1', port = 0, rcpt, data }: Asked = {}): Promise<MailServer> {
  const taken: Taken[] = [];
  const seen: MailServer['seen'] = { connections: 0, named: [] };
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], disableReverseLookup: true, logger: false, closeTimeout: 100 },
    onRcptTo({ address }, _session, done) {
      seen.named.push(address);
      done(rcpt?.(address));
    },
    async onData(stream, { envelope }, done) {
      const eml = await text(stream).catch(() => undefined);
      // Whoever sent it was killed in it.
      if (eml === undefined) return;
      const to = envelope.rcptTo.map(({ address }) => address).join(' ');
      taken.push({ to, id: /^Message-ID: (.*)$/im.exec(eml)?.[1] ?? '', eml });
      try {
        await data?.(to, [...sockets].at(-1) as Socket);
        done();
      } catch (error) {
        taken.pop();
        done(error as Error);
      }
    },
    ...options,
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    seen.connections += 1;
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}));
  });
  const listening = server.listen(port, host);
  await once(listening, 'listening');
  return {
    ...{ port: (listening.address() as AddressInfo).port, taken, seen },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What a server made by hand says to each command (`connect`, `EHLO`, … `.`), in place of the usual; `null` says nothing more. */
export type Script = Readonly<Record<string, string | null>>;

const usual: Script = {
  ...{ connect: '220 here', EHLO: '250 here', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go on', '.': '250 taken', QUIT: '221 bye' },
  ...{ RSET: '250 ok' },
};

/** A server that keeps to no rules. `said`: what it heard, by its first word. */
export async function openScripted(script: Script): Promise<{ readonly port: number; readonly heard: string[]; close(): void }> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let inData = false;
    let rest = '';
    const say = (word: string): void => {
      heard.push(word);
      const reply = word in script ? script[word] : (usual[word] ?? '250 ok');
      if (reply === 'hang up') socket.destroy();
      else if (typeof reply === 'string') socket.write(`${reply}\r\n`);
      if (word === 'DATA') inData = reply?.startsWith('354') === true;
    };
    say('connect');
    socket
      .on('error', () => {})
      .on('data', (chunk) => {
        const lines = `${rest}${chunk}`.split('\r\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          if (inData && line !== '.') continue;
          inData = false;
          say(line.split(' ')[0] ?? '');
        }
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ port: (server.address() as AddressInfo).port, heard },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
