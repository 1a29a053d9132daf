import { expect, test } from 'vitest';
import type { Article } from '../../shared/model/article.ts';
import type { Lookup } from '../../shared/model/source.ts';
import { readArticle } from '../../shared/stages/article/article.ts';
import { body, page, right, url } from './article-kit.ts';

/** What one site gives oddly is a lookup of its declaration: value → value, with the page it was seen on. */
const html = page(
  '云川市算力券管理办法',
  `<h1>云川市算力券管理办法</h1><p>云府发〔2026〕7号</p>${body}<p>本办法自2026年3月1日起施行。</p>${right('云川市人民政府', '2026年2月3日')}`,
);
const read = (lookups: readonly Lookup[], at = url): Article =>
  readArticle({ url: at, decoded: { text: html, charset: 'utf-8', lossy: false }, overrides: { lookups }, today: '2026-11-25' });
const later: Lookup = { field: 'effective', reads: '2026-03-01', means: '2027-03-01', page: url };

test('a value has the meaning that its lookup gives it, wherever the site shows it, and the status follows', () => {
  expect(read([]).dates.effective?.value).toBe('2026-03-01');
  expect(read([]).status).toBe('in-force');
  for (const at of [url, `${url}8`]) {
    const { dates, status, warnings } = read([later], at);
    expect(dates.effective).toMatchObject({ value: '2027-03-01', precision: 'day' });
    expect(status).toBe('not-yet-in-force');
    expect(warnings).toEqual(read([]).warnings);
  }
});

test('a value without a meaning is left out', () => {
  const { number, dates } = read([
    { field: 'number', reads: '云府发〔2026〕7号', page: url },
    { field: 'effective', reads: '2026-03-01', page: url },
  ]);
  expect(number).toBeUndefined();
  expect(dates.effective).toBeUndefined();
});

test('the page that a lookup comes from says when it no longer matches; other pages say nothing', () => {
  const gone: Lookup = { ...later, reads: '2026-04-01', means: '2026-05-01' };
  const warned = read([gone]).warnings.filter(({ reason }) => reason.includes('lookup'));
  expect(warned).toEqual([{ field: 'dates.effective', reason: expect.stringContaining('“2026-03-01” now') }]);
  expect(read([gone], `${url}8`).warnings).toEqual(read([]).warnings);
  // A site that has mended its page says what was meant.
  expect(read([{ ...later, reads: '2026-04-01', means: '2026-03-01' }]).warnings).toEqual(read([]).warnings);
});
