import { describe, expect, test } from 'vitest';
import { parseDate } from '../../shared/stages/dates/dates.ts';
import { parseNumber } from '../../shared/stages/numbers/numbers.ts';

describe('days whose year is said in words', () => {
  test.each([
    ['next Jan 1', '2026-11-20', '2027-01-01'],
    ['January 5 next year', '2026-11-20', '2027-01-05'],
    ['3 March last year', '2026-11-20', '2025-03-03'],
    ['2027年元旦', '2026-11-20', '2027-01-01'],
    ['明年元旦', '2026-11-20', '2027-01-01'],
    ['今起', '2026-11-20', undefined],
  ])('%s said on %s', (text, base, value) => {
    expect(parseDate(text, base).value).toBe(value === undefined ? base : value);
  });

  test.each([
    ['next December 30', '2026-11-20', "'next' can mean two years"],
    ['last May 1', '2026-11-20', "'last' can mean two years"],
    ['next Jan 1', undefined, 'counts from a day that is not given'],
    ['明年元旦', undefined, 'the year is not said'],
  ])('%s said on %s is not sure: %s', (text, base, reason) => {
    expect(parseDate(text, base)).toEqual({ reason });
  });
});

describe('numbers in Chinese numerals and turned English orders', () => {
  test.each([
    ['国发〔二〇一七〕三十五号', '国发〔2017〕35号'],
    ['国办发〔二○二六〕12号', '国办发〔2026〕12号'],
    ['Order of the State Council No. 790', '国令第790号'],
    ['State Council Order 790', '国令第790号'],
  ])('%s', (text, canonical) => {
    expect(parseNumber(text).canonical).toBe(canonical);
  });

  test.each(['Order 5 of chips', '〔二〇一七〕三十五号', '规划〔二〇二六〕'])('%s is none', (text) => {
    expect(parseNumber(text).canonical).toBeUndefined();
  });
});
