import { expect, test } from 'vitest';
import type { Choices } from '../../shared/model/reader.ts';
import { describeChoices } from '../../shared/pages/words/choices.ts';
import { localeOf } from '../../shared/pages/words/days.ts';

const digest = { weekday: 'monday', time: '08:30', timeZone: 'Asia/Shanghai' } as const;
const search = { id: 'a1', name: 'Green power', filters: { q: '绿电' } };
const rows: readonly (readonly [Choices | undefined, string, string])[] = [
  [undefined, 'everything; weekly, Monday 08:30 in Asia/Shanghai', '全部内容；每周，星期一08:30（Asia/Shanghai）'],
  [
    { themes: ['chips', 'energy'], issuers: ['cac'], weekday: 'friday', hour: 7, timeZone: 'Europe/Brussels' },
    'themes Semiconductors and self-reliance, Energy and resources; bodies CAC; weekly, Friday 07:00 in Europe/Brussels',
    '主题：半导体与自主可控、能源与资源；机构：国家互联网信息办公室；每周，星期五07:00（Europe/Brussels）',
  ],
  [
    { only: true, searches: [search], landmarks: ['nothing'] },
    'searches “Green power”, landmarks nothing; weekly, Monday 08:30 in Asia/Shanghai',
    '检索：“Green power”、重点政策：nothing；每周，星期一08:30（Asia/Shanghai）',
  ],
  [
    { searches: [search], acts: ['d1'], every: 'day', reminders: [14, 1], pausedUntil: '2026-12-05' },
    'everything; and besides searches “Green power”, 1 followed act; daily, 08:30 in Asia/Shanghai; reminders 14, 1 days before a deadline; paused until 5 December 2026',
    '全部内容；另加 检索：“Green power”、关注文件1件；每天08:30（Asia/Shanghai）；截止前14、1天提醒；暂停至2026年12月5日',
  ],
  [
    { places: ['beijing', 'shanghai', 'tianjin', 'chongqing', 'hebei', 'nowhere'] },
    'places Beijing, Shanghai, Tianjin, Chongqing and 2 more; weekly, Monday 08:30 in Asia/Shanghai',
    '地区：北京、上海、天津、重庆 等6项；每周，星期一08:30（Asia/Shanghai）',
  ],
];

test.each(rows)('a reader is told in one line what was chosen', (choices, english, chinese) => {
  expect(describeChoices(choices, localeOf('en'), digest)).toBe(english);
  expect(describeChoices(choices, localeOf('zh'), digest)).toBe(chinese);
});
