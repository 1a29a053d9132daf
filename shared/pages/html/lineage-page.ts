import type { ReportedOnly } from '../../model/announcement.ts';
import type { Chain, ChainDocument, LineageEdge, LineageGraph, LineageNode, PlaceStanding, PlaceState } from '../../model/lineage.ts';
import type { Branch, DraftPair, EdgeResult, MissingRange, MissingText, MissingTextResult, NumberingGap } from '../../model/query.ts';
import { wholeDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { type Relation, relations, subjectIds } from '../../model/vocabulary.ts';
import { issuerById } from '../../registry/issuers.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { languageField, type View, zh } from '../words/page-view.ts';
import { addressOf, headlineOf, missingReasons, renderTextName, renderTextNameOrMissing, softDay } from '../words/text-name.ts';
import { inverseNames, relationNames, themeNames } from '../words/words.ts';
import { numberMark, statusMark, titlePair } from './hit-item.ts';
import { lineageFigure, lineageHref, shortName } from './lineage-svg.ts';
import { fact, list, type Option, options, quoted, section, softLine, table } from './parts.ts';

/** The numbers of a hole in a series: `12`, `12–15`. */
export const rangeOf = ({ from, to }: MissingRange): string => (from === to ? String(from) : `${from}–${to}`);

export const neighboursOf = ({ before, after }: MissingRange, view: View): readonly Html[] =>
  [before, after].flatMap((one) => (one ? [html`${one.n} ${renderTextName(one, view)}${softDay(one.day)}`] : []));

function missingRange(each: MissingRange, view: View): Html {
  const { say, word } = view;
  const between = neighboursOf(each, view);
  return html`<li><b>${rangeOf(each)}</b> ${word(missingReasons, each.why)}${
    between.length > 0 &&
    html` <span
class="small soft">${say('between')} ${joinParts(between, say(' and '))}</span>`
  }</li>`;
}

export const seriesName = ({ prefix, year }: NumberingGap): string => `${prefix}${year === undefined ? '' : `〔${year}〕`}`;

export function gapWords({ coverage, reading, held, highest }: NumberingGap, { say }: View): string {
  const share = `${Math.round(coverage * 100)}%`;
  return reading === 'leads'
    ? say('{held} of {highest} collected ({share})', { held, highest, share })
    : say('{held} collected, highest number {highest}: {share} of the series, too little to call the rest missing', {
        held,
        highest,
        share,
      });
}

function gap(each: NumberingGap, view: View): Html {
  const { say } = view;
  const others = each.holes.length - 12 + (each.moreHoles ?? 0);
  const more = each.holes.length > 12 && html`<li class="soft small">${say('and {others} more', { others })}</li>`;
  return html`<li><p><span class="num" lang="zh-Hans">${seriesName(each)}</span> ${
    each.issuer &&
    html`<span
class="soft small">${view.language === 'zh' ? each.issuer.name : each.issuer.english}</span>`
  } ${gapWords(each, view)}</p>${each.holes.length > 0 && html`<ul class="list small">${each.holes.slice(0, 12).map((one) => missingRange(one, view))}${more}</ul>`}</li>`;
}

function gapsBlock({ gaps }: { readonly gaps: readonly NumberingGap[] }, view: View): Html {
  const { say } = view;
  return section(
    'gaps',
    say('Numbering gaps'),
    html`<p class="small soft">${say('Leads only: a number may be unpublished, missed, or still to come.')} <a
href="${view.to('/gaps')}">${say('By issuer and year')}</a> · <a
href="/api/v1/gaps">JSON</a></p>
${list(
  gaps.map((each) => gap(each, view)),
  say('No number series collected yet.'),
)}`,
    gaps.length,
  );
}

function what({ title, number, issuer }: ReportedOnly, view: View): Html {
  if (title !== undefined || number !== undefined) return renderTextName(opt({ title, number }), view);
  const body = issuer === undefined ? undefined : issuerById(issuer);
  const name = body && (view.language === 'en' ? body.english : body.name);
  return html`${view.say('An act without a stated title')}${name !== undefined && html`<br><span class="small soft">${view.language === 'zh' ? zh(name) : name}</span>`}`;
}

function reportedBy({ reports }: ReportedOnly, view: View): Html {
  const [first] = reports;
  const more = reports.length - 1;
  return html`${first && renderTextName(first, view)}${first && softDay(first.day)}${
    more > 0 && html` <span class="soft small">${view.say(`and ${more} more`, `另有${more}件`)}</span>`
  }${first && html`<br><span class="small soft">“${plainLine(first.quote, 160)}”</span>`}`;
}

function reportedBlock(reported: readonly ReportedOnly[], view: View): Html {
  const { say } = view;
  return section(
    'reported',
    say('Reported, not collected'),
    html`<p class="small soft">${say('What media report and no collected official page carries: unpublished, or not found yet.')} <a href="/api/v1/reported">JSON</a></p>
${table(
  reported,
  [
    [say('Document'), (each) => what(each, view)],
    [say('Reported by'), (each) => reportedBy(each, view)],
  ],
  { none: say('None.') },
)}`,
    reported.length,
  );
}

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
  return html`<li><p>${renderTextNameOrMissing(each, view)}${softDay(each.day)}</p>${below}</li>`;
}

