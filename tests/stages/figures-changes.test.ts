import { describe, expect, test } from 'vitest';
import { readFigures } from '../../shared/stages/facts/figures.ts';

/** By how much something changes is not how much there is; several values are of several years. All texts are invented. */

const day = '2026-03-01';
const read = (text: string, type: 'news' | 'plan' = 'news'): readonly string[] =>
  readFigures({ title: '云川市雾灯工作', text, type, day }).map(({ value, year, bound, scope }) =>
    [value, year ?? '-', bound, scope].filter(Boolean).join(' '),
  );

describe('each value is of the year in its place', () => {
  test.each([
    ['海岚雾灯2022年-2024年的营业收入分别为6000万元、2亿元、5亿元。', [2022, 2023, 2024]],
    ['2022年、2023年、2024年，雾灯产值分别达到1亿元、2亿元和3亿元。', [2022, 2023, 2024]],
    ['2022年和2024年，海雾与雾港产值分别达到1亿元、2亿元。', [null, null]],
    ['2022—2024年，雾灯产值分别达到1亿元、2亿元。', [null, null]],
    ['2022—2024年，雾灯工程共投入资金5亿元。', [null]],
    ['Revenue was RMB 5 million, RMB 6 million and RMB 7 million in 2022, 2023 and 2024, respectively.', [2022, 2023, 2024]],
    ['Over 2022 and 2024, revenue was RMB 5 million and RMB 6 million, respectively.', [2022, 2024]],
  ])('%s', (text, years) => {
    const found = readFigures({ title: '', text, type: 'news', day });
    expect(found.map(({ year }) => year ?? null)).toEqual(years);
  });

  test('of a plan too', () => {
    expect(read('到2027年、2030年，雾灯普及率分别超过70%、90%。', 'plan')).toEqual([
      '70 2027 at-least 雾灯普及率',
      '90 2030 at-least 雾灯普及率',
    ]);
  });
});

test.each([
  ['对连续缴费的居民，提高雾灯补助最高支付限额3800元。', ['3800 - exactly 提高雾灯补助最高支付限额']],
  ['将雾灯补助最高支付限额提高到3800元。', ['3800 - at-most 雾灯补助最高支付限额']],
  ['上浮后贷款最高额度不超过100万元。', ['1000000 - at-most 上浮后贷款最高额度']],
])('a limit that is raised by a sum is not that sum: %s', (text, told) => expect(read(text, 'plan')).toEqual(told));

test.each([
  ['与2024年相比，列入范围的雾灯数量增加了92个。', ['92 2026 exactly 列入范围的雾灯数量增加']],
  ['2025年全市新增10家雾灯企业。', ['10 2025 exactly 新增雾灯企业']],
  ['2025年，雾灯企业减少20家。', ['20 2025 exactly 雾灯企业减少']],
])('what is new or gone is told as that: %s', (text, told) => expect(read(text)).toEqual(told));
