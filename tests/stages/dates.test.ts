import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { findDates, parseDate } from '../../shared/stages/dates/dates.ts';
import { reported } from '../faults/report.ts';
import { cpuMs } from '../support/cpu.ts';

const base = '2026-11-25';
const value = (text: string) => parseDate(text, base).value;

describe('parseDate: days', () => {
  test.each([
    '2025年8月21日',
    '2025 年 8 月 21 日',
    '２０２５年８月２１日',
    '2025年08月21号',
    '2025-08-21',
    '2025-8-21',
    '2025/8/21',
    '2025/08/21',
    '2025.08.21',
    '2025. 8. 21',
    '二〇二五年八月二十一日',
    '二○二五年八月廿一日',
    '二零二五年八月二十一日',
    '二Ｏ二五年八月二十一日',
    '民國114年8月21日',
    'August 21, 2025',
    'Aug. 21, 2025',
    'Aug 21 2025',
    '21 August 2025',
    '21st of August, 2025',
    'Thursday, August 21, 2025',
    '20250821',
    '2025 August 21',
    '21/08/2025',
    '二〇二五年八月廿一',
    '[2025-08-21]',
    '（2025年8月21日）',
    '发布时间：2025-08-21',
    '2025年8月21日 来源：某某网',
    '自2025年8月21日起施行',
    '去年8月21日',
  ])('%s', (text) => {
    expect(parseDate(text, base)).toEqual({ value: '2025-08-21', precision: 'day' });
  });

  test.each([
    ['2024年05月10日06:58', '2024-05-10', '06:58'],
    ['2026-06-17-17:00:00', '2026-06-17', '17:00'],
    ['2026-05-08 10∶30', '2026-05-08', '10:30'],
    ['2026年5月8日下午3:20', '2026-05-08', '15:20'],
    ['2026年5月8日上午9时', '2026-05-08', '09:00'],
    ['2026年5月8日17时30分', '2026-05-08', '17:30'],
    ['2026年5月8日(星期五) 08:05', '2026-05-08', '08:05'],
    ['20260508103000', '2026-05-08', '10:30'],
    ['昨晚8点', '2026-11-24', '20:00'],
  ])('%s has its time', (text, day, time) => {
    expect(parseDate(text, base)).toEqual({ value: day, precision: 'day', time });
  });

  test.each([
    ['2025年8月', '2025-08', 'month'],
    ['二〇二五年八月', '2025-08', 'month'],
    ['2025-08', '2025-08', 'month'],
    ['August 2025', '2025-08', 'month'],
    ['2025年', '2025', 'year'],
    ['二〇二五年', '2025', 'year'],
  ])('%s is as exact as it says', (text, read, precision) => {
    expect(parseDate(text)).toEqual({ value: read, precision });
  });
});

describe('parseDate: instants are days in Beijing', () => {
  test.each([
    ['Wed, 25 Nov 2026 23:30:00 GMT', '2026-11-26', '07:30'],
    ['25 Nov 26 08:00 CST', '2026-11-25', '08:00'],
    ['Wed Nov 25 08:00:00 CST 2026', '2026-11-25', '08:00'],
    ['Wed, 25 Nov 2026 08:00:00 +0800 (CST)', '2026-11-25', '08:00'],
    ['Tue, 24 Nov 2026 18:00:00 -0800', '2026-11-25', '10:00'],
    ['2026-11-25T23:30:00Z', '2026-11-26', '07:30'],
    ['2026-11-25T23:30:00', '2026-11-25', '23:30'],
    ['2026-11-24T20:00:00.123-05:00', '2026-11-25', '09:00'],
    ['2026-02-28T20:00:00Z', '2026-03-01', '04:00'],
    ['2026-12-31 16:00:00 UTC', '2027-01-01', '00:00'],
    ['2026-11-25 08:00 GMT+8', '2026-11-25', '08:00'],
  ])('%s', (text, day, time) => {
    expect(parseDate(text, base)).toEqual({ value: day, precision: 'day', time });
  });

  test('a zone that nobody knows leaves the day open', () => {
    expect(value('Wed, 25 Nov 2026 23:30:00 XYZ')).toBeUndefined();
    expect(value('2026-11-25 23:30:00 XYZ')).toBeUndefined();
  });
});

describe('parseDate: from the base', () => {
  test.each([
    ['11月25日', '2026-11-25'],
    ['8月21日', '2026-08-21'],
    ['六月四日', '2026-06-04'],
    ['11-24', '2026-11-24'],
    ['Nov. 13', '2026-11-13'],
    ['昨日', '2026-11-24'],
    ['今天', '2026-11-25'],
    ['上周五', '2026-11-20'],
    ['本周一', '2026-11-23'],
    ['2天前', '2026-11-23'],
    ['明年1月1日', '2027-01-01'],
    ['上月30日', '2026-10-30'],
  ])('%s', (text, day) => {
    expect(value(text)).toBe(day);
    expect(parseDate(text).value).toBeUndefined();
  });

  test('a December day read in January is of the year before', () => {
    expect(parseDate('12月20日', '2026-01-05').value).toBe('2025-12-20');
  });

  test('hours count from a time of day, and say so when there is none', () => {
    expect(parseDate('3小时前', '2026-11-25T01:30').value).toBe('2026-11-24');
    expect(parseDate('3小时前', base)).toEqual({ reason: 'the time of day to count from is not given' });
    expect(parseDate('2 hours ago', '2026-11-25T01:30').value).toBe('2026-11-24');
    expect(value('20小时前')).toBeUndefined();
  });
});

