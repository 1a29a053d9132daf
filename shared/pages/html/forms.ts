import type { Answers } from '../../model/answers.ts';
import { InputError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { RequestProblem } from '../../questions/question.ts';
import { cookieOf, safePath } from '../web/guard.ts';
import { type Route, type RouteRequest, seeOther } from '../web/route.ts';
import { type Html, html } from '../words/escape.ts';
import { languageField, type View, viewOf } from '../words/page-view.ts';
import { privatePage } from './page-frame.ts';
import { fact, head, section, smallPrint } from './parts.ts';

/** Subscription and sign-in: open to strangers, so they show no data. GET changes nothing; every change is a POST. */

const addressForm = /^[^\s@<>"(),:;[\]\\\u0000-\u001f\u007f]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,8}[a-z]{2,24}$/i;
const tokenForm = /^[\w.~-]{1,512}$/;
/** Of a link that unsubscribes, whole: a reader and a signature. A mail program may have cut it, and then nobody is told that it did. */
const leavingForm = /^[\da-f]{24}\.[\w-]{43}$/;

const show = (title: string, body: Html, view: View, status = 200): Response =>
  privatePage({ title, body, current: title === view.say('Subscribe') ? '/subscribe' : title }, view, status);

function subscribeForm(view: View, wrong?: string): Html {
  const { say, to } = view;
  const error = wrong !== undefined && html`<span class="msg" id="mail-e">${say('Enter one email address, as name@example.org')}</span>`;
  return html`<div class="head"><h1>${say('Subscribe')}</h1><p class="kick">${say('One email a week. No images, no tracking, one-click unsubscribe.')}</p></div>
<form class="long" action="${to('/subscribe')}" method="post">
<p class="field${wrong !== undefined && ' err'}"><label for="mail">${say('Email address')}</label>${error}<input id="mail" name="mail" type="email"
value="${wrong}" maxlength="254" autocomplete="email"${wrong !== undefined && html` aria-describedby="mail-e" aria-invalid="true"`} required></p>
<p class="note">${say('We store your address, your choices, when you agreed, which emails were sent and what you marked as read; nothing else, and we share it with no one.')}</p>
<p><button>${say('Send confirmation link')}</button></p>
${smallPrint(say('The response is the same whether or not the address is already subscribed.'))}</form>
${otherWays(view)}`;
}

const otherWays = ({ say, to }: View): Html =>
  section(
    'ways',
    say('Without email'),
    html`<dl class="facts">
${fact(
  say('Feed'),
  html`<a href="/feeds/documents.atom">Atom</a> · <a href="/feeds/documents.rss">RSS</a> · <a href="/feeds/documents.json">JSON</a> · <a
href="/feeds/hongtou.opml">${say('All feeds (OPML)')}</a>${say('. ')}${say('Each list of documents has its own: filter the')} <a
href="${to('/documents')}">${say('Documents')}</a>${say('.')}`,
)}
${fact(
  say('Calendar file'),
  html`<a href="/calendar.ics">ICS</a>${say('. ')}${say('Deadlines, effective dates and expiries with reminders, for calendar programs; filter the')} <a
href="${to('/calendar')}">${say('Calendar')}</a>${say('.')}`,
)}
${fact(
  say('Webhook'),
  html`${say('Signed messages to a program or a chat room, set up by the administrator')}${say(' (', '（')}<code>webhooks</code>
${say('in the configuration')}${say(').', '）。')}`,
)}
</dl>`,
  );

/** Strangers may not sign up here: says so, and how one becomes a reader all the same. */
function invitedOnly({ say }: View): never {
  throw new RequestProblem(403, say('Subscription is by invitation: ask the administrator to add your address.'));
}

async function subscribe(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  if (answers.signUp === 'invited') return invitedOnly(view);
  const address = orEmpty((await request.form()).get('mail')).trim();
  const title = view.say('Subscribe');
  if (address.length > 254 || !addressForm.test(address)) return show(title, subscribeForm(view, address.slice(0, 254)), view, 400);
  try {
    await answers.subscribe(address);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return show(title, subscribeForm(view, address), view, 400);
  }
  const body = html`${head(view.say('Check your email'))}
<p class="lead">${view.say('If the address can receive the digest, a confirmation link has been sent. No digest is sent until you open the link and press the button.')}</p>`;
  return show(title, body, view);
}

/** A page with one button: what a link in a mail opens. A program that follows the link changes nothing. */
const buttonPage =
  (path: '/confirm' | '/unsubscribe') =>
  (request: RouteRequest, answers: Answers): Response => {
    const view = viewOf(request, answers);
    const { say } = view;
    const token = orEmpty(request.given.get('token'));
    const [title, words] =
      path === '/confirm'
        ? [say('Confirm'), say('Press the button to receive the weekly digest.')]
        : [say('Unsubscribe'), say('Press the button to stop receiving emails.')];
    const form = (path === '/confirm' ? tokenForm : leavingForm).test(token)
      ? html`<p class="lead">${words}</p><form class="long" action="${path}" method="post"><input type="hidden" name="token"
value="${token}">${languageField(view)}<p><button>${title}</button></p></form>`
      : html`<p class="lead">${say('This link is incomplete. Open it again from the email.')}</p>`;
    return show(title, html`${head(title)}${form}`, view);
  };

/** The token of a link or of the form on the page that it opens; a one-click POST (RFC 8058) has it in the address. */
async function tokenOf(request: RouteRequest, wanted = tokenForm): Promise<string> {
  const token = orEmpty(request.given.get('token') ?? (await request.form()).get('token'));
  if (!wanted.test(token)) throw new RequestProblem(400, 'token: missing or invalid', { parameter: 'token' });
  return token;
}

async function confirm(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const token = await tokenOf(request);
  const done = await answers.confirm(token);
  const title = view.say('Confirm');
  const words = done
    ? view.say('You will receive the digest each week.')
    : view.say('This link has expired (it was valid for seven days). Subscribe again to get a new one.');
  const choosing = done ? await answers.readers.tokenAfter(token) : undefined;
  const choose =
    choosing !== undefined &&
    html`<p><a href="${view.to('/choices', { token: choosing })}">${view.say('Choose what the digest brings you')}</a></p>`;
  const body = html`${head(done ? view.say('Confirmed') : title)}<p class="lead">${words}</p>${choose}`;
  return show(title, body, view, done ? 200 : 400);
}

async function unsubscribe(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  await answers.unsubscribe(await tokenOf(request, leavingForm));
  // The same answer for every whole token: it can be repeated, and tells a stranger nothing.
  const title = view.say('Unsubscribed');
  const body = html`${head(title)}<p class="lead">${view.say('You will receive no more emails.')}</p>`;
  return show(title, body, view);
}

export function signinForm(view: View, next: string, wrong = false): Html {
  const { say } = view;
  return html`<div class="head"><h1>${say('Sign in')}</h1><p
class="kick">${say('This site is private. Until you sign in, only this page and the subscription pages are available.')}</p></div>
<form class="long" action="/signin" method="post"><p class="field${wrong && ' err'}">
<label for="token">${say('Token')}</label>${wrong && html`<span class="msg" id="token-e">${say('Token unknown or expired')}</span>`}<span class="hint"
id="th">${say('Created by')} <code>hongtou tokens create</code>. ${say('Programs send it as')} <code>Authorization: Bearer</code>.</span><input
id="token" name="token" type="password" class="full" autocomplete="off" maxlength="512" aria-describedby="th" required></p>
<input type="hidden" name="next" value="${next}">${languageField(view)}
<p><button>${say('Sign in')}</button></p></form>`;
}

async function signin(request: RouteRequest, answers: Answers): Promise<Response> {
  const form = await request.form();
  const view = viewOf({ ...request, given: new Map([...request.given, ...form]) }, answers);
  const token = orEmpty(form.get('token'));
  const next = safePath(form.get('next'));
  const access = /^[\x21-\x7e]{1,512}$/.test(token) ? await answers.signIn(token) : undefined;
  if (access?.session === undefined) return show(view.say('Sign in'), signinForm(view, next, true), view, 401);
  return seeOther(next, { 'set-cookie': cookieOf(access.session, answers) });
}

async function signout(request: RouteRequest, answers: Answers): Promise<Response> {
  if (request.cookie !== undefined) await answers.signOut(request.cookie);
  return seeOther(answers.needsToken ? '/signin' : '/', { 'set-cookie': cookieOf(undefined, answers) });
}

const open = true;

export const formRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/subscribe',
    open,
    answer(request, answers) {
      // The mail that asks for confirmation leads here with a token.
      if (request.given.has('token')) return buttonPage('/confirm')(request, answers);
      const view = viewOf(request, answers);
      if (answers.signUp === 'invited') return invitedOnly(view);
      return show(view.say('Subscribe'), subscribeForm(view), view);
    },
  },
  { method: 'POST', path: '/subscribe', open, answer: subscribe },
  { method: 'GET', path: '/confirm', open, answer: buttonPage('/confirm') },
  { method: 'POST', path: '/confirm', open, answer: confirm },
  { method: 'GET', path: '/unsubscribe', open, answer: buttonPage('/unsubscribe') },
  { method: 'POST', path: '/unsubscribe', open, answer: unsubscribe },
  {
    method: 'GET',
    path: '/signin',
    open,
    answer(request, answers) {
      const view = viewOf(request, answers);
      return show(view.say('Sign in'), signinForm(view, safePath(request.given.get('next'))), view);
    },
  },
  { method: 'POST', path: '/signin', open, answer: signin },
  { method: 'POST', path: '/signout', open, answer: signout },
];
