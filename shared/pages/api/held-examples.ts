import type { Answers } from '../../model/answers.ts';
import type { Held } from '../web/endpoint.ts';

/** What the examples of the description name: the newest documents of the store, its newest week, its first source. An empty store has examples of the form alone. */
export async function heldExamples(answers: Answers): Promise<Held> {
  const [{ hits }, weeks, [first]] = await Promise.all([
    answers.documents({ sort: 'newest', limit: 20, today: answers.today() }),
    answers.weeks(),
    answers.sources(),
  ]);
  const [document = '0123456789abcdef', other = document] = hits.map(({ id }) => id);
  const number = hits.find((hit) => hit.number !== undefined)?.number ?? document;
  return { document, other, number, week: weeks[0] ?? '2026-W47', source: first?.source.id ?? 'cac-rules' };
}
