import type { HourLine } from '../../model/hour.ts';
import type { QueryResult } from '../../model/query.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Source } from '../../model/source.ts';
import { momentWords } from '../words/days.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { levelNames } from '../words/words.ts';
import { hitItem } from './hit-item.ts';
import {
  cadence,
  calm,
  countWords,
  groupName,
  groupOf,
  meaningOf,
  order,
  type SourceWithState,
  shapes,
  silence,
  stateWords,
  yieldWords,
} from './source-state.ts';
import { yieldBars, yieldsByLevel } from './source-yields.ts';

function row(watched: SourceWithState, view: View): Html {
  const { source } = watched;
  const group = groupOf(watched);
  const [first, second] = view.language === 'zh' ? [source.names.zh, source.names.en] : [source.names.en, source.names.zh];
  const name = html`<h3><a href="${view.to(`/sources/${encodeURIComponent(source.id)}`)}">${first}</a></h3>`;
  const facts = html`<p>${
    view.language === 'zh'
      ? html`<span
lang="en">${second}</span>`
      : zh(second)
  } · ${view.word(levelNames, source.level)} · ${cadence(source.every, view)} · <code>${source.id}</code></p>`;
  return html`<li class="row source"><div>${name}${facts}</div>${source.needs === undefined ? yieldBars(watched, view) : html`<span></span>`}
<div${!calm.has(group) && html` class="warn"`}>${stateWords(watched, view)}${countWords(watched, view)}</div></li>`;
}

/** More sources in one state than a screen or two shows are folded by the level of their publishers. */
const mostOpen = 20;

function rowsOf(held: readonly SourceWithState[], view: View): HtmlPart {
  const list = (some: readonly SourceWithState[]): Html => html`<ul>${some.map((each) => row(each, view))}</ul>`;
  if (held.length <= mostOpen) return list(held);
  const levels = Map.groupBy(held, ({ source }) => source.level);
  return [...levels]
    .toSorted()
    .map(([level, some]) => html`<details><summary>${view.word(levelNames, level)} (${some.length})</summary>${list(some)}</details>`);
}

function hourWords({ at, sources, counted }: HourLine, { say, language }: View): Html {
  const { pages = 0, new: fresh = 0, changed = 0 } = counted;
  const moment = momentWords(at, language);
  return html`<p class="small soft">${say(
    `The hour before ${moment}: sources asked ${sources}, pages visited ${pages}, documents new ${fresh}, changed ${changed}.`,
    `${moment}前一小时：访问来源${sources}个、页面${pages}个，新增文件${fresh}份，变更${changed}份。`,
  )}</p>`;
}

/** The body of `/sources`. `hour`: the last one that was watched. */
export function sourcesPage(all: readonly SourceWithState[], hour: HourLine | undefined, view: View): Html {
  const { say } = view;
  const groups = order
    .map((group) => ({ group, held: all.filter((each) => groupOf(each) === group) }))
    .filter(({ held }) => held.length > 0);
  const counts = groups.map(
    ({ group, held }) =>
      html`<li><a href="${`#${group}`}"><span class="st ${shapes[group]}">${groupName(group, view)}</span></a><span class="fig">${held.length}</span></li>`,
  );
  const sections = groups.map(
    ({ group, held }) =>
      html`<section class="sec" aria-labelledby="${group}"><h2 id="${group}">${groupName(group, view)} <span
class="n">${held.length}: ${meaningOf(group, view)}</span></h2>${rowsOf(held, view)}</section>`,
  );
  return html`<div class="head"><h1>${say('Sources')}${view.language === 'en' && html` ${zh('来源')}`}</h1>
<p class="kick">${say(
    `${all.length} ${all.length === 1 ? 'page' : 'pages'} of official bodies, media and institutes, and their state`,
    `${all.length}个官方机构、媒体与研究机构页面及其状态`,
  )}</p></div>
<section aria-labelledby="state"><h2 id="state" class="vh">${say('States')}</h2><ul class="counts">${counts}</ul>
<p class="small soft">${say('Bars: pages stored per week over twelve weeks. A response of 200 alone does not count as read.')}</p>${hour && hourWords(hour, view)}</section>
${yieldsByLevel(all, view)}
${sections}`;
}

