import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { questions } from '../../questions/index.ts';
import { choice, type Examples, type Question, readOnly, readParameters, textual } from '../../questions/question.ts';
import { json, type Route } from '../web/route.ts';
import { describeApi } from './openapi.ts';

/** The JSON API (docs/contract.md 4): a route for each question. */

export type Endpoint = Route & { readonly describes: Question; readonly inQuery: z.ZodObject };

const format = choice(['json', 'csv'], 'json, or csv for a spreadsheet');

function endpoint(describes: Question): Endpoint {
  const inPath = [...describes.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const parameters = Object.entries(describes.takes.shape).filter(([name]) => !inPath.includes(name));
  const inQuery = z.object({ ...Object.fromEntries(parameters), ...(describes.csv && { format }) });
  return {
    method: describes.method ?? 'GET',
    path: `/api/v1/${describes.path}`,
    describes,
    inQuery,
    async answer(request, answers) {
      const asked = describes.method ? readParameters(await request.body(), inQuery) : readOnly(request, inQuery);
      const { format: wanted, ...given } = asked;
      const read = {
        ...given,
        ...Object.fromEntries(inPath.map((name) => [name, request.name(name)])),
        ...(!describes.csv && wanted !== undefined && { format: wanted }),
      };
      const found = await describes.answer(read, answers, request);
      if (describes.csv && wanted === 'csv') return textual(describes.csv(found), 'text/csv');
      const body = describes.json(found, read);
      return body instanceof Response ? body : json(body);
    },
  };
}

export const endpoints: readonly Endpoint[] = questions.map(endpoint);

async function examplesOf(answers: Answers): Promise<Examples> {
  const [{ hits }, weeks, [first]] = await Promise.all([
    answers.documents({ sort: 'newest', limit: 20, today: answers.today() }),
    answers.weeks(),
    answers.sources(),
  ]);
  const [document = '0123456789abcdef', other = document] = hits.map(({ id }) => id);
  const number = hits.find((hit) => hit.number !== undefined)?.number ?? document;
  return { document, other, number, week: weeks[0] ?? '2026-W47', source: first?.source.id ?? 'cac-rules' };
}

export const description = async (answers: Answers) => describeApi(endpoints, await examplesOf(answers));

export const apiRoutes: readonly Route[] = [
  ...endpoints,
  { method: 'GET', path: '/api/openapi.json', answer: async (_, answers) => json(await description(answers)) },
];
