import { expect, test } from 'vitest';
import type { DateFact, Dates } from '../../shared/model/article.ts';
import type { Classified, Head } from '../../shared/model/document.ts';
import { keepPrevious } from '../../shared/pipeline/collect/head-changes.ts';
import { shown } from '../support/answers.ts';

/** A window that only the listing gave: a later visit comes without the entry, and must not lose it. */

const listed = (value: string): DateFact => ({ value, precision: 'day', from: 'listing', quote: '2026-11-20至2026-12-20' });
const reading = (dates: Dates) => ({ ...shown({ id: 'd' }), type: 'draft', dates }) as unknown as Classified & Head;
const held = reading({ commentFrom: listed('2026-11-20'), commentBy: listed('2026-12-20') });

test('a window that the listing gave stays when a reading comes without it', () => {
  expect(keepPrevious(held, reading({})).dates).toEqual(held.dates);
});

test('another last day of the listing, or one of the page, takes its place', () => {
  const later = { commentBy: listed('2026-12-31') };
  expect(keepPrevious(held, reading(later)).dates).toEqual(later);
  const own = { commentBy: { value: '2026-12-25', precision: 'day', from: 'body', quote: '截止时间为2026年12月25日' } } as const;
  expect(keepPrevious(held, reading(own)).dates).toEqual(own);
});

test('a deadline that the page itself gave and gives no more is gone', () => {
  const said = reading({ commentBy: { value: '2026-12-25', precision: 'day', from: 'body', quote: '12月25日前' } });
  expect(keepPrevious(said, reading({})).dates).toEqual({});
});
