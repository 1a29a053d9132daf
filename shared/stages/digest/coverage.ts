import { dayPutOut } from '../../model/article.ts';
import type { Link, Revision, ShownDocument } from '../../model/document.ts';
import { wholeDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { citationKeys, findReportedAct } from '../identity/resolve.ts';
import { groupStories, type StoryPage } from '../identity/stories.ts';
import { isAct } from '../text/acts.ts';
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
function actKey({ act, title, type }: ShownDocument): string | undefined {
  const key = workKey((act?.title ?? title).trim().replace(carrierWords, ''));
  return key.length < shortestKey ? undefined : `${type === 'draft'} ${key}`;
}

/** Two pages state one thing, or one of them is silent. */
const agree = (a: string | undefined, b: string | undefined) => a === undefined || b === undefined || a === b;

/** Whether an act that only came is another page of one with the same key: no number, body or time speaks against it. */
function isSameAct(page: ShownDocument, act: ShownDocument): boolean {
  const days = wholeDays(dayPutOut(page.dates), dayPutOut(act.dates));
  const sparser = page.issuers.length === 0 || page.number === undefined;
  return (
    sparser &&
    agree(page.number, act.number) &&
    agree(page.issuers[0]?.name, act.issuers[0]?.name) &&
    (days === undefined || Math.abs(days) <= mostDaysApart)
  );
}

const distinctive = ({ figures = [] }: ShownDocument) =>
  new Set(figures.filter(({ unit }) => unit !== 'count').map(({ value, unit }) => `${value} ${unit}`));

function confirms(report: ShownDocument, act: ShownDocument): boolean {
  const figures = distinctive(act);
  if ([...distinctive(report)].some((figure) => figures.has(figure))) return true;
  const bodies = new Set(act.issuers.flatMap(({ id }) => id ?? []));
  return report.entities.some(({ id }) => bodies.has(id));
}

const quoted = 600;

/** The act of the week that a report in English tells of: most of the words of its English title, and one of its figures or its body. */
function findActOfReport(report: ShownDocument, acts: readonly ShownDocument[]): string | undefined {
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

type DocumentHolder = { readonly document: ShownDocument; readonly revisions?: readonly Pick<Revision, 'what'>[] };
/** A page that its publisher changed or took down is told of by itself. */
const onlyCame = ({ revisions = [] }: DocumentHolder) => revisions.every(({ what }) => what === 'new');
export type GroupedCoverage<T> = { readonly heads: readonly T[]; readonly coverage: ReadonlyMap<string, readonly T[]> };

const about: ReadonlySet<Relation> = new Set<Relation>(['interprets', 'reports', 'translates']);
const isAbout = ({ relation }: Link) => about.has(relation);

/** The act that a page reports on: by id when the store has it, else by the key of its number or title. */
function aboutOf({ links }: ShownDocument): string | undefined {
  const link = links.find((each) => isAbout(each) && each.to.id !== undefined) ?? links.find(isAbout);
  return link && (link.to.id ?? citationKeys(link.to)[0]);
}

const passing = new Set(['issuer', 'idea', 'place']);

function toStoryPage({ document }: DocumentHolder): StoryPage {
  const about = aboutOf(document);
  const day = document.dates.published ?? document.dates.signed;
  return {
    id: document.id,
    title: document.title,
    names: document.entities.filter(({ kind }) => !passing.has(kind)).map(({ id }) => id),
    ...opt('about', about),
    ...(day?.precision === 'day' ? { day: day.value } : {}),
  };
}

/** Acts of which another page is among the given ones: that page stands under the one that says more. */
function findCopies<T extends DocumentHolder>(acts: readonly T[]): ReadonlyMap<string, string> {
  const under = new Map<string, string>();
  const byKey = new Map<string, readonly T[]>();
  for (const one of acts.toSorted((a, b) => fullness(b.document) - fullness(a.document))) {
    const { document } = one;
    const key = actKey(document);
    if (key === undefined) continue;
    const others = byKey.get(key) ?? [];
    const better = others.find((other) => isSameAct(document, other.document));
    if (better && onlyCame(one)) under.set(document.id, better.document.id);
    else byKey.set(key, [...others, one]);
  }
  return under;
}
const fullness = ({ issuers, number }: ShownDocument) => (issuers.length > 0 ? 2 : 0) + (number === undefined ? 0 : 1);

/**
 * Lists each act and each event once: other pages of an act, readings and reports stand under the act that they are about when it is among
 * the given ones, and several reports of one event under the first of them. The order of `all` is kept; put the best first.
 */
export function groupCoverage<T extends DocumentHolder>(all: readonly T[]): GroupedCoverage<T> {
  const acts = all.filter(({ document }) => isAct(document.type));
  const copies = findCopies(acts);
  const heads = new Set(acts.map(({ document }) => document.id).filter((id) => !copies.has(id)));
  const coverage = new Map<string, T[]>();
  const under = (id: string, one: T) => void coverage.set(id, [...(coverage.get(id) ?? []), one]);
  const shown = acts.filter(({ document }) => heads.has(document.id)).map(({ document }) => document);
  const actOf = ({ document }: T): string | undefined => {
    if (isAct(document.type)) return copies.get(document.id);
    const about = aboutOf(document);
    const act = about === undefined ? undefined : (copies.get(about) ?? about);
    return act !== undefined && heads.has(act) ? act : findActOfReport(document, shown);
  };
  const free = all.filter((one) => {
    const act = actOf(one);
    if (act !== undefined) under(act, one);
    return act === undefined;
  });
  const byId = new Map(free.map((one) => [one.document.id, one]));
  const groups = groupStories(free.filter(({ document }) => !isAct(document.type)).map(toStoryPage));
  const others = new Set<string>();
  for (const [head, ...rest] of groups) {
    for (const id of rest) {
      const one = byId.get(id);
      if (head === undefined || !one) continue;
      under(head, one);
      others.add(id);
    }
  }
  return { heads: free.filter(({ document }) => !others.has(document.id)), coverage };
}