describe('parseDate: not surely a date', () => {
  test.each([
    '',
    '日前',
    '近日',
    '上周',
    '2022922',
    '2020  4  9 日',
    '2025年2月31日',
    '2025年13月',
    '2025-13-01',
    '31 Feb 2025',
    '29 Feb 2025',
    '2025-02-29',
    '010-65921114',
    '400-2025-0821',
    '13800138000',
    '2.10.1',
    'v2025.8.21',
    '版本2025.8.21',
    '2025.8',
    '25年8月21日',
    '114年8月21日',
    '2025年8月2 1日',
    '03-12-31',
    '08/09/2025',
    '2024—2026年',
    '2025年8月21日至9月21日',
    '2025年8月21日—27日',
    '2025-08-21 至 2025-09-01',
    '2025年8月、9月',
    '1935年8月1日',
    '2062-01-01',
    '2025-08-21T25:14:00Z',
    '2013-01-28T11:30:00-06:00Textra',
    '国发〔2025〕11号',
    'GB/T 45652-2025',
    '1009—8097(2025)02—0016—10',
    '192.168.2025.1',
    '1716768000000',
    '2025年第3季度',
    '2025年第22号',
    '1970-01-01',
    '10月1日前后',
    '2025.10.1版',
    '2025-10-10-12',
    '2025年2月30日至3月1日',
    '令和7年8月21日',
  ])('%s', (text) => {
    const reading = parseDate(text, base);
    expect(reading.value).toBeUndefined();
    expect(reading.reason).toMatch(/\w/);
  });
});

describe('findDates', () => {
  const found = (text: string) => findDates(text, base).map((date) => [date.value, date.quote]);

  test('gives places in the text as written', () => {
    const text = '本办法自２０２６年７月１５日起施行，由某局于二〇二六年四月十日公布。';
    for (const date of findDates(text)) expect(text.slice(date.start, date.end)).toBe(date.quote);
    expect(found(text)).toEqual([
      ['2026-07-15', '２０２６年７月１５日'],
      ['2026-04-10', '二〇二六年四月十日'],
    ]);
  });

  test('ranges: the end takes year and month of the start', () => {
    expect(findDates('时间为2024年10月18日至10月27日。')).toMatchObject([
      { range: 'start' },
      { value: '2024-10-27', range: 'end', yearless: true },
    ]);
    expect(findDates('2024年10月18日至27日')).toMatchObject([{ value: '2024-10-18' }, { value: '2024-10-27' }]);
    expect(findDates('2025年12月27日至次年1月25日').map(({ value: day }) => day)).toEqual(['2025-12-27', '2026-01-25']);
    expect(findDates('2025年12月27日至1月25日').map(({ value: day }) => day)).toEqual(['2025-12-27', '2026-01-25']);
    expect(findDates('August 21-25, 2025').map(({ value: day }) => day)).toEqual(['2025-08-21', '2025-08-25']);
    expect(findDates('2026年5月9日09:30-11:00')).toMatchObject([{ value: '2026-05-09', time: '09:30' }]);
  });

  test('marks what the base gave', () => {
    expect(findDates('将于12月3日上午9时举行', base)).toMatchObject([{ value: '2026-12-03', time: '09:00', yearless: true }]);
    expect(findDates('某部昨日印发', base)).toMatchObject([{ value: '2026-11-24', relative: true }]);
    expect(findDates('将于12月3日举行，昨日印发')).toEqual([]);
  });

  test('passes over bare years, numbers, look-alikes and broken dates', () => {
    expect(found('到2027年，建成10个；2025年1-8月增长；国发〔2025〕11号；电话010-2025-0821；今日头条；日前印发')).toEqual([]);
    expect(found('2025年2月31日与2025年8月2 1日都不成立')).toEqual([]);
    expect(found('2025年8月3家企业')).toEqual([['2025-08', '2025年8月']]);
  });

  test.each(['2', '2025年', '8月1日至', ' ', '二〇', 'May ', '2025-', '年\n\n\n\n'])('hostile text costs little: %s', async (piece) => {
    expect(await cpuMs(() => findDates(piece.repeat(100_000 / piece.length), base))).toBeLessThan(1500);
  });
});

