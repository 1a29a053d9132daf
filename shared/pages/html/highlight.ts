import type { Section } from '../../model/article.ts';
import type { Evidence, ShownDocument, SubThemeMatch, ThemeMatch } from '../../model/document.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';

/** Text with the words that decided a theme marked; offsets are UTF-16 code units of the whole title or text. */

type Proved = Pick<ThemeMatch, 'evidence'>;
export const subjectsOf = ({
  themes,
  subThemes = [],
}: Pick<ShownDocument, 'themes' | 'subThemes'>): readonly (ThemeMatch | SubThemeMatch)[] => [...themes, ...subThemes];

type MarkedSpan = { readonly start: number; readonly end: number };

export const markId = ({ where, start }: Pick<Evidence, 'where' | 'start'>): string => `${where === 'title' ? 't' : 'e'}${start}`;

/** Spans in order, without those that overlap an earlier one or do not fit the text. */
function spansOf(themes: readonly Proved[], where: Evidence['where'], length: number): readonly MarkedSpan[] {
  const all = themes
    .flatMap(({ evidence }) => evidence)
    .filter((each) => each.where === where && each.start >= 0 && each.start < each.end && each.end <= length);
  const kept: MarkedSpan[] = [];
  for (const { start, end } of all.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (start >= (kept.at(-1)?.end ?? 0)) kept.push({ start, end });
  return kept;
}

function stretch(text: string, [from, to]: readonly [number, number], spans: readonly MarkedSpan[], where: Evidence['where']): HtmlPart {
  const parts: HtmlPart[] = [];
  let at = from;
  for (const { start, end } of spans) {
    if (start < from || end > to) continue;
    parts.push(text.slice(at, start), html`<mark id="${markId({ where, start })}">${text.slice(start, end)}</mark>`);
    at = end;
  }
  return [...parts, text.slice(at, to)];
}

export const highlightTitle = (title: string, themes: readonly Proved[]): HtmlPart =>
  stretch(title, [0, title.length], spansOf(themes, 'title', title.length), 'title');

const sectionId = ({ start }: { readonly start: number }): string => `s${start}`;

/**
 * A text as paragraphs with its marks; a paragraph that opens an article of law is set apart, and those at `anchors` (places in the text)
 * can be linked to.
 */
export function highlightText(text: string, themes: readonly Proved[], anchors: ReadonlySet<number> = new Set()): readonly Html[] {
  const spans = spansOf(themes, 'text', text.length);
  const paragraphs: Html[] = [];
  let from = 0;
  let next = 0;
  for (const line of text.split('\n')) {
    const to = from + line.length;
    const here: MarkedSpan[] = [];
    for (let span = spans[next]; span && span.start < to; span = spans[next]) {
      here.push(span);
      next += 1;
    }
    if (line.trim() !== '') {
      const opens = /^\s{0,8}第[〇零一二三四五六七八九十百千\d]{1,8}[条章节]/.test(line);
      const id = anchors.has(from) && html` id="${sectionId({ start: from })}"`;
      paragraphs.push(html`<p${id}${opens && html` class="opens"`}>${stretch(text, [from, to], here, 'text')}</p>`);
    }
    from = to + 1;
  }
  return paragraphs;
}

export const shownEvidence = (
  match: Proved,
  themes: readonly Proved[],
  title: string,
  text: string,
): readonly (Evidence & { readonly linked: boolean })[] => {
  const ids = new Set([
    ...spansOf(themes, 'title', title.length).map(({ start }) => `t${start}`),
    ...spansOf(themes, 'text', text.length).map(({ start }) => `e${start}`),
  ]);
  const seen = new Set<string>();
  return match.evidence.flatMap((each) => {
    const key = `${each.where}:${each.term}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...each, linked: ids.has(markId(each)) }];
  });
};

const mostHeadings = 120;
const fewest = 3;

export function headingsOf(structure: readonly Section[] | undefined, length: number): readonly Section[] {
  const all = (structure ?? []).filter(({ end }) => end <= length);
  const high = all.filter(({ kind }) => kind !== 'article');
  const named = high.length >= fewest || all.length > mostHeadings ? high : all;
  return named.length < fewest ? [] : named.slice(0, mostHeadings);
}

/** The table of contents of a text, each entry a link into it (`base`: the page that has it); folded over the text, or beside it. */
export function outline(headings: readonly Section[], { say }: View, base = '', beside = false): HtmlPart {
  if (headings.length === 0) return false;
  const entries = headings.map((each) => {
    const words = each.title === undefined ? each.label : `${each.label} ${each.title}`;
    return html`<li><a href="${`${base}#${sectionId(each)}`}">${zh(words)}</a></li>`;
  });
  if (beside)
    return html`<section aria-labelledby="contents"><h2 id="contents">${say('Contents of the text')}</h2><ul class="facet">${entries}</ul></section>`;
  return html`<details><summary>${say('Contents of the text')}</summary><ul class="facet">${entries}</ul></details>`;
}
