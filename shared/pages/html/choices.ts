import type { Answers } from '../../model/answers.ts';
import { type Digest, type DigestItem, sectionNames, sections } from '../../model/digest.ts';
import { InputError } from '../../model/errors.ts';
import {
  type ChoiceForm,
  type Choices,
  type LanguagePair,
  noticeDays,
  type ReaderAnswers,
  type SavedSearch,
  type ShownChoices,
  type WrongChoice,
} from '../../model/reader.ts';
import { weekdays } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { subjectIds } from '../../model/vocabulary.ts';
import { notFoundProblem } from '../../questions/question.ts';
import { bodyById } from '../../registry/issuers.ts';
import { landmarks } from '../../registry/known.ts';
import { places } from '../../registry/places.ts';
import { boxesOf, type ChoiceField, choiceFields, toForm } from '../../stages/digest/choice-form.ts';
import { timeOfHour } from '../../stages/digest/moments.ts';
import { queryWords, toQuery } from '../../stages/digest/saved-search.ts';
import { toPrintableJson } from '../../stages/text/printable.ts';
import { calendarOf } from '../feeds/calendar.ts';
import { feedOf } from '../feeds/feeds.ts';
import { type Route, type RouteRequest, seeOther } from '../web/route.ts';
import { chosenNames, describeChoices, weekdayNames } from '../words/choices.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { asWritten, both, languageField, type View, viewOf } from '../words/page-view.ts';
import { headlineOf } from '../words/text-name.ts';
import { capital, levelNames, type Say } from '../words/words.ts';
import { privatePage } from './page-frame.ts';
import { head, type Option, options, section, small, smallPrint } from './parts.ts';

type ChoicesSheet = {
  readonly token: string;
  readonly shown: ShownChoices;
  readonly form: ChoiceForm;
  readonly wrong: readonly WrongChoice[];
  readonly rhythm: ReaderAnswers['rhythm'];
  readonly view: View;
};

const offeredBodies =
  'cpc-central-committee state-council npc-standing ndrc miit cac nda most moe mofcom samr mps mof nea csrc pbc mee gacc nrta cnipa sac tc260'.split(
    ' ',
  );

const offered: Readonly<Record<string, readonly string[]>> = {
  themes: subjectIds,
  issuers: offeredBodies.filter((id) => chosenNames.issuers(id) !== undefined),
  levels: Object.keys(levelNames),
  reminders: noticeDays.map(String),
};
const suggested: Readonly<Record<string, (say: Say) => readonly string[]>> = {
  places: (say) => places.filter(({ level }) => level === 'L4').map(({ english, stem }) => say(english, stem)),
  landmark: (say) => landmarks.filter(({ kind }) => kind === 'act').map(({ en, zh }) => say(en, zh || en)),
  'time-zone': () => ['Asia/Shanghai', 'Asia/Singapore', 'Europe/Brussels', 'Europe/London', 'America/New_York', 'America/Los_Angeles'],
};

const idOf = (name: string): string => `c-${name.replaceAll(/[^\w-]/g, '-')}`;

/** A field with its label, and with what is wrong with it. */
type Field = { readonly err: string; readonly message: HtmlPart; readonly described: HtmlPart };

function fieldOf(name: string, { wrong, view }: ChoicesSheet): Field {
  const own = wrong.filter(({ field }) => field === name);
  const id = `${idOf(name)}-e`;
  if (own.length === 0) return { err: '', message: false, described: false };
  const words = own.map(({ given, says }) => html`${given !== '' && `“${given.slice(0, 100)}”: `}${view.say(...says)}. `);
  return {
    err: ' err',
    message: html`<span class="msg" id="${id}">${words}</span>`,
    described: html` aria-describedby="${id}" aria-invalid="true"`,
  };
}

const box = (name: string, words: HtmlPart, checked: boolean): Html =>
  html`<p class="line"><input type="checkbox" id="${idOf(name)}" name="${name}" value="on"${checked && html` checked`}><label for="${idOf(name)}">${words}</label></p>`;

