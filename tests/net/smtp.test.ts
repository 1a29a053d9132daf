import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SmtpServer } from '../../shared/model/configuration.ts';
import { MailAway, MailRefused } from '../../shared/model/errors.ts';
import type { Carrier, Mail } from '../../shared/model/ports.ts';
import { openSmtp } from '../../shared/net/smtp.ts';
import { openFileMailer } from '../../shared/store/sqlite/mail.ts';
import { issue } from '../faults/certificates.ts';
import { folder } from '../support/folder.ts';
import { answer, openMailServer, openScripted, type Script } from '../support/mail-server.ts';

/** What a mail server answers, or does not, and what is known of the mail then. */

/** So long that only what never comes reaches it, on a slow machine too; and longer than any test runs. */
const short = { connect: 1_500, session: 1_500, silence: 1_500, mail: 2_500, idle: 50 };
const patient = { connect: 3_600_000, session: 3_600_000, silence: 3_600_000, mail: 3_600_000, idle: 50 };
const plain = (port: number): SmtpServer => ({ host: '127.0.0.1', port, tls: 'none' });
const letter = { from: '红头 <digest@example.org>', to: 'reader@example.org', eml: 'Subject: x\r\n\r\n.\r\n..\r\nx\r\n' };

type Came = 'sent' | 'refused' | 'bounced' | 'away' | 'unknown';
const comeOf = (error: unknown): Came =>
  error instanceof MailAway
    ? 'away'
    : error instanceof MailRefused
      ? error.cause instanceof MailAway
        ? 'away'
        : error.bounced
          ? 'bounced'
          : 'refused'
      : 'unknown';
const came = (carrier: Carrier, mail = letter): Promise<Came> =>
  carrier.carry(mail).then(
    () => 'sent' as const,
    (error: unknown) => {
      expect(String(error)).not.toContain(mail.to);
      return comeOf(error);
    },
  );

const answers: readonly (readonly [name: string, script: Script, came: Came])[] = [
  ['takes it', {}, 'sent'],
  ...['connect', 'EHLO'].map((step) => [`says nothing at ${step}`, { [step]: null }, 'away'] as const),
  ...['MAIL', 'RCPT', 'DATA'].map((step) => [`says nothing at ${step}`, { [step]: null }, 'refused'] as const),
  ['says nothing behind the mail', { '.': null }, 'unknown'],
  ['hangs up behind the mail', { '.': 'hang up' }, 'unknown'],
  ['hangs up at RCPT', { RCPT: 'hang up' }, 'refused'],
  ['hangs up at once', { connect: 'hang up' }, 'away'],
  ['wants no connection', { connect: '554 no' }, 'away'],
  ['speaks of something else', { connect: 'HTTP/1.1 400 Bad Request' }, 'away'],
  ['talks nonsense behind the mail', { '.': 'thanks' }, 'unknown'],
  ['answers a code of its own behind the mail', { '.': '354 more' }, 'unknown'],
  ['answers nonsense to RCPT', { RCPT: 'hm' }, 'refused'],
  ['answers more than it was asked', { MAIL: '250 ok\r\n500 what' }, 'refused'],
  ['never ends its answer', { RCPT: '250-ok\r\n250-ok' }, 'refused'],
  ['has no such reader', { RCPT: '550 5.1.1 <reader@example.org>: unknown' }, 'bounced'],
  ['has no such reader, without a code', { RCPT: '550 no such user' }, 'bounced'],
  ['has closed the mailbox', { RCPT: '550-5.2.1 closed\r\n550 5.2.1 for good' }, 'bounced'],
  ['does not want the mail', { '.': '554 no' }, 'bounced'],
  ['does not want the mail by its rules', { '.': '554 5.7.1 looks like spam' }, 'refused'],
  ['does not relay', { RCPT: '554 5.7.1 relay access denied' }, 'refused'],
  ['does not relay, without a code', { RCPT: '550 relay not permitted' }, 'refused'],
  ['wants a login', { MAIL: '530 authentication required' }, 'refused'],
  ['wants a login at RCPT', { RCPT: '530 authentication required' }, 'refused'],
  ['does not let us send as this', { MAIL: '550 5.1.8 not yours' }, 'refused'],
  ['has a full mailbox', { RCPT: '552 5.2.2 full' }, 'refused'],
  ['puts it off', { RCPT: '450 4.2.0 greylisted' }, 'refused'],
  ['puts it off behind the mail', { '.': '451 later' }, 'refused'],
  ['closes behind the mail', { '.': '421 closing' }, 'refused'],
  ['takes no mail now', { MAIL: '421 closing' }, 'refused'],
];

