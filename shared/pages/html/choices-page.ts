import {
  type ChoiceForm,
  type LanguagePair,
  noticeDays,
  type SavedSearch,
  type ShownChoices,
  type WrongChoice,
} from '../../model/choices.ts';
import type { ReaderAnswers } from '../../model/reader-answers.ts';
import { weekdays } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { bodyById } from '../../registry/issuers.ts';
import { landmarks } from '../../registry/landmarks.ts';
import { places } from '../../registry/places.ts';
import { type ChoiceField, choiceFields } from '../../stages/digest/choice-fields.ts';
import { boxesOf } from '../../stages/digest/choice-form.ts';
import { timeOfHour } from '../../stages/digest/moments.ts';
import { queryWords, toQuery } from '../../stages/digest/saved-search.ts';
import { chosenNames, weekdayNames } from '../words/choices.ts';
import { type Html, html } from '../words/escape.ts';
import { headlineOf } from '../words/headline.ts';
import { both, languageField, type View } from '../words/page-view.ts';
import { capital, levelNames } from '../words/words.ts';

/** The form of a reader's choices, made from the table of fields. What was typed stays as it was, whatever was wrong with it. */

export type ChoicesSheet = {
  readonly token: string;
  readonly shown: ShownChoices;
  readonly form: ChoiceForm;
  readonly wrong: readonly WrongChoice[];
  readonly rhythm: ReaderAnswers['rhythm'];
};

/** Bodies that are offered as boxes; any other is written by name. */
const offeredBodies =
  'cpc-central-committee state-council npc-standing ndrc miit cac nda most moe mofcom samr mps mof nea csrc pbc mee gacc nrta cnipa sac tc260'.split(
    ' ',
  );

/** Boxes that are always there, and values that are suggested while one types. */
const offered: Readonly<Record<string, readonly string[]>> = {
  themes: themeIds,
  issuers: offeredBodies.filter((id) => chosenNames.issuers(id) !== undefined),
  levels: Object.keys(levelNames),
  reminders: noticeDays.map(String),
};
const suggested: Readonly<Record<string, (at: 0 | 1) => readonly string[]>> = {
  places: (at) => places.filter(({ level }) => level === 'L4').map(({ english, stem }) => (at === 0 ? english : stem)),
  landmark: (at) => landmarks.filter(({ kind }) => kind === 'act').map(({ en, zh }) => (at === 1 && zh !== '' ? zh : en)),
  'time-zone': () => ['Asia/Shanghai', 'Asia/Singapore', 'Europe/Brussels', 'Europe/London', 'America/New_York', 'America/Los_Angeles'],
};

const tell = ([english, chinese]: LanguagePair, view: View): string => view.say(english, chinese);

const idOf = (name: string): string => `c-${name.replaceAll(/[^\w-]/g, '-')}`;

/** What is wrong with a field, above it. */
function messages(name: string, { wrong }: ChoicesSheet, view: View): Html | false {
  const own = wrong.filter(({ field }) => field === name);
  return (
    own.length > 0 &&
    html`<span class="msg" id="${`${idOf(name)}-e`}">${own.map(({ given, says }) => html`${given !== '' && `“${given.slice(0, 100)}”: `}${tell(says, view)}. `)}</span>`
  );
}

const described = (name: string, { wrong }: ChoicesSheet): Html | false =>
  wrong.some(({ field }) => field === name) && html` aria-describedby="${`${idOf(name)}-e`}" aria-invalid="true"`;

const errorClass = (names: readonly string[], { wrong }: ChoicesSheet): string =>
  wrong.some(({ field }) => names.includes(field)) ? ' err' : '';

function box(name: string, words: Html | string, checked: boolean): Html {
  return html`<p class="line"><input type="checkbox" id="${idOf(name)}" name="${name}" value="on"${checked && html` checked`}><label for="${idOf(name)}">${words}</label></p>`;
}