function valueWords({ key }: ChoiceField, value: string, { shown, view }: ChoicesSheet): HtmlPart {
  if (key === 'reminders') return view.say('{value} {value:day|days} before', { value });
  const title = shown.titles[value];
  const act = key === 'acts' && title && headlineOf(title);
  if (act) return both([act.english, act.chinese], view);
  const body = key === 'issuers' ? bodyById(value) : undefined;
  const named = Object.hasOwn(chosenNames, key) ? chosenNames[key as keyof typeof chosenNames](value) : undefined;
  const pair: LanguagePair | undefined = body ? [body.full, body.name] : named;
  if (pair === undefined) return value;
  return key === 'themes' || key === 'levels' ? view.say(...pair) : both(pair, view);
}

type Text = { readonly label: string; readonly hint: string; readonly most: number; readonly message?: HtmlPart };

/** A line to write in, under its label. */
function textInput(name: string, { label, hint, most, message }: Text, sheet: ChoicesSheet): Html {
  const list = suggested[name]?.(sheet.view.say);
  const id = idOf(name);
  return html`<label for="${id}">${label}</label>${message}<span class="hint">${hint}</span><input id="${id}" name="${name}" class="full"
value="${sheet.form.get(name)}" maxlength="${most}" autocomplete="off"${list && html` list="${`${id}-l`}"`}${fieldOf(name, sheet).described}>${
    list && html`<datalist id="${`${id}-l`}">${list.map((each) => html`<option value="${each}"></option>`)}</datalist>`
  }`;
}

function textField({ name, key, most, label, takes }: ChoiceField, sheet: ChoicesSheet): Html {
  const { say } = sheet.view;
  const hint = capital(say(...takes));
  if (key !== 'acts') return textInput(name, { label: most === undefined ? say(...label) : say('Others'), hint, most: 1000 }, sheet);
  const id = idOf(name);
  return html`<label for="${id}">${say('Others, one a line')}</label>
<span class="hint">${hint}</span><textarea id="${id}" name="${name}" class="full"
rows="2" maxlength="2000"${fieldOf(name, sheet).described}>${sheet.form.get(name)}</textarea>`;
}

function listBlock(field: ChoiceField, sheet: ChoicesSheet): Html {
  const { name, key, label } = field;
  const chosen = boxesOf(sheet.form, name);
  const values = [...new Set([...(offered[name] ?? []), ...chosen])];
  const boxes = values.map((value) => box(`${name}.${value}`, valueWords(field, value, sheet), chosen.includes(value)));
  const open = key !== 'themes' && key !== 'levels' && key !== 'reminders';
  const { err, message } = fieldOf(name, sheet);
  return html`<fieldset class="field${err}"><legend>${sheet.view.say(...label)}</legend>${message}${boxes.length > 0 && html`<div class="opts">${boxes}</div>`}${
    open && html`<p class="field">${textField(field, sheet)}</p>`
  }</fieldset>`;
}

function optionsOf({ key }: ChoiceField, { rhythm, view }: ChoicesSheet): readonly Option[] | undefined {
  const { say } = view;
  const usual = (value: string): Option => ['', say('{value} (as this site)', { value })];
  const forms: Partial<Record<ChoiceField['key'], readonly Option[]>> = {
    language: [
      ['', say('As this site sends it')],
      ['en', 'English'],
      ['zh', '中文'],
      ['both', say('Both')],
    ],
    every: [
      ['', say('Weekly')],
      ['day', say('Daily, if there is news')],
    ],
    weekday: [usual(say(...weekdayNames[rhythm.weekday])), ...weekdays.map((day): Option => [day, say(...weekdayNames[day])])],
    hour: [usual(rhythm.time), ...Array.from({ length: 24 }, (_, hour): Option => [String(hour), timeOfHour(hour)])],
  };
  return forms[key];
}

