import type { ReportedOnly } from '../../model/announcement.ts';
import type { Chain, ChainDocument, PlaceStanding, PlaceState } from '../../model/chain.ts';
import type {
  Branch,
  DraftPair,
  Edge,
  EdgeResult,
  MissingRange,
  MissingText,
  MissingTextResult,
  NumberingGap,
} from '../../model/cross-index.ts';
import type { LineageEdge, LineageGraph, LineageNode } from '../../model/lineage.ts';
import { wholeDays } from '../../model/time.ts';
import { hasHan } from '../../model/values.ts';
import { type Relation, relations, themeIds } from '../../model/vocabulary.ts';
import { issuerById } from '../../registry/issuers.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { languageField, type View, zh } from '../words/page-view.ts';
import { addressOf, headlineOf, missingReasons, renderTextName, renderTextNameOrMissing, softDay } from '../words/text-name.ts';
import { inverseNames, relationNames, themeNames } from '../words/words.ts';
import { numberMark, statusMark, titlePair } from './hit-item.ts';
import { lineageFigure, lineageHref, shortName } from './lineage-svg.ts';

/** Gaps in the numbering of each series, with what is known of each. */

function missingRange(each: MissingRange, view: View): Html {
  const { say, word } = view;
  const between = [each.before, each.after].flatMap((one) =>
    one ? [html`${one.n} ${renderTextName(one, view)}${softDay(one.day, view)}`] : [],
  );
  const range = each.from === each.to ? `${each.from}` : `${each.from}–${each.to}`;
  return html`<li><b>${range}</b> ${word(missingReasons, each.why)}${
    between.length > 0 &&
    html` <span
class="small soft">${say('between')} ${joinParts(between, say(' and ', '与'))}</span>`
  }</li>`;
}

export const seriesName = ({ prefix, year }: NumberingGap): string => `${prefix}${year === undefined ? '' : `〔${year}〕`}`;

/** How much of a series is held, in words. */
export function gapWords({ coverage, reading, held, highest }: NumberingGap, { say }: View): string {
  const share = `${Math.round(coverage * 100)}%`;
  return reading === 'leads'
    ? say(`${held} of ${highest} collected (${share})`, `已收录${held}件，最大序号${highest}（${share}）`)
    : say(
        `${held} collected, highest number ${highest}: ${share} of the series, too little to call the rest missing`,
        `已收录${held}件，最大序号${highest}：仅${share}，其余不能视为缺失`,
      );
}

function gap(each: NumberingGap, view: View): Html {
  const { say } = view;
  const others = each.holes.length - 12 + (each.moreHoles ?? 0);
  const more = each.holes.length > 12 && html`<li class="soft small">${say(`and ${others} more`, `另有${others}处`)}</li>`;
  return html`<li><p><span class="num" lang="zh-Hans">${seriesName(each)}</span> ${
    each.issuer &&
    html`<span
class="soft small">${view.language === 'zh' ? each.issuer.name : each.issuer.english}</span>`
  } ${gapWords(each, view)}</p>${each.holes.length > 0 && html`<ul class="list small">${each.holes.slice(0, 12).map((one) => missingRange(one, view))}${more}</ul>`}</li>`;
}

/** The section of the page. */
function gapsBlock({ gaps }: { readonly gaps: readonly NumberingGap[] }, view: View): Html {
  const { say } = view;
  return html`<section class="sec" aria-labelledby="gaps"><h2 id="gaps">${say('Numbering gaps')} <span class="n">${gaps.length}</span></h2>
<p class="small soft">${say('Leads only: a number may be unpublished, missed, or still to come.')} <a
href="${view.to('/gaps')}">${say('By issuer and year')}</a> · <a
href="/api/v1/gaps">JSON</a></p>
${gaps.length === 0 ? html`<p class="soft">${say('No number series collected yet.')}</p>` : html`<ul class="list">${gaps.map((each) => gap(each, view))}</ul>`}</section>`;
}

