import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type KeptMail, toEml } from '../../infra/local/mail-files.ts';
import { openLocal } from '../../infra/local.ts';
import { openMailer } from '../../shared/adapters/mail.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { clientsOf } from './support/clients.ts';
import { folder } from './support/folder.ts';

const mail: KeptMail = {
  messageId: 'ses-1',
  from: '红头 <digest@example.org>',
  replyTo: [],
  destination: { to: ['reader@example.org'], cc: [] },
  subject: 'plain',
  body: { text: 'text', html: '<p>text</p>' },
  at: Date.UTC(2026, 10, 23, 0, 30) / 1000,
};

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
  const eml = await toEml({ ...mail, subject });
  expect(decoded(eml, 'Subject')).toBe(subject);
  expect(decoded(eml, 'From')).toBe('红头 <digest@example.org>');
  for (const line of eml.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(90);
  expect(eml).toMatch(/^[\x20-\x7e\r\n]*$/);
});

test('a line break in a value makes no header', async () => {
  const eml = await toEml({ ...mail, subject: 'one\r\nBcc: other@example.org', headers: [{ name: 'X-Week', value: 'a\nX-Odd: b' }] });
  expect(eml).not.toMatch(/^(Bcc|X-Odd):/m);
});

test('the date is in the form of mails', async () => {
  expect(decoded(await toEml(mail), 'Date')).toBe('Mon, 23 Nov 2026 00:30:00 +0000');
});

test('names files and addresses without reading them, and the same mail twice is the same', async () => {
  const odd = { ...mail, body: { text: 'file:///etc/hosts', html: '<img src="file:///etc/hosts">' } };
  const eml = await toEml(odd);
  expect(eml).toBe(await toEml(odd));
  const parts = eml.split('\r\n\r\n').map((part) => Buffer.from(part.split('\r\n--')[0] ?? '', 'base64').toString());
  expect(parts).toEqual(expect.arrayContaining(['file:///etc/hosts', '<img src="file:///etc/hosts">']));
});

test('a mail on a laptop bears the time of the given clock, in its name and its Date', async () => {
  const dir = folder();
  const local = await openLocal({ dir, now: () => new Date('2026-11-23T08:30:00+08:00') });
  try {
    await openMailer(clientsOf(local).ses).send({
      to: 'reader@example.org',
      from: 'digest@example.org',
      subject: 'One',
      text: 'one',
      html: '<p>one</p>',
      headers: {},
    });
  } finally {
    await local.close();
  }
  const [name = ''] = readdirSync(join(dir, 'mail'));
  expect(name).toMatch(/^20261123T003000Z-[\da-f]{12}\.eml$/);
  expect(decoded(readFileSync(join(dir, 'mail', name), 'utf8'), 'Date')).toBe('Mon, 23 Nov 2026 00:30:00 +0000');
});
