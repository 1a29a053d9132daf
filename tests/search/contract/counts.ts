import { describe, expect, test } from 'vitest';
import { indexOf, type OpenEmpty, row, today } from './rows.ts';

const of = (id: string, published: string, more: Parameters<typeof row>[1] = {}) => row(id, { published, ...more });

/** Counts of a query over time, and by province. */
export function countsContract(open: OpenEmpty): void {
  describe('counts', () => {
    const four = [
      of('a', '2026-10-01', { themes: ['compute', 'chips'], level: 'L4', issuerIds: ['shenzhen-drc', 'guangdong-st'] }),
      of('b', '2026-10-31', { themes: ['compute'], issuerIds: ['cac'] }),
      of('c', '2025-01-15', {
        themes: [],
        effective: '2026-11-01',
        text: '算力',
        issuerIds: ['suzhou-government', 'suzhou-anhui-government'],
      }),
      of('d', '2026-11-02', { themes: ['chips'], issuerIds: ['beijing-data-exchange'] }),
    ];
    const { level: _none, ...media } = of('e', '2026-11-02', { themes: ['compute'], issuerIds: [] });

    test('of each month or day, by level or theme: what the list of documents finds, a document of two themes in both', async () => {
      const { search } = await indexOf(open, ...four, media);
      const months = await search.timeline({ step: 'month', by: 'level', today });
      expect(months).toEqual([
        { at: '2025-01', of: 'L2', count: 1 },
        { at: '2026-10', of: 'L2', count: 1 },
        { at: '2026-10', of: 'L4', count: 1 },
        { at: '2026-11', of: '', count: 1 },
        { at: '2026-11', of: 'L2', count: 1 },
      ]);
      expect(await search.timeline({ step: 'day', by: 'theme', from: '2026-10-31', today })).toEqual([
        { at: '2026-10-31', of: 'compute', count: 1 },
        { at: '2026-11-02', of: 'chips', count: 1 },
        { at: '2026-11-02', of: 'compute', count: 1 },
      ]);
      expect(await search.timeline({ step: 'month', by: 'theme', q: '算力', today })).toEqual([{ at: '2025-01', of: '', count: 1 }]);
      expect(await search.timeline({ step: 'month', by: 'level', date: 'effective', today })).toEqual([
        { at: '2026-11', of: 'L2', count: 1 },
      ]);
      expect(await search.timeline({ step: 'month', by: 'level', theme: 'energy', today })).toEqual([]);
    });

    test('of each province whose bodies issued them: once for two of its bodies, in both of two provinces, not for an exchange that bears its name', async () => {
      const { search, find } = await indexOf(open, ...four, media);
      expect(await search.provinces({ today })).toEqual([
        { province: 'anhui', total: 1, themes: {} },
        { province: 'guangdong', total: 1, themes: { chips: 1, compute: 1 } },
        { province: 'jiangsu', total: 1, themes: {} },
      ]);
      expect(await search.provinces({ today, theme: 'energy' })).toEqual([]);
      expect(await find({ province: 'guangdong' })).toEqual(['a']);
      expect(await find({ province: 'anhui' })).toEqual(['c']);
      expect(await find({ province: 'beijing' })).toEqual([]);
      expect(await find({ province: 'nowhere' })).toEqual([]);
    });

    test('mentions name the newest document, of those asked for alone', async () => {
      const named = (id: string, published: string) => of(id, published, { entityIds: ['ai-plus', 'place:beijing'] });
      const { search } = await indexOf(open, named('x', '2026-01-01'), named('z', '2026-11-01'), named('y', '2026-11-01'));
      expect(await search.mentions(['ai-plus', 'nobody'])).toEqual({ 'ai-plus': { documents: 3, newest: '2026-11-01', newestId: 'z' } });
      expect(Object.keys(await search.mentions())).toEqual(['ai-plus', 'place:beijing']);
      expect(await search.mentions([])).toEqual({});
    });

    test('what was first read by a day is asked for alone, a day in Beijing', async () => {
      const seen = (id: string, firstSeenAt: string) => of(id, '2026-01-01', { entityIds: ['ai-plus'], firstSeenAt });
      const { search, find } = await indexOf(open, seen('x', '2026-03-01T15:59:59Z'), seen('y', '2026-03-01T16:00:00Z'));
      expect([await find({ seenBy: '2026-03-01' }), await find({ seenBy: '2026-03-02', sort: 'newest' })]).toEqual([['x'], ['y', 'x']]);
      expect(await search.mentions(undefined, '2026-03-01')).toMatchObject({ 'ai-plus': { documents: 1, newestId: 'x' } });
      expect(await search.mentions(['ai-plus'], '2026-02-28')).toEqual({});
    });
  });
}