const isSilent = (script: Script): boolean => Object.values(script).some((reply) => reply === null || /-ok$/.test(reply));

describe.concurrent('a server that', () => {
  test.each(answers)('%s', async (_, script, should) => {
    const server = await openScripted(script);
    try {
      expect(await came(openSmtp(plain(server.port), isSilent(script) ? short : patient))).toBe(should);
      expect(server.heard.filter((word) => word === '.').length).toBeLessThan(2);
    } finally {
      server.close();
    }
  });
});

test('nobody listens', async () => {
  const server = await openScripted({});
  server.close();
  const carrier = openSmtp(plain(server.port), patient);
  expect(await came(carrier)).toBe('away');
  await expect(carrier.ready()).rejects.toThrow(`the mail server 127.0.0.1:${server.port} cannot be used: connect ECONNREFUSED`);
});

test('one connection takes a batch, in order; when the server ended it meanwhile, another one does', async () => {
  const server = await openMailServer({ rcpt: (to) => (to.startsWith('gone') ? answer(550, 'no such user') : undefined) });
  onTestFinished(() => server.close());
  const carrier = openSmtp(plain(server.port), { ...patient, idle: 60_000 });
  const to = (n: number) => ({ ...letter, to: `r${n}@example.org` });
  expect(await Promise.all([0, 1, 2, 3].map((n) => came(carrier, to(n))))).toEqual(['sent', 'sent', 'sent', 'sent']);
  expect([server.seen.connections, server.taken.map((mail) => mail.to)]).toEqual([1, [0, 1, 2, 3].map((n) => `r${n}@example.org`)]);
  expect(server.taken[0]?.eml).toBe(letter.eml);
  expect(await came(carrier, { ...letter, to: 'gone@example.org' })).toBe('bounced');
  expect(await came(carrier, to(5))).toBe('sent');
  const { port } = server;
  await server.close();
  const again = await openMailServer({ port });
  onTestFinished(() => again.close());
  await sleep(50);
  expect(await came(carrier, to(6))).toBe('sent');
  expect(again.taken).toHaveLength(1);
});

test('a connection that was kept and is closed at the next mail: that one goes by another, once', async () => {
  let mails = 0;
  const server = await openMailServer({
    options: {
      onMailFrom(_address, _session, done) {
        mails += 1;
        done(mails === 2 ? answer(421, 'too many on this connection') : undefined);
      },
    },
  });
  onTestFinished(() => server.close());
  const carrier = openSmtp(plain(server.port), patient);
  expect([await came(carrier), await came(carrier)]).toEqual(['sent', 'sent']);
  expect([server.taken.length, server.seen.connections]).toEqual([2, 2]);
});

test('an answer too many is not that to the next mail', async () => {
  const server = await openScripted({ '.': '250 taken\r\n250 and\r\n550 no such user' });
  onTestFinished(() => server.close());
  const carrier = openSmtp(plain(server.port), patient);
  expect([await came(carrier), await came(carrier)]).toEqual(['sent', 'sent']);
  expect(server.heard.filter((word) => word === 'connect')).toHaveLength(2);
});

test('a server that takes a mail, answers late, and takes what comes then: asked once, told as unknown', async () => {
  const late = Promise.withResolvers<void>();
  const server = await openMailServer({ data: () => late.promise });
  onTestFinished(() => server.close());
  expect(await came(openSmtp(plain(server.port), short))).toBe('unknown');
  late.resolve();
  await sleep(100);
  expect(server.taken).toHaveLength(1);
});

