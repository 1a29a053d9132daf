import type { Participation } from '../../model/article.ts';
import type { LandmarkNews } from '../../model/landmark.ts';
import type { KnownAct, KnownResult } from '../../model/lineage.ts';
import type { Hit } from '../../model/query.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { isTheme, type Status } from '../../model/vocabulary.ts';
import { followAddresses } from '../../questions/lists.ts';
import { knownIssuers } from '../../registry/issuers.ts';
import type { Landmark } from '../../registry/known.ts';
import { isAct } from '../../stages/text/acts.ts';
import { dayShort, renderTimeLeft } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, webAddress } from '../words/escape.ts';
import { documentPath, type View, zh } from '../words/page-view.ts';
import { statusName } from '../words/status-reason.ts';
import {
  bodyName,
  checkedNote,
  dayOfHit,
  englishIssuers,
  headlineOf,
  issuersInBrief,
  type Named,
  officialLink,
  titleBelow,
  titleLanguage,
} from '../words/text-name.ts';
import { dateNames, issuerMissing, levelNames, themeNames, typeNames, unseenWords } from '../words/words.ts';
import { section, smallPrint } from './parts.ts';

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

export const statusMark = (of: Parameters<typeof statusName>[0], { say }: View): Html =>
  html`<span class="st ${shapes[of.status]}">${statusName(of, say)}</span>`;

export const numberMark = (number: string | undefined, { say }: View): Html =>
  number === undefined
    ? html`<span class="soft">${say('no document number')}</span>`
    : html`<span lang="zh-Hans" class="num">${number}</span>`;

/** A sub-theme has no page of its own: its documents stand in their list. */
export const themeAddress = (theme: string, to: View['to']): string =>
  isTheme(theme) ? to(`/themes/${theme}`) : to('/documents', { theme });

export const themeTags = (themes: readonly string[], { word, to }: View): HtmlPart =>
  themes.map((theme) => html`<a href="${themeAddress(theme, to)}">${word(themeNames, theme)}</a>`);

type TitleLink = Named & { readonly href: string; readonly heading?: 'h2' | 'h3' | 'h4' };

/**
 * Headline in English and the page's own title under it; the other way round for a Chinese interface, where a notice's own title stands
 * under that of its act.
 */
export function titlePair({ href, heading = 'h3', ...named }: TitleLink, view: View): Html {
  const { english, chinese } = headlineOf(named);
  const behind = chinese === named.title ? english : named.title;
  const [first, second] = view.language === 'zh' ? [chinese, behind] : [english, named.title];
  const name = html`<a href="${href}" lang="${titleLanguage(first)}">${first}</a>`;
  const under = titleBelow(first, second);
  const headings = { h2: html`<h2>${name}</h2>`, h3: html`<h3>${name}</h3>`, h4: html`<h4>${name}</h4>` };
  return html`${headings[heading]}${under}`;
}

function whenOf(hit: Hit, view: View): Html {
  const { say, word, today } = view;
  const { commentBy = '' } = hit;
  const open = hit.status === 'draft' && commentBy >= today && renderTimeLeft(commentBy, today, say);
  // The date first: lists are in its order.
  const left = open && html`<br>${open}${say(', ', '，')}${word(dateNames, 'commentBy')} <span class="nb">${dayShort(commentBy)}</span>`;
  const { kind, day } = dayOfHit(hit);
  if (kind !== 'firstSeen') return html`<p class="when"><b>${dayShort(day)}</b> ${word(dateNames, kind)}${left}</p>`;
  return html`<p class="when"><b>${say('Date unknown')}</b> ${say('first collected')} ${dayShort(day)}${left}</p>`;
}

function passageOf({ passage }: Hit): HtmlPart {
  if (!passage) return undefined;
  const { before, hit, after } = passage;
  return html`<p class="pass" lang="${titleLanguage(before + hit + after)}">${before}<mark>${hit}</mark>${after}</p>`;
}

