import type { Hit } from '../../model/query.ts';
import { opt } from '../../model/values.ts';
import type { Status } from '../../model/vocabulary.ts';
import { followAddresses } from '../../questions/lists.ts';
import { isAct } from '../../stages/text/acts.ts';
import { dayShort, renderTimeLeft } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { headlineOf, type Named, titleLanguage } from '../words/headline.ts';
import { dayOfHit, englishIssuers } from '../words/hit-words.ts';
import { issuerMissing } from '../words/issuer-missing.ts';
import { type View, zh } from '../words/page-view.ts';
import { unseenWords } from '../words/unseen.ts';
import { dateNames, levelNames, statusNames, themeNames, typeNames } from '../words/words.ts';

/** Shape of a status; the word beside it says the same. */
const shapes: Readonly<Record<Status, string>> = {
  draft: 'draft',
  'adopted-awaiting-approval': 'not-yet',
  issued: 'info',
  'not-yet-in-force': 'not-yet',
  'in-force': 'in-force',
  suspended: 'not-yet',
  expired: 'repealed',
  repealed: 'repealed',
  superseded: 'repealed',
  informational: 'info',
  unknown: 'unknown',
};

export const statusMark = (status: Status, { word }: View): Html =>
  html`<span class="st ${shapes[status]}">${word(statusNames, status)}</span>`;

/** A number of a document, never broken over lines; or that there is none. */
export const numberMark = (number: string | undefined, { say }: View): Html =>
  number === undefined
    ? html`<span class="soft">${say('no document number')}</span>`
    : html`<span lang="zh-Hans" class="num">${number}</span>`;

export const themeTags = (themes: readonly string[], { word, to }: View): HtmlPart =>
  themes.map((theme) => html`<a href="${to(`/themes/${theme}`)}">${word(themeNames, theme)}</a>`);

type TitleLink = Named & { readonly href: string; readonly heading?: 'h2' | 'h3' | 'h4' };

/** Headline in English and the page's own title under it; the other way round for a Chinese interface, where a notice's own title stands under that of its act. */
export function titlePair({ href, heading = 'h3', ...named }: TitleLink, view: View): Html {
  const { english, chinese } = headlineOf(named);
  const behind = chinese === named.title ? english : named.title;
  const [first, second] = view.language === 'zh' ? [chinese, behind] : [english, named.title];
  const name = html`<a href="${href}" lang="${titleLanguage(first)}">${first}</a>`;
  const under = second !== first && html`<p class="zh" lang="${titleLanguage(second)}">${second}</p>`;
  const headings = { h2: html`<h2>${name}</h2>`, h3: html`<h3>${name}</h3>`, h4: html`<h4>${name}</h4>` };
  return html`${headings[heading]}${under}`;
}

function whenOf(hit: Hit, view: View): Html {
  const { say, word, today, language } = view;
  const { commentBy = '' } = hit;
  const open = hit.status === 'draft' && commentBy >= today && renderTimeLeft(commentBy, today, say);
  // The date first: lists are in its order.
  const left = open && html`<br>${open}${say(', ', '，')}${word(dateNames, 'commentBy')} ${dayShort(commentBy, language)}`;
  const { kind, day } = dayOfHit(hit);
  if (kind !== 'firstSeen') return html`<p class="when"><b>${dayShort(day, language)}</b> ${word(dateNames, kind)}${left}</p>`;
  return html`<p class="when"><b>${say('Date unknown')}</b> ${say('first collected')} ${dayShort(day, language)}${left}</p>`;
}

const passageOf = (hit: Hit): HtmlPart =>
  hit.passage && html`<p class="pass" lang="zh-Hans">${hit.passage.before}<mark>${hit.passage.hit}</mark>${hit.passage.after}</p>`;

/** Issuers: short English names where the registry knows the body, then the names on the page. */
export function issuersOf(hit: Hit, { language }: View): Html {
  const words = unseenWords(hit, language);
  const unseen = words && html` <b>${words}</b>`;
  if (hit.issuerNames.length === 0) return html`<span class="soft">${issuerMissing(hit, language)}</span>${unseen}`;
  const known = englishIssuers(hit);
  return html`${language === 'en' && known.length > 0 && `${known.join(', ')} `}${zh(hit.issuerNames.join('、'))}${unseen}`;
}

/** One document in a list. */
export function hitItem(hit: Hit, view: View): Html {
  const { word, to, say } = view;
  const kinds: HtmlPart[] = [
    statusMark(hit.status, view),
    word(typeNames, hit.type),
    issuersOf(hit, view),
    ...(hit.level === undefined ? [] : [word(levelNames, hit.level)]),
    ...(hit.number !== undefined || isAct(hit.type) ? [numberMark(hit.number, view)] : []),
  ];
  return html`<article class="item">${whenOf(hit, view)}<div>
<p class="kind">${joinParts(kinds, ' · ')}</p>
${titlePair({ href: to(`/documents/${encodeURIComponent(hit.id)}`), title: hit.title, english: hit.english, type: hit.type, ...opt('shown', hit.shown) }, view)}
${passageOf(hit)}
<p class="tags">${themeTags(hit.themes, view)}${
    hit.coverage > 0 &&
    html`<span
class="soft">${say(`${hit.coverage} ${hit.coverage === 1 ? 'interpretation or report' : 'interpretations and reports'}`, `${hit.coverage}篇报道或解读`)}</span>`
  }<a href="${hit.url}" rel="noreferrer">${say('Official page')}</a></p></div></article>`;
}

/** The feeds and the calendar of a list of documents, by its query. */
export function followLine(query: string, { say }: View): Html {
  const { atom, rss, json, calendar } = followAddresses(query);
  return html`<p class="small"><a href="${atom}">Atom</a> · <a href="${rss}">RSS</a> · <a href="${json}">JSON Feed</a> · <a
href="${calendar}">${say('Calendar file')}</a> · <a href="/feeds/hongtou.opml">${say('All feeds (OPML)')}</a></p>`;
}
