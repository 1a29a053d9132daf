import type { Answers } from '../../model/answers.ts';
import { InputError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { cookieOf, safePath } from '../web/guard.ts';
import { RequestProblem } from '../web/problem.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type Html, html } from '../words/escape.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { page } from './page-frame.ts';

/** Subscription and sign-in: open to strangers, so they show no data. GET changes nothing; every change is a POST. */

const addressForm = /^[^\s@<>"(),:;[\]\\\u0000-\u001f\u007f]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,8}[a-z]{2,24}$/i;
const tokenForm = /^[\w.~-]{1,512}$/;

const show = (title: string, body: Html, view: View, status = 200): Response =>
  new Response(page({ title, body, current: title === view.say('Subscribe', '订阅') ? '/subscribe' : title }, view), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });

const stay = ({ language }: View): Html | false => language === 'zh' && html`<input type="hidden" name="lang" value="zh">`;

function subscribeForm(view: View, wrong?: string): Html {
  const { say, to } = view;
  const error =
    wrong !== undefined &&
    html`<span class="msg" id="mail-e">${say('Enter one address in the form name@example.org', '请输入一个邮件地址，如 name@example.org')}</span>`;
  return html`<div class="head"><h1>${say('Subscribe', '订阅')}</h1><p class="kick">${say('One mail a week. No pictures, no tracking, one click to leave.', '每周一封邮件，没有图片，没有跟踪，一键退订。')}</p></div>
<form class="long" action="${to('/subscribe')}" method="post">
<p class="field${wrong !== undefined && ' err'}"><label for="mail">${say('Mail address', '邮件地址')}</label>${error}<input id="mail" name="mail" type="email" value="${wrong}" maxlength="254" autocomplete="email"${wrong !== undefined && html` aria-describedby="mail-e" aria-invalid="true"`} required></p>
<p class="note">${say('We keep your address, the time you agreed, and which digests were sent. Nothing else, and nobody else receives it.', '我们只保存您的地址、同意的时间以及已发送的摘要，不保存其他信息，也不提供给任何人。')}</p>
<p><button>${say('Send me a link to confirm', '发送确认链接')}</button></p>
<p class="small soft">${say('The answer is the same whether or not an address is known here.', '无论地址是否已登记，回答都相同。')}</p></form>`;
}

/** Strangers may not sign up here: says so, and how one becomes a reader all the same. */
function invitedOnly({ say }: View): never {
  throw new RequestProblem(
    403,
    say(
      'This instance takes readers by invitation: ask its owner to add your address.',
      '本站仅接受邀请订阅：请联系管理者添加您的邮件地址。',
    ),
  );
}

async function subscribe(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  if (answers.signUp === 'invited') return invitedOnly(view);
  const address = orEmpty((await asked.form()).get('mail')).trim();
  const title = view.say('Subscribe', '订阅');
  if (address.length > 254 || !addressForm.test(address)) return show(title, subscribeForm(view, address.slice(0, 254)), view, 400);
  try {
    await answers.subscribe(address);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return show(title, subscribeForm(view, address), view, 400);
  }
  const body = html`<div class="head"><h1>${view.say('Look at your mail', '请查收邮件')}</h1></div><p class="lead">${view.say('If the address can receive the digest, a link to confirm is on its way. Nothing is sent before you follow it and press the button.', '如果该地址可以接收摘要，确认链接已发出。在您点击并确认之前，不会发送任何内容。')}</p>`;
  return show(title, body, view);
}

/** A page with one button: what a link in a mail opens. A program that follows the link changes nothing. */
function buttonPage(path: string, title: string, words: string, button: string, asked: RouteRequest, answers: Answers): Response {
  const view = viewOf(asked, answers);
  const token = orEmpty(asked.given.get('token'));
  const form = tokenForm.test(token)
    ? html`<p class="lead">${words}</p><form class="long" action="${path}" method="post"><input type="hidden" name="token" value="${token}">${stay(view)}<p><button>${button}</button></p></form>`
    : html`<p class="lead">${view.say('This link is not complete. Open it from the mail again.', '链接不完整，请从邮件中重新打开。')}</p>`;
  return show(title, html`<div class="head"><h1>${title}</h1></div>${form}`, view);
}

/** The token of a link or of the form on the page that it opens; a one-click POST (RFC 8058) has it in the address. */
async function tokenOf(asked: RouteRequest): Promise<string> {
  const token = orEmpty(asked.given.get('token') ?? (await asked.form()).get('token'));
  if (!tokenForm.test(token)) throw new RequestProblem(400, 'token: missing or not one of ours', { parameter: 'token' });
  return token;
}

async function confirm(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const done = await answers.confirm(await tokenOf(asked));
  const title = view.say('Confirm', '确认订阅');
  const words = done
    ? view.say('You will receive the digest each week.', '您将每周收到摘要。')
    : view.say(
        'This link is no longer good: it was for seven days. Subscribe again to get a new one.',
        '链接已失效（有效期七天），请重新订阅。',
      );
  return show(
    title,
    html`<div class="head"><h1>${done ? view.say('Confirmed', '已确认') : title}</h1></div><p class="lead">${words}</p>`,
    view,
    done ? 200 : 400,
  );
}

async function unsubscribe(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  await answers.unsubscribe(await tokenOf(asked));
  // The same answer for every token: it can be repeated, and tells a stranger nothing.
  const title = view.say('Unsubscribed', '已退订');
  return show(
    title,
    html`<div class="head"><h1>${title}</h1></div><p class="lead">${view.say('No more mail will come.', '不会再发送邮件。')}</p>`,
    view,
  );
}

/** The body of the sign-in page; `next` is where it leads. */
export function signinForm(view: View, next: string, wrong = false): Html {
  const { say } = view;
  return html`<div class="head"><h1>${say('Sign in', '登录')}</h1><p class="kick">${say('This instance is private. Without a session it shows this page and the subscription pages only.', '本站为私有实例；未登录时仅显示本页与订阅页面。')}</p></div>
<form class="long" action="/signin" method="post"><p class="field${wrong && ' err'}"><label for="token">${say('Token', '令牌')}</label>${wrong && html`<span class="msg" id="token-e">${say('This token is not known or no longer good', '令牌无效或已失效')}</span>`}<span class="hint" id="th">${say('From', '由')} <code>hongtou tokens create</code>. ${say('Programs send it as', '程序请使用')} <code>Authorization: Bearer</code>.</span><input id="token" name="token" type="password" class="full" autocomplete="off" maxlength="512" aria-describedby="th" required></p>
<input type="hidden" name="next" value="${next}">${stay(view)}
<p><button>${say('Sign in', '登录')}</button></p></form>`;
}

async function signin(asked: RouteRequest, answers: Answers): Promise<Response> {
  const form = await asked.form();
  const view = viewOf({ ...asked, given: new Map([...asked.given, ...form]) }, answers);
  const token = orEmpty(form.get('token'));
  const next = safePath(form.get('next'));
  const access = /^[\x21-\x7e]{1,512}$/.test(token) ? await answers.signIn(token) : undefined;
  if (access?.session === undefined) return show(view.say('Sign in', '登录'), signinForm(view, next, true), view, 401);
  return leadTo(next, cookieOf(access.session, answers));
}

const leadTo = (location: string, cookie: string): Response =>
  new Response(null, { status: 303, headers: { location, 'set-cookie': cookie, 'cache-control': 'no-store' } });

async function signout(asked: RouteRequest, answers: Answers): Promise<Response> {
  if (asked.cookie !== undefined) await answers.signOut(asked.cookie);
  return leadTo(answers.local ? '/' : '/signin', cookieOf(undefined, answers));
}

function confirmPage(asked: RouteRequest, answers: Answers): Response {
  const { say } = viewOf(asked, answers);
  const words = say('Press the button to receive the weekly digest.', '点击按钮即可每周收到摘要。');
  return buttonPage('/confirm', say('Confirm', '确认订阅'), words, say('Confirm', '确认'), asked, answers);
}

const open = true;

export const formRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/subscribe',
    open,
    answer(asked, answers) {
      // The mail that asks for confirmation leads here with a token.
      if (asked.given.has('token')) return confirmPage(asked, answers);
      const view = viewOf(asked, answers);
      if (answers.signUp === 'invited') return invitedOnly(view);
      return show(view.say('Subscribe', '订阅'), subscribeForm(view), view);
    },
  },
  { method: 'POST', path: '/subscribe', open, answer: subscribe },
  { method: 'GET', path: '/confirm', open, answer: confirmPage },
  { method: 'POST', path: '/confirm', open, answer: confirm },
  {
    method: 'GET',
    path: '/unsubscribe',
    open,
    answer(asked, answers) {
      const { say } = viewOf(asked, answers);
      return buttonPage(
        '/unsubscribe',
        say('Unsubscribe', '退订'),
        say('Press the button and no more mail will come.', '点击按钮后不会再收到邮件。'),
        say('Unsubscribe', '退订'),
        asked,
        answers,
      );
    },
  },
  { method: 'POST', path: '/unsubscribe', open, answer: unsubscribe },
  {
    method: 'GET',
    path: '/signin',
    open,
    answer(asked, answers) {
      const view = viewOf(asked, answers);
      return show(view.say('Sign in', '登录'), signinForm(view, safePath(asked.given.get('next'))), view);
    },
  },
  { method: 'POST', path: '/signin', open, answer: signin },
  { method: 'POST', path: '/signout', open, answer: signout },
];
