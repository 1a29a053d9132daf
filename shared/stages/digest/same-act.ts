import { dayPutOut } from '../../model/article.ts';
import type { ShownDocument } from '../../model/document.ts';
import { wholeDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { findReportedAct } from '../identity/resolve.ts';
import { workKey } from '../text/titles.ts';

/** Pages of a week that tell the same act without saying so by a link. */

/** Copies of a text go up within weeks; the same title later is another edition. */
const mostDaysApart = 45;
/** （受权发布）智能体服务登记管理规定: what a news agency sets before the title of an act. */
const carrierWords = /^[（(【[][^）)】\]]{2,8}[）)】\]]/;
const shortestKey = 6;

/**
 * What all pages of an act share: the words of its title, and whether it is a draft. Undefined where they are too few to tell one act from
 * another.
 */
export function actKey({ act, title, type }: ShownDocument): string | undefined {
  const key = workKey((act?.title ?? title).trim().replace(carrierWords, ''));
  return key.length < shortestKey ? undefined : `${type === 'draft'} ${key}`;
}

/** Two pages state one thing, or one of them is silent. */
const agree = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

/** Whether an act that only came is another page of one with the same key: no number, body or time speaks against it. */
export function isSameAct(page: ShownDocument, act: ShownDocument): boolean {
  const days = wholeDays(dayPutOut(page.dates), dayPutOut(act.dates));
  const sparser = page.issuers.length === 0 || page.number === undefined;
  return (
    sparser &&
    agree(page.number, act.number) &&
    agree(page.issuers[0]?.name, act.issuers[0]?.name) &&
    (days === undefined || Math.abs(days) <= mostDaysApart)
  );
}

const distinctive = ({ figures = [] }: ShownDocument): ReadonlySet<string> =>
  new Set(figures.filter(({ unit }) => unit !== 'count').map(({ value, unit }) => `${value} ${unit}`));

function confirms(report: ShownDocument, act: ShownDocument): boolean {
  const figures = distinctive(act);
  if ([...distinctive(report)].some((figure) => figures.has(figure))) return true;
  const bodies = new Set(act.issuers.flatMap(({ id }) => id ?? []));
  return report.entities.some(({ id }) => bodies.has(id));
}

const quoted = 600;

/** The act of the week that a report in English tells of: most of the words of its English title, and one of its figures or its body. */
export function findActOfReport(report: ShownDocument, acts: readonly ShownDocument[]): string | undefined {
  if (report.language !== 'en') return undefined;
  const named = acts.map((each) => {
    const day = dayPutOut(each.dates);
    const english = each.act?.english || each.english.title;
    return { id: each.id, title: each.title, english, ...opt('day', day), act: each };
  });
  const day = dayPutOut(report.dates);
  const found = findReportedAct({ title: report.title, quote: report.text.slice(0, quoted), ...opt('day', day) }, named);
  return found && confirms(report, found.act) ? found.id : undefined;
}