/** The name of a value in the language of the page, the other one behind it. */
function valueWords(field: ChoiceField, value: string, { shown }: ChoicesSheet, view: View): Html | string {
  if (field.key === 'reminders') return view.say(`${value} ${value === '1' ? 'day' : 'days'} before`, `提前${value}天`);
  if (field.key === 'acts') {
    const named = shown.titles[value] && headlineOf(shown.titles[value]);
    return named ? both([named.english, named.chinese], view) : value;
  }
  const body = field.key === 'issuers' ? bodyById(value) : undefined;
  if (body) return both([body.full, body.name], view);
  const pair = Object.hasOwn(chosenNames, field.key) ? chosenNames[field.key as keyof typeof chosenNames](value) : undefined;
  if (pair === undefined) return value;
  return field.key === 'themes' || field.key === 'levels' ? tell(pair, view) : both(pair, view);
}

function textField(field: ChoiceField, sheet: ChoicesSheet, view: View): Html {
  const { name } = field;
  const [id, given] = [idOf(name), orEmpty(sheet.form.get(name))];
  const list = suggested[name]?.(view.language === 'zh' ? 1 : 0);
  const label = field.most === undefined ? tell(field.label, view) : view.say('Others');
  if (field.key === 'acts')
    return html`<label for="${id}">${view.say('Others, one a line')}</label>
<span class="hint">${capital(tell(field.takes, view))}</span><textarea id="${id}" name="${name}" class="full"
rows="2" maxlength="2000"${described(name, sheet)}>${given}</textarea>`;
  return html`<label for="${id}">${label}</label><span class="hint">${capital(tell(field.takes, view))}</span><input id="${id}" name="${name}" class="full" value="${given}"
maxlength="1000" autocomplete="off"${list && html` list="${`${id}-l`}"`}${described(name, sheet)}>${
    list && html`<datalist id="${`${id}-l`}">${list.map((each) => html`<option value="${each}"></option>`)}</datalist>`
  }`;
}

/** A list: boxes for what is offered and what was chosen, and a text for the rest. */
function listBlock(field: ChoiceField, sheet: ChoicesSheet, view: View): Html {
  const { name } = field;
  const chosen = boxesOf(sheet.form, name);
  const values = [...new Set([...(offered[name] ?? []), ...chosen])];
  const boxes = values.map((value) => box(`${name}.${value}`, valueWords(field, value, sheet, view), chosen.includes(value)));
  const open = field.key !== 'themes' && field.key !== 'levels' && field.key !== 'reminders';
  const error = messages(name, sheet, view);
  return html`<fieldset class="field${errorClass([name], sheet)}"><legend>${tell(field.label, view)}</legend>${error}${boxes.length > 0 && html`<div class="opts">${boxes}</div>`}${
    open && html`<p class="field">${textField(field, sheet, view)}</p>`
  }</fieldset>`;
}

const defaultOf = (value: string, { say }: View): string => say(`${value} (as this site)`, `${value}（与本站一致）`);

/** The values of a field that is chosen from a list; the empty one is what the instance does. */
function optionsOf({ key }: ChoiceField, { rhythm }: ChoicesSheet, view: View): readonly (readonly [string, string])[] | undefined {
  const { say } = view;
  if (key === 'language')
    return [
      ['', say('As this site sends it')],
      ['en', 'English'],
      ['zh', '中文'],
      ['both', say('Both')],
    ];
  if (key === 'every')
    return [
      ['', say('Weekly')],
      ['day', say('Daily, if there is news')],
    ];
  if (key === 'weekday')
    return [
      ['', defaultOf(tell(weekdayNames[rhythm.weekday], view), view)],
      ...weekdays.map((day) => [day, tell(weekdayNames[day], view)] as const),
    ];
  if (key === 'hour')
    return [['', defaultOf(rhythm.time, view)], ...Array.from({ length: 24 }, (_, hour) => [String(hour), timeOfHour(hour)] as const)];
  return undefined;
}

