import { group, han, opt, orEmpty } from '../../model/values.ts';
import { parseNumeral } from '../text/numerals.ts';
import { oneOf } from '../text/words.ts';
import type { ClockTime } from './calendar.ts';
import timeZones from './time-zones.json' with { type: 'json' };

const gap =
  '(?:[Tt]|[ \\t\\r\\n]{0,4}(?:[-,][ \\t]{0,2}|at[ ]{1,2}|\\(?(?:周|星期)[一二三四五六日天]\\)?[ \\t]{0,3}|\\([日月火水木金土一二三四五六]\\)[ \\t]{0,3}|[电]?)?)';
const part = '(上午|下午|晚上|晚间|傍晚|晚|中午|凌晨|早上|早晨|清晨|夜间)?[ ]{0,2}';
const figures = new RegExp(
  `${gap}${part}(\\d{1,2})[ ]{0,1}:[ ]{0,1}(\\d{1,2})(?::(\\d{1,2})(?:[.,]\\d{1,9})?)?(?!\\d)(?:[ ]?([AaPp])\\.?[Mm]\\.?(?![A-Za-z]))?`,
  'y',
);
const words = new RegExp(
  `${gap}${part}(\\d{1,2}|[一二三四五六七八九十]{1,3})[ ]{0,2}[时点](?:[ ]{0,2}(\\d{1,2}|[一二三四五六七八九十]{1,3})(?=分|[^\\d${han}]|$)分?|(半)|整|正)?(?:\\d{1,2}秒)?`,
  'uy',
);
const names = oneOf(Object.keys(timeZones));
const zone = new RegExp(
  String.raw`[ ]{0,2}(?:([Zz]|UTC|GMT|UT|Etc/GMT|Etc/UTC)(?![A-Za-z+\-\d])|(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?(?![\d:])|\(?(${names})\)?(?![A-Za-z]))`,
  'y',
);

/** Hours east of UTC. CST is China's here: this project reads Chinese pages, and US Central would be 14 hours off. BST is British. */
const hoursEast: ReadonlyMap<string, number> = new Map(Object.entries(timeZones));
const zoneBefore = new RegExp(`(?:(GMT|UTC)|(${names}))[ :：]{0,2}$`);

/** Minutes east of UTC by the name of a zone in front of a date or a time: 格林尼治标准时间 17:10. */
export function readZoneBefore(text: string, at: number): number | undefined {
  const match = zoneBefore.exec(text.slice(Math.max(0, at - 20), at));
  return match ? (hoursEast.get(group(match, 2)) ?? 0) * 60 : undefined;
}

export function readZoneAt(text: string, at: number): { offset: number; end: number } | undefined {
  zone.lastIndex = at;
  const match = zone.exec(text);
  if (!match) return undefined;
  const end = at + match[0].length;
  if (match[1]) return { offset: 0, end };
  if (match[5]) return { offset: (hoursEast.get(match[5]) ?? 0) * 60, end };
  const minutes = Number(match[3]) * 60 + Number(match[4] ?? 0);
  return minutes > 14 * 60 ? undefined : { offset: match[2] === '-' ? -minutes : minutes, end };
}

const zoneBetween = new RegExp(
  String.raw`[ ,，]{0,3}\(?(?:(GMT|UTC)|(${names}))\)?[:：]?(?=[ ]{0,2}(?:[上下中凌早晚清傍夜]|[\d一二三四五六七八九十]{1,3}[ ]{0,2}[:时点]))`,
  'y',
);

function zoneAfterDate(text: string, at: number) {
  zoneBetween.lastIndex = at;
  const match = zoneBetween.exec(text);
  return match ? { offset: (hoursEast.get(group(match, 2)) ?? 0) * 60, end: at + match[0].length } : undefined;
}

function hourOf(hour: number, word: string | undefined, half: string | undefined) {
  if (half) return hour === 12 ? (/a/i.test(half) ? 0 : 12) : hour + (/p/i.test(half) ? 12 : 0);
  if (/下午|晚|傍晚|夜间/.test(orEmpty(word)) && hour < 12) return hour + 12;
  return word === '中午' && hour < 3 ? hour + 12 : hour;
}

export function readTimeAt(text: string, at: number): ClockTime | 'wrong' | undefined {
  const named = zoneAfterDate(text, at);
  figures.lastIndex = named?.end ?? at;
  words.lastIndex = named?.end ?? at;
  const inFigures = figures.exec(text);
  const match = inFigures ?? words.exec(text);
  if (!match) return undefined;
  const written = parseNumeral(group(match, 2)) ?? 99;
  const minute = match[3] === undefined ? (match[4] === '半' ? 30 : 0) : (parseNumeral(match[3]) ?? 99);
  const seconds = inFigures?.[4] === undefined ? 0 : Number(inFigures[4]);
  const hour = hourOf(written, match[1], inFigures?.[5]);
  if (hour > 24 || minute > 59 || seconds > 59 || (hour === 24 && minute > 0)) return 'wrong';
  const end = at + match[0].length;
  // 09:30-11:00 is a span of time; a bare offset is believed behind seconds or the T of ISO.
  const bareOffset = /^\s{0,2}[+-]/.test(text.slice(end, end + 3));
  const exact = inFigures?.[4] !== undefined || /^T/i.test(match[0]);
  const east = inFigures && (exact || !bareOffset) ? readZoneAt(text, end) : undefined;
  const offset = east?.offset ?? named?.offset;
  return { hour, minute, end: east?.end ?? end, ...opt({ offset }) };
}
