import { type Choices, type LanguagePair, noticeDays } from '../../model/reader.ts';
import { addDays, isDay, weekdays } from '../../model/time.ts';
import { subjectIds } from '../../model/vocabulary.ts';
import { findBody, findLandmark, findLevel, findPlace, findTheme } from './chosen-ids.ts';

export type ChoiceField = {
  /** In the form; behind `--` on the command line. */
  readonly name: string;
  readonly key: Exclude<keyof Choices, 'searches'>;
  readonly label: LanguagePair;
  readonly most?: number;
  readonly find: (text: string, today: string) => string | number | true | undefined;
  readonly takes: LanguagePair;
  readonly argument?: string;
  /** Each use on the command line adds a value, which may hold commas. */
  readonly adds?: true;
};

const oneOf =
  (values: Readonly<Record<string, readonly string[]>>) =>
  (text: string): string | undefined =>
    Object.entries(values).find(([value, others]) => [value, ...others].includes(text.trim().toLowerCase()))?.[0];

const hanDays = '一二三四五六日';
const weekdayForms = Object.fromEntries(
  weekdays.map((day, n) => [day, [day.slice(0, 3), `星期${hanDays.charAt(n)}`, `周${hanDays.charAt(n)}`]]),
);

function findHour(text: string): number | undefined {
  const hour = /^(\d{1,2})(?::00)?$/.exec(text.trim())?.[1];
  return hour !== undefined && Number(hour) < 24 ? Number(hour) : undefined;
}

function findZone(text: string): string | undefined {
  const name = text.trim();
  if (!/^[a-z][\w+/-]{1,60}$/i.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const findReminder = (text: string): number | undefined => noticeDays.find((days) => String(days) === text.trim());
const longestPause = 366;
const findPause = (text: string, today: string): string | undefined => {
  const day = text.trim();
  return isDay(day) && day >= today && day <= addDays(today, longestPause) ? day : undefined;
};

const named: LanguagePair = ['write ids or names, in Chinese or English, separated by commas', '请写代号或中英文名称，以逗号分隔'];
const themeNamed: LanguagePair = [`${named[0]}: ${subjectIds.join(', ')}`, `${named[1]}：${subjectIds.join('、')}`];

export const choiceFields: readonly ChoiceField[] = [
  { name: 'themes', key: 'themes', label: ['Themes', '主题'], most: 23, find: findTheme, takes: themeNamed, argument: '<list>' },
  { name: 'issuers', key: 'issuers', label: ['Issuers', '发布机构'], most: 50, find: findBody, takes: named, argument: '<list>' },
  {
    name: 'levels',
    key: 'levels',
    label: ['Levels', '层级'],
    most: 9,
    find: findLevel,
    takes: ['write L0 to L8', '请写L0至L8'],
    argument: '<list>',
  },
  { name: 'places', key: 'places', label: ['Places', '地区'], most: 50, find: findPlace, takes: named, argument: '<list>' },
  {
    name: 'follow',
    key: 'acts',
    label: ['Followed acts', '关注的文件'],
    most: 50,
    find: (text) => (text.trim().length <= 500 ? text.trim() : undefined),
    takes: ['write the id, address or number of a stored document, or an exact title', '请写已收录文件的代号、网址、文号或完整标题'],
    argument: '<ref>',
    adds: true,
  },
  {
    name: 'landmark',
    key: 'landmarks',
    label: ['Followed landmarks', '关注的重点政策'],
    most: 50,
    find: findLandmark,
    takes: named,
    argument: '<id>',
    adds: true,
  },
  {
    name: 'only',
    key: 'only',
    label: ['Nothing but what the saved searches find and what I follow', '只要已存检索和关注的内容'],
    find: (text) => (['on', 'yes', 'true'].includes(text.trim().toLowerCase()) ? true : undefined),
    takes: ['leave it out, or write yes', '留空或写yes'],
  },
  {
    name: 'language',
    key: 'language',
    label: ['Language', '语言'],
    find: oneOf({ en: ['english'], zh: ['chinese', '中文'], both: [] }),
    takes: ['write en, zh or both', '请写en、zh或both'],
    argument: '<language>',
  },
  {
    name: 'every',
    key: 'every',
    label: ['How often', '频率'],
    find: oneOf({ day: ['daily'], week: ['weekly'] }),
    takes: ['write day or week', '请写day或week'],
    argument: '<period>',
  },
  {
    name: 'weekday',
    key: 'weekday',
    label: ['Day of the week', '星期'],
    find: oneOf(weekdayForms),
    takes: ['write a day, as monday', '请写星期几，如monday'],
    argument: '<day>',
  },
  {
    name: 'hour',
    key: 'hour',
    label: ['Hour', '时间'],
    find: findHour,
    takes: ['write a whole hour, 0 to 23', '请写0至23的整点'],
    argument: '<hour>',
  },
  {
    name: 'time-zone',
    key: 'timeZone',
    label: ['Time zone', '时区'],
    find: findZone,
    takes: ['write a zone as Europe/Brussels or Asia/Shanghai', '请写时区，如Europe/Brussels或Asia/Shanghai'],
    argument: '<zone>',
  },
  {
    name: 'reminders',
    key: 'reminders',
    label: ['Reminders before a deadline', '截止前提醒'],
    most: 3,
    find: findReminder,
    takes: ['write 14, 3 or 1 (days)', '请写14、3或1（天）'],
    argument: '<days>',
  },
  {
    name: 'pause-until',
    key: 'pausedUntil',
    label: ['No mail until', '暂停邮件至'],
    find: findPause,
    takes: [`write a day from today to a year ahead, as 2026-12-31`, '请写今天起一年内的日期，如2026-12-31'],
    argument: '<day>',
  },
];

export const mostSearches = 20;
