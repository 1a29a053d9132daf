import type { SummaryLine } from '../../model/summary.ts';
import { summaryInBrief } from '../../stages/english/summary-parts.ts';
import type { FactView, ItemView } from './digest-view.ts';

const besideSaid: ReadonlySet<FactView['kind']> = new Set(['number', 'comment', 'changes']);

/** The facts to list beside the sentences: those that they do not tell, and the days where there is room. */
export const listedFacts = ({ facts, said }: ItemView, roomy: boolean): readonly FactView[] =>
  said.length > 0 ? facts.filter(({ kind }) => besideSaid.has(kind) || (roomy && kind === 'dates')) : facts;

/** At most so many lines of what is said: what stands beside them in a mail is left out. */
export function saidWithin(
  { said }: ItemView,
  most: number,
): { readonly sentences: readonly SummaryLine[]; readonly labels: readonly SummaryLine[] } {
  const brief = summaryInBrief(said, most);
  const told = brief.length > 0 ? brief : said.slice(0, most);
  return { sentences: told.filter(({ kind }) => kind === 'sentence'), labels: told.filter(({ kind }) => kind === 'label') };
}

/** A label before its quote: one that ends in a figure of its own needs no second colon. */
export const labelWords = ({ says }: SummaryLine): string => (says.includes(':') ? says : `${says}:`);