/** How sure the address is, and by what. */
function groundsWords({ certainty, evidence }: Source, { say }: View): Html | undefined {
  if (certainty === undefined && evidence === undefined) return undefined;
  const sure = {
    confirmed: say('confirmed by independent public facts'),
    reported: say('reported by one public source'),
    unverified: say('unverified, from general knowledge'),
  };
  return html`${certainty === undefined ? say('certainty not stated') : sure[certainty]}${evidence !== undefined && html`: ${evidence}`}`;
}

/** Where a listing is; an address that holds a key is shown without it, and leads nowhere. */
function listingLink(url: string): HtmlPart {
  const shown = withoutSecrets(url);
  return shown === url ? html`<a href="${url}" rel="noreferrer">${url}</a>` : shown;
}

/** The body of `/sources/{id}`. */
export function sourcePage(watched: SourceWithState, newest: QueryResult, view: View): Html {
  const { say, word, to } = view;
  const { source, state } = watched;
  const moved = Object.values(state?.lists ?? {}).find((list) => list.movedTo !== undefined)?.movedTo;
  const group = groupOf(watched);
  const fact = (label: string, value: HtmlPart): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  const { atLeast, freshWithinDays } = source.expect;
  const expected = say(
    `at least ${atLeast} ${atLeast === 1 ? 'entry' : 'entries'}, new items within ${freshWithinDays} days`,
    `至少${atLeast}条，${freshWithinDays}天内有新内容`,
  );
  const uses = { 'full-text': say('full text'), excerpt: say('excerpt'), 'link-only': say('link only') };
  return html`<div class="head"><p class="kick">${word(levelNames, source.level)} · ${cadence(source.every, view)}</p>
<h1>${view.language === 'zh' ? source.names.zh : source.names.en}</h1><p class="zh">${
    view.language === 'zh'
      ? html`<span
lang="en">${source.names.en}</span>`
      : zh(source.names.zh)
  }</p></div>
<p class="ribbon${!calm.has(group) && ' warn'}"><span
class="st ${shapes[group]}">${groupName(group, view)}</span><span>${meaningOf(group, view)}</span><span>${stateWords(watched, view)}</span></p>
<section class="sec" aria-labelledby="declared"><h2 id="declared">${say('Source details')}</h2><dl class="facts">
${fact(say('Id'), html`<code>${source.id}</code>`)}
${fact(say('Listing'), listingLink(source.listing.url))}
${groundsWords(source, view) !== undefined && fact(say('Address'), groundsWords(source, view))}
${moved !== undefined && fact(say('Moved'), say(`permanently to ${moved}; the configured address should be updated`, `已永久迁至 ${moved}，登记地址应随之更改`))}
${fact(say('Expected'), expected)}
${fact(say('Collected'), html`${yieldWords(watched, view)}, ${say(`${newest.total} relevant documents`, `相关文件${newest.total}篇`)}`)}
${silence(watched, view) !== undefined && fact(say('Latest update'), silence(watched, view))}
${fact(say('Usage rights'), html`${uses[source.rights.use]}: ${source.rights.reason}`)}
${source.needs !== undefined && fact(say('Needed'), source.needs)}
${source.notes !== undefined && fact(say('Notes'), source.notes)}
</dl></section>
<section class="sec" aria-labelledby="newest"><h2 id="newest">${say('Newest')} <span class="n">${newest.total}</span></h2>
${newest.hits.length > 0 ? newest.hits.map((hit) => hitItem(hit, view)) : html`<p class="soft">${say('No documents yet.')}</p>`}
<p class="small more"><a href="${to('/documents', { source: source.id })}">${say('All documents of this source')}</a></p></section>`;
}