function selectField(field: ChoiceField, sheet: ChoicesSheet): Html {
  const { name, label } = field;
  const values = optionsOf(field, sheet);
  const { err, message, described } = fieldOf(name, sheet);
  if (!values) return html`<p class="field${err}">${message}${textField(field, sheet)}</p>`;
  const [id, given] = [idOf(name), sheet.form.get(name)];
  return html`<p class="field${err}"><label for="${id}">${sheet.view.say(...label)}</label>${message}<select id="${id}"
name="${name}"${described}>${options(values, given === 'week' ? '' : given)}</select></p>`;
}

function searchRow({ id, name, filters }: SavedSearch, { shown, form, view }: ChoicesSheet): Html {
  const links = shown.links[id];
  const list = html`<a href="${`/documents?${toQuery(filters)}`}">${asWritten(queryWords(filters), view)}</a>`;
  return html`<div class="line">${box(`search.${id}`, asWritten(name, view), form.has(`search.${id}`))} <span class="small">${list}${
    links && html` · <a href="${links.feed}">${view.say('Feed')}</a> · <a href="${links.calendar}">${view.say('Calendar file')}</a>`
  }</span></div>`;
}

function searchBlock(sheet: ChoicesSheet): Html {
  const { say } = sheet.view;
  const rows = (sheet.shown.choices.searches ?? []).map((search) => searchRow(search, sheet));
  const text = (name: string, words: Text): Html => {
    const { err, message } = fieldOf(name, sheet);
    return html`<p class="field${err}">${textInput(name, { ...words, message }, sheet)}</p>`;
  };
  const hint = html`<p class="hint">${say('Clear a box to remove the search; its feed then ends.')} ${say('The addresses need no sign-in: keep them to yourself.')}</p>`;
  const query = { label: say('New search'), hint: say('Words as in the search box, or the address of a list of documents'), most: 1000 };
  return html`<fieldset class="field"><legend>${say('Saved searches')}</legend>${rows.length > 0 && hint}${rows}
${text('search', query)}
${text('search-name', { label: say('Its name'), hint: say('As it will stand in the mail'), most: 60 })}</fieldset>`;
}

function choicesForm(sheet: ChoicesSheet): Html {
  const { say } = sheet.view;
  const each = (names: string, render: (field: ChoiceField, sheet: ChoicesSheet) => Html): readonly Html[] =>
    names.split(' ').flatMap((name) => choiceFields.filter((field) => field.name === name).map((field) => render(field, sheet)));
  const only = each('only', ({ name, label }) => box(name, say(...label), sheet.form.has('only')));
  return html`<form class="long" action="/choices" method="post"><input type="hidden" name="token" value="${sheet.token}">${languageField(sheet.view)}
<h2>${say('What')}</h2><p class="hint">${say('Within a list any one is enough; each list narrows the others. Nothing chosen is everything.')}</p>
${each('themes issuers levels places', listBlock)}
<h2>${say('And besides')}</h2><p class="hint">${say('These come in addition, whatever the lists say.')}
${say('An act or landmark that is followed tells when anything cites, implements, amends or finalises it.')}</p>
${searchBlock(sheet)}${each('follow landmark', listBlock)}<fieldset class="field"><legend class="vh">${say('Only these')}</legend>${only}</fieldset>
<h2>${say('When')}</h2><div class="inline">${each('language every weekday hour', selectField)}</div>${each('time-zone', selectField)}
${each('reminders', listBlock)}${each('pause-until', selectField)}
<p class="line"><button name="do" value="save">${say('Save')}</button> <button name="do" value="preview" class="quiet">${say('Preview')}</button></p></form>`;
}

const mostPreviewed = 60;

function previewRow(item: DigestItem, view: View): Html {
  const { english, chinese } = headlineOf(item);
  const issuers = item.issuers.slice(0, 2).map(({ name, english: body = name }) => view.say(body, name));
  return html`<li>${both([english, chinese], view)} ${small(issuers.join(', '))}</li>`;
}