const treeList = (trees: readonly Branch[], view: View): Html =>
  trees.length === 0 ? softLine(view.say('None collected.')) : html`<ul class="tree">${trees.map((each) => branch(each, view))}</ul>`;

function treesBlock({ trees }: Lineage, view: View): Html {
  const { say } = view;
  return html`<section aria-labelledby="chains"><h2 id="chains">${say('Implementation chains')}</h2>
<p class="small soft">${say('The most widely implemented documents, each with the documents that implement it.')}</p>
${treeList(trees, view)}</section>`;
}

function pairsBlock({ pairs }: Lineage, view: View): Html {
  const { say } = view;
  const rows = table(
    pairs,
    [
      [say('Draft'), ({ draft }) => html`${renderTextName(draft, view)}${softDay(draft.day)}`],
      [say('Final text'), ({ final }) => html`${renderTextName(final, view)}${softDay(final.day)}`],
      [say('Days between'), ({ draft, final }) => wholeDays(draft.day, final.day), { class: 'nb' }],
    ],
    { none: say('No draft has been collected together with its final text.') },
  );
  return section('drafts', say('Drafts and final texts'), rows, pairs.length);
}

const storedChoice = ({ held }: Lineage['filters']): string | undefined => (held === undefined ? undefined : held ? 'yes' : 'no');

function filterForm({ filters, edges }: Lineage, view: View): Html {
  const { say, word } = view;
  const found = relations.filter((each) => (edges.relations[each] ?? 0) > 0);
  const choice = (name: string, label: string, values: readonly Option[], chosen: string | undefined): Html =>
    html`<label>${label} <select name="${name}">${options([['', say('any')], ...values], chosen)}</select></label> `;
  return html`<form action="/lineage#edges" class="line">${choice(
    'relation',
    say('Relation'),
    found.map((each) => [each, `${word(relationNames, each)} (${edges.relations[each]})`]),
    filters.relation,
  )}${choice(
    'theme',
    say('Theme'),
    subjectIds.map((each) => [each, word(themeNames, each)]),
    filters.theme,
  )}${choice(
    'held',
    say('Cited document'),
    [
      ['yes', say('collected')],
      ['no', say('not collected')],
    ],
    storedChoice(filters),
  )}${languageField(view)} <button>${say('Show')}</button></form>`;
}

function edgesBlock(content: Lineage, view: View): Html {
  const { say } = view;
  const { edges, filters, next } = content;
  const rows = table(
    edges.items,
    [
      [say('Document'), ({ from }) => html`${renderTextName(from, view)}${softDay(from.day)}`],
      [say('Relation'), ({ relation }) => view.word(relationNames, relation), { class: 'nb' }],
      [say('Cited document'), ({ to, quote }) => html`${renderTextNameOrMissing(to, view)}<br>${quoted(plainLine(quote, 120))}`],
    ],
    { none: say('None.') },
  );
  const more = {
    relation: filters.relation,
    theme: filters.theme,
    held: storedChoice(filters),
    cursor: next,
  };
  return section(
    'edges',
    say('Citations'),
    html`${filterForm(content, view)}
${rows}
${next !== undefined && html`<p class="more"><a href="${view.to('/lineage#edges', more)}">${say('Older')}</a></p>`}`,
    edges.total,
  );
}

