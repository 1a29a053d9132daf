import type { ReportedOnly } from '../../model/announcement.ts';
import type { Citation } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { addDays, dayOf, isDay } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { daysAfter, daysAhead, findReportedAct, type Report } from '../../stages/identity/reported.ts';
import { groupStories } from '../../stages/identity/stories.ts';
import { isAct } from '../../stages/text/acts.ts';

/** Acts of a body in some days, and reports of them, that are compared. */
const mostCompared = 50;

export const reportDay = ({ dates }: Pick<Head, 'dates'>): string | undefined => dates.published?.value ?? dates.signed?.value;

/** The collected act of a report that names its body alone: of the same days, and in other words of the same subject. */
async function announcedAct(report: Report, issuer: string, context: LookupContext): Promise<Hit | undefined> {
  const { day } = report;
  if (day === undefined || !isDay(day)) return undefined;
  const { hits } = await context.search.query({
    issuer,
    from: addDays(day, -daysAfter),
    to: addDays(day, daysAhead),
    sort: 'newest',
    limit: mostCompared,
    today: dayOf(context.now()),
  });
  const acts = hits.filter(({ type }) => isAct(type)).map((hit) => ({ ...hit, ...opt('day', hit.published ?? hit.signed) }));
  return findReportedAct(report, acts);
}

type ReportOf = { readonly id: string; readonly quote: string };

/** Reports of an act that do not name it, newest first. */
export async function reportsOf(act: Pick<Head, 'id' | 'issuers' | 'dates'>, context: LookupContext): Promise<readonly ReportOf[]> {
  const day = reportDay(act);
  if (day === undefined || !isDay(day)) return [];
  const bodies = act.issuers.flatMap(({ id }) => id ?? []);
  const found: ReportOf[] = [];
  for (const issuer of bodies) {
    const asked = { issuer, from: addDays(day, -daysAhead), to: addDays(day, daysAfter), limit: mostCompared };
    for (const { report, quote } of await context.search.announcements(asked))
      if ((await announcedAct({ ...report, quote }, issuer, context))?.id === act.id) found.push({ id: report.id, quote });
  }
  return found;
}

/** The report's own act, when the citation names its body alone. */
export const reportedAct = (head: Head, { issuer, quote }: Citation, context: LookupContext): Promise<Hit | undefined> =>
  issuer === undefined
    ? Promise.resolve(undefined)
    : announcedAct({ title: head.title, quote, ...opt('day', reportDay(head)) }, issuer, context);

/** What media report and no collected document is, newest report first: acts that reports name, then those that they only describe, each event once. */
export async function reportedOnly(limit: number, context: LookupContext): Promise<readonly ReportedOnly[]> {
  const { items } = await context.search.missingTexts({ limit, relation: 'reports' });
  const named = items.map(({ title, number, citedBy }) => ({
    ...opt('title', title),
    ...opt('number', number),
    reports: citedBy.filter(({ relation }) => relation === 'reports'),
  }));
  const open = [];
  for (const line of await context.search.announcements({ limit: mostCompared }))
    if (!(await announcedAct({ ...line.report, quote: line.quote }, line.issuer, context))) open.push(line);
  const byId = new Map(open.map((line) => [line.report.id, line]));
  const events = groupStories(open.map(({ report, issuer }) => ({ ...report, names: [issuer] })));
  const described = events.map((ids) => {
    const lines = ids.flatMap((id) => byId.get(id) ?? []);
    return { ...opt('issuer', lines[0]?.issuer), reports: lines.map(({ report, quote }) => ({ ...report, quote })) };
  });
  return [...named, ...described].toSorted((a, b) => (newestOf(b) > newestOf(a) ? 1 : -1)).slice(0, limit);
}

const newestOf = ({ reports }: ReportedOnly): string =>
  orEmpty(
    reports
      .map(({ day }) => day)
      .toSorted()
      .at(-1),
  );
