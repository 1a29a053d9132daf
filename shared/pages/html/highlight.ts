import type { Evidence, ShownDocument, SubThemeMatch, ThemeMatch } from '../../model/document.ts';
import { type HtmlPart, html } from '../words/escape.ts';

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

/** A paragraph of a text with its marks, and where it begins. */
export type Paragraph = { readonly start: number; readonly words: HtmlPart };

export function markedParagraphs(text: string, themes: readonly Proved[]): readonly Paragraph[] {
  const spans = spansOf(themes, 'text', text.length);
  const paragraphs: Paragraph[] = [];
  let start = 0;
  let next = 0;
  for (const line of text.split('\n')) {
    const to = start + line.length;
    const here: MarkedSpan[] = [];
    for (let span = spans[next]; span && span.start < to; span = spans[next]) {
      here.push(span);
      next += 1;
    }
    if (line.trim() !== '') paragraphs.push({ start, words: stretch(text, [start, to], here, 'text') });
    start = to + 1;
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
