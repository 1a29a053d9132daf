import { type Article, dayPutOut } from '../../../shared/model/article.ts';
import type { SummaryLine } from '../../../shared/model/summary.ts';
import { opt } from '../../../shared/model/values.ts';
import { describeAct } from '../../../shared/stages/english/summary.ts';
import { workerStages } from '../../../shared/stages/jobs.ts';

/** From a page to the lines of its summary, as the store makes them, without a store around it. */

export const today = '2026-11-25';

/** The lines for an article that cites what no store has. */
export function summaryOf(article: Article, on = today): readonly SummaryLine[] {
  const { title, type, dates, language, text } = article;
  const { bearing, figures, windows } = workerStages.facts({
    title,
    type,
    dates,
    language,
    text,
    whole: text,
    ...opt('day', dayPutOut(dates)),
  });
  const links = article.citations.map(({ title, number, relation, quote }) => ({
    relation,
    to: { ...(title === undefined ? {} : { title }), ...(number === undefined ? {} : { number }) },
    state: 'unresolved' as const,
    quote,
  }));
  return describeAct({ ...article, id: 'doc_made', figures, windows, links }, { bearing, today: on });
}

/** A page of a ministry that does not exist anywhere but here. */
export const act = (title: string, day: string, issuer: string, lines: readonly string[]): string =>
  `<html><head><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day}"></head><body><h1>${title}</h1><div class="TRS_Editor">${[
    ...lines,
    issuer,
    day.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日'),
  ]
    .map((each) => `<p>${each}</p>`)
    .join('')}</div></body></html>`;
