import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MailRefused } from '../../shared/model/errors.ts';
import type { Mail } from '../../shared/model/ports.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { emlOf, openFileMailer } from '../../shared/store/sqlite/mail.ts';
import { folder } from '../support/folder.ts';

const mail: Mail = {
  from: '红头 <digest@example.org>',
  to: 'reader@example.org',
  subject: 'plain',
  text: 'text',
  html: '<p>text</p>',
  headers: {},
};
const eml = (more: Partial<Mail> = {}): Promise<string> => emlOf({ ...mail, ...more }, 'ses-1', new Date('2026-11-23T00:30:00Z'));

const decoded = (eml: string, name: string): string => {
  const folded = orEmpty(eml.split('\r\n\r\n')[0]?.replaceAll('\r\n ', ''));
  const value = orEmpty(
    folded
      .split('\r\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2),
  );
  // White space between encoded words is none (RFC 2047, 6.2).
  return value
    .replace(/(?<=\?=)\s+(?==\?)/g, '')
    .replace(/=\?utf-8\?B\?([^?]*)\?=/gi, (_, base64: string) => Buffer.from(base64, 'base64').toString());
};

test('long subjects in any script are folded within characters and within 78 columns', async () => {
  const subject = '国务院关于深入实施行动的意见𠮷'.repeat(12);
  const made = await eml({ subject });
  expect(decoded(made, 'Subject')).toBe(subject);
  expect(decoded(made, 'From')).toBe('红头 <digest@example.org>');
  for (const line of made.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(90);
  expect(made).toMatch(/^[\x20-\x7e\r\n]*$/);
});

test('a line break in a value makes no header: such a mail is refused', async () => {
  const { send } = openFileMailer(folder(), () => new Date());
  await expect(send({ ...mail, subject: 'one\r\nBcc: other@example.org' })).rejects.toThrow(MailRefused);
  await expect(send({ ...mail, headers: { 'X-Week': 'a\nX-Odd: b' } })).rejects.toThrow(MailRefused);
});

test('the date is in the form of mails', async () => {
  expect(decoded(await eml(), 'Date')).toBe('Mon, 23 Nov 2026 00:30:00 +0000');
});

test('names files and addresses without reading them, and the same mail twice is the same', async () => {
  const odd = { text: 'file:///etc/hosts', html: '<img src="file:///etc/hosts">' };
  const made = await eml(odd);
  expect(made).toBe(await eml(odd));
  const parts = made.split('\r\n\r\n').map((part) => Buffer.from(part.split('\r\n--')[0] ?? '', 'base64').toString());
  expect(parts).toEqual(expect.arrayContaining(['file:///etc/hosts', '<img src="file:///etc/hosts">']));
});

test('a mail lies in the folder as its reader alone may see it, and bears the time of the given clock, in its name and its Date', async () => {
  const data = folder();
  const { id } = await openFileMailer(join(data, 'mail'), () => new Date('2026-11-23T08:30:00+08:00')).send(mail);
  const [name = '', ...others] = readdirSync(join(data, 'mail'));
  expect([name, others]).toEqual([expect.stringMatching(/^20261123T003000Z-[\da-f]{12}\.eml$/), []]);
  const file = readFileSync(join(data, 'mail', name), 'utf8');
  expect([decoded(file, 'Date'), decoded(file, 'Message-ID')]).toEqual(['Mon, 23 Nov 2026 00:30:00 +0000', `<${id}@email.amazonses.com>`]);
  expect([statSync(join(data, 'mail')).mode & 0o777, statSync(join(data, 'mail', name)).mode & 0o777]).toEqual([0o700, 0o600]);
});

test('a draft that a killed process left goes with the next mail; one that is being written stays', async () => {
  const at = folder();
  for (const [name, secondsOld] of [
    ['old', 1200],
    ['fresh', 0],
  ] as const) {
    const path = join(at, `20261123T003000Z-${name}.eml.draft`);
    writeFileSync(path, 'half a mail');
    utimesSync(path, Date.now() / 1000 - secondsOld, Date.now() / 1000 - secondsOld);
  }
  await openFileMailer(at, () => new Date()).send(mail);
  expect(readdirSync(at).filter((name) => name.endsWith('.draft'))).toEqual(['20261123T003000Z-fresh.eml.draft']);
});