function selectField(field: ChoiceField, sheet: ChoicesSheet, view: View): Html {
  const { name } = field;
  const options = optionsOf(field, sheet, view);
  const id = idOf(name);
  const given = orEmpty(sheet.form.get(name));
  const error = messages(name, sheet, view);
  const control = options
    ? html`<select id="${id}" name="${name}"${described(name, sheet)}>${options.map(
        ([value, words]) => html`<option value="${value}"${value === (given === 'week' ? '' : given) && html` selected`}>${words}</option>`,
      )}</select>`
    : undefined;
  return control
    ? html`<p class="field${errorClass([name], sheet)}"><label for="${id}">${tell(field.label, view)}</label>${error}${control}</p>`
    : html`<p class="field${errorClass([name], sheet)}">${error}${textField(field, sheet, view)}</p>`;
}

function searchRow({ id, name, filters }: SavedSearch, sheet: ChoicesSheet, view: View): Html {
  const links = sheet.shown.links[id];
  const list = html`<a href="${`/documents?${toQuery(filters)}`}">${queryWords(filters)}</a>`;
  return html`<div class="line">${box(`search.${id}`, name, sheet.form.has(`search.${id}`))} <span class="small">${list}${
    links && html` · <a href="${links.feed}">${view.say('Feed')}</a> · <a href="${links.calendar}">${view.say('Calendar file')}</a>`
  }</span></div>`;
}

function searchBlock(sheet: ChoicesSheet, view: View): Html {
  const { say } = view;
  const rows = (sheet.shown.choices.searches ?? []).map((search) => searchRow(search, sheet, view));
  const text = (name: string, label: string, hint: string, longest: number): Html =>
    html`<p class="field${errorClass([name], sheet)}"><label for="${idOf(name)}">${label}</label>${messages(name, sheet, view)}<span class="hint">${hint}</span><input id="${idOf(
      name,
    )}" name="${name}" class="full" value="${sheet.form.get(name)}" maxlength="${longest}" autocomplete="off"${described(name, sheet)}></p>`;
  const hint = html`<p class="hint">${say('Clear a box to remove the search; its feed then ends.')} ${say('The addresses need no sign-in: keep them to yourself.')}</p>`;
  return html`<fieldset class="field"><legend>${say('Saved searches')}</legend>${rows.length > 0 && hint}${rows}
${text('search', say('New search'), say('Words as in the search box, or the address of a list of documents'), 1000)}
${text('search-name', say('Its name'), say('As it will stand in the mail'), 60)}</fieldset>`;
}

const fieldOf = (name: string): ChoiceField[] => choiceFields.filter((each) => each.name === name);

/** The whole form. */
export function choicesForm(sheet: ChoicesSheet, view: View): Html {
  const { say } = view;
  const lists = (names: readonly string[]): readonly Html[] => names.flatMap(fieldOf).map((field) => listBlock(field, sheet, view));
  const selects = (names: readonly string[]): readonly Html[] => names.flatMap(fieldOf).map((field) => selectField(field, sheet, view));
  const only = fieldOf('only').map((field) => box(field.name, tell(field.label, view), sheet.form.has('only')));
  return html`<form class="long" action="/choices" method="post"><input type="hidden" name="token" value="${sheet.token}">${languageField(view)}
<h2>${say('What')}</h2><p class="hint">${say('Within a list any one is enough; each list narrows the others. Nothing chosen is everything.')}</p>
${lists(['themes', 'issuers', 'levels', 'places'])}
<h2>${say('And besides')}</h2><p class="hint">${say('These come in addition, whatever the lists say.')}
${say('An act or landmark that is followed tells when anything cites, implements, amends or finalises it.')}</p>
${searchBlock(sheet, view)}${lists(['follow', 'landmark'])}<fieldset class="field"><legend class="vh">${say('Only these')}</legend>${only}</fieldset>
<h2>${say('When')}</h2><div class="inline">${selects(['language', 'every', 'weekday', 'hour'])}</div>${selects(['time-zone'])}${lists(['reminders'])}${selects(['pause-until'])}
<p class="line"><button name="do" value="save">${say('Save')}</button> <button name="do" value="preview" class="quiet">${say('Preview')}</button></p></form>`;
}