function what({ title, number, issuer }: ReportedOnly, view: View): Html {
  if (title !== undefined || number !== undefined)
    return renderTextName({ ...(title === undefined ? {} : { title }), ...(number === undefined ? {} : { number }) }, view);
  const body = issuer === undefined ? undefined : issuerById(issuer);
  const name = body && (view.language === 'en' ? body.english : body.name);
  return html`${view.say('An act without a stated title')}${name !== undefined && html`<br><span class="small soft">${view.language === 'zh' ? zh(name) : name}</span>`}`;
}

function reportedLine(each: ReportedOnly, view: View): Html {
  const [first] = each.reports;
  const more = each.reports.length - 1;
  return html`<tr><td data-l="${view.say('Document')}">${what(each, view)}</td><td data-l="${view.say('Reported by')}">${first && renderTextName(first, view)}${
    first && softDay(first.day, view)
  }${more > 0 && html` <span class="soft small">${view.say(`and ${more} more`, `另有${more}件`)}</span>`}${
    first && html`<br><span class="small soft">“${plainLine(first.quote, 160)}”</span>`
  }</td></tr>`;
}

/** Acts that media report and no collected page carries. */
function reportedBlock(reported: readonly ReportedOnly[], view: View): Html {
  const { say } = view;
  return html`<section class="sec" aria-labelledby="reported"><h2 id="reported">${say('Reported, not collected')} <span class="n">${reported.length}</span></h2>
<p class="small soft">${say('What media report and no collected official page carries: unpublished, or not found yet.')} <a href="/api/v1/reported">JSON</a></p>
${
  reported.length === 0
    ? html`<p class="soft">${say('None.')}</p>`
    : html`<table class="stack"><thead><tr><th scope="col">${say('Document')}</th><th scope="col">${say('Reported by')}</th></tr></thead>
<tbody>${reported.map((each) => reportedLine(each, view))}</tbody></table>`
}</section>`;
}

/** What cites what: chains of acts, drafts and what became of them, who names whom, what is missing. */
export type Lineage = {
  readonly filters: { readonly relation?: Relation; readonly theme?: string; readonly held?: boolean };
  readonly trees: readonly Branch[];
  readonly pairs: readonly DraftPair[];
  readonly edges: EdgeResult;
  readonly wanted: MissingTextResult;
  readonly reported: readonly ReportedOnly[];
  readonly gaps: readonly NumberingGap[];
  readonly next?: string;
};

function branch(each: Branch, view: View): Html {
  const { say } = view;
  const more = each.more !== undefined && html`<li class="soft small">${say(`and ${each.more} more`, `另有${each.more}件`)}</li>`;
  const below =
    (each.below.length > 0 || each.more !== undefined) && html`<ul class="tree">${each.below.map((one) => branch(one, view))}${more}</ul>`;
  return html`<li><p>${renderTextNameOrMissing(each, view)}${softDay(each.day, view)}</p>${below}</li>`;
}

/** Texts with what carries them out below them. */
const treeList = (trees: readonly Branch[], view: View): Html =>
  trees.length === 0
    ? html`<p class="soft">${view.say('None collected.')}</p>`
    : html`<ul class="tree">${trees.map((each) => branch(each, view))}</ul>`;

function treesBlock({ trees }: Lineage, view: View): Html {
  const { say } = view;
  return html`<section aria-labelledby="chains"><h2 id="chains">${say('Implementation chains')}</h2>
<p class="small soft">${say('The most widely implemented documents, each with the documents that implement it.')}</p>
${treeList(trees, view)}</section>`;
}

