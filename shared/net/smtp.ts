import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from '../model/configuration.ts';
import { MailAway, MailRefused, messageOf } from '../model/errors.ts';
import type { Carrier } from '../model/ports.ts';
import { orEmpty } from '../model/values.ts';
import { mailAddressOf } from '../stages/watch/settings.ts';
import { readSecretFile } from './secret-files.ts';

/**
 * How long a server may take, in milliseconds: to be connected; to greet, for TLS and login; to say nothing; for one mail in all. `idle`: a
 * connection is kept for the next mail.
 */
const patience = { connect: 10_000, session: 20_000, silence: 60_000, mail: 180_000, idle: 1_000 };

type ServerReply = { readonly code?: string; readonly command?: string; readonly response?: string; readonly responseCode?: number };
const saidOf = (error: unknown) => (error instanceof Error ? (error as ServerReply) : {});
const wordsOf = (error: unknown) => messageOf(error).replace(/\s+/g, ' ').slice(0, 200);

/** Why no connection came about, in words that hold neither user nor password: a server may repeat both. */
function awayOf(error: unknown, { host, port }: SmtpServer) {
  const { code, command, responseCode } = saidOf(error);
  const said = wordsOf(error);
  const tls = /TLS|SSL|certificate|altnames/.test(said)
    ? '; it has to offer TLS, with a certificate for its name (NODE_EXTRA_CA_CERTS names a file with one of your own)'
    : '';
  const why =
    code === 'EAUTH' || command?.startsWith('AUTH')
      ? `refuses the login (${responseCode ?? 'it offers none'}): correct "user" and the password in "passwordFile"`
      : `cannot be used: ${said}${tls}`;
  return new MailAway(`the mail server ${host}:${port} ${why}`);
}

async function within<T>(ms: number, line: SMTPConnection, work: Promise<T>) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    line.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function openLine({ host, port, login, tls }: SmtpServer, limits: typeof patience) {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const pass = login && readSecretFile('mail.smtp.passwordFile', login.passwordFile);
  const socket = connect({ host, port });
  await once(socket, 'connect', { signal: AbortSignal.timeout(limits.connect) }).catch((error: unknown) => {
    socket.destroy();
    throw error instanceof Error && error.name === 'AbortError' ? new Error(`no connection within ${limits.connect / 1000} s`) : error;
  });
  const line = new Connection({
    ...{ host, port, connection: socket, secure: tls === 'required' && port === 465, socketTimeout: limits.silence },
    ...(tls === 'required' ? { requireTLS: true } : { ignoreTLS: true }),
    ...{ connectionTimeout: limits.session, greetingTimeout: limits.session, socketCloseTimeout: limits.idle },
  });
  // What goes wrong between two mails closes the connection, and is told by nobody else.
  line.on('error', () => {});
  const session = new Promise<void>((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    line.once('error', reject);
    line.once('end', () => reject(new Error('it ended the connection')));
    line.connect((error?: Error | null) => (error || !login ? done(error) : line.login({ user: login.user, pass }, done)));
  });
  await within(limits.session, line, session);
  return line;
}

/** Refusals for good that are about us or the mail, or pass: commands, login, relaying, policy, routing, size, a mailbox that is full. */
const notTheReader = /^5(?:\d\d[ -]5\.(?:[034567]\.|1\.[78]\b|2\.[23]\b)|0|[23]\d|52)|relay|authenticat|log ?in/i;

/** What came of a mail that the server did not take. `begun`: it was allowed to be sent, so that only an answer tells. */
function refusalOf(error: unknown, begun: boolean, to: string) {
  const { command, response = '', responseCode = 0 } = saidOf(error);
  const said = wordsOf(error).replaceAll(to, '…');
  const answered = responseCode >= 400 && responseCode < 600 && (!begun || command === 'DATA');
  if (begun && !answered) return new Error(`the mail server may have taken it: ${said}`, { cause: error });
  const bounced =
    answered && responseCode >= 500 && ['RCPT TO', 'DATA'].includes(orEmpty(command)) && !notTheReader.test(response.replaceAll(to, ''));
  return new MailRefused(said, { bounced, cause: error });
}

/**
 * Mails by a server of the owner's, one after another by one connection. What is surely refused, for a time or for good, is a MailRefused;
 * of what was sent and not answered nobody knows. Nothing is sent a second time here, but by a new connection what the old one, kept too
 * long, did not even begin.
 */
export function openSmtp(server: SmtpServer, limits: typeof patience = patience): Carrier {
  let line: SMTPConnection | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const isOpen = () => line !== undefined && !line.destroyed;
  const close = () => {
    if (isOpen()) line?.quit();
    line?.close();
    line = undefined;
  };

  const inTurn = <T>(work: () => Promise<T>) => {
    const mine = last.then(async () => {
      clearTimeout(idle);
      try {
        return await work();
      } finally {
        idle = setTimeout(close, limits.idle);
      }
    });
    last = mine.catch(() => {});
    return mine;
  };

  const opened = async () => {
    if (line && isOpen()) return line;
    line = await openLine(server, limits).catch((error: unknown) => {
      throw awayOf(error, server);
    });
    return line;
  };

  const hand = async ({ from, to, eml }: Parameters<Carrier['carry']>[0]) => {
    const kept = isOpen();
    const by = await opened().catch((error: MailAway) => {
      throw new MailRefused(error.message, { cause: error });
    });
    let begun = false;
    const content = function* () {
      begun = true;
      yield eml;
    };
    const envelope = { from: mailAddressOf(from), to, size: Buffer.byteLength(eml) };
    const sent = new Promise<void>((resolve, reject) => {
      by.send(envelope, Readable.from(content()), (error?: Error | null) => (error ? reject(error) : resolve()));
    });
    try {
      await within(limits.mail, by, sent);
      // An answer too many would count as that to the next mail: the library then ends the connection.
      await turn();
      await turn();
    } catch (error) {
      close();
      const { responseCode } = saidOf(error);
      if (kept && !begun && (responseCode === undefined || responseCode === 421)) return hand({ from, to, eml });
      throw refusalOf(error, begun, to);
    }
  };

  return { carry: (mail) => inTurn(() => hand(mail)), ready: () => inTurn(async () => void (await opened())) };
}
