import type { DateFact } from '../../../model/article.ts';
import { findDates } from '../../dates/dates.ts';
import { foldScript } from '../../text/fold.ts';
import { anyVerb } from '../../text/words.ts';

const labels: Readonly<Record<'effective' | 'expires' | 'commentBy', RegExp>> = {
  effective: /^(?:实施|施行|生效|执行|起始实施)(?:日期|时间)$/,
  expires: new RegExp(`^(?:失效|终止|${anyVerb('repeal')})(?:日期|时间)$|^有效期(?:至|截止)(?:日期)?$`),
  commentBy:
    /^(?:公开)?(?:(?:意见|征求|征集|反馈){0,4}截止(?:日期|时间)?|(?:意见|征求|征集|反馈){1,4}(?:期|期限|时间|日期)|(?:意见|征求|征集|反馈){0,4}起止(?:时间|日期))$/,
};

/** Labels of a period, whose first day alone is no end: 征集期, 起止时间. */
const period = /起止|期限$|(?<!日)期$|意见时间$|征集时间$/;

type TableDate = { readonly fact: DateFact; readonly first?: string };

/** A date of the metadata table, which wins over the text; of a period the last day, with the first one beside it. */
export function readTableDate(table: Readonly<Record<string, string>>, kind: keyof typeof labels): TableDate | undefined {
  for (const [label, value] of Object.entries(table)) {
    const name = foldScript(label).replace(/[\s:：[\]【】]/g, '');
    if (!labels[kind].test(name)) continue;
    const days = findDates(value).filter((each) => each.precision === 'day' && (!each.yearless || each.range === 'end'));
    const found = days.at(-1);
    if (!found) continue;
    // 自…起 with one day, or two days out of order, say no end.
    const first = days[0]?.value ?? found.value;
    if (kind === 'commentBy' && (found.value < first || (period.test(name) && days.length < 2 && !endsWith(value, found.start)))) continue;
    const time = found.time === undefined ? {} : { time: found.time };
    const quote = `${label.trim()} ${value.trim()}`.slice(0, 200);
    return { fact: { value: found.value, precision: 'day', ...time, from: 'metadata', quote }, ...(days.length > 1 ? { first } : {}) };
  }
  return undefined;
}

/** Whether the only day of a period is its end: 即日起至2026年5月1日. */
const endsWith = (value: string, start: number): boolean => /[至到止]\s{0,3}$/.test(value.slice(Math.max(0, start - 6), start));