function previewBlock(digest: Digest | undefined, view: View): Html {
  const { say, word } = view;
  const blocks = sections.flatMap((id) => {
    const own = digest?.sections[id].filter(({ inFull }) => !inFull) ?? [];
    if (own.length === 0) return [];
    const more = own.length - mostPreviewed;
    return html`<h3>${word(sectionNames, id)} <span class="n">${own.length}</span></h3><ul>${own.slice(0, mostPreviewed).map((each) => previewRow(each, view))}${
      more > 0 && html`<li class="soft">${say(`and ${more} more`, `另有${more}项`)}</li>`
    }</ul>`;
  });
  const none = digest ? say('Nothing of last week meets these choices.') : say('No digest of last week is held.');
  return section(
    'preview',
    say("Preview: last week's digest by these choices. Nothing has been saved."),
    blocks.length > 0 ? blocks : html`<p>${none}</p>`,
  );
}

/** A reader's choices, opened by the signed token of a mail and by nothing else. A GET shows; every change is a POST. */

function send(body: Html, view: View, status = 200): Response {
  const title = view.say('Your choices');
  return privatePage({ title, body: html`${head(title)}${body}` }, view, status);
}

export const tokenIn = (given: string | undefined): string =>
  orEmpty(/^(?:.{0,2000}[?&]token=)?([\w.-]{1,512})(?:&.{0,200})?$/.exec(orEmpty(given).trim())?.[1]);

const viewFor = (request: RouteRequest, answers: Answers, given: ReadonlyMap<string, string>, language?: Choices['language']): View =>
  viewOf({ ...request, given: given.has('lang') || language !== 'zh' ? given : new Map([...given, ['lang', 'zh']]) }, answers);

const fillable = ['follow', 'search', 'search-name'] as const;
const filledBy = (given: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
  fillable.flatMap((name) => (orEmpty(given.get(name)) === '' ? [] : [[name, orEmpty(given.get(name))] as const]));

function askForLink(request: RouteRequest, answers: Answers, wrong = false): Response {
  const view = viewOf(request, answers);
  const { say } = view;
  const filled = filledBy(request.given);
  const [name, value] = filled[0] ?? ['themes', 'chips'];
  const command = `hongtou subscribers choices ADDRESS --${name} ${name === 'search' ? `"NAME=${value}"` : value}`;
  const error =
    wrong && html`<span class="msg" id="token-e">${say('This link is not valid, or too old. Open the one in your newest email.')}</span>`;
  const body = html`<p class="lead">${say('Every email has a link to this page at its end: “Change your choices”. Open it, or paste it here.')}</p>
<form class="long" action="/choices" method="get"><p class="field${wrong && ' err'}"><label for="token">${say('Link from an email')}</label>${error}<input id="token" name="token"
class="full" maxlength="2000" autocomplete="off"${wrong && html` aria-describedby="token-e" aria-invalid="true"`} required></p>${filled.map(
    ([field, words]) => html`<input type="hidden" name="${field}" value="${words}">`,
  )}${languageField(view)}<p><button>${say('Open')}</button></p></form>
${!answers.needsToken && html`<p>${say('On this machine the administrator changes choices by command:')} <code>${command}</code></p>`}`;
  return send(body, view, wrong ? 400 : 200);
}

function keptBlock(token: string, { say, to }: View): Html {
  return section(
    'kept',
    say('What is kept of you'),
    html`<ul><li><a href="${to('/choices/unread', { token })}">${say('What changed since I last marked as read')}</a></li>
<li><a href="${to('/choices/export', { token })}">${say('Everything that is kept of you, as a file (JSON)')}</a></li>
<li><a href="${to('/choices/erase', { token })}">${say('Erase everything')}</a></li></ul>`,
  );
}

function sheetPage(sheet: ChoicesSheet, note: Html | false, status = 200): Response {
  const { shown, wrong, token, rhythm, view } = sheet;
  const { say } = view;
  const now = html`<p class="lead">${shown.address}. ${say('Now:')} ${asWritten(describeChoices(shown.choices, view, rhythm), view)}</p>
${smallPrint(say('Whoever has this link can change these choices. It holds for 400 days; every email has a new one.'))}`;
  const refused =
    wrong.length > 0 && html`<p class="note warn" role="alert">${say('Nothing was saved: some fields need another value.')}</p>`;
  return send(html`${now}${refused}${note}${choicesForm(sheet)}${keptBlock(token, view)}`, view, status);
}

async function show(request: RouteRequest, answers: Answers): Promise<Response> {
  const token = tokenIn(request.given.get('token'));
  if (!request.given.has('token')) return askForLink(request, answers);
  const shown = await answers.readers.shown(token);
  if (!shown) return askForLink(request, answers, true);
  const view = viewFor(request, answers, request.given, shown.choices.language);
  const form = new Map([...toForm(shown.choices, answers.today()), ...filledBy(request.given)]);
  const saved = request.given.has('saved') && html`<p class="note" role="status">${view.say('Saved.')}</p>`;
  return sheetPage({ token, shown, form, wrong: [], rhythm: answers.readers.rhythm, view }, saved);
}

const fieldsOf = (form: ReadonlyMap<string, string>): ChoiceForm =>
  new Map(
    [...form].filter(
      ([key]) => /^search(?:-name)?$|^search\./.test(key) || choiceFields.some(({ name }) => key === name || key.startsWith(`${name}.`)),
    ),
  );

async function change(request: RouteRequest, answers: Answers): Promise<Response> {
  const given = await request.form();
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
  if (!before || !read) return askForLink(request, answers, true);
  const view = viewFor(request, answers, given, before.choices.language);
  const sheet = { token, shown: before, form, wrong: read.wrong, rhythm: answers.readers.rhythm, view };
  if (read.wrong.length > 0) return sheetPage(sheet, false, 400);
  if (!saving) return sheetPage(sheet, previewBlock(await answers.readers.preview(read.choices), view));
  return seeOther(view.to('/choices', { token, saved: 'yes' }));
}

async function exported(request: RouteRequest, answers: Answers): Promise<Response> {
  const kept = await answers.readers.export(tokenIn(request.given.get('token')));
  if (!kept) return askForLink(request, answers, true);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="hongtou-reader.json"',
    'cache-control': 'no-store',
  };
  return new Response(toPrintableJson(kept, 2), { headers });
}

