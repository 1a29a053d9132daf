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

test('the index tells of each week what matters most, what happened and what was not seen; so does the API, in pages', async () => {
  const page = await read('/digests?year=2026');
  const told = digest();
  const first = Object.values(told.sections).flat()[0];
  expect(page).toContain(`href="/digests/2026-W47#${told.highlights?.[0]?.id ?? first?.id}"`);
  const { new: fresh, changed, withdrawn } = told.counts;
  expect(page).toContain(`${fresh} new, ${changed} changed, ${withdrawn} withdrawn`);
  expect(page).toContain(`${told.unseen.length} of ${told.sources.total} sources not seen`);
  const { items, total, next } = JSON.parse(await read('/api/v1/digests?limit=3'));
  expect([items.map(({ week }: { week: string }) => week), total]).toEqual([weeks.slice(0, 3), 4]);
  expect(items[2]).toMatchObject({ counts: told.counts, unseen: { sources: told.unseen.length, of: told.sources.total } });
  expect(items[2].highlights[0]).toMatchObject({ id: told.highlights?.[0]?.id ?? first?.id });
  expect(JSON.parse(await read(`/api/v1/digests?limit=3&cursor=${next}`)).items).toMatchObject([{ week: '2025-W52' }]);
  expect((await get(`/api/v1/digests?cursor=${next}x`)).status).toBe(400);
});

test('the mail of a week stands at an address of its own, with a policy under which its style shows and nothing runs or loads', async () => {
  const page = await read('/digests/2026-W47');
  expect(page).toContain('href="/digests/2026-W47/mail"');
  const answer = await get('/digests/2026-W47/mail');
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/script-src|https?:/);
  const mail = await answer.text();
  expect(mail).toContain('http://127.0.0.1:4180/digests/2026-W47');
  expect(mail).not.toMatch(/unsubscribe\?token|<script|<img/);
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect((await get('/digests/2026-W47')).headers.get('content-security-policy')).toContain("style-src 'self'");
  expect((await get('/digests/2026-W46/mail')).status).toBe(404);
});
