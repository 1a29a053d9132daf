import type { Answers } from '../../model/answers.ts';
import type { ActComparison, ComparedArticle, StatedFact } from '../../model/comparison.ts';
import { opt } from '../../model/values.ts';
import { allowedText } from '../../stages/digest/rights.ts';
import { plainLine } from '../words/escape.ts';
import { words } from './parameters.ts';
import { RequestProblem } from './problem.ts';
import { requireDocument } from './require.ts';

/** The two documents to compare. */
export const twoDocuments = {
  a: words(500, 'The earlier document: an id, number or address, with @n for a revision'),
  b: words(500, 'The later document, in the same ways'),
};

/** So much of a sentence may be quoted beside a fact of any text. */
const longestQuote = 60;

/** What may be told of texts whose words may not be shown: places and facts, each with its few words. */
function withoutWords({ changes, facts, subjects, announced, ...sides }: ActComparison): ActComparison {
  const short = <T extends StatedFact | undefined>(fact: T): T => (fact ? { ...fact, quote: plainLine(fact.quote, longestQuote) } : fact);
  const places = (articles: readonly ComparedArticle[]) => articles.map(({ article }) => ({ article }));
  return {
    ...sides,
    changes: changes.map(({ before: _before, after: _after, ...rest }) => rest),
    facts: facts.map(({ article, before, after }) => ({ article, ...opt('before', short(before)), ...opt('after', short(after)) })),
    ...(subjects && {
      subjects: subjects.map(({ a, b, facts: all, ...subject }) => ({
        ...subject,
        a: places(a),
        b: places(b),
        facts: { a: all.a.map(short), b: all.b.map(short) },
      })),
    }),
    ...(announced && { announced: announced.filter(({ field }) => !field.startsWith('text') && field !== 'attachments') }),
  };
}

/** `leftOut`: how many changes did not fit into the answer. */
export type Compared = ActComparison & { readonly complete: boolean; readonly leftOut?: number };

/** A comparison, with the words of both sides only where the rights of both allow them. Throws RequestProblem 400 or 404 that names the side at fault. */
export async function requireComparison({ a, b }: { readonly a?: string; readonly b?: string }, answers: Answers): Promise<Compared> {
  for (const [parameter, given] of Object.entries({ a, b }))
    if (given === undefined) throw new RequestProblem(400, `${parameter}: name the document, by id, number or address`, { parameter });
  const found = await answers.compare(String(a), String(b));
  const sources = (await answers.sources()).map(({ source }) => source);
  const sides = [await requireDocument(found.a.id, answers), await requireDocument(found.b.id, answers)];
  const complete = sides.every((side) => allowedText(side, sources).complete);
  return { ...(complete ? found : withoutWords(found)), complete };
}

/** An answer of a function in the cloud has at most 6 MB. What differs is marked on the page, letter by letter in the worst case. */
export const mostCompared = { answer: 4_000_000, page: 1_000_000 } as const;
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** A comparison that one answer can hold: of texts that are too long what changed, in order, as far as there is room. */
export function bounded(found: Compared, most: number): Compared {
  if (bytesOf(found) <= most) return found;
  const { subjects: _subjects, ...rest } = found;
  const short = { ...rest, facts: found.facts.slice(0, 1_000), ...(found.announced && { announced: found.announced.slice(0, 100) }) };
  const changes: ActComparison['changes'][number][] = [];
  let left = most;
  for (const change of found.changes) {
    const { before: _before, after: _after, ...place } = change;
    const kept = change.kind === 'same' ? place : change;
    left -= bytesOf(kept) + 1;
    if (left < 0) break;
    changes.push(kept);
  }
  return { ...short, changes, leftOut: found.changes.length - changes.length };
}
