import type { Answers } from '../../model/answers.ts';
import type { Unread } from '../../model/reader.ts';
import { orEmpty } from '../../model/values.ts';
import { notFoundProblem } from '../../questions/question.ts';
import { type Route, type RouteRequest, seeOther } from '../web/route.ts';
import { momentWords } from '../words/days.ts';
import { type Html, html } from '../words/escape.ts';
import { languageField, type View, viewOf } from '../words/page-view.ts';
import { tokenIn } from './choices.ts';
import { itemArticle } from './digest.ts';
import { privatePage } from './page-frame.ts';
import { section } from './parts.ts';

/**
 * What changed since somebody last marked the changes as read: who has signed in, the owner of a laptop, or a reader with the link of a
 * mail.
 */

const whoOf = ({ who }: RouteRequest): string => who?.id ?? 'owner';
const pathOf = (token: string | undefined): string => (token === undefined ? '/unread' : '/choices/unread');

function markForm({ upTo }: Unread, token: string | undefined, view: View): Html {
  return html`<form action="${pathOf(token)}" method="post"><input type="hidden" name="up-to" value="${upTo}">${
    token !== undefined && html`<input type="hidden" name="token" value="${token}">`
  }${languageField(view)}<p><button>${view.say('Mark as read')}</button></p></form>`;
}

function unreadPage(unread: Unread, token: string | undefined, view: View): Response {
  const { say, language } = view;
  const { since, items, more } = unread;
  const title = say('What changed since I last marked as read');
  const when =
    since === undefined
      ? say('Never marked yet: changes of the last four weeks.')
      : say('Marked on {since} (Beijing).', { since: momentWords(since, language) });
  const list =
    items.length > 0
      ? section(
          'news',
          say('Changes'),
          items.map((item) => itemArticle(item, view)),
          items.length,
        )
      : html`<p>${say('Nothing has changed since.')}</p>`;
  const later = more && html`<p>${say('There are later changes: mark these as read to see them.')}</p>`;
  const body = html`<div class="head"><h1>${title}</h1><p class="kick">${when}</p></div>${list}${later}${(items.length > 0 || more) && markForm(unread, token, view)}`;
  return privatePage({ title, body }, view);
}

async function show(request: RouteRequest, answers: Answers): Promise<Response> {
  return unreadPage(await answers.unread(whoOf(request)), undefined, viewOf(request, answers));
}

const badLink = () => notFoundProblem('this link is not valid, or too old: open the one in your newest email');

async function showReader(request: RouteRequest, answers: Answers): Promise<Response> {
  const token = tokenIn(request.given.get('token'));
  const unread = await answers.readers.unread(token);
  if (!unread) throw badLink();
  return unreadPage(unread, token, viewOf(request, answers));
}

function eventIn(form: ReadonlyMap<string, string>): number {
  const given = orEmpty(form.get('up-to'));
  if (!/^\d{1,12}$/.test(given)) throw notFoundProblem('up-to: give the number of the last change that was shown');
  return Number(given);
}

async function mark(request: RouteRequest, answers: Answers): Promise<Response> {
  const form = await request.form();
  await answers.markRead(whoOf(request), eventIn(form));
  return seeOther(viewOf({ ...request, given: form }, answers).to('/unread'));
}

async function markReader(request: RouteRequest, answers: Answers): Promise<Response> {
  const form = await request.form();
  const token = tokenIn(form.get('token'));
  if (!(await answers.readers.markRead(token, eventIn(form)))) throw badLink();
  return seeOther(viewOf({ ...request, given: form }, answers).to('/choices/unread', { token }));
}

export const unreadRoutes: readonly Route[] = [
  { method: 'GET', path: '/unread', answer: show },
  { method: 'POST', path: '/unread', answer: mark },
  { method: 'GET', path: '/choices/unread', open: true, answer: showReader },
  { method: 'POST', path: '/choices/unread', open: true, answer: markReader },
];
