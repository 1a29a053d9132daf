import { expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { memory } from '../support/answers.ts';
import { digest } from '../support/digests.ts';

/** Past digests: the index by year, and each as page, text and JSON. */

const weeks = ['2027-W01', '2026-W53', '2026-W47', '2025-W52'];
const app = createApp({ ...memory(), weeks: async () => weeks, digest: async (week) => (week === '2026-W47' ? digest() : undefined) });
const get = (path: string) => app.request(`http://127.0.0.1:4180${path}`);
const read = async (path: string) => (await get(path)).text();
const named = (page: string) => [...page.matchAll(/href="\/digests\/(\d{4}-W\d{2})"/g)].map((found) => found[1]);

test('the index stands by year, and shows one year when asked', async () => {
  const all = await read('/digests');
  expect(named(all)).toEqual(weeks);
  expect([...all.matchAll(/<h2 id="y(\d{4})">/g)].map((found) => found[1])).toEqual(['2027', '2026', '2025']);
  const one = await read('/digests?year=2026');
  expect(named(one)).toEqual(['2026-W53', '2026-W47']);
  expect(one).toContain('16–22 November 2026');
  for (const address of ['/digests/2026-W47/text', '/api/v1/digests/2026-W47']) expect(one).toContain(`href="${address}"`);
  expect(await read('/digests?year=2024')).toContain('No digest of this year is held.');
  expect((await get('/digests?year=20267')).status).toBe(400);
});

test('each digest links its text, its JSON and its year; the text is that of the mail and tells the same whenever it is read', async () => {
  const page = await read('/digests/2026-W47');
  for (const address of ['/digests/2026-W47/text', '/api/v1/digests/2026-W47', '/digests?year=2026'])
    expect(page).toContain(`href="${address}"`);
  const answer = await get('/digests/2026-W47/text');
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await answer.text();
  expect(text).toContain('11 DAYS LEFT, comments due 4 December 2026');
  expect(text).toContain('http://127.0.0.1:4180/digests/2026-W47');
  expect(await read('/digests/2026-W47/text?lang=zh')).toContain('意见截止 2026年12月4日');
  expect((await get('/digests/2026-W46/text')).status).toBe(404);
});
