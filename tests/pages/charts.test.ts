import { describe, expect, test } from 'vitest';
import {
  type Column,
  type Label,
  layoutColumns,
  layoutSpark,
  monthsBefore,
  monthsFrom,
  narrowest,
  placeLabels,
  placeOfDay,
  roundSteps,
  spanOf,
  spark,
  yearLabels,
} from '../../shared/pages/charts/charts.ts';
import { toMarkup } from '../../shared/pages/words/escape.ts';

/** Numbers that are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let at = seed; ; at = (at * 1_103_515_245 + 12_345) % 2_147_483_648) yield at / 2_147_483_648;
}
const random = numbers(20261128);
const next = (): number => Number(random.next().value);
const below = (most: number): number => Math.floor(next() * most);

const apart = (labels: readonly Label[]): boolean => {
  const spans = labels.map(spanOf).toSorted(([a], [b]) => a - b);
  return spans.every(([from, to], n) => from >= 0 && to <= narrowest && (n === 0 || from > (spans[n - 1]?.[1] ?? 0)));
};

const series: readonly (readonly Column[])[] = [
  [],
  [{ name: '2026-11', values: [0, 0, 0, 0, 0] }],
  [{ name: '2026-11', values: [1, 0, 0, 0, 0] }],
  monthsFrom('2016-12', '2026-11').map((name) => ({ name, values: [0, 0, 1, 0, 0] })),
  ...Array.from({ length: 60 }, () => {
    const [count, most] = [1 + below(130), 10 ** below(6)];
    return monthsFrom(monthsBefore('2026-11', count - 1), '2026-11').map((name) => ({
      name,
      values: Array.from({ length: 5 }, () => (next() < 0.4 ? 0 : below(most))),
    }));
  }),
];

describe('columns', () => {
  test.each([120, 160, 300])(
    'at %i px: bars are within the frame, stand on each other, are as high as their values and add up to the data; no labels overlap',
    (height) => {
      for (const columns of series) {
        const { bars, lines, labels } = layoutColumns(columns, height);
        const data = columns.flatMap(({ values }) => values).reduce((sum, value) => sum + value, 0);
        expect(bars.reduce((sum, { value }) => sum + value, 0)).toBe(data);
        const scale = bars[0] ? bars[0].height / bars[0].value : 0;
        const outside = bars.filter(
          ({ x, y, width, height: tall }) => x <= 0 || x + width > 100 || y < 8 - 1e-6 || y + tall > height - 20 + 1e-6,
        );
        const untrue = bars.filter(({ value, height: tall }) => Math.abs(tall - value * scale) > 1e-6);
        const loose = bars.filter(
          ({ column, y, height: tall }, n) => n > 0 && bars[n - 1]?.column === column && Math.abs(y + tall - (bars[n - 1]?.y ?? 0)) > 1e-6,
        );
        expect([outside, untrue, loose]).toEqual([[], [], []]);
        expect(lines.length).toBeLessThanOrEqual(5);
        expect(lines.map(({ value }) => value)).toEqual(lines.map(({ value }) => Math.round(value)));
        expect(apart(labels)).toBe(true);
      }
    },
  );

  test('ten years of months are labelled by years, as many as fit; one column has its own name', () => {
    const ten = layoutColumns(series[3] ?? [], 160);
    expect(ten.bars).toHaveLength(120);
    expect(ten.labels.length).toBeGreaterThan(3);
    expect(layoutColumns(series[2] ?? [], 160).labels.map(({ text }) => text)).toEqual(['2026-11']);
  });
});

describe('scales', () => {
  test('steps are whole, few, and reach the highest value', () => {
    for (const most of [0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 19, 99, 100, 101, 12_345]) {
      const steps = roundSteps(most);
      expect([steps[0], (steps.at(-1) ?? 0) >= most, steps.length <= 5, steps.every(Number.isInteger)]).toEqual([0, true, true, true]);
    }
  });

  test('months in a row, over the ends of years; none backwards', () => {
    expect(monthsFrom('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsFrom('2026-02', '2025-11')).toEqual([]);
    expect(monthsBefore('2026-01', 13)).toBe('2024-12');
  });

  test('labels that are placed never overlap and never leave the frame, whatever is wanted', () => {
    const anchors = ['start', 'middle', 'end'] as const;
    for (let turn = 0; turn < 100; turn += 1) {
      const wanted = Array.from(
        { length: below(30) },
        (): Label => ({ at: next() * 100, text: '算力 2026'.slice(0, 1 + below(7)), anchor: anchors[below(3)] ?? 'start' }),
      );
      expect(apart(placeLabels(wanted))).toBe(true);
    }
  });

  test('days stand in their order within the frame; a scale of one day has a place for it', () => {
    const days = { from: '2015-08-31', to: '2026-11-25' };
    const places = ['1999-01-01', '2015-08-31', '2016', '2020-03', '2026-11-25', '2030-01-01'].map((day) => placeOfDay(day, days));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect([Math.min(...places) > 0, Math.max(...places) < 100]).toEqual([true, true]);
    expect(placeOfDay('2026-01-01', { from: '2026-01-01', to: '2026-01-01' })).toBe(96);
    for (const from of ['2026-11-01', '2026-01-01', '2024-01-01', '2015-01-01', '1990-01-01']) {
      expect(apart(yearLabels({ from, to: '2026-11-25' }))).toBe(true);
      expect(yearLabels({ from, to: '2026-11-25' }).length).toBeGreaterThan(0);
    }
  });
});

describe('small bars', () => {
  test('small bars are within their frame; nothing draws nothing; the numbers are in the words', () => {
    for (let turn = 0; turn < 100; turn += 1) {
      const values = Array.from({ length: below(60) }, () => below(1000));
      const bars = layoutSpark(values, 128, 28);
      expect(bars).toHaveLength(values.filter((value) => value > 0).length);
      for (const { x, y, width, height } of bars)
        expect([x >= 0, x + width <= 128.001, y >= -0.001, y + height <= 28.001]).toEqual([true, true, true, true]);
    }
    expect(toMarkup(spark([0, 3], 'per week: 0 3'))).toContain('aria-label="per week: 0 3"');
  });
});
