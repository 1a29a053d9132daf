import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { bounded, mostCompared, requireComparison, twoDocuments } from '../../questions/compare.ts';
import { readParameters, textual, words } from '../../questions/question.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { viewOf } from '../words/page-view.ts';
import { compareChoices } from './compare-choices.ts';
import { comparePage } from './compare-page.ts';
import { healthOf, page } from './page-frame.ts';

async function compare(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const given = readParameters(asked.given, z.object({ ...twoDocuments, q: words(300, 'Words by which two documents are found') }));
  // With one document named, the form asks for the other.
  const found =
    given.a === undefined || given.b === undefined ? undefined : bounded(await requireComparison(given, answers), mostCompared.page);
  const choices = found ? {} : await compareChoices(given, answers);
  const nameOf = ({ title, english = '' }: { readonly title: string; readonly english?: string }) =>
    view.language === 'zh' || english === '' ? title : english;
  const title = found ? `${view.say('Compare')}: ${nameOf(found.a)} → ${nameOf(found.b)}` : view.say('Compare two documents');
  return textual(
    page(
      {
        title,
        canonical: view.to('/compare', given),
        current: '/documents',
        body: comparePage({ ...given, choices }, found, view),
        health: await healthOf(answers),
      },
      view,
    ),
    'text/html',
  );
}

export const compareRoutes: readonly Route[] = [{ method: 'GET', path: '/compare', answer: compare }];
