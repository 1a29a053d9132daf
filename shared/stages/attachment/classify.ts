import type { Article } from '../../model/article.ts';
import type { Classification, Evidence } from '../../model/document.ts';
import { opt } from '../../model/values.ts';
import { classify } from '../classify/classify.ts';
import type { AttachedFile } from './attached.ts';
import { findAttachedWorks } from './attached-works.ts';

/**
 * What an article is about, the works attached to it included. Evidence stands in its title and text; in an attached work only where those
 * prove nothing.
 */
export function classifyWithFiles(article: Article, files: readonly AttachedFile[]): Classification {
  const { title, text, url, language } = article;
  const works = findAttachedWorks(article, files);
  const found = classify({ title, text: [text, ...works.map((work) => work.text)].join('\n'), url, lang: language });
  if (works.length === 0) return found;
  const placed = <T extends { readonly evidence: readonly Evidence[] }>(theme: T) => {
    const own = theme.evidence.filter(({ where, end }) => where === 'title' || end <= text.length);
    return { ...theme, evidence: own.length > 0 ? own : theme.evidence.flatMap((each) => relocateEvidence(each, text.length + 1, works)) };
  };
  const themes = found.themes.map(placed).filter(({ evidence }, n) => n === 0 || evidence.length > 0);
  const subThemes = found.subThemes?.map(placed).filter(({ evidence }) => evidence.length > 0);
  return { ...found, themes, ...opt({ subThemes }) };
}

function relocateEvidence(evidence: Evidence, from: number, works: readonly { readonly url: string; readonly text: string }[]) {
  let start = from;
  for (const { url, text } of works) {
    const end = start + text.length;
    if (evidence.start >= start && evidence.end <= end)
      return [{ ...evidence, where: 'attachment', start: evidence.start - start, end: evidence.end - start, url }];
    start = end + 1;
  }
  return [];
}