function missingText({ documents: _, relations: _how, citedBy: _by, url: linked, asked, ...text }: MissingText, view: View): Html {
  const { say } = view;
  const url = addressOf({ ...text, ...opt('url', linked) });
  return html`${renderTextName(text, view)}${
    url !== undefined &&
    html` <a class="small" href="${url}"
rel="noreferrer">${say('link')}</a>${asked !== undefined && html` <span class="small soft">${say('asked for')}</span>`}<br><code
class="small">hongtou add ${url}</code>`
  }`;
}

function wantedBlock({ wanted }: Lineage, view: View): Html {
  const { say, word } = view;
  const rows = table(
    wanted.items,
    [
      [say('Document'), (each) => missingText(each, view)],
      [say('Times cited'), ({ documents }) => documents, { class: 'nb' }],
      [
        say('Relation'),
        ({ relations: how }) =>
          Object.entries(how)
            .map(([relation, count]) => `${word(relationNames, relation)} ${count}`)
            .join(', '),
      ],
      [say('Example'), ({ citedBy: [first] }) => first && html`${renderTextName(first, view)}<br>${quoted(plainLine(first.quote, 120))}`],
    ],
    { none: say('All cited documents have been collected.') },
  );
  return section(
    'wanted',
    say('Cited, not collected'),
    html`<p class="small soft">${say('Documents still to be collected. Where a page links to one, it is fetched once.')} <a href="/api/v1/wanted">JSON</a> <a
href="/api/v1/wanted?format=csv&amp;limit=100">CSV</a></p>
${rows}`,
    wanted.total,
  );
}

