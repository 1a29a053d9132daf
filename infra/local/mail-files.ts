import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';

/** A mail of the emulator; `at` is in seconds. */
export type KeptMail = {
  readonly messageId: string;
  readonly from: string;
  readonly replyTo: readonly string[];
  readonly destination: { readonly to: readonly string[]; readonly cc: readonly string[] };
  readonly subject: string;
  readonly body: { readonly html?: string | undefined; readonly text?: string | undefined };
  readonly headers?: readonly { readonly name: string; readonly value: string }[] | undefined;
  readonly at: number;
};

/** Writes a mail as `<time>-<hash>.eml`, whole or not at all. */
export async function keepMail(folder: string, mail: KeptMail): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const time = new Date(mail.at * 1000).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
  const hash = createHash('sha256').update(`${mail.messageId} ${mail.destination.to.join()}`).digest('hex').slice(0, 12);
  const path = join(folder, `${time}-${hash}.eml`);
  writeFileSync(`${path}.draft`, await toEml(mail));
  renameSync(`${path}.draft`, path);
}

// SES refuses a header value with a line break; the stored mail must not invent a header either.
const oneLine = (value: string): string => value.replace(/[\r\n]+/g, ' ');

const part = (kind: 'plain' | 'html', content: string | undefined) =>
  content === undefined ? [] : [{ contentType: `text/${kind}; charset=utf-8`, content, contentTransferEncoding: 'base64' as const }];

/** One line, as SES sends it: a header of ASCII is not folded, and what reads it by line finds it whole. */
const asGiven = (value: string) => ({ value: oneLine(value), prepared: /^[\x20-\x7e]{0,900}$/.test(oneLine(value)) });

/** The mail as RFC 5322 has it, with a text and an HTML part, each in base64; the same mail gives the same octets. */
export async function toEml(mail: KeptMail): Promise<string> {
  const { from, replyTo, destination, subject, body, headers = [] } = mail;
  const composer = new MailComposer({
    from: oneLine(from),
    to: destination.to.map(oneLine),
    cc: destination.cc.map(oneLine),
    replyTo: replyTo.map(oneLine),
    subject: oneLine(subject),
    date: new Date(mail.at * 1000),
    messageId: `<${mail.messageId}@email.amazonses.com>`,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, asGiven(value)])),
    textEncoding: 'base64',
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
    alternatives: [...part('plain', body.text), ...part('html', body.html)],
  });
  return (await composer.compile().build()).toString();
}
