import type { KnownAct, KnownResult } from '../../model/known.ts';
import type { LandmarkNews } from '../../model/landmark.ts';
import type { Landmark } from '../../registry/landmarks.ts';
import { dayShort, momentWords } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { officialLink } from '../words/text-name.ts';
import { dateNames, typeNames } from '../words/words.ts';

/** One known act in a list: its title is no link, for it was not read and has no page of its own. */
function knownItem(act: KnownAct, view: View, told = true): Html {
  const { say, language } = view;
  const [day] = (['published', 'signed', 'effective'] as const).flatMap((kind) => (act.dates[kind] ? [{ kind, ...act.dates[kind] }] : []));
  const when = day ? html`<b>${dayShort(day.value, language)}</b> ${view.word(dateNames, day.kind)}` : html`<b>${say('Date unknown')}</b>`;
  const bodies = act.issuers.map(({ name, english }) => (language === 'en' && english !== undefined ? english : zh(name)));
  const kinds = [
    ...(act.type === undefined ? [] : [view.word(typeNames, act.type)]),
    ...bodies,
    ...(act.number === undefined ? [] : [zh(act.number)]),
  ];
  const landmark = act.landmark !== undefined && html`<a href="${view.to(`/landmarks/${act.landmark}`)}">${say('Landmark')}</a>`;
  const english = act.english && { words: act.english.title, lang: 'en' };
  const original = { words: act.title, lang: 'zh-Hans' };
  const [first, second] = language === 'zh' || !english ? [original, english] : [english, original];
  return html`<article class="item"><p class="when">${when}</p><div>
<p class="kind">${joinParts(kinds, ' · ')}</p>
<h3 lang="${first.lang}">${first.words}</h3>${second && html`<p class="zh" lang="${second.lang}">${second.words}</p>`}
<p class="tags">${landmark}${officialLink(act.url, view) || html`<span class="soft">${say('official address unknown')}</span>`}${
    told && html`<span class="soft">${say('named by: ', '来自：')}<span lang="en">${act.from}</span></span>`
  }</p></div></article>`;
}

/** Of a landmark act that is not stored: where it stands officially, and why that address brought no document. */
export function unreadBlock({ url }: Landmark, { known, trouble }: LandmarkNews, view: View): HtmlPart {
  const address = url ?? known?.url;
  if (!known && address === undefined) return undefined;
  const { say, language } = view;
  const since = trouble && momentWords(trouble.since, language);
  const failed =
    trouble &&
    html`<p class="note">${say(
      `The official address has brought no document since ${since}: ${trouble.detail}. It is asked for again each day.`,
      `自${since}起，官方地址未能取得文件：${trouble.detail}。每日重试。`,
    )}</p>`;
  const official = officialLink(address, view) || html`<span class="soft">${say('official address unknown')}</span>`;
  return html`<section class="sec"><h2>${say('Full document')}</h2><p>${say('known, not yet read')} · ${official}</p>${failed}</section>`;
}

/** So many are shown; the others are folded, and who names them is told of none of those. */
const shownKnown = 5;

/** Acts that a query finds, too, and that are known and not read: apart from the documents, and counted nowhere. */
export function knownBlock(known: KnownResult | undefined, view: View): HtmlPart {
  if (!known || known.total === 0) return undefined;
  const { say } = view;
  const more = known.total - known.items.length;
  const rest = known.items.slice(shownKnown);
  return html`<section class="sec" aria-labelledby="known"><h2 id="known">${say('Known, not yet read')} <span class="n">${known.total}</span></h2>
<p class="small soft">${say('Facts from public catalogues; their texts have not been collected. They are in no count, export or digest.')}</p>
<ol class="hits">${known.items.slice(0, shownKnown).map((act) => html`<li>${knownItem(act, view)}</li>`)}</ol>${
    rest.length > 0 &&
    html`<details><summary>${say(`${rest.length} more`, `另外${rest.length}件`)}</summary><ol class="hits">${rest.map(
      (act) => html`<li>${knownItem(act, view, false)}</li>`,
    )}</ol></details>`
  }${more > 0 && html`<p class="soft small">${say(`and ${more} more`, `另有${more}件`)}</p>`}</section>`;
}
