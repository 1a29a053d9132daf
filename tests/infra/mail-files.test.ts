import { expect, test } from 'vitest';
import { type KeptMail, toEml } from '../../infra/local/mail-files.ts';
import { orEmpty } from '../../shared/model/values.ts';

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
  return value.replace(/=\?utf-8\?B\?([^?]*)\?=/g, (_, base64: string) => Buffer.from(base64, 'base64').toString());
};

test('long subjects in any script are folded within characters and within 78 columns', () => {
  const subject = '国务院关于深入实施行动的意见𠮷'.repeat(12);
  const eml = toEml({ ...mail, subject });
  expect(decoded(eml, 'Subject')).toBe(subject);
  expect(decoded(eml, 'From')).toBe('红头 <digest@example.org>');
  for (const line of eml.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(90);
  expect(eml).toMatch(/^[\x20-\x7e\r\n]*$/);
});

test('a line break in a value makes no header', () => {
  const eml = toEml({ ...mail, subject: 'one\r\nBcc: other@example.org', headers: [{ name: 'X-Week', value: 'a\nX-Odd: b' }] });
  expect(eml).not.toMatch(/^(Bcc|X-Odd):/m);
});

test('the date is in the form of mails', () => {
  expect(decoded(toEml(mail), 'Date')).toBe('Mon, 23 Nov 2026 00:30:00 +0000');
});
