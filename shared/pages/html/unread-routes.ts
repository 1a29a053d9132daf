import type { Answers } from '../../model/answers.ts';
import type { Unread } from '../../model/reader.ts';
import { orEmpty } from '../../model/values.ts';
import { notFoundProblem } from '../../questions/question.ts';
import { type Route, type RouteRequest, seeOther } from '../web/route.ts';
import { html } from '../words/escape.ts';
import { languageField, type View, viewOf } from '../words/page-view.ts';
import { tokenIn } from './choices.ts';
import { itemArticle } from './digest.ts';
import { privatePage } from './page-frame.ts';
import { head, section } from './parts.ts';

/**
 * What changed since somebody last marked the changes as read: who has signed in, the owner of a laptop, or a reader with the link of a
 * mail.
 */

/** Whose marks they are: at which address they stand, what they are, and how they are set. */
type Marks = {
  readonly path: '/unread' | '/choices/unread';
  readonly token?: string;
  readonly unread: () => Promise<Unread | undefined>;
  readonly mark: (upTo: number) => Promise<unknown>;
};

function marksOf(request: RouteRequest, given: ReadonlyMap<string, string>, answers: Answers): Marks {
  if (request.path === '/unread') {
    const who = request.who?.id ?? 'owner';
    return {
      path: '/unread',
      unread: () => answers.unread(who),
      async mark(upTo) {
        await answers.markRead(who, upTo);
        return true;
      },
    };
  }
  const { readers } = answers;
  const token = tokenIn(given.get('token'));
  return { path: '/choices/unread', token, unread: () => readers.unread(token), mark: (upTo) => readers.markRead(token, upTo) };
}

function unreadPage({ since, items, more, upTo }: Unread, { path, token }: Marks, view: View): Response {
  const { say, moment } = view;
  const title = say('What changed since I last marked as read');
  const when =
    since === undefined
      ? say('Never marked yet: changes of the last four weeks.')
      : say('Marked on {since} (Beijing).', { since: moment(since) });
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
  const form =
    (items.length > 0 || more) &&
    html`<form action="${path}" method="post"><input type="hidden" name="up-to" value="${upTo}">${
      token !== undefined && html`<input type="hidden" name="token" value="${token}">`
    }${languageField(view)}<p><button>${say('Mark as read')}</button></p></form>`;
  return privatePage({ title, body: html`${head(title, html`<p class="kick">${when}</p>`)}${list}${later}${form}` }, view);
}

const badLink = () => notFoundProblem('this link is not valid, or too old: open the one in your newest email');

async function show(request: RouteRequest, answers: Answers): Promise<Response> {
  const marks = marksOf(request, request.given, answers);
  const unread = await marks.unread();
  if (!unread) throw badLink();
  return unreadPage(unread, marks, viewOf(request, answers));
}

async function mark(request: RouteRequest, answers: Answers): Promise<Response> {
  const given = await request.form();
  const { path, token, mark: set } = marksOf(request, given, answers);
  const upTo = orEmpty(given.get('up-to'));
  if (!/^\d{1,12}$/.test(upTo)) throw notFoundProblem('up-to: give the number of the last change that was shown');
  if (!(await set(Number(upTo)))) throw badLink();
  return seeOther(viewOf({ ...request, given }, answers).to(path, { token }));
}

export const unreadRoutes: readonly Route[] = (['/unread', '/choices/unread'] as const).flatMap((path) => {
  const open = path !== '/unread';
  return [
    { method: 'GET', path, open, answer: show },
    { method: 'POST', path, open, answer: mark },
  ];
});
