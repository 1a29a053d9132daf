import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openReader } from '../../functions/reading-threads.ts';
import type { ReadJob } from '../../shared/model/article.ts';

const entry = new URL('./workers/moody.ts', import.meta.url);
const job = (mood: string): ReadJob => ({
  as: 'listing',
  url: `https://www.example.gov.cn/${mood}`,
  bytes: new TextEncoder().encode('abc'),
  today: '2026-11-25',
});

function open(options: { deadlineMs?: number; heapMb?: number; entry?: URL } = {}) {
  const reader = openReader({ entry, deadlineMs: 700, ...options });
  onTestFinished(() => reader.close());
  return reader;
}

/** The moody worker; the first that starts is there at once, any other never. */
function lateWorker(): URL {
  const folder = mkdtempSync(`${tmpdir()}/hongtou-late-`);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = `${folder}/late.mjs`;
  const wait = `try { mkdirSync(new URL('first', import.meta.url)); } catch { await sleep(2 ** 31 - 1); }`;
  const imports = `import { mkdirSync } from 'node:fs'; import { setTimeout as sleep } from 'node:timers/promises';`;
  writeFileSync(file, `${imports} ${wait} await import('${entry.href}');`);
  return pathToFileURL(file);
}

describe('the parsing worker', () => {
  test('reads pages one after another and leaves the bytes with the caller', async () => {
    const reader = open();
    const one = job('well');
    expect(await reader.read(one)).toMatchObject({ title: '3' });
    expect(one.bytes.length).toBe(3);
    expect(await reader.read(one)).toMatchObject({ title: '3' });
  });

  test('a page that never ends is too complex, and the next one is read', async () => {
    const reader = open();
    await expect(reader.read(job('forever'))).rejects.toMatchObject({
      name: 'SourceError',
      trouble: 'too-complex',
      detail: expect.stringContaining('700 ms'),
    });
    expect(await reader.read(job('well'))).toMatchObject({ kind: 'listing' });
  });

  test('a page that eats memory is too complex, and this process lives on', async () => {
    const reader = open({ heapMb: 40, deadlineMs: 8_000 });
    await expect(reader.read(job('hungry'))).rejects.toMatchObject({ trouble: 'too-complex', detail: expect.stringContaining('40 MB') });
    expect(await reader.read(job('well'))).toMatchObject({ kind: 'listing' });
  });

  test('a page nested beyond the stack is too complex', async () => {
    await expect(open().read(job('deep'))).rejects.toMatchObject({ trouble: 'too-complex' });
  });

  test('a trouble keeps its fields, a bug its stack', async () => {
    const reader = open();
    const trouble = {
      name: 'SourceError',
      trouble: 'unrecognised',
      url: 'https://www.example.gov.cn/trouble',
      detail: 'no list',
      status: 200,
    };
    await expect(reader.read(job('trouble'))).rejects.toMatchObject(trouble);
    await expect(reader.read(job('bug'))).rejects.toMatchObject({
      name: 'TypeError',
      message: 'a bug of ours',
      stack: expect.stringContaining('moody.ts'),
    });
    expect(await reader.read(job('well'))).toMatchObject({ kind: 'listing' });
  });

  test('a healthy page does not wait for a hostile one to run into its deadline', async () => {
    const reader = open({ deadlineMs: 120_000 });
    await reader.read(job('well'));
    let ended = false;
    const hostile = reader
      .read(job('forever'))
      .catch((error: unknown) => error)
      .finally(() => {
        ended = true;
      });
    await reader.read(job('well'));
    expect(ended).toBe(false);
    await reader.close();
    expect(await hostile).toBeInstanceOf(Error);
  });

  test('a page waits for whichever thread is free first, not for one that starts', async () => {
    const reader = open({ entry: lateWorker(), deadlineMs: 120_000 });
    await reader.read(job('well'));
    expect(await Promise.all([reader.read(job('slow')), reader.read(job('well'))])).toHaveLength(2);
  });

  test('a large page lets others pass until a spare thread is there', async () => {
    const reader = open({ deadlineMs: 120_000 });
    for (let n = 0; n < 10; n += 1) await reader.read(job('well'));
    const large = { ...job('slow'), bytes: new Uint8Array(200_000) };
    const order: string[] = [];
    await Promise.all([large, job('well'), job('well')].map((page) => reader.read(page).then(() => order.push(page.url.slice(-4)))));
    expect(order).toEqual(['well', 'well', 'slow']);
  });

  test('a closed reader ends the pages that wait in it', async () => {
    const reader = open();
    const pages = [job('forever'), job('well'), job('well')].map((page) => reader.read(page).catch((error: unknown) => error));
    await reader.close();
    for (const ended of await Promise.all(pages)) expect(ended).toBeInstanceOf(Error);
  });

  test.for([
    ['small ones: no second', job('well'), false],
    ['one that takes long: a second', job('slow'), true],
  ] as const)('behind the first pages, %s thread is started', async ([, page, expected]) => {
    let started = 0;
    const count = (): void => {
      started += 1;
    };
    process.on('worker', count);
    onTestFinished(() => void process.off('worker', count));
    const reader = open({ deadlineMs: 120_000 });
    for (let n = 0; n < 10; n += 1) await reader.read(job('well'));
    await Promise.all([reader.read(page), reader.read(job('well'))]);
    await reader.read(job('well'));
    expect(started > 1).toBe(expected);
  });
});
