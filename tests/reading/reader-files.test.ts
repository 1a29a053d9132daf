import { afterEach, expect, test } from 'vitest';
import { openReader } from '../../functions/reading-threads.ts';
import type { Reader } from '../../shared/model/ports.ts';
import { pdf, setParagraphs } from '../support/files/pdf.ts';
import { article, notices } from '../support/pages.ts';

let reader: Reader | undefined;
afterEach(() => reader?.close());

const today = '2026-11-25';
const [notice] = notices;
const page = { as: 'article', url: 'http://a.example/1.html', bytes: Buffer.from(notice ? article(notice) : ''), today } as const;
const paragraph = '第一条　为了规范语料登记活动，保障数据流通安全有序，制定本办法。';
const long = pdf(Array.from({ length: 400 }, () => setParagraphs(Array.from({ length: 8 }, () => paragraph))));
const file = { as: 'attachment', format: 'pdf', url: 'http://a.example/1.pdf', bytes: long, today } as const;

test('the worker finds the character maps, and pages do not wait for a file', async () => {
  reader = openReader();
  await reader.read(page);
  const order: string[] = [];
  const reading = reader.read(file).then((found) => {
    order.push('file');
    return found;
  });
  await reader.read(page).then(() => order.push('page'));
  expect(await reading).toMatchObject({ kind: 'file', state: 'read', pages: 400 });
  expect(order).toEqual(['page', 'file']);
});

test('a file that takes too long is too complex, and pages are read on', async () => {
  reader = openReader({ fileDeadlineMs: 60 });
  await expect(reader.read(file)).rejects.toMatchObject({ trouble: 'too-complex' });
  expect(await reader.read(page)).toMatchObject({ kind: 'article' });
});