/** What a string says, whatever machine reads it on whatever day; `none`: it is not surely a date, and a reason is said. */
const zoneless: readonly (readonly [text: string, day: string])[] = [
  ['2026-11-25T23:30:00Z', '2026-11-26'],
  ['2026-11-25T23:30:00', '2026-11-25'],
  ['2026-11-25T08:00:00+08:00', '2026-11-25'],
  ['Wed, 25 Nov 2026 08:00:00 +0800', '2026-11-25'],
  ['Tue, 24 Nov 2026 18:00:00 -0800', '2026-11-25'],
  ['25 Nov 26 08:00 CST', '2026-11-25'],
  ['Wed Nov 25 08:00:00 CST 2026', '2026-11-25'],
  ['Wed, 25 Nov 2026 23:30:00 GMT', '2026-11-26'],
  ['2026-11-25', '2026-11-25'],
  ['2026-11-25 00:10', '2026-11-25'],
  ['2026年11月25日', '2026-11-25'],
  ['二〇二六年十一月二十五日', '2026-11-25'],
  ['二〇二六年', '2026'],
  ['2026.11.25', '2026-11-25'],
  ['2026/11/25 23:59', '2026-11-25'],
  ['11月25日', '2026-11-25'],
  ['11月24日', '2026-11-24'],
  ['昨日', '2026-11-24'],
  ['2天前', '2026-11-23'],
  ['上周五', '2026-11-20'],
  ['2026年3月29日02:30', '2026-03-29'],
  ['2026年11月1日01:30', '2026-11-01'],
  ['3小时前', 'none'],
  ['刚刚', 'none'],
  ['2062-01-01', 'none'],
  ['31 Feb 2026', 'none'],
  ['2026年2月31日', 'none'],
  ['Wed, 25 Nov 2026 23:30:00 XYZ', 'none'],
  ['26年11月25日', 'none'],
  ['日前', 'none'],
];
const script = `import { parseDate } from ${JSON.stringify(new URL('../../shared/stages/dates/dates.ts', import.meta.url).href)};
  const { now } = Date;
  const real = Date;
  const read = (zone, days) => {
    process.env.TZ = zone;
    globalThis.Date = class extends real {
      constructor(...given) { given.length === 0 ? super(now() + days * 86_400_000) : super(...given); }
      static now() { return now() + days * 86_400_000; }
    };
    return { offset: new Date(0).getTimezoneOffset(), read: ${JSON.stringify(zoneless.map(([text]) => text))}.map((text) => parseDate(text, '2026-11-25')) };
  };
  console.log(JSON.stringify(['UTC', 'Asia/Shanghai', 'America/Los_Angeles'].flatMap((zone) => [-1, 0, 1].map((days) => read(zone, days)))));`;

test('no machine zone and no clock changes a reading, and no day is guessed', () => {
  const said = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })) as {
    readonly offset: number;
    readonly read: readonly { readonly value?: string; readonly reason?: string }[];
  }[];
  expect(said.map(({ offset }) => offset)).toEqual([0, 0, 0, -480, -480, -480, 480, 480, 480]);
  const readings = said.flatMap(({ read }) => read.map((reading, n) => ({ ...reading, text: zoneless[n]?.[0], wanted: zoneless[n]?.[1] })));
  const mismatches = readings.filter(({ value: day, reason, wanted }) => (day ?? (reason ? 'none' : '')) !== wanted);
  expect(mismatches).toEqual([]);
  const guessed = readings.filter(({ value: day, wanted }) => wanted === 'none' && day !== undefined).length;
  reported(8, { mismatches: mismatches.length, readings: readings.length, guessed });
});

test('a whole date before it in the sentence gives the year, else the base', () => {
  const days = (text: string, day?: string) => findDates(text, day).map(({ value: read }) => read);
  expect(days('2024年3月5日印发，8月1日起施行', base)).toEqual(['2024-03-05', '2024-08-01']);
  expect(days('2025年12月20日发布，1月20日前反馈', base)).toEqual(['2025-12-20', '2026-01-20']);
  expect(days('2024年3月5日印发。8月1日起施行', base)).toEqual(['2024-03-05', '2026-08-01']);
  expect(days('2024年3月5日印发。8月1日起施行')).toEqual(['2024-03-05']);
  expect(days('公示期为2026.9.7—9.11')).toEqual(['2026-09-07', '2026-09-11']);
  expect(days('请于4月15日前报送', '2026-03')).toEqual(['2026-04-15']);
  expect(parseDate('8/21/2025').value).toBe('2025-08-21');
});

test('a full stop behind an English day ends the sentence; behind it a figure makes it none', () => {
  const days = (text: string, day?: string) => findDates(text, day).map(({ value: read }) => read);
  expect(days('Comments are due by April 9.', base)).toEqual(['2026-04-09']);
  expect(days('Comments are due by April 9. Others may follow.', base)).toEqual(['2026-04-09']);
  expect(days('Comments are due by April 9.')).toEqual([]);
  expect(days('Rates rose in April 9.5 percent', base)).toEqual([]);
});
