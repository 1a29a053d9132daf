import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { group } from '../../shared/model/values.ts';

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
export function keepMail(folder: string, mail: KeptMail): void {
  mkdirSync(folder, { recursive: true });
  const time = new Date(mail.at * 1000).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
  const hash = createHash('sha256').update(`${mail.messageId} ${mail.destination.to.join()}`).digest('hex').slice(0, 12);
  const path = join(folder, `${time}-${hash}.eml`);
  writeFileSync(`${path}.draft`, toEml(mail));
  renameSync(`${path}.draft`, path);
}

/** RFC 5322 with a text and an HTML part, each in base64. */
export function toEml(mail: KeptMail): string {
  const boundary = `=_${createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32)}`;
  const parts = [part('text/plain', mail.body.text), part('text/html', mail.body.html)].flat();
  const head = [
    ['From', mail.from],
    ['To', mail.destination.to.join(', ')],
    ...(mail.destination.cc.length > 0 ? [['Cc', mail.destination.cc.join(', ')]] : []),
    ...(mail.replyTo.length > 0 ? [['Reply-To', mail.replyTo.join(', ')]] : []),
    ['Subject', mail.subject],
    ['Date', new Date(mail.at * 1000).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', `<${mail.messageId}@email.amazonses.com>`],
    ...(mail.headers ?? []).map(({ name, value }) => [name, value]),
    ['MIME-Version', '1.0'],
    ['Content-Type', `multipart/alternative; boundary="${boundary}"`],
  ];
  const header = head.map(([name = '', value = '']) => `${name}: ${encoded(oneLine(value))}`).join('\r\n');
  return `${header}\r\n\r\n${parts.map((each) => `--${boundary}\r\n${each}\r\n`).join('')}--${boundary}--\r\n`;
}

const part = (type: string, content: string | undefined): readonly string[] =>
  content === undefined ? [] : [`Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${wrapped(content)}`];

const wrapped = (content: string): string =>
  (
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');

// SES refuses a header value with a line break; the stored mail must not invent a header either.
const oneLine = (value: string): string => value.replace(/[\r\n]+/g, ' ');

/** RFC 2047: runs that are not ASCII become encoded words of at most 75 characters, never cut within a character. */
function encoded(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return value;
  // An address keeps its angle brackets outside of the encoded words.
  const address = value.match(/^(.{1,300}?)\s{0,5}(<[^<>]{3,320}>)$/);
  if (address) return `${encoded(group(address, 1))} ${address[2]}`;
  const words: string[] = [];
  let word = '';
  for (const character of value) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((each) => `=?utf-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ');
}
