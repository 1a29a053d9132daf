import type { Answers } from '../../model/answers.ts';
import type { ShownDocument } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { requireDocument } from '../../questions/document.ts';
import { RequestProblem } from '../../questions/question.ts';
import { type Route, type RouteRequest, seeOther } from '../web/route.ts';
import { beijing } from '../words/days.ts';
import { type Html, html } from '../words/escape.ts';
import { asWritten, documentPath, type View, viewOf } from '../words/page-view.ts';
import { pageName, renderHeading } from '../words/text-name.ts';
import { themeNames } from '../words/words.ts';
import { privatePage } from './page-frame.ts';
import { smallPrint } from './parts.ts';

/** A person's themes: shown with who, when and why, and given with a form. Every change is a POST, guarded as all of them are. */

type LabelFormInput = { readonly themes: readonly string[]; readonly irrelevant: boolean; readonly why: string };
type LabelTarget = Pick<ShownDocument, 'id' | 'title' | 'english' | 'type' | 'relevant' | 'themes' | 'label' | 'labelTakenBack'>;

const renderDay = (at: string): Html => html`<time datetime="${at}">${beijing(at).slice(0, 10)}</time>`;

const by = (who: string | undefined): Html | false => who !== undefined && html` (${who})`;

export function labelNote({ label, labelTakenBack }: LabelTarget, view: View): Html | undefined {
  const { say, word } = view;
  if (label)
    return html`<p class="note">${say('Set manually')}, ${renderDay(label.at)}${by(label.who)}${say(': ')}${asWritten(`“${label.why}”`, view)}</p>`;
  if (!labelTakenBack) return undefined;
  const { themes, english } = labelTakenBack.label;
  const named = themes && (themes.map((theme) => word(themeNames, theme)).join(', ') || say('not relevant'));
  const was = [named, english].filter((each) => each !== undefined).join('; ');
  const { at, who, why } = labelTakenBack;
  return html`<p class="note">${say('Manual themes withdrawn')}, ${renderDay(at)}${by(who)}${say(': ')}${asWritten(`“${why}”`, view)} (${was})</p>`;
}

export function takeBackForm({ id, label }: LabelTarget, { say, to }: View): Html | undefined {
  if (!label) return undefined;
  return html`<form class="long" action="${to(`${documentPath(id)}/label`)}" method="post"><input type="hidden" name="take-back" value="yes">
<p class="field"><label for="back-why">${say('Reason for withdrawing')}</label><input id="back-why" name="why" class="full" maxlength="500" autocomplete="off" required></p>
<p><button class="quiet">${say('Withdraw and restore the automatic themes')}</button></p></form>`;
}

const boxOf = (name: string, words: string, checked: boolean): Html =>
  html`<p class="line"><input type="checkbox" id="${`l-${name}`}" name="${name}" value="yes"${checked && html` checked`}><label for="${`l-${name}`}">${words}</label></p>`;

export function labelForm(document: LabelTarget, view: View, wrong?: string, given?: LabelFormInput): Html {
  const { say, word, to } = view;
  const chosen = given ?? {
    themes: document.themes.map(({ theme }) => theme as string),
    irrelevant: !document.relevant,
    why: orEmpty(document.label?.why),
  };
  return html`<form class="long" action="${to(`${documentPath(document.id)}/label`)}" method="post">
<fieldset class="field"><legend>${say('Themes of this document, one to four')}</legend>
${themeIds.map((id) => boxOf(`theme-${id}`, word(themeNames, id), chosen.themes.includes(id)))}
${boxOf('irrelevant', say('Not relevant: not about AI in China'), chosen.irrelevant)}</fieldset>
<p class="field${wrong !== undefined && ' err'}"><label for="why">${say('Reason')}</label>${
    wrong !== undefined &&
    html`<span class="msg"
id="why-e">${wrong}</span>`
  }<input id="why" name="why" class="full" value="${chosen.why}" maxlength="500"
autocomplete="off"${wrong !== undefined && html` aria-describedby="why-e" aria-invalid="true"`} required></p>
${smallPrint(say('Your choice overrides the automatic themes, is kept when the document is read again, and is exported as training data.'))}
<p><button>${say('Save themes')}</button></p></form>`;
}

const mayLabel = ({ who }: RouteRequest): boolean => who !== undefined && who.scope !== 'read';
const readsOnly = ({ say }: View): string =>
  say('This token is read-only. To set themes, ask for a token created with: hongtou tokens create NAME --scope label');

/** What was given, once more, with what is wrong with it. */
const refused = (document: LabelTarget, view: View, wrong: string, given: LabelFormInput): Response => {
  const title = view.say('Manual themes');
  const forms = [labelForm(document, view, wrong, given), takeBackForm(document, view)];
  const body = html`<div class="head"><p class="kick">${title}</p>${renderHeading(document, view)}</div>${labelNote(document, view)}${forms}`;
  return privatePage({ title: `${title}: ${pageName(document, view)}`, body, current: '/documents' }, view, 400);
};

async function give(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  if (!mayLabel(request)) throw new RequestProblem(403, readsOnly(view));
  const who = request.who?.name === undefined ? {} : { who: request.who.name };
  const document = await requireDocument(request.name('id'), answers);
  const form = await request.form();
  const themes = [...form.keys()].filter((name) => name.startsWith('theme-')).map((name) => name.slice('theme-'.length));
  const given = { themes, irrelevant: form.has('irrelevant'), why: orEmpty(form.get('why')).slice(0, 1000) };
  try {
    if (form.has('take-back')) await answers.takeLabelBack(document.id, { why: given.why, ...who });
    else await answers.label(document.id, { themes, relevant: !given.irrelevant, why: given.why, ...who });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return refused(document, view, error.message, given);
  }
  return seeOther(`${view.to(documentPath(document.id))}#themes`);
}

export const labelRoutes: readonly Route[] = [{ method: 'POST', path: '/documents/:id/label', answer: give }];
