import type { Element } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import type { Dom } from '../html/dom.ts';
import { classFilter, elementsByClass } from '../html/dom-index.ts';
import { collapseWhitespace, comparisonKey } from '../text/clean.ts';
import { readLinkedData } from './linked-data.ts';
import { meta } from './metas.ts';
import { canBePageTitle, headingText, type ShownHeading, shownHeadings, type Title, type TitleFacts } from './shown-titles.ts';
import { siteNames, stripSiteName } from './site-names.ts';
import { elementsNamedTitle, gazetteIssue, isGenericTitle, namesAct, onlyAct, pickLikeliestTitle } from './title-candidates.ts';

const ids =
  'con_title ivs_title ti title articletitle article_title activity-name bt zoomtitle_ newstitle artibodytitle doctitle title1'.split(' ');
const classes =
  'info_title article_title xxgk_title con-title sp_title content_title detail-title article-title newstitle wdtit xx-tit contt_tit detil-new-title arc_title main-title u-dettitle art-title news_title arti_title page-title title-text headline title tit'.split(
    ' ',
  );
const knownClasses = new Set(classes);
const titleClasses = classFilter((token) => knownClasses.has(token));
/**
 * The title of an article: the site's own field first, then what is shown as a heading and agrees with `<title>`,
 * then other meta tags, at last `<title>` without the names of site and column.
 */
export function readTitle(dom: Dom, facts: TitleFacts): Title | undefined {
  const shown = shownTitles(dom, facts.body);
  if (facts.override) return toTitle(headingText(facts.override), facts.override);
  const sites = siteNames(dom);
  const tag = collapseWhitespace(dom.titleTag);
  const tagKey = comparisonKey(tag);
  const table = facts.sure || agrees(facts.table, tagKey, shown) ? titleInLanguage(facts.table, tag, shown) : undefined;
  const stated = [meta(dom, 'articletitle'), table]
    .map((text) => collapseWhitespace(orEmpty(text)))
    .find((text) => canBePageTitle(text, sites));
  if (stated !== undefined) return fullest(stated, shown, tagKey);
  const bare = stripSiteName(tag, sites);
  const whole = bare === tag ? undefined : shown.find((each) => each.key === tagKey && !sites.has(each.key));
  if (whole && !isGenericTitle(tag, sites)) return toTitle(whole.text, whole.element);
  if (facts.opening !== undefined && gazetteIssue.test(bare) && facts.alone()) return toTitle(facts.opening);
  if (facts.standard !== undefined && !namesAct(bare)) return toTitle(facts.standard);
  if (isGenericTitle(bare, sites)) {
    const likely = pickLikeliestTitle(dom, facts, sites);
    if (likely) return likely;
  }
  const named = [...shown, ...shownHeadings(dom, facts.body, elementsNamedTitle(dom))];
  const agreeing = named.filter((each) => tagKey.includes(each.key) && !sites.has(each.key));
  const best = agreeing.reduce<ShownHeading | undefined>((a, b) => (!a || b.key.length > a.key.length ? b : a), undefined);
  if (best && (best.key.length >= 8 || best.key.length * 2 >= tagKey.length)) return { text: best.text, element: best.element };
  const bareKey = comparisonKey(bare.replace(/(?:…|\.{3,6})$/, ''));
  const containing = named.find((each) => bareKey.length >= 6 && each.key.length > bareKey.length && each.key.includes(bareKey));
  if (containing) return { text: containing.text, element: containing.element };
  const other = [meta(dom, 'og:title', 'citation_title', 'twitter:title'), readLinkedData(dom).headline]
    .map((text) => stripSiteName(collapseWhitespace(orEmpty(text)), sites))
    .find((text) => canBePageTitle(text, sites));
  const heading =
    shown.find((each) => each.element.name === 'h1' && !sites.has(each.key)) ??
    onlyAct(
      bare,
      named.filter(({ key }) => !sites.has(key)),
    );
  if (other !== undefined && !heading) return { text: other };
  if (heading && (other === undefined || comparisonKey(other).slice(0, 4) === heading.key.slice(0, 4)))
    return { text: heading.text, element: heading.element };
  const last = [other, canBePageTitle(bare, sites) ? bare : undefined, shown[0]?.text, facts.listed].find(
    (text) => text !== undefined && text !== '',
  );
  return last === undefined ? undefined : toTitle(last, shown.find((each) => each.key === comparisonKey(last))?.element);
}

/** Whether a title that the page states is also that of `<title>` or of something shown. */
function agrees(stated: string | undefined, tagKey: string, shown: readonly ShownHeading[]): boolean {
  const start = comparisonKey(orEmpty(stated)).slice(0, 12);
  return start.length >= 4 && (tagKey.includes(start) || shown.some((each) => each.key.includes(start)));
}

/** A bilingual page names the act in both languages: its own title is the one that it shows as such and gives in `<title>`. */
function titleInLanguage(table: string | undefined, tag: string, shown: readonly ShownHeading[]): string | undefined {
  if (table === undefined || han.test(table) === han.test(tag)) return table;
  const key = comparisonKey(tag);
  return shown.some((each) => each.key.length >= 12 && key.startsWith(each.key)) ? undefined : table;
}

const han = /\p{Script=Han}/u;

const toTitle = (text: string, element?: Element): Title => (element ? { text, element } : { text });

/** The stated title, or what is shown when that says more of the same (a stated one can be cut). */
function fullest(stated: string, shown: readonly ShownHeading[], tagKey: string): Title {
  const key = comparisonKey(stated.replace(/(?:…|\.{3,6})$/, ''));
  const same = shown.find((each) => each.key === key) ?? shown.find((each) => each.key.startsWith(key));
  if (same && same.key.length > key.length && tagKey.includes(same.key)) return { text: same.text, element: same.element };
  return toTitle(stated, same?.element);
}

/** Headings and known title nodes, as shown, in document order. */
function shownTitles(dom: Dom, body: Element | undefined): ShownHeading[] {
  const elements = new Set<Element>();
  for (const name of ['<h1>', '<ucaptitle>']) for (const element of dom.groups.get(name) ?? []) elements.add(element);
  for (const id of ids) {
    const element = dom.ids.get(id);
    if (element) elements.add(element);
  }
  const named = elementsByClass(dom, titleClasses);
  for (const name of classes) for (const element of (named.get(name) ?? []).slice(0, 12)) elements.add(element);
  for (const name of ['<h2>', '<h3>', '<h4>', '<h5>'])
    for (const element of (dom.groups.get(name) ?? []).slice(0, 12)) elements.add(element);
  return shownHeadings(dom, body, elements);
}