export function issuersOf(hit: Hit, { language, say }: View): Html {
  const words = unseenWords(hit, language);
  const unseen = words && html` <b>${words}</b>`;
  if (hit.issuerNames.length === 0) return html`<span class="soft">${issuerMissing(hit, language)}</span>${unseen}`;
  const known = englishIssuers(hit);
  const [lead, ...others] = hit.issuerNames;
  const english = language === 'en' && known.length === hit.issuerNames.length;
  const led = others.length > 1 ? knownIssuers([orEmpty(lead)]) : [];
  if (language === 'en' && (english || led.length > 0)) return html`${issuersInBrief(english ? known : [...led, ...others], say)}${unseen}`;
  return html`${zh(issuersInBrief(hit.issuerNames, say))}${unseen}`;
}

const mostTold = 3;

/** What it says in English: the sentence that was found, then its facts. */
function toldOf({ passage }: Hit, told: readonly SummaryLine[], { language }: View): HtmlPart {
  const { english = [] } = passage ?? {};
  const more = told.filter(({ quote }) => !english.some((each) => quote.includes(each.quote)));
  const says = [...new Set([...english, ...more].map((each) => each.says))];
  return (
    language === 'en' &&
    says.length > 0 &&
    html`<ul class="list told">${says.slice(0, mostTold).map((each) => html`<li>${each}</li>`)}</ul>`
  );
}

/** How to comment on what is open. */
function waysOf({ status, commentBy = '', participate = [] }: Hit, { say, today }: View): HtmlPart {
  const open = status === 'draft' && commentBy >= today && participate.length > 0;
  return open && html`<p class="small">${say('Comments to')}: ${joinParts(participate.map(renderWay), ' · ')}</p>`;
}

export function hitItem(hit: Hit, view: View, told: readonly SummaryLine[] = []): Html {
  const { word, to, say } = view;
  const kinds: HtmlPart[] = [
    statusMark(hit, view),
    word(typeNames, hit.type),
    issuersOf(hit, view),
    ...(hit.level === undefined ? [] : [word(levelNames, hit.level)]),
    ...(hit.number !== undefined || isAct(hit.type) ? [numberMark(hit.number, view)] : []),
  ];
  return html`<article class="item">${whenOf(hit, view)}<div>
<p class="kind">${joinParts(kinds, ' · ')}</p>
${titlePair({ href: to(documentPath(hit.id)), title: hit.title, english: hit.english, type: hit.type, ...opt('shown', hit.shown) }, view)}
${toldOf(hit, told, view)}${passageOf(hit)}${waysOf(hit, view)}
${hit.lacks !== undefined && hit.lacks.length > 0 && smallPrint(say('missing: {lacks}', { lacks: hit.lacks.join(say(', ', '、')) }))}
<p class="tags">${themeTags(hit.themes, view)}${
    hit.coverage > 0 &&
    html`<span
class="soft">${say('{coverage} {coverage:interpretation or report|interpretations and reports}', { coverage: hit.coverage })}</span>`
  }${officialLink(hit.url, view)}</p></div></article>`;
}

export function followLine(query: string, { say }: View): Html {
  const { atom, rss, json, calendar } = followAddresses(query);
  return html`<p class="small"><a href="${atom}">Atom</a> · <a href="${rss}">RSS</a> · <a href="${json}">JSON Feed</a> · <a
href="${calendar}">${say('Calendar file')}</a> · <a href="/feeds/hongtou.opml">${say('All feeds (OPML)')}</a></p>`;
}

/**
 * A way to take part. Only the address of a form is a link, and its text is where it leads; a mail address from a page of others is text.
 */
export function renderWay({ by, to }: Pick<Participation, 'by' | 'to'>): Html {
  const named = by === 'form' && /^(?:https?:\/\/|[\w-]+\.[\w.-]+)/i.test(to);
  const address = named ? webAddress(/^https?:/i.test(to) ? to : `http://${to}`) : undefined;
  return address === undefined ? zh(to) : html`<a href="${address}" rel="noreferrer">${to}</a>`;
}

