import type { Answers } from '../../model/answers.ts';
import type { ChoiceForm, Choices, SavedSearch, ShownChoices, WrongChoice } from '../../model/choices.ts';
import { InputError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { notFoundProblem } from '../../questions/question.ts';
import { choiceFields } from '../../stages/digest/choice-fields.ts';
import { toForm } from '../../stages/digest/choice-form.ts';
import { toPrintableJson } from '../../stages/text/printable.ts';
import { calendarOf } from '../feeds/calendar.ts';
import { feedOf } from '../feeds/feeds.ts';
import { type Route, type RouteRequest, seeOther } from '../web/route.ts';
import { describeChoices } from '../words/choices.ts';
import { localeOf } from '../words/digest-locale.ts';
import { type Html, html } from '../words/escape.ts';
import { languageField, type View, viewOf } from '../words/page-view.ts';
import { type ChoicesSheet, choicesForm } from './choices-page.ts';
import { previewBlock } from './choices-preview.ts';
import { privatePage } from './page-frame.ts';

/** A reader's choices, opened by the signed token of a mail and by nothing else. A GET shows; every change is a POST. */

function send(body: Html, view: View, status = 200): Response {
  const title = view.say('Your choices');
  return privatePage({ title, body: html`<div class="head"><h1>${title}</h1></div>${body}` }, view, status);
}

/** The token in what was given: itself, or a link that was pasted. */
export const tokenIn = (given: string | undefined): string =>
  orEmpty(/^(?:.{0,2000}[?&]token=)?([\w.-]{1,512})(?:&.{0,200})?$/.exec(orEmpty(given).trim())?.[1]);

/** Speaks the reader's language where the address names none. */
const viewFor = (asked: RouteRequest, answers: Answers, given: ReadonlyMap<string, string>, language?: Choices['language']): View =>
  viewOf({ ...asked, given: given.has('lang') || language !== 'zh' ? given : new Map([...given, ['lang', 'zh']]) }, answers);

/** What a link may fill in: an act to follow, a search to save. */
const fillable = ['follow', 'search', 'search-name'] as const;
const filledBy = (given: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
  fillable.flatMap((name) => (orEmpty(given.get(name)) === '' ? [] : [[name, orEmpty(given.get(name))] as const]));

/** Without a good token: where the link is found, and a field to paste it into. */
function askForLink(asked: RouteRequest, answers: Answers, wrong = false): Response {
  const view = viewOf(asked, answers);
  const { say } = view;
  const filled = filledBy(asked.given);
  const [name, value] = filled[0] ?? ['themes', 'chips'];
  const command = `hongtou subscribers choices ADDRESS --${name} ${name === 'search' ? `"NAME=${value}"` : value}`;
  const error =
    wrong && html`<span class="msg" id="token-e">${say('This link is not valid, or too old. Open the one in your newest email.')}</span>`;
  const body = html`<p class="lead">${say('Every email has a link to this page at its end: “Change your choices”. Open it, or paste it here.')}</p>
<form class="long" action="/choices" method="get"><p class="field${wrong && ' err'}"><label for="token">${say('Link from an email')}</label>${error}<input id="token" name="token"
class="full" maxlength="2000" autocomplete="off"${wrong && html` aria-describedby="token-e" aria-invalid="true"`} required></p>${filled.map(
    ([field, words]) => html`<input type="hidden" name="${field}" value="${words}">`,
  )}${languageField(view)}<p><button>${say('Open')}</button></p></form>
${answers.local && html`<p>${say('On this machine the administrator changes choices by command:')} <code>${command}</code></p>`}`;
  return send(body, view, wrong ? 400 : 200);
}

/** Below the form: what is kept, and its end. */
function keptBlock(token: string, { say, to }: View): Html {
  return html`<section class="sec" aria-labelledby="kept"><h2 id="kept">${say('What is kept of you')}</h2>
<ul><li><a href="${to('/choices/unread', { token })}">${say('What changed since I last marked as read')}</a></li>
<li><a href="${to('/choices/export', { token })}">${say('Everything that is kept of you, as a file (JSON)')}</a></li>
<li><a href="${to('/choices/erase', { token })}">${say('Erase everything')}</a></li></ul></section>`;
}

function sheetPage(sheet: ChoicesSheet, view: View, note: Html | false, status = 200): Response {
  const { say } = view;
  const { shown, wrong, token, rhythm } = sheet;
  const now = html`<p class="lead">${shown.address}. ${say('Now:')} ${describeChoices(shown.choices, localeOf(view.language), rhythm)}</p>
<p class="small soft">${say('Whoever has this link can change these choices. It holds for 400 days; every email has a new one.')}</p>`;
  const refused =
    wrong.length > 0 && html`<p class="note warn" role="alert">${say('Nothing was saved: some fields need another value.')}</p>`;
  return send(html`${now}${refused}${note}${choicesForm(sheet, view)}${keptBlock(token, view)}`, view, status);
}

type Opened = { readonly token: string; readonly shown: ShownChoices; readonly form: ChoiceForm; readonly wrong?: readonly WrongChoice[] };
const sheetOf = ({ token, shown, form, wrong = [] }: Opened, { readers }: Answers): ChoicesSheet => ({
  token,
  shown,
  form,
  wrong,
  rhythm: readers.rhythm,
});

async function show(asked: RouteRequest, answers: Answers): Promise<Response> {
  const token = tokenIn(asked.given.get('token'));
  if (!asked.given.has('token')) return askForLink(asked, answers);
  const shown = await answers.readers.shown(token);
  if (!shown) return askForLink(asked, answers, true);
  const view = viewFor(asked, answers, asked.given, shown.choices.language);
  const form = new Map([...toForm(shown.choices, answers.today()), ...filledBy(asked.given)]);
  const saved = asked.given.has('saved') && html`<p class="note" role="status">${view.say('Saved.')}</p>`;
  return sheetPage(sheetOf({ token, shown, form }, answers), view, saved);
}

/** Only what has a field, in the words that were typed. */
const fieldsOf = (form: ReadonlyMap<string, string>): ChoiceForm =>
  new Map(
    [...form].filter(
      ([key]) => /^search(?:-name)?$|^search\./.test(key) || choiceFields.some(({ name }) => key === name || key.startsWith(`${name}.`)),
    ),
  );

async function change(asked: RouteRequest, answers: Answers): Promise<Response> {
  const given = await asked.form();
  const token = tokenIn(given.get('token'));
  const form = fieldsOf(given);
  const saving = given.get('do') !== 'preview';
  const before = await answers.readers.shown(token);
  const read =
    before &&
    (await answers.readers.choose(token, form, saving).catch((error: unknown) => {
      if (error instanceof InputError) return undefined;
      throw error;
    }));
  if (!before || !read) return askForLink(asked, answers, true);
  const view = viewFor(asked, answers, given, before.choices.language);
  const sheet = sheetOf({ token, shown: before, form, wrong: read.wrong }, answers);
  if (read.wrong.length > 0) return sheetPage(sheet, view, false, 400);
  if (!saving) return sheetPage(sheet, view, previewBlock(await answers.readers.preview(read.choices), view));
  return seeOther(view.to('/choices', { token, saved: 'yes' }));
}

async function exported(asked: RouteRequest, answers: Answers): Promise<Response> {
  const kept = await answers.readers.export(tokenIn(asked.given.get('token')));
  if (!kept) return askForLink(asked, answers, true);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="hongtou-reader.json"',
    'cache-control': 'no-store',
  };
  return new Response(toPrintableJson(kept, 2), { headers });
}

async function erasePage(asked: RouteRequest, answers: Answers): Promise<Response> {
  const token = tokenIn(asked.given.get('token'));
  const shown = await answers.readers.shown(token);
  if (!shown) return askForLink(asked, answers, true);
  const view = viewOf(asked, answers);
  const { say, to } = view;
  const gone = say('Your address, choices and history of emails are erased for good, and no email follows.');
  const left = say('The list of deliveries keeps a number that cannot be traced back to you.');
  const body = html`<p class="lead">${shown.address}: ${gone} ${left}</p>
<form class="long" action="/choices/erase" method="post"><input type="hidden" name="token" value="${token}">${languageField(view)}
<p><button>${say('Erase everything')}</button></p></form><p><a href="${to('/choices', { token })}">${say('Your choices')}</a></p>`;
  return send(body, view);
}

async function erase(asked: RouteRequest, answers: Answers): Promise<Response> {
  const given = await asked.form();
  const view = viewFor(asked, answers, given);
  if (!(await answers.readers.erase(tokenIn(given.get('token'))))) return askForLink(asked, answers, true);
  return send(html`<p class="lead">${view.say('Everything that was kept of you is being erased; this takes a few minutes.')}</p>`, view);
}

async function searchOf(asked: RouteRequest, { readers }: Answers): Promise<Pick<SavedSearch, 'filters'> & { readonly title: string }> {
  const search = await readers.search(tokenIn(asked.given.get('token')));
  if (!search) throw notFoundProblem('no saved search at this address');
  return { filters: search.filters, title: search.name };
}

const searchFeed: Route['answer'] = async (asked, answers) =>
  feedOf({ ...(await searchOf(asked, answers)), format: 'atom' }, asked, answers);
const searchCalendar: Route['answer'] = async (asked, answers) => calendarOf(await searchOf(asked, answers), asked, answers);

const open = true;

export const choicesRoutes: readonly Route[] = [
  { method: 'GET', path: '/choices', open, answer: show },
  { method: 'POST', path: '/choices', open, answer: change },
  { method: 'GET', path: '/choices/export', open, answer: exported },
  { method: 'GET', path: '/choices/erase', open, answer: erasePage },
  { method: 'POST', path: '/choices/erase', open, answer: erase },
  { method: 'GET', path: '/choices/feed.atom', open, answer: searchFeed },
  { method: 'GET', path: '/choices/calendar.ics', open, answer: searchCalendar },
];