function startForm(view: View, of?: string): Html {
  const { say } = view;
  return html`<form action="/lineage" class="line"><label for="of">${say('Start from')}</label> <span class="join"><input id="of" name="of" value="${of}"
maxlength="300" autocomplete="off" placeholder="${say('Number, title or address')}" required><button>${say('Show')}</button></span>
${languageField(view)}</form>`;
}

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
<p class="line small">${jumps.map(([id, words]) => html`<a href="${`#${id}`}">${words}</a>`)}<a href="${view.to('/figures')}">${say('Figures by unit')}</a><a
href="${view.to('/obligations')}">${say('Obligations')}</a></p>
${startForm(view)}</div>
${treesBlock(content, view)}
${pairsBlock(content, view)}
${edgesBlock(content, view)}
${wantedBlock(content, view)}
${reportedBlock(content.reported, view)}
${gapsBlock(content, view)}`;
}

function line(document: ChainDocument, view: View): Html {
  const { say, word } = view;
  const through = document.via && html` <span class="small soft">${say('through')} ${renderTextName(document.via, view)}</span>`;
  const draft = document.draft && html` <span class="small soft">(${say('draft')})</span>`;
  const { english } = headlineOf(document);
  return html`<li><p>${softDay(document.day)} ${renderTextName({ ...document, english }, view)}${draft}${
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

function issuedPlaces(places: readonly PlaceStanding[], { documents }: Chain, view: View): HtmlPart {
  const of = new Map(documents.map((document) => [document.id, document]));
  return places.map((place) => {
    const lines = place.documents.flatMap((id) => of.get(id) ?? []).map((each) => line(each, view));
    return html`<h3>${placeName(place, view)} <span class="n">${lines.length}</span></h3><ul class="list">${lines}</ul>`;
  });
}

function emptyPlace(place: PlaceStanding, view: View): Html {
  const { say } = view;
  const notes = [
    place.readBackTo !== undefined && say('read back to {readBackTo}', { readBackTo: place.readBackTo }),
    place.below.length > 0 && say('{below} by its cities', { below: place.below.length }),
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
  return fact(html`${words.head} <span class="n">${found.length}</span>`, html`${names}<br><span class="small soft">${words.means}</span>`);
}

function standings(level: PlaceStanding['level'], chain: Chain, view: View): HtmlPart {
  const { say } = view;
  const places = chain.places.filter((place) => place.level === level);
  if (places.length === 0) return undefined;
  const issued = places.filter(({ state }) => state === 'held');
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
  return html`<h3>${head}: ${say('{issued} of {places} with documents', { issued: issued.length, places: places.length })}</h3>
${issuedPlaces(issued, chain, view)}<dl class="facts rows">${means.map(([state, name, says]) => emptyPlaces(state, { head: name, means: says }, places, view))}</dl>`;
}

function others({ documents }: Chain, view: View): HtmlPart {
  const rest = documents.filter(({ level }) => level === 'district' || level === 'other');
  return (
    rest.length > 0 &&
    html`<h3>${view.say('Districts and other bodies')} <span class="n">${rest.length}</span></h3><ul class="list">${rest.map((each) => line(each, view))}</ul>`
  );
}

function chainBlock(chain: Chain, view: View): Html {
  const { say } = view;
  return section(
    'chains',
    say('Carried out by'),
    html`<p class="small soft">${say('Documents that name this act as their basis or forward it, or an act that does.')}${
      !chain.complete && ` ${say('There are more than are shown.')}`
    }</p>
${chain.documents.length === 0 && html`<p>${say('No collected document carries it out.')}</p>`}${bodies(chain, view)}
${standings('province', chain, view)}${standings('city', chain, view)}${others(chain, view)}`,
    chain.documents.length,
  );
}

const nameOf = ({ id, title, english, number }: LineageNode, view: View): Html =>
  renderTextNameOrMissing(opt({ id, title, english, number }), view);

function linksTable({ nodes, edges, focus }: LineageGraph, view: View): Html {
  const { say, word } = view;
  const of = new Map(nodes.map((node) => [node.key, node]));
  const direct = ({ from, to }: LineageEdge): number => (from === focus || to === focus ? 0 : 1);
  const lines = edges
    .toSorted((a, b) => direct(a) - direct(b))
    .flatMap(({ from, to, relation, quote }) => {
      const [citing, cited] = [of.get(from), of.get(to)];
      const inward = to === focus;
      return citing && cited
        ? [{ subject: from !== focus && !inward && shortName(citing, view), other: inward ? citing : cited, inward, relation, quote }]
        : [];
    });
  const rows = table(
    lines,
    [
      [
        say('Relation'),
        ({ subject, inward, relation }) =>
          html`${subject !== false && html`<span class="small soft">${subject}</span><br>`}${word(inward ? inverseNames : relationNames, relation)}`,
        { row: true },
      ],
      [
        say('Document'),
        ({ other }) =>
          html`${nameOf(other, view)}${softDay(other.day)} <a class="small" href="${lineageHref(other, view)}">${say('its lineage')}</a>`,
      ],
      [say('Where it says so'), ({ quote }) => html`<span class="small" lang="zh-Hans">“${plainLine(quote, 160)}”</span>`],
    ],
    { none: say('No citations found.') },
  );
  return section('links', say('The same as a list'), rows, edges.length);
}

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
      : html`<p class="kind">${status && type && html`${statusMark({ status, type }, view)} · `}${numberMark(number, view)}</p>
${titlePair({ href: to(`/documents/${encodeURIComponent(id)}`), title, english, ...(type && { type }), heading: 'h2' }, view)}`;
  return html`<div class="head"><h1>${say('Lineage')}</h1>
<p class="line small"><a href="${to('/lineage')}">${say('All documents')}</a><a href="#links">${say('The same as a list')}</a><a
href="#chains">${say('Carried out by')}</a><a href="${api}">JSON</a></p>
${startForm(view, number ?? title)}</div>
<section>${name}${lineageFigure(graph, view)}${leftOut(graph, view)}</section>
${linksTable(graph, view)}
${chain && chainBlock(chain, view)}`;
}
