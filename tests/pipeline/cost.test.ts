import { describe, expect, test } from 'vitest';
import type { MonthOfWork } from '../../shared/model/cost.ts';
import { billOf, extrasOf, usualMonth as monthOf, needsOf, savingsOf, scaleMonth } from '../../shared/pipeline/cost/bill.ts';
import { freeOf, functions, priceIn, unitsOfWork } from '../../shared/registry/prices.ts';

const region = 'us-east-1';
const usualLists = { hour: 28, day: 93, week: 3 };
const usualMonth = monthOf(23_000);
const nothing: MonthOfWork = { polls: 0, pages: 0, visits: 0, held: 0, indexed: 0, readers: 0, mails: 0, views: 0 };
const usd = (month: Partial<MonthOfWork>, where = region): number => billOf({ ...nothing, ...month }, where).usd;
const line = (month: MonthOfWork, id: string, what?: string) =>
  billOf(month, region).lines.filter((each) => each.id === id && (what === undefined || each.what === what));

describe('the arithmetic, against rows worked out by hand', () => {
  test('43,000 mails at 0.10 a thousand are 4.30', () => {
    expect(line({ ...nothing, mails: 43_000 }, 'mails')).toMatchObject([{ service: 'SES', quantity: 43, unitUsd: 0.1, usd: 4.3 }]);
  });

  test('a million lists at S seconds of M MB are S × M / 1024 million GB-seconds at 0.0000133334', () => {
    const [poll, collect] = [unitsOfWork.find(({ id }) => id === 'poll'), functions.find(({ id }) => id === 'collect')];
    const byHand = (poll?.seconds ?? 0) * ((collect?.memoryMb ?? 0) / 1024) * 1e6;
    const [row] = line({ ...nothing, polls: 1e6 }, 'lambda', 'collect');
    expect(row?.quantity).toBeCloseTo(byHand, 6);
    expect(row?.usd).toBeCloseTo(byHand * 0.0000133334, 9);
  });

  test('each part of a new page is paid by its own price, and by nothing twice', () => {
    const page = unitsOfWork.find(({ id }) => id === 'page');
    const [one, two] = [usd({ pages: 10_000 }), usd({ pages: 20_000 })];
    const { writes = 0, reads = 0, puts = 0, gets = 0, messages = 0, calls = 0, seconds = 0 } = page ?? {};
    const memory = (functions.find(({ id }) => id === 'collect')?.memoryMb ?? 0) / 1024;
    const byHand = (writes * 0.625) / 1e6 + (reads * 0.125) / 1e6 + (puts * 0.005) / 1e3 + (gets * 0.0004) / 1e3 + (messages * 0.5) / 1e6;
    const ofCalls = (calls * 0.2) / 1e6 + calls * 1.5e-6 * 0.5 + seconds * memory * 0.0000133334;
    // From the first ten thousand on there are as many publications as there can be.
    expect(two - one).toBeCloseTo(10_000 * (byHand + ofCalls), 6);
  });

  test('what AWS gives for ever comes off each price once, and never more than was used', () => {
    const bill = billOf(usualMonth, region);
    const used = Map.groupBy(bill.lines, ({ id }) => id);
    const off = [...used].map(
      ([id, held]) =>
        Math.min(
          freeOf(id),
          held.reduce((sum, each) => sum + each.quantity, 0),
        ) * priceIn(id, region).usd,
    );
    expect(bill.usd - bill.usdAfterFree).toBeCloseTo(
      off.reduce((sum, each) => sum + each, 0),
      9,
    );
    expect(bill.usdAfterFree).toBeGreaterThan(0);
    expect(bill.lines.reduce((sum, each) => sum + each.usd, 0)).toBeCloseTo(bill.usd, 9);
  });

  test('another region has its own prices, and says which it does not know', () => {
    expect(priceIn('table-writes', 'eu-central-1')).toMatchObject({ region: 'eu-central-1', usd: 0.7625 });
    expect(priceIn('mails', 'eu-central-1').region).toBe('us-east-1');
    expect(usd(usualMonth, 'ap-northeast-1')).toBeGreaterThan(usd(usualMonth));
  });
});

describe('what changes the sum', () => {
  test('what is switched on is in the sum, and its share is told', () => {
    const off = extrasOf(usualMonth, region);
    expect(off.map(({ what }) => what)).toEqual([
      'webhooks',
      'half of the hosts silent',
      'collector',
      'translate',
      'bedrock',
      'opensearch',
    ]);
    const on = { ...usualMonth, messages: 800 };
    const [webhooks] = extrasOf(on, region);
    expect(webhooks).toMatchObject({ what: 'webhooks', on: true });
    expect(webhooks?.usd).toBeCloseTo(usd(on) - usd(usualMonth), 9);
  });

  test('what would make it cheaper stands by worth, and each saving is the difference of two bills', () => {
    const month = { ...usualMonth, readers: 1000, mails: 30_000 };
    const found = savingsOf(month, { ...usualLists, idle: ['a', 'b'], idlePolls: 1440 }, region);
    expect(found.map((each) => each.usd)).toEqual(found.map((each) => each.usd).toSorted((a, b) => a - b));
    expect(found.find(({ what }) => what.includes('by the week'))?.usd).toBeCloseTo(usd({ ...month, mails: 4286 }) - usd(month), 9);
    expect(found.find(({ what }) => what.startsWith('leave out 2 sources'))?.usd).toBeLessThan(-0.02);
    expect(found.some(({ what }) => what.includes('OpenSearch'))).toBe(false);
  });

  test('a million documents and a hundred thousand readers: what has to be switched on is named', () => {
    const large = scaleMonth(usualMonth, { documents: 1_000_000, readers: 100_000, pagesADay: 1000 });
    expect(large).toMatchObject({ indexed: 1_000_000, readers: 100_000, pages: 30_000, mails: 429_000 });
    expect(needsOf(large).join()).toMatch(/production access.*sending quota.*concurrent executions.*OpenSearch/s);
    expect(needsOf(usualMonth)).toHaveLength(1);
  });
});