function pairsBlock({ pairs }: Lineage, view: View): Html {
  const { say } = view;
  const rows = pairs.map(({ draft, final }) => {
    const days = wholeDays(draft.day, final.day);
    return html`<tr><td data-l="${say('Draft')}">${renderTextName(draft, view)}${softDay(draft.day, view)}</td>
<td data-l="${say('Final text')}">${renderTextName(final, view)}${softDay(final.day, view)}</td><td class="nb" data-l="${say('Days between')}">${days}</td></tr>`;
  });
  const head = html`<thead><tr><th scope="col">${say('Draft')}</th><th scope="col">${say('Final text')}</th><th scope="col">${say('Days between')}</th></tr></thead>`;
  return html`<section class="sec" aria-labelledby="drafts"><h2 id="drafts">${say('Drafts and final texts')} <span class="n">${pairs.length}</span></h2>
${
  rows.length === 0
    ? html`<p class="soft">${say('No draft has been collected together with its final text.')}</p>`
    : html`<table class="stack">${head}<tbody>${rows}</tbody></table>`
}</section>`;
}

function filterForm({ filters, edges }: Lineage, view: View): Html {
  const { say, word } = view;
  const option = (value: string, words: string, chosen: boolean): Html =>
    html`<option value="${value}"${chosen && html` selected`}>${words}</option>`;
  const relation = relations
    .filter((each) => (edges.relations[each] ?? 0) > 0)
    .map((each) => option(each, `${word(relationNames, each)} (${edges.relations[each]})`, filters.relation === each));
  const theme = themeIds.map((each) => option(each, word(themeNames, each), filters.theme === each));
  const held = [option('yes', say('collected'), filters.held === true), option('no', say('not collected'), filters.held === false)];
  const any = option('', say('any'), false);
  return html`<form action="/lineage#edges" class="line"><label>${say('Relation')} <select
name="relation">${any}${relation}</select></label> <label>${say('Theme')} <select
name="theme">${any}${theme}</select></label> <label>${say('Cited document')} <select
name="held">${any}${held}</select></label>${languageField(view)} <button>${say('Show')}</button></form>`;
}

function edge({ relation, from, to, quote }: Edge, view: View): Html {
  const { say } = view;
  return html`<tr><td data-l="${say('Document')}">${renderTextName(from, view)}${softDay(from.day, view)}</td>
<td class="nb" data-l="${say('Relation')}">${view.word(relationNames, relation)}</td>
<td data-l="${say('Cited document')}">${renderTextNameOrMissing(to, view)}<br><span class="small soft" lang="zh-Hans">“${plainLine(quote, 120)}”</span></td></tr>`;
}

function edgesBlock(content: Lineage, view: View): Html {
  const { say } = view;
  const { edges, filters, next } = content;
  const head = html`<thead><tr><th scope="col">${say('Document')}</th><th scope="col">${say('Relation')}</th><th scope="col">${say('Cited document')}</th></tr></thead>`;
  const more = {
    relation: filters.relation,
    theme: filters.theme,
    held: filters.held === undefined ? undefined : filters.held ? 'yes' : 'no',
    cursor: next,
  };
  return html`<section class="sec" aria-labelledby="edges"><h2 id="edges">${say('Citations')} <span class="n">${edges.total}</span></h2>${filterForm(content, view)}
${edges.items.length === 0 ? html`<p class="soft">${say('None.')}</p>` : html`<table class="stack">${head}<tbody>${edges.items.map((each) => edge(each, view))}</tbody></table>`}
${next !== undefined && html`<p class="more"><a href="${view.to('/lineage#edges', more)}">${say('Older')}</a></p>`}</section>`;
}

function missingText({ documents, relations: how, citedBy, url: linked, asked, ...text }: MissingText, view: View): Html {
  const { say } = view;
  const url = addressOf({ ...text, ...(linked !== undefined && { url: linked }) });
  const quote = citedBy[0] && html`<br><span class="small soft" lang="zh-Hans">“${plainLine(citedBy[0].quote, 120)}”</span>`;
  const ways = Object.entries(how).map(([relation, count]) => `${view.word(relationNames, relation)} ${count}`);
  const [first] = citedBy;
  return html`<tr><td data-l="${say('Document')}">${renderTextName(text, view)}${
    url !== undefined &&
    html` <a class="small" href="${url}"
rel="noreferrer">${say('link')}</a>${asked !== undefined && html` <span class="small soft">${say('asked for')}</span>`}<br><code
class="small">hongtou add ${url}</code>`
  }</td><td class="nb" data-l="${say('Times cited')}">${documents}</td>
<td data-l="${say('Relation')}">${ways.join(', ')}</td><td data-l="${say('Example')}">${first && renderTextName(first, view)}${quote}</td></tr>`;
}

