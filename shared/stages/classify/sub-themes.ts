import type { Section } from '../../model/article.ts';
import type { Evidence, SubThemeMatch } from '../../model/document.ts';
import table from '../../registry/tables/sub-theme-words.json' with { type: 'json' };
import { subThemes } from '../../registry/themes.ts';
import { buildMatcher, type Matcher } from '../text/match.ts';
import { structureOf } from '../text/structure.ts';

/**
 * The words of the sub-themes: `terms` count anywhere, `title` in a title alone, `pair N 0` with `pair N 1` where the second stands in the
 * title and the first there or in the summary, `heads` in the heading of a section that goes on with one of `terms` or `with`. What `masks`
 * cover is about something else. On a page off the field the title decides, by the pairs alone where the words are `general`.
 */
const words = subThemes.flatMap(({ id }, row) =>
  (table[id] as [role: string, text: string][]).map(([role, text]) => ({ text, row, role })),
);

let built: Matcher | undefined;
const matcher = (): Matcher => {
  built ??= buildMatcher(words.map(({ text }) => text));
  return built;
};

type Found = { readonly role: string; readonly start: number; readonly end: number };

const holds = (outer: Found, { role, start, end }: Found) =>
  outer.start <= start && end <= outer.end && (outer.role === 'masks' || (outer.role === role && outer.end - outer.start > end - start));

/** Words stand in the order of their ends: what holds one ends with it or behind it, and not further than the longest of all reaches. */
function outermost(all: readonly Found[]): readonly Found[] {
  const longest = all.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  let first = 0;
  return all.filter((each) => {
    while ((all[first]?.end ?? each.end) < each.end) first += 1;
    if (each.role === 'masks') return false;
    for (let at = first; at < all.length; at += 1) {
      const other = all[at];
      if (!other || other.end > each.start + longest) break;
      if (holds(other, each)) return false;
    }
    return true;
  });
}

/** What stands of each row in a text, without what a mask covers; of words one in another the longer. */
function findWords(text: string): readonly (readonly Found[])[] {
  const found: Found[][] = subThemes.map(() => []);
  matcher().scan(text, (term, start, end) => {
    const word = words[term];
    if (word) found[word.row]?.push({ role: word.role, start, end });
  });
  return found.map(outermost);
}

/** Summaries have no headings: what they say is what the page is about. */
const summary = 400;
/** A page is read to here, as for its themes. */
const readTo = 12_000;

const ofRole = (found: readonly Found[], ...roles: readonly string[]): readonly Found[] => found.filter(({ role }) => roles.includes(role));

const within = (found: readonly Found[], from: number, to: number): readonly Found[] =>
  found.filter(({ start, end }) => from <= start && end <= to);

const apart = (a: Found, b: Found) => a.end <= b.start || b.end <= a.start;

type Heading = { readonly title: string; readonly start: number; readonly end: number };

const item =
  /^[ \u3000]{0,4}(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)[ \u3000]{0,2}([^，。；：\n]{2,30})(?:。|$)/gm;

/** Headings with the part below each: chapters and sections, and the point that opens a numbered paragraph. */
function headingsOf(text: string, sections: readonly Section[]): Heading[] {
  const found = sections.flatMap(({ title, start, end }) =>
    title === undefined ? [] : [{ title, start: text.indexOf(title, start), end }],
  );
  const items = [...text.matchAll(item)].map(({ index, 0: whole, 1: title = '' }) => ({ title, start: index + whole.indexOf(title) }));
  return [...found, ...items.map((each, at) => ({ ...each, end: items[at + 1]?.start ?? text.length }))];
}

/** An article is about what it names twice, this many characters apart at most. */
const dense = 70;

/** A section whose heading names the sub-theme and whose text goes on with it, or two whole articles on it. */
function inSections(found: readonly Found[], text: string): readonly Found[] {
  const sections = structureOf(text);
  const terms = ofRole(found, 'terms');
  const names = ofRole(found, 'heads', 'terms');
  for (const { title, start, end } of headingsOf(text, sections)) {
    const [heading] = within(names, start, start + title.length);
    const said = within(ofRole(found, 'terms', 'with'), start + title.length, end);
    if (heading && said.length > 0) return [heading, ...said];
  }
  const articles = sections
    .filter(({ kind, title }) => kind === 'article' && title === undefined)
    .map(({ start, end }) => ({ length: end - start, inside: within(terms, start, end) }))
    .filter(({ inside, length }) => inside.length > 1 && inside.length * dense >= length);
  return articles.length > 1 ? articles.flatMap(({ inside }) => inside) : [];
}

/** Said in the first half of a summary, and not as one thing of a list. */
const isSubject = ({ start, end }: Found, text: string) =>
  start * 2 < text.length && !/[、,，和]$/.test(text.slice(0, start)) && !/^(?:[、,]|和| and )/.test(text.slice(end));

/** A text of which so many paragraphs speak of it is about it. */
const share = 0.15;

function inText(found: readonly Found[], text: string): readonly Found[] {
  const terms = ofRole(found, 'terms');
  if (text.length <= summary) return terms.length > 1 || terms.some((each) => isSubject(each, text)) ? terms : [];
  const sections = inSections(found, text);
  if (sections.length > 0) return sections;
  const paragraphs = new Set(terms.map(({ start }) => text.lastIndexOf('\n', start)));
  return paragraphs.size >= share * Math.max(20, text.split('\n').length) ? terms : [];
}

const mostEvidence = 8;

function distinct(evidence: readonly Evidence[]) {
  const seen = new Set<string>();
  return evidence.filter(({ term, where }) => !seen.has(`${where} ${term}`) && seen.add(`${where} ${term}`)).slice(0, mostEvidence);
}

type Place = Found & { readonly where: 'title' | 'text' };

/** Both sides of a pair, the second in the title, the first there or in a summary. */
function pairOf(titled: readonly Place[], told: readonly Place[]): readonly Place[] {
  for (const second of titled.filter(({ role }) => /^pair \d 1$/.test(role))) {
    const role = second.role.replace(/1$/, '0');
    const first = [...titled, ...told].find((each) => each.role === role && (each.where === 'text' || apart(each, second)));
    if (first) return [first, second];
  }
  return [];
}

type Texts = { readonly title: string; readonly text: string; readonly offField: boolean };

function evidenceOf(general: boolean, titled: readonly Found[], told: readonly Found[], { title, text, offField }: Texts): Evidence[] {
  const at = (where: Place['where']) => (each: Found) => ({ ...each, where });
  const named = titled.map(at('title'));
  const summed = text.length <= summary ? told.map(at('text')) : [];
  const terms = offField && general ? [] : named.filter(({ role }) => role === 'terms' || role === 'title');
  const first = terms.length > 0 ? terms : pairOf(named, summed);
  const places = offField && first.length === 0 ? [] : [...first, ...inText(told, text).map(at('text'))];
  return places.map(({ where, start, end }) => ({ term: { title, text }[where].slice(start, end), where, start, end }));
}

/**
 * The sub-themes of a page with the words that prove each: its title names it, or a good part of its text is about it. `offField`: the page
 * as a whole is not about AI in China.
 */
export function subThemesOf(title: string, text: string, offField: boolean): SubThemeMatch[] {
  const texts = { title, text: text.slice(0, readTo), offField };
  const titled = findWords(title);
  const told = findWords(texts.text);
  return subThemes.flatMap(({ id, general = false }, n): SubThemeMatch[] => {
    const evidence = distinct(evidenceOf(general, titled[n] ?? [], told[n] ?? [], texts));
    return evidence.length > 0 ? [{ theme: id, evidence }] : [];
  });
}
