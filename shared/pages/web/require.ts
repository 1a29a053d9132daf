import type { Answers } from '../../model/answers.ts';
import type { Difference, ShownDocument } from '../../model/document.ts';
import { daysOfWeek } from '../../model/time.ts';
import { RequestProblem } from './problem.ts';
import { notFoundProblem, type RouteRequest } from './route.ts';

/** The document of an id, number or address; throws RequestProblem 404. */
export async function requireDocument(ref: string, answers: Answers): Promise<ShownDocument> {
  const document = ref.length > 500 ? undefined : await answers.document(ref);
  if (!document) throw notFoundProblem('no document of this id, number or address is held');
  return document;
}

/** The difference that `from` and `to` ask for; throws RequestProblem 400 for a revision there is not. */
export async function requireDifference(asked: RouteRequest, { id, revisions }: ShownDocument, answers: Answers): Promise<Difference> {
  const allowed = revisions.map(({ n }) => String(n));
  for (const parameter of ['from', 'to'] as const) {
    const given = asked.given.get(parameter);
    if (given !== undefined && !allowed.includes(given))
      throw new RequestProblem(400, `${parameter}: no such revision`, { parameter, allowed });
  }
  const found = await answers.difference(id, asked.given.get('from'), asked.given.get('to'));
  if (!found) throw notFoundProblem('no document of this id, number or address is held');
  return found;
}

/** The digest of a week; throws RequestProblem 404. */
export async function requireDigest(week: string, answers: Answers) {
  const digest = week.startsWith('2') && daysOfWeek(week) ? await answers.digest(week) : undefined;
  if (!digest) throw notFoundProblem('no digest of this week; a week is written 2026-W47');
  return digest;
}