function wantedBlock({ wanted }: Lineage, view: View): Html {
  const { say } = view;
  const head = html`<thead><tr><th scope="col">${say('Document')}</th><th scope="col">${say('Times cited')}</th>
<th scope="col">${say('Relation')}</th><th scope="col">${say('Example')}</th></tr></thead>`;
  return html`<section class="sec" aria-labelledby="wanted"><h2 id="wanted">${say('Cited, not collected')} <span class="n">${wanted.total}</span></h2>
<p class="small soft">${say('Documents still to be collected. Where a page links to one, it is fetched once.')} <a href="/api/v1/wanted">JSON</a> <a
href="/api/v1/wanted?format=csv&amp;limit=100">CSV</a></p>
${
  wanted.items.length === 0
    ? html`<p class="soft">${say('All cited documents have been collected.')}</p>`
    : html`<table class="stack">${head}
<tbody>${wanted.items.map((each) => missingText(each, view))}</tbody></table>`
}</section>`;
}

/** Where to start from: one document, by anything that names it. */
function startForm(view: View, of?: string): Html {
  const { say } = view;
  return html`<form action="/lineage" class="line"><label for="of">${say('Start from')}</label> <span class="join"><input id="of" name="of" value="${of}"
maxlength="300" autocomplete="off" placeholder="${say('Number, title or address')}" required><button>${say('Show')}</button></span>
${languageField(view)}</form>`;
}

/** The body of `/lineage`. */
export function lineagePage(content: Lineage, view: View): Html {
  const { say, language } = view;
  const jumps = [
    ['chains', say('Implementation chains')],
    ['drafts', say('Drafts and final texts')],
    ['edges', say('Citations')],
    ['wanted', say('Cited, not collected')],
    ['reported', say('Reported, not collected')],
    ['gaps', say('Numbering gaps')],
  ] as const;
  return html`<div class="head"><h1>${say('Lineage')}${language === 'en' && html` ${zh('沿革')}`}</h1>
<p class="kick">${say('What each document is based on, what became of drafts, and what is missing.')}</p>
<p class="line small">${jumps.map(([id, words]) => html`<a href="${`#${id}`}">${words}</a>`)}<a href="${view.to('/figures')}">${say('Figures by unit')}</a></p>
${startForm(view)}</div>
${treesBlock(content, view)}
${pairsBlock(content, view)}
${edgesBlock(content, view)}
${wantedBlock(content, view)}
${reportedBlock(content.reported, view)}
${gapsBlock(content, view)}`;
}

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
function chainBlock(chain: Chain, view: View): Html {
  const { say } = view;
  return html`<section class="sec" aria-labelledby="chains"><h2 id="chains">${say('Carried out by')} <span class="n">${chain.documents.length}</span></h2>
<p class="small soft">${say('Documents that name this act as their basis or forward it, or an act that does.')}${!chain.complete && ` ${say('There are more than are shown.')}`}</p>
${chain.documents.length === 0 && html`<p>${say('No collected document carries it out.')}</p>`}${bodies(chain, view)}
${standings('province', chain, view)}${standings('city', chain, view)}${others(chain, view)}</section>`;
}

const nameOf = ({ id, title, english, number }: LineageNode, view: View): Html =>
  renderTextNameOrMissing(
    {
      ...(id !== undefined && { id }),
      ...(title !== undefined && { title }),
      ...(english !== undefined && { english }),
      ...(number !== undefined && { number }),
    },
    view,
  );