test('TLS with a certificate for the name of the server, and a login; no word without it', async () => {
  const root = issue({ name: 'Root of the mail tests', authority: true });
  const { cert, key } = issue({ name: 'localhost', by: root });
  const other = issue({ name: 'mail.example.org', by: root });
  const passwordFile = join(folder(), 'password');
  writeFileSync(passwordFile, 'correct horse\n', { mode: 0o600 });
  const logins: string[] = [];
  const options = {
    ...{ cert, key, disabledCommands: [], authOptional: false },
    onAuth({ username, password }, _session, done) {
      logins.push(`${username} ${password}`);
      if (password === 'correct horse') done(null, { user: username });
      else done(answer(535, `no ${password} for ${username}`));
    },
  } satisfies SMTPServerOptions;
  const server = await openMailServer({ host: 'localhost', options });
  const wrong = await openMailServer({ host: 'localhost', options: { ...options, cert: other.cert, key: other.key } });
  const bare = await openMailServer({ host: 'localhost' });
  const before = getCACertificates('default');
  onTestFinished(async () => {
    setDefaultCACertificates(before);
    for (const each of [server, wrong, bare]) await each.close();
  });
  const at = (port: number): SmtpServer => ({ host: 'localhost', port, login: { user: 'us', passwordFile }, tls: 'required' });
  const told = async (port: number): Promise<string> =>
    openSmtp(at(port), patient)
      .ready()
      .then(
        () => 'ready',
        (error: Error) => `${error.name}: ${error.message}`,
      );
  expect(await told(server.port)).toMatch(/has to offer TLS, with a certificate for its name/);
  setDefaultCACertificates([...before, root.cert]);
  expect(await told(wrong.port)).toMatch(/has to offer TLS, with a certificate for its name/);
  expect(await told(bare.port)).toMatch(/has to offer TLS/);
  expect(logins).toEqual([]);
  expect(await told(server.port)).toBe('ready');
  expect(await came(openSmtp(at(server.port), patient))).toBe('sent');
  expect(logins).toEqual(['us correct horse', 'us correct horse']);
  writeFileSync(passwordFile, 'wrong');
  expect(await told(server.port)).toMatch(/refuses the login \(535\): correct "user" and the password in "passwordFile"$/);
  expect(await came(openSmtp(at(server.port), patient))).toBe('away');
  chmodSync(passwordFile, 0o640);
  expect(await told(server.port)).toContain(`mail.smtp.passwordFile: others than its owner may read ${passwordFile}; chmod 600`);
  expect(logins).toHaveLength(4);
});

test('TLS from the start at port 465', async ({ skip }) => {
  const root = issue({ name: 'Root of the mail tests', authority: true });
  const { cert, key } = issue({ name: 'localhost', by: root });
  const server = await openMailServer({ port: 465, host: 'localhost', options: { cert, key, secure: true } }).catch(() =>
    skip('this port is not ours to open'),
  );
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, root.cert]);
  onTestFinished(async () => {
    setDefaultCACertificates(before);
    await server.close();
  });
  expect(await came(openSmtp({ host: 'localhost', port: 465, tls: 'required' }, patient))).toBe('sent');
});

const mail: Mail = {
  from: '红头 <digest@example.org>',
  to: 'reader@example.org',
  subject: '周报',
  text: '正文',
  html: '<p>正文</p>',
  headers: {},
};

test('each mail that was not refused is kept as it went out, with the same id at each attempt', async () => {
  let refuse = true;
  const server = await openMailServer({ rcpt: () => (refuse ? answer(450, 'later') : undefined) });
  onTestFinished(() => server.close());
  const kept = folder();
  const { send } = openFileMailer(kept, () => new Date(), openSmtp(plain(server.port), patient));
  await expect(send({ ...mail, id: 'one' })).rejects.toThrow(MailRefused);
  expect(readdirSync(kept)).toEqual([]);
  refuse = false;
  await send({ ...mail, id: 'one' });
  await send({ ...mail, id: 'one' });
  expect(server.taken.map(({ id }) => id)).toEqual(['<one@example.org>', '<one@example.org>']);
  const files = readdirSync(kept).map((name) => readFileSync(join(kept, name), 'utf8'));
  expect(files.toSorted()).toEqual(server.taken.map(({ eml }) => eml).toSorted());
  await expect(send({ ...mail, subject: 'x\r\nBcc: y@example.org' })).rejects.toThrow(MailRefused);
  await expect(send({ ...mail, to: 'a@example.org>\r\nRCPT TO:<b@example.org' })).rejects.toThrow(MailRefused);
  expect(server.seen.named.every((to) => to === mail.to)).toBe(true);
});