async function erasePage(request: RouteRequest, answers: Answers): Promise<Response> {
  const token = tokenIn(request.given.get('token'));
  const shown = await answers.readers.shown(token);
  if (!shown) return askForLink(request, answers, true);
  const view = viewOf(request, answers);
  const { say, to } = view;
  const gone = say('Your address, choices and history of emails are erased for good, and no email follows.');
  const left = say('The list of deliveries keeps a number that cannot be traced back to you.');
  const body = html`<p class="lead">${shown.address}: ${gone} ${left}</p>
<form class="long" action="/choices/erase" method="post"><input type="hidden" name="token" value="${token}">${languageField(view)}
<p><button>${say('Erase everything')}</button></p></form><p><a href="${to('/choices', { token })}">${say('Your choices')}</a></p>`;
  return send(body, view);
}

async function erase(request: RouteRequest, answers: Answers): Promise<Response> {
  const given = await request.form();
  const view = viewFor(request, answers, given);
  if (!(await answers.readers.erase(tokenIn(given.get('token'))))) return askForLink(request, answers, true);
  return send(html`<p class="lead">${view.say('Everything that was kept of you is being erased; this takes a few minutes.')}</p>`, view);
}

async function searchOf(request: RouteRequest, { readers }: Answers): Promise<Pick<SavedSearch, 'filters'> & { readonly title: string }> {
  const search = await readers.search(tokenIn(request.given.get('token')));
  if (!search) throw notFoundProblem('no saved search at this address');
  return { filters: search.filters, title: search.name };
}

const searchFeed: Route['answer'] = async (request, answers) =>
  feedOf({ ...(await searchOf(request, answers)), format: 'atom' }, request, answers);
const searchCalendar: Route['answer'] = async (request, answers) => calendarOf(await searchOf(request, answers), request, answers);

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
