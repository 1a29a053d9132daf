import type { Chain, ChainDocument, PlaceStanding, PlaceState } from '../../model/chain.ts';
import { hasHan } from '../../stages/text/language.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { headlineOf } from '../words/headline.ts';
import { type View, zh } from '../words/page-view.ts';
import { renderTextName, softDay } from '../words/text-name.ts';
import { relationNames } from '../words/words.ts';

/** Who has carried an act out: national bodies with their days, then places; and of which places nothing is held, and why that is so. */

function line(document: ChainDocument, view: View): Html {
  const { say, word } = view;
  const through = document.via && html` <span class="small soft">${say('through')} ${renderTextName(document.via, view)}</span>`;
  const draft = document.draft && html` <span class="small soft">(${say('draft')})</span>`;
  const { english } = headlineOf(document);
  const named = hasHan(english) ? document : { ...document, english };
  return html`<li><p>${softDay(document.day, view)} ${renderTextName(named, view)}${draft}${
    document.relation === 'forwards' && html` <span class="small soft">${word(relationNames, 'forwards')}</span>`
  }${through}</p><p class="small soft" lang="zh-Hans">“${plainLine(document.quote, 140)}”</p></li>`;
}

function bodies({ bodies: groups, documents }: Chain, view: View): HtmlPart {
  const of = new Map(documents.map((document) => [document.id, document]));
  return groups.map(({ issuer, documents: ids }) => {
    const name = view.language === 'en' && issuer.english !== undefined ? html`${issuer.english} ${zh(issuer.name)}` : zh(issuer.name);
    return html`<h3>${name} <span class="n">${ids.length}</span></h3><ul class="list">${ids.flatMap((id) => of.get(id) ?? []).map((each) => line(each, view))}</ul>`;
  });
}

const placeName = ({ names }: PlaceStanding, { language }: View): HtmlPart => (language === 'zh' ? names.zh : names.en);

function heldPlaces(places: readonly PlaceStanding[], { documents }: Chain, view: View): HtmlPart {
  const of = new Map(documents.map((document) => [document.id, document]));
  return places.map((place) => {
    const lines = place.documents.flatMap((id) => of.get(id) ?? []).map((each) => line(each, view));
    return html`<h3>${placeName(place, view)} <span class="n">${lines.length}</span></h3><ul class="list">${lines}</ul>`;
  });
}

/** A place without documents: since when its lists are read, and what its cities have. */
function emptyPlace(place: PlaceStanding, view: View): Html {
  const { say } = view;
  const notes = [
    place.readBackTo !== undefined && say(`read back to ${place.readBackTo}`, `读至${place.readBackTo}`),
    place.below.length > 0 && say(`${place.below.length} by its cities`, `所辖市区${place.below.length}件`),
  ].filter((note) => note !== false);
  return html`${placeName(place, view)}${notes.length > 0 && html` <span class="small soft">(${notes.join(', ')})</span>`}`;
}

function emptyPlaces(
  state: PlaceState,
  words: { readonly head: string; readonly means: string },
  places: readonly PlaceStanding[],
  view: View,
): HtmlPart {
  const found = places.filter((place) => place.state === state);
  if (found.length === 0) return undefined;
  const names = joinParts(
    found.map((place) => emptyPlace(place, view)),
    view.say(', ', '、'),
  );
  return html`<div><dt>${words.head} <span class="n">${found.length}</span></dt><dd>${names}<br><span class="small soft">${words.means}</span></dd></div>`;
}

function standings(level: PlaceStanding['level'], chain: Chain, view: View): HtmlPart {
  const { say } = view;
  const places = chain.places.filter((place) => place.level === level);
  if (places.length === 0) return undefined;
  const held = places.filter(({ state }) => state === 'held');
  const head = level === 'province' ? say('Provinces') : say('Cities');
  const means = [
    [
      'none-found',
      say('Watched, nothing found'),
      say('Their lists are read, as far back as stated, and no document there names this act as its basis.'),
    ],
    ['not-readable', say('Not readable at present'), say('Their lists were read before and do not answer now.')],
    ['not-watched', say('Not watched'), say('No list of theirs has been read: nothing is known of what they did.')],
  ] as const;
  return html`<h3>${head}: ${say(`${held.length} of ${places.length} with documents`, `${places.length}个中${held.length}个有文件`)}</h3>
${heldPlaces(held, chain, view)}<dl class="facts rows">${means.map(([state, name, says]) => emptyPlaces(state, { head: name, means: says }, places, view))}</dl>`;
}

function others({ documents }: Chain, view: View): HtmlPart {
  const rest = documents.filter(({ level }) => level === 'district' || level === 'other');
  return (
    rest.length > 0 &&
    html`<h3>${view.say('Districts and other bodies')} <span class="n">${rest.length}</span></h3><ul class="list">${rest.map((each) => line(each, view))}</ul>`
  );
}

/** Documents that carry an act out, by ministry and by place. */
export function chainBlock(chain: Chain, view: View): Html {
  const { say } = view;
  return html`<section class="sec" aria-labelledby="chains"><h2 id="chains">${say('Carried out by')} <span class="n">${chain.documents.length}</span></h2>
<p class="small soft">${say('Documents that name this act as their basis or forward it, or an act that does.')}${!chain.complete && ` ${say('There are more than are shown.')}`}</p>
${chain.documents.length === 0 && html`<p>${say('No collected document carries it out.')}</p>`}${bodies(chain, view)}
${standings('province', chain, view)}${standings('city', chain, view)}${others(chain, view)}</section>`;
}
