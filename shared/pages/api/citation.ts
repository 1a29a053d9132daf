import type { Answers } from '../../model/answers.ts';
import { citationFormats, toBibtex, toCsl, toRis } from '../../stages/digest/citation-formats.ts';
import { RequestProblem } from '../web/problem.ts';
import { requireDocument } from '../web/require.ts';
import { allowOnly, json, type Route, type RouteRequest, textual } from '../web/route.ts';

async function citation(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'format');
  const given = asked.given.get('format') ?? 'csl';
  const format = citationFormats.find((each) => each === given);
  if (format === undefined) throw new RequestProblem(400, 'format: not a known value', { parameter: 'format', allowed: citationFormats });
  const document = await requireDocument(asked.name('id'), answers);
  switch (format) {
    case 'csl':
      return json(toCsl(document));
    case 'bibtex':
      return textual(toBibtex(document), 'application/x-bibtex');
    case 'ris':
      return textual(toRis(document), 'application/x-research-info-systems');
  }
}

export const citationRoutes: readonly Route[] = [{ method: 'GET', path: '/api/v1/documents/:id/citation', answer: citation }];
