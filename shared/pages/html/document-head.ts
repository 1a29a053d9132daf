import type { Issuer } from '../../model/article.ts';
import type { ShownDocument } from '../../model/document.ts';
import { bodyById, findIssuer } from '../../registry/issuers.ts';
import { isAct } from '../../stages/text/acts.ts';
import { type Html, html, joinParts } from '../words/escape.ts';
import { headlineOf, titleLanguage } from '../words/headline.ts';
import { issuerMissing } from '../words/issuer-missing.ts';
import type { View } from '../words/page-view.ts';
import { unseenWords } from '../words/unseen.ts';
import { levelNames, typeNames } from '../words/words.ts';
import { highlightTitle } from './highlight.ts';
import { numberMark } from './hit-item.ts';

/** Language of Chinese or other words for `lang`. */
export const han = (language: ShownDocument['language']): string => (language === 'other' ? 'und' : language);

/** The one name of a body that all lists have, with its full name behind it: the page of a document is where one looks it up. */
function issuerInFull({ id, name, english }: Issuer): string {
  const body = (id === undefined ? undefined : bodyById(id)) ?? findIssuer(name);
  if (body === undefined) return english ?? name;
  return body.english === body.full ? body.full : `${body.english} (${body.full})`;
}

/** What a document is and whose: its headline, the page's own title behind it, and where to go from here. */
export function headBlock(document: ShownDocument, level: string | undefined, view: View): Html {
  const { say, word } = view;
  const issuers = document.issuers.map((issuer) => (view.language === 'zh' ? issuer.name : issuerInFull(issuer)));
  const kicker = [
    word(typeNames, document.type),
    issuers.join(view.language === 'zh' ? '、' : ', ') || issuerMissing(document, view.language),
  ];
  const unseen = unseenWords(document, view.language);
  const original = html`<span lang="${han(document.titleLanguage)}">${highlightTitle(document.title, document.themes)}</span>`;
  const same = document.english.title === '' || document.english.title === document.title;
  const by = {
    glossary: say('from the glossary'),
    official: say('as officially named'),
    dictionary: say('from the glossary and a dictionary'),
    known: say('from what it names'),
    words: say('from words of its title'),
    machine: say('by machine translation'),
    translator: say('by machine translation'),
    model: say('by AI model'),
    person: say('written by a person'),
  };
  const headline = headlineOf({ ...document, english: document.english.title });
  const first = view.language === 'zh' ? headline.chinese : headline.english;
  return html`<div class="head">
<p class="kick">${joinParts([...kicker, ...(level === undefined ? [] : [word(levelNames, level)])], ' · ')}${unseen && html` <b>${unseen}</b>`}</p>
<h1>${first === document.title ? original : html`<span lang="${titleLanguage(first)}">${first}</span>`}</h1>
${first !== document.title && html`<p class="zh">${original}</p>`}
${!same && first !== document.english.title && html`<p class="zh small"><span lang="en">${document.english.title}</span></p>`}
<p class="line small">${(document.number !== undefined || isAct(document.type)) && numberMark(document.number, view)}${
    !same &&
    html`<span
class="soft">${say('English title')} ${by[document.english.by]}</span>`
  }<a href="${view.to('/choices', { follow: document.id })}">${say('Follow this act')}</a><a href="#text">${say('Source text')}</a><a
href="#copies">${say('Copies')}</a><a href="${view.to(`/lineage/${encodeURIComponent(document.id)}`)}">${say('Lineage')}</a><a href="${document.url}"
rel="noreferrer">${say('Official page')}</a></p>
</div>`;
}
