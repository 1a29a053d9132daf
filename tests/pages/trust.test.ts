import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import measured from '../../shared/questions/measured.json' with { type: 'json' };
import { memory } from '../support/answers.ts';

const app = createApp(memory());
const get = async (path: string) => (await app.request(`http://127.0.0.1:4180${path}`, { headers: { accept: 'text/html' } })).text();

test('every figure has its day, its number, whether it was set apart, and both languages', () => {
  for (const { on, n, apart, what, found } of measured) {
    expect(on, what[0]).toMatch(/^2026-\d\d-\d\d$/);
    expect([typeof apart, n > 0, what.length, found.length]).toEqual(['boolean', true, 2, 2]);
    // No more were right than were looked at.
    for (const each of found)
      for (const [, many] of each.matchAll(/(?<![\d.])(\d+)(?![\d.]| ?%)/g)) expect(Number(many)).toBeLessThanOrEqual(n);
  }
});

test('the README tells none that the page does not', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| (?:titles of real pages|document numbers of real acts) \| (\d+) \| (\d+) \|$/gm)];
  expect(rows).toHaveLength(2);
  for (const [, n, right] of rows)
    expect(measured).toContainEqual(expect.objectContaining({ n: Number(n), found: expect.arrayContaining([`${right} right`]) }));
});

test('the page tells what was measured, what is not seen, what was corrected, how it works and how to report an error', async () => {
  const english = await get('/trust');
  for (const id of ['read', 'unseen', 'corrected', 'method', 'report']) expect(english).toContain(`id="${id}"`);
  expect(english).toContain('98 right; what they are of, about 85');
  expect(english).toMatch(/\d+ of \d+ sources cannot be read in full now/);
  expect(english.split('<main')[1]?.split('<footer')[0]).not.toMatch(/\p{Script=Han}/u);
  const chinese = await get('/trust?lang=zh');
  expect(chinese).toContain('可信度说明');
  expect(chinese).toContain('正确98个');
  expect(await get('/documents')).toContain('href="/trust"');
  const json = JSON.parse(await get('/api/v1/trust'));
  expect(json.measured).toEqual(measured);
  expect(json.unseen.sources).toBeGreaterThan(0);
});
