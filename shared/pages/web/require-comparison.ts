import type { Answers } from '../../model/answers.ts';
import type { ActComparison } from '../../model/comparison.ts';
import { allowedText } from '../../stages/digest/rights.ts';
import { words } from './parameters.ts';
import { RequestProblem } from './problem.ts';
import { requireDocument } from './require.ts';

/** The two documents to compare. */
export const twoDocuments = {
  a: words(500, 'The earlier document: an id, number or address, with @n for a revision'),
  b: words(500, 'The later document, in the same ways'),
};

/** A comparison, with the words of both sides only where the rights of both allow them. Throws RequestProblem 400 or 404 that names the side at fault. */
export async function requireComparison(
  { a, b }: { readonly a?: string; readonly b?: string },
  answers: Answers,
): Promise<ActComparison & { readonly complete: boolean }> {
  for (const [parameter, given] of Object.entries({ a, b }))
    if (given === undefined) throw new RequestProblem(400, `${parameter}: name the document, by id, number or address`, { parameter });
  const found = await answers.compare(String(a), String(b));
  const sources = (await answers.sources()).map(({ source }) => source);
  const sides = [await requireDocument(found.a.id, answers), await requireDocument(found.b.id, answers)];
  const complete = sides.every((side) => allowedText(side, sources).complete);
  const changes = complete ? found.changes : found.changes.map(({ before: _before, after: _after, ...rest }) => rest);
  return { ...found, changes, complete };
}
