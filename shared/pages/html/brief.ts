import type { Answers } from '../../model/answers.ts';
import { orEmpty } from '../../model/values.ts';
import { brief, type CheckedSentence, mostPasted } from '../../questions/brief.ts';
import { readParameters } from '../../questions/question.ts';
import { largestText, type Route, type RouteRequest } from '../web/route.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import names from '../words/names.json' with { type: 'json' };
import { languageField, markHan, type View, viewOf, zh } from '../words/page-view.ts';
import { officialLink, renderTextName } from '../words/text-name.ts';
import { named } from '../words/words.ts';
import { privatePage } from './page-frame.ts';
import { section, small } from './parts.ts';

const verdictNames = named<CheckedSentence['verdict']>(names.verdicts);

function passageBlock({ article, quote, english }: CheckedSentence['passages'][number], { language }: View): HtmlPart {
  const told = language === 'en' && english !== undefined && html`<br>${english}`;
  return html`<p>${article !== undefined && html`${zh(html`<b>${article}</b>`)} `}${zh(`“${quote}”`)}${told}</p>`;
}

function sentenceBlock({ sentence, verdict, why, act, passages, archived, footnote }: CheckedSentence, view: View): Html {
  const { say, word, language } = view;
  const [first] = passages;
  const of =
    act &&
    html`<p class="small">${renderTextName(act, view)} · ${officialLink(act.url, view)}${
      archived !== undefined && html` · <a href="${archived}">${say('Archived page')}</a>`
    }</p>`;
  const reason = language === 'en' && html` ${small(markHan(why))}`;
  return html`<li><p>${markHan(sentence)}</p><p><b>${word(verdictNames, verdict)}</b>${reason}</p>
${first && passageBlock(first, view)}${of}${footnote !== undefined && html`<p class="copy">${markHan(footnote)}</p>`}</li>`;
}

function show(pasted: string, act: string, found: readonly CheckedSentence[] | undefined, view: View): Response {
  const { say } = view;
  const { characters, sentences } = mostPasted;
  const hint = say('In English or Chinese, at most {characters} characters and {sentences} sentences. The act named last carries on.', {
    characters,
    sentences,
  });
  const body = html`<div class="head"><h1>${say('Check a paragraph')}</h1>
<p class="kick">${say('Each sentence beside the words of the act that it names. Nothing you paste is stored.')}</p></div>
${found && section('found', say('Sentence by sentence'), html`<ol class="list">${found.map((each) => sentenceBlock(each, view))}</ol>`, found.length)}
<form class="long" action="/brief" method="post"><p class="field"><label for="text">${say('Paragraph')}</label><span class="hint"
id="th">${hint}</span><textarea
id="text" name="text" class="full" rows="8" maxlength="${mostPasted.characters}" aria-describedby="th" required>${pasted}</textarea></p>
<p class="field"><label for="act">${say('Act, where the paragraph names none')}</label><input id="act" name="act" class="full" value="${act}" maxlength="500"></p>
${languageField(view)}<p><button>${say('Check')}</button></p></form>`;
  return privatePage({ title: say('Check a paragraph'), current: '/brief', body }, view);
}

async function check(request: RouteRequest, answers: Answers): Promise<Response> {
  const form = await request.form(largestText);
  const view = viewOf({ ...request, given: new Map([...request.given, ...form]) }, answers);
  const asked = readParameters(form, brief.takes);
  return show(asked.text, orEmpty(asked.act), (await brief.answer(asked, answers)).sentences, view);
}

export const briefRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/brief',
    answer: (request, answers) => show('', orEmpty(request.given.get('act')).slice(0, 500), undefined, viewOf(request, answers)),
  },
  { method: 'POST', path: '/brief', answer: check },
];
