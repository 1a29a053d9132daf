import type { SummaryLine } from '../../model/summary.ts';

/** What an item of a digest shows in another place: who issued it, its days, whom it was sent to. */
const elsewhere = new RegExp(
  String.raw`\b(?:issued|published) (?:this|these)\b|\b(?:is|are) dated\b|\b(?:was|were) published\b|\baddressed to\b|` +
    String.raw`\b(?:takes?|took) effect (?:on|in)\b|^(?:Issued by|Signed|Published|Addressed to)$`,
);

/** A label that tells nothing without its Chinese quote. */
const isBare = ({ kind, says }: SummaryLine): boolean => kind === 'label' && !/\d/.test(says);

/**
 * The few lines of a summary that a digest shows, at most `limit`, in their order: those that say something in English first; what the item shows
 * elsewhere never.
 */
export function summaryInBrief(lines: readonly SummaryLine[], limit: number): readonly SummaryLine[] {
  const news = lines.filter(({ says }) => !elsewhere.test(says));
  const chosen = new Set([...news.filter((line) => !isBare(line)), ...news.filter(isBare)].slice(0, limit));
  return news.filter((line) => chosen.has(line));
}