/** One link as a row: how the text stands to the one in the middle, or what two others have to do with each other. */
function row(
  { from, to, relation, quote }: LineageEdge,
  { focus }: LineageGraph,
  of: ReadonlyMap<string, LineageNode>,
  view: View,
): HtmlPart {
  const { say, word } = view;
  const [citing, cited] = [of.get(from), of.get(to)];
  if (!citing || !cited) return undefined;
  const inward = to === focus;
  const other = inward ? citing : cited;
  const subject = from !== focus && !inward && html`<span class="small soft">${shortName(citing, view)}</span><br>`;
  return html`<tr><th scope="row">${subject}${word(inward ? inverseNames : relationNames, relation)}</th>
<td data-l="${say('Document')}">${nameOf(other, view)}${softDay(other.day, view)} <a class="small" href="${lineageHref(other, view)}">${say('its lineage')}</a></td>
<td data-l="${say('Where it says so')}"><span class="small" lang="zh-Hans">“${plainLine(quote, 160)}”</span></td></tr>`;
}

function linksTable(graph: LineageGraph, view: View): Html {
  const { say } = view;
  const of = new Map(graph.nodes.map((node) => [node.key, node]));
  const direct = ({ from, to }: LineageEdge): number => (from === graph.focus || to === graph.focus ? 0 : 1);
  const rows = graph.edges.toSorted((a, b) => direct(a) - direct(b)).map((edge) => row(edge, graph, of, view));
  const head = html`<thead><tr><th scope="col">${say('Relation')}</th><th scope="col">${say('Document')}</th><th scope="col">${say('Where it says so')}</th></tr></thead>`;
  return html`<section class="sec" aria-labelledby="links"><h2 id="links">${say('The same as a list')} <span class="n">${graph.edges.length}</span></h2>
${rows.length === 0 ? html`<p class="soft">${say('No citations found.')}</p>` : html`<table class="stack">${head}<tbody>${rows}</tbody></table>`}</section>`;
}

/** What the picture leaves out, in words. */
function leftOut({ focus, nodes, readings, more }: LineageGraph, view: View): HtmlPart {
  const { say, to } = view;
  const id = nodes.find(({ key }) => key === focus)?.id;
  const read =
    readings > 0 &&
    say(
      readings === 1 ? '1 report or reading is not drawn.' : `${readings} reports and readings are not drawn.`,
      `另有${readings}篇报道和解读未画出。`,
    );
  const link =
    read && id !== undefined && html` <a href="${to(`/documents/${encodeURIComponent(id)}#readings`)}">${say('On its page')}</a>`;
  return (
    (readings > 0 || more > 0) &&
    html`<p class="small soft">${more > 0 && say(more === 1 ? '1 more text is two links away.' : `${more} more texts are two links away.`, `另有${more}件相隔两层。`)} ${read}${link}</p>`
  );
}

/** One text among those it names and those that name it: picture, the same as a list, who carried it out. The body of `/lineage/{id}`. */
export function lineageOfOne(graph: LineageGraph, chain: Chain | undefined, view: View): Html {
  const { say, to } = view;
  const focus = graph.nodes.find(({ key }) => key === graph.focus) as LineageNode;
  const { id, title = '', english = '', number, status, type } = focus;
  const api = `/api/v1/lineage?of=${encodeURIComponent(id ?? number ?? title)}`;
  const name =
    id === undefined
      ? html`<p class="kind">${say('not collected')}</p><h2>${nameOf(focus, view)}</h2>`
      : html`<p class="kind">${status && html`${statusMark(status, view)} · `}${numberMark(number, view)}</p>
${titlePair({ href: to(`/documents/${encodeURIComponent(id)}`), title, english, ...(type && { type }), heading: 'h2' }, view)}`;
  return html`<div class="head"><h1>${say('Lineage')}</h1>
<p class="line small"><a href="${to('/lineage')}">${say('All documents')}</a><a href="#links">${say('The same as a list')}</a><a
href="#chains">${say('Carried out by')}</a><a href="${api}">JSON</a></p>
${startForm(view, number ?? title)}</div>
<section>${name}${lineageFigure(graph, view)}${leftOut(graph, view)}</section>
${linksTable(graph, view)}
${chain && chainBlock(chain, view)}`;
}
