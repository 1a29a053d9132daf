import type { TimelineCount, TimelineQuery } from '../../model/query.ts';
import { addDays, daysOfWeek, weekOfDay } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { months } from '../../stages/english/quantity.ts';
import { type Column, drawColumns, layoutColumns, monthsBefore, monthsFrom, picture, swatch } from '../charts/charts.ts';
import { dayShort } from '../words/days.ts';
import { type Html, html } from '../words/escape.ts';
import { type View, withQuery } from '../words/page-view.ts';
import type { LanguagePair } from '../words/words.ts';
import { softLine } from './parts.ts';

/** Levels of a layer, from the lowest one up; what no body issued stands with the media. */
const layers: readonly { readonly levels: readonly string[]; readonly names: LanguagePair }[] = [
  { levels: ['L0', 'L1'], names: ['Party centre, State Council, legislature', '党中央、国务院、全国人大'] },
  { levels: ['L2', 'L3'], names: ['Ministries and their institutes', '部委及国家技术机构'] },
  { levels: ['L4'], names: ['Provinces', '省级'] },
  { levels: ['L5', 'L6'], names: ['Cities and districts', '市区县'] },
  { levels: ['L7', 'L8', ''], names: ['Media, research, companies, or issuer not known', '媒体、研究机构、企业或发文机关不详'] },
];

type Period = { readonly name: string; readonly from: string; readonly to: string };

const shownMonths = 24;
const leastMonths = 6;
const shownWeeks = 12;

const endOfMonth = (month: string): string => addDays(`${monthsFrom(month, monthsBefore(month, -1))[1]}-01`, -1);

export const lastMonths = (today: string): readonly Period[] => {
  const month = today.slice(0, 7);
  return monthsFrom(monthsBefore(month, shownMonths - 1), month).map((name) => ({ name, from: `${name}-01`, to: endOfMonth(name) }));
};

/** Without the months before the first document; six are always shown. */
export const fromFirst = (periods: readonly Period[], counts: readonly TimelineCount[]): readonly Period[] => {
  const first = periods.findIndex(({ name }) => counts.some(({ at, count }) => at === name && count > 0));
  return first < 0 ? periods : periods.slice(Math.min(first, Math.max(0, periods.length - leastMonths)));
};

export const lastWeeks = (today: string): readonly Period[] =>
  Array.from({ length: shownWeeks }, (_, n) => weekOfDay(addDays(today, 7 * (n + 1 - shownWeeks)))).flatMap((name) => {
    const days = daysOfWeek(name);
    return days ? [{ name, ...days }] : [];
  });

export const timelineQuery = (periods: readonly Period[], filters: Partial<TimelineQuery>, today: string): TimelineQuery => ({
  ...filters,
  step: periods[0]?.name.includes('W') ? 'day' : 'month',
  by: 'level',
  from: orEmpty(periods[0]?.from),
  to: orEmpty(periods.at(-1)?.to),
  today,
});

function columnsOf(periods: readonly Period[], counts: readonly TimelineCount[]): readonly Column[] {
  const within = Map.groupBy(counts, ({ at }) => periods.find(({ from, to }) => at >= from.slice(0, at.length) && at <= to)?.name);
  return periods.map(({ name }) => ({
    name,
    values: layers.map(({ levels }) =>
      (within.get(name) ?? []).filter(({ of }) => levels.includes(of)).reduce((sum, { count }) => sum + count, 0),
    ),
  }));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const periodName = ({ name, from }: Period, { say }: View): string => {
  if (name.includes('W')) return dayShort(from);
  const [year, month] = [name.slice(0, 4), Number(name.slice(5))];
  return say(`${months[month - 1]?.slice(0, 3)} ${year}`, `${year}年${month}月`);
};

type Counted = {
  readonly periods: readonly Period[];
  readonly counts: readonly TimelineCount[];
  readonly filters: Readonly<Record<string, string>>;
  readonly id: string;
};

function tableOf(columns: readonly Column[], { periods, filters }: Counted, view: View): Html {
  const rows = periods.flatMap((period, n) => {
    const values = columns[n]?.values ?? [];
    const total = sumOf(values);
    const list = view.to('/documents', { ...filters, from: period.from, to: period.to });
    return total === 0
      ? []
      : [
          html`<tr><th scope="row">${periodName(period, view)}</th>${values.map((value) => html`<td class="r">${value}</td>`)}<td class="r"><a
href="${list}">${total}</a></td></tr>`,
        ];
  });
  const heads = layers.map(({ names }) => html`<th scope="col" class="r">${view.say(...names)}</th>`);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${view.say('Documents by level')}"><table
class="plain"><thead><tr><th scope="col">${
    periods[0]?.name.includes('W') ? view.say('Week of') : view.say('Month')
  }</th>${heads}<th scope="col" class="r">${view.say('Total')}</th></tr></thead><tbody>${rows.toReversed()}</tbody></table></div>`;
}

export function levelColumns(counted: Counted & { readonly title: string; readonly height: number }, view: View): Html {
  const { periods, counts, id, title, height, filters } = counted;
  const { say } = view;
  const columns = columnsOf(periods, counts);
  const sums = layers.map((_, layer) => sumOf(columns.map(({ values }) => values[layer] ?? 0)));
  const total = sumOf(sums);
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || total === 0) return softLine(say('No documents in this time.'));
  const named = layers.map(({ names }, n) => `${say(...names)} ${sums[n]}`).join(say(', ', '，'));
  const most = columns.toSorted((a, b) => sumOf(b.values) - sumOf(a.values))[0];
  const peak = most && periods.find(({ name }) => name === most.name);
  const says = say('{total} documents from {first} to {last}: {named}. The most, {values}, in {peak}.', {
    total,
    first: periodName(first, view),
    last: periodName(last, view),
    named,
    values: sumOf(most?.values ?? []),
    peak: peak && periodName(peak, view),
  });
  const legend = layers.flatMap(({ names }, n) =>
    sums[n] === 0 ? [] : [html`<li>${swatch(n, id)} ${say(...names)} <span class="fig">${sums[n]}</span></li>`],
  );
  const { step, by, from, to } = timelineQuery(periods, {}, view.today);
  const data = withQuery('/api/v1/timeline', { ...filters, step, by, from, to });
  const layout = layoutColumns(columns, height, (name) => periodName(periods.find((each) => each.name === name) ?? first, view));
  return picture(
    {
      id,
      title,
      says,
      height,
      drawing: drawColumns(layout, id),
      note: say('By day of publication, else of signature, else of first collection.'),
      legend: html`<ul class="legend">${legend.toReversed()}</ul>`,
      table: tableOf(columns, counted, view),
      data,
    },
    view,
  );
}