export const renderSilence = (days: number | undefined, { say }: View): string | undefined =>
  days === undefined ? undefined : say('Closed {days} {days:day|days} ago, no final act seen', { days });

function knownItem(act: KnownAct, view: View, isWhole: boolean): Html {
  const { say, word, language, to } = view;
  const { type, number, landmark, english, title, from, url } = act;
  const kind = (['published', 'signed', 'effective'] as const).find((each) => act.dates[each]);
  const when =
    kind && act.dates[kind]
      ? html`<b>${dayShort(act.dates[kind].value)}</b> ${word(dateNames, kind)}`
      : html`<b>${say('Date unknown')}</b>`;
  const kinds = [
    ...(type === undefined ? [] : [word(typeNames, type)]),
    ...act.issuers.map((issuer) => bodyName(issuer, view)),
    ...(number === undefined ? [] : [zh(number)]),
  ];
  const translated = english && { words: english.title, lang: 'en' };
  const original = { words: title, lang: 'zh-Hans' };
  const [first, second] = language === 'zh' || !translated ? [original, translated] : [translated, original];
  return html`<article class="item"><p class="when">${when}</p><div>
<p class="kind">${joinParts(kinds, ' · ')}</p>
<h3 lang="${first.lang}">${first.words}</h3>${second && html`<p class="zh" lang="${second.lang}">${second.words}</p>`}
<p class="tags">${landmark !== undefined && html`<a href="${to(`/landmarks/${landmark}`)}">${say('Landmark')}</a>`}${officialOrNone(url, view)}${
    isWhole && html`<span class="soft">${say('named by: ')}<span lang="en">${from}</span>; ${checkedNote(act, view)}</span>`
  }</p></div></article>`;
}

const officialOrNone = (url: string | undefined, view: View): HtmlPart =>
  officialLink(url, view) || html`<span class="soft">${view.say('official address unknown')}</span>`;

/** Of a landmark act that is not stored: where it stands officially, and why that address brought no document. */
export function unreadBlock({ url }: Landmark, { known, trouble }: LandmarkNews, view: View): HtmlPart {
  const address = url ?? known?.url;
  if (!known && address === undefined) return undefined;
  const { say, moment } = view;
  const since = trouble && moment(trouble.since);
  const failed =
    trouble &&
    html`<p class="note">${say('The official address has brought no document since {since}: {detail}. It is asked for again each day.', { since, detail: trouble.detail })}</p>`;
  return html`<section class="sec"><h2>${say('Full document')}</h2><p>${say('known, not yet read')} · ${officialOrNone(address, view)}</p>${failed}</section>`;
}

/** So many are shown; the others are folded, and who names them is told of none of those. */
const shownKnown = 5;

/** Acts that a query finds, too, and that are known and not read: apart from the documents, and counted nowhere. */
export function knownBlock(known: KnownResult | undefined, view: View): HtmlPart {
  if (!known || known.total === 0) return undefined;
  const { say } = view;
  const { items, total } = known;
  const more = total - items.length;
  const rest = items.slice(shownKnown);
  const list = (acts: readonly KnownAct[], isWhole: boolean): Html =>
    html`<ol class="hits">${acts.map((act) => html`<li>${knownItem(act, view, isWhole)}</li>`)}</ol>`;
  return section(
    'known',
    say('Known, not yet read'),
    html`${smallPrint(say('Facts from public catalogues; their texts have not been collected. They are in no count, export or digest.'))}
${list(items.slice(0, shownKnown), true)}${
  rest.length > 0 && html`<details><summary>${say('{rest} more', { rest: rest.length })}</summary>${list(rest, false)}</details>`
}${more > 0 && smallPrint(say('and {more} more', { more }))}`,
    total,
  );
}
