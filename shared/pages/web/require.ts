import type { Answers } from '../../model/answers.ts';
import type { Difference, ShownDocument } from '../../model/document.ts';
import { daysOfWeek, isDay } from '../../model/time.ts';
import { words } from './parameters.ts';
import { RequestProblem } from './problem.ts';
import { notFoundProblem } from './route.ts';

/** What was held at the end of that day in Beijing. */
export const pastDay = { asOf: words(10, 'As it was held at the end of this day in Beijing', '2026-11-25') };

/** Throws RequestProblem 400 for what is no day that has begun. */
export function checkPastDay(asOf: string | undefined, answers: Answers): void {
  if (asOf !== undefined && (!isDay(asOf) || asOf > answers.today()))
    throw new RequestProblem(400, 'asOf: a day that has begun in Beijing, as 2026-11-25', { parameter: 'asOf' });
}

/** The document of an id, number or address, of a day of the past where one is given; throws RequestProblem 404. */
export async function requireDocument(ref: string, answers: Answers, asOf?: string): Promise<ShownDocument> {
  checkPastDay(asOf, answers);
  const document = ref.length > 500 ? undefined : await answers.document(ref, asOf);
  const then = asOf === undefined ? '' : ` was held at the end of ${asOf} in Beijing`;
  if (!document) throw notFoundProblem(`no document with this id, number or address${then}`);
  return document;
}

/** The two revisions to compare; the last two when none are named. */
export const twoRevisions = { from: words(9, 'The earlier revision', '1'), to: words(9, 'The later revision', '2') };
type Between = { readonly from?: string; readonly to?: string };

/** The difference between two revisions; throws RequestProblem 400 for a revision that the document does not have. */
export async function requireDifference({ from, to }: Between, { id, revisions }: ShownDocument, answers: Answers): Promise<Difference> {
  const allowed = revisions.map(({ n }) => String(n));
  for (const [parameter, given] of Object.entries({ from, to }))
    if (given !== undefined && !allowed.includes(given))
      throw new RequestProblem(400, `${parameter}: no such revision`, { parameter, allowed });
  const found = await answers.difference(id, from, to);
  if (!found) throw notFoundProblem('no document with this id, number or address');
  return found;
}

/** The digest of a week; throws RequestProblem 404. */
export async function requireDigest(week: string, answers: Answers) {
  const digest = week.startsWith('2') && daysOfWeek(week) ? await answers.digest(week) : undefined;
  if (!digest) throw notFoundProblem('no digest of this week; a week is written 2026-W47');
  return digest;
}
