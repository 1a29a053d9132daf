import type { ReportedOnly } from '../../model/announcement.ts';
import type { Chain, ChainDocument, LineageEdge, LineageGraph, LineageNode, PlaceStanding, PlaceState } from '../../model/lineage.ts';
import type { Branch, DraftPair, EdgeResult, MissingText, MissingTextResult } from '../../model/query.ts';
import { wholeDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { type Relation, relations, subjectIds } from '../../model/vocabulary.ts';
import { issuerById } from '../../registry/issuers.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { bothTitles, documentPath, languageField, type View, zh } from '../words/page-view.ts';
import { addressOf, bodyName, headlineOf, renderTextName, renderTextNameOrMissing, softDay, titleLanguage } from '../words/text-name.ts';
import { inverseNames, relationNames, themeNames } from '../words/words.ts';
import { numberMark, statusMark, titlePair } from './hit-item.ts';
import { lineageFigure, lineageHref, shortName } from './lineage-svg.ts';
import { block, fact, head, type Option, older, options, quoted, section, small, smallPrint, softLine, table } from './parts.ts';

function what({ title, number, issuer }: ReportedOnly, view: View): Html {
  if (title !== undefined || number !== undefined) return renderTextName(opt({ title, number }), view);
  const body = issuer === undefined ? undefined : issuerById(issuer);
  return html`${view.say('An act without a stated title')}${body && html`<br>${small(bodyName(body, view))}`}`;
}

function reportedBy({ reports }: ReportedOnly, view: View): Html {
  const [first] = reports;
  const more = reports.length - 1;
  return html`${first && renderTextName(first, view)}${first && softDay(first.day)}${
    more > 0 && html` ${small(view.say('and {more} more', { more }))}`
  }${first && html`<br>${small(`“${plainLine(first.quote, 160)}”`)}`}`;
}

function reportedBlock(reported: readonly ReportedOnly[], view: View): Html {
  const { say } = view;
  return section(
    'reported',
    say('Reported, not collected'),
    html`${smallPrint(
      html`${say('What media report and no collected official page carries: unpublished, or not found yet.')} <a href="/api/v1/reported">JSON</a>`,
    )}
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
  readonly next?: string;
};

function branch(each: Branch, view: View): Html {
  const { say } = view;
  const more = each.more !== undefined && html`<li class="soft small">${say('and {more} more', { more: each.more })}</li>`;
  const below =
    (each.below.length > 0 || each.more !== undefined) && html`<ul class="tree">${each.below.map((one) => branch(one, view))}${more}</ul>`;
  return html`<li><p>${renderTextNameOrMissing(each, view)}${softDay(each.day)}</p>${below}</li>`;
}

const treeList = (trees: readonly Branch[], view: View): Html =>
  trees.length === 0 ? softLine(view.say('None collected.')) : html`<ul class="tree">${trees.map((each) => branch(each, view))}</ul>`;

const treesBlock = ({ trees }: Lineage, view: View): Html =>
  block(
    'chains',
    view.say('Implementation chains'),
    html`
${smallPrint(view.say('The most widely implemented documents, each with the documents that implement it.'))}
${treeList(trees, view)}`,
  );

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

function edgesForm({ filters, edges }: Lineage, view: View): Html {
  const { say, word } = view;
  const choice = (name: 'relation' | 'theme' | 'held', label: string, values: readonly Option[]): Html => {
    const chosen = name === 'held' ? storedChoice(filters) : filters[name];
    return html`<label>${label} <select name="${name}">${options([['', say('any')], ...values], chosen)}</select></label> `;
  };
  const found = relations.filter((each) => (edges.relations[each] ?? 0) > 0);
  const held: readonly Option[] = [
    ['yes', say('collected')],
    ['no', say('not collected')],
  ];
  return html`<form action="/lineage#edges" class="line">${[
    choice(
      'relation',
      say('Relation'),
      found.map((each) => [each, `${word(relationNames, each)} (${edges.relations[each]})`]),
    ),
    choice(
      'theme',
      say('Theme'),
      subjectIds.map((each) => [each, word(themeNames, each)]),
    ),
    choice('held', say('Cited document'), held),
  ]}${languageField(view)} <button>${say('Show')}</button></form>`;
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
  const more = { ...filters, held: storedChoice(filters), cursor: next };
  return section(
    'edges',
    say('Citations'),
    html`${edgesForm(content, view)}
${rows}
${next !== undefined && older(view.to('/lineage#edges', more), view)}`,
    edges.total,
  );
}

function missingText({ documents: _, relations: _how, citedBy: _by, url: linked, asked, ...text }: MissingText, view: View): Html {
  const { say } = view;
  const url = addressOf({ ...text, ...opt('url', linked) });
  return html`${renderTextName(text, view)}${
    url !== undefined &&
    html` <a class="small" href="${url}"
rel="noreferrer">${say('link')}</a>${asked !== undefined && html` ${small(say('asked for'))}`}<br><code
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
  const { say } = view;
  const jumps = [
    ['chains', say('Implementation chains')],
    ['drafts', say('Drafts and final texts')],
    ['edges', say('Citations')],
    ['wanted', say('Cited, not collected')],
    ['reported', say('Reported, not collected')],
  ] as const;
  const about = html`<p class="kick">${say('What each document is based on, what became of drafts, and what is missing.')}</p>
<p class="line small">${jumps.map(([id, words]) => html`<a href="${`#${id}`}">${words}</a>`)}
<a href="${view.to('/gaps')}">${say('Numbering gaps')}</a><a href="${view.to('/figures')}">${say('Figures by unit')}</a><a
href="${view.to('/obligations')}">${say('Obligations')}</a></p>
${startForm(view)}`;
  return html`${head(bothTitles(say('Lineage'), '沿革', view), about)}
${treesBlock(content, view)}
${pairsBlock(content, view)}
${edgesBlock(content, view)}
${wantedBlock(content, view)}
${reportedBlock(content.reported, view)}`;
}

function line(document: ChainDocument, view: View): Html {
  const { say, word } = view;
  const through = document.via && html` <span class="small soft">${say('through')} ${renderTextName(document.via, view)}</span>`;
  const draft = document.draft && html` <span class="small soft">(${say('draft')})</span>`;
  const { english } = headlineOf(document);
  return html`<li><p>${softDay(document.day)} ${renderTextName({ ...document, english }, view)}${draft}${
    document.relation === 'forwards' && html` ${small(word(relationNames, 'forwards'))}`
  }${through}</p><p class="small soft" lang="${titleLanguage(document.quote)}">“${plainLine(document.quote, 140)}”</p></li>`;
}

/** Documents of a chain under the name of who issued them. */
const linesUnder = (name: HtmlPart, documents: readonly ChainDocument[], view: View): Html =>
  html`<h3>${name} <span class="n">${documents.length}</span></h3><ul class="list">${documents.map((each) => line(each, view))}</ul>`;

const listed = (ids: readonly string[], { documents }: Chain): readonly ChainDocument[] =>
  ids.flatMap((id) => documents.find((each) => each.id === id) ?? []);

const placeName = ({ names }: PlaceStanding, { say }: View): string => say(names.en, names.zh);

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
  return fact(html`${words.head} <span class="n">${found.length}</span>`, html`${names}<br>${small(words.means)}`);
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
${issued.map((place) => linesUnder(placeName(place, view), listed(place.documents, chain), view))}
<dl class="facts rows">${means.map(([state, name, says]) => emptyPlaces(state, { head: name, means: says }, places, view))}</dl>`;
}

function chainBlock(chain: Chain, view: View): Html {
  const { say } = view;
  const { documents, bodies, complete } = chain;
  const others = documents.filter(({ level }) => level === 'district' || level === 'other');
  const named = bodies.map(({ issuer, documents: ids }) => {
    const { name, english } = issuer;
    const both = view.language === 'en' && english !== undefined ? html`${english} ${zh(name)}` : zh(name);
    return linesUnder(both, listed(ids, chain), view);
  });
  return section(
    'chains',
    say('Carried out by'),
    html`<p class="small soft">${say('Documents that name this act as their basis or forward it, or an act that does.')}${
      !complete && ` ${say('There are more than are shown.')}`
    }</p>
${documents.length === 0 && html`<p>${say('No collected document carries it out.')}</p>`}${named}
${standings('province', chain, view)}${standings('city', chain, view)}${
  others.length > 0 && linesUnder(say('Districts and other bodies'), others, view)
}`,
    documents.length,
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
          html`${subject !== false && html`${small(subject)}<br>`}${word(inward ? inverseNames : relationNames, relation)}`,
        { row: true },
      ],
      [
        say('Document'),
        ({ other }) =>
          html`${nameOf(other, view)}${softDay(other.day)} <a class="small" href="${lineageHref(other, view)}">${say('its lineage')}</a>`,
      ],
      [say('Where it says so'), ({ quote }) => html`<span class="small" lang="${titleLanguage(quote)}">“${plainLine(quote, 160)}”</span>`],
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
  const link = read && id !== undefined && html` <a href="${to(`${documentPath(id)}#readings`)}">${say('On its page')}</a>`;
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
${titlePair({ href: to(documentPath(id)), title, english, ...(type && { type }), heading: 'h2' }, view)}`;
  const ways = html`<p class="line small"><a href="${to('/lineage')}">${say('All documents')}</a><a href="#links">${say('The same as a list')}</a><a
href="#chains">${say('Carried out by')}</a><a href="${api}">JSON</a></p>
${startForm(view, number ?? title)}`;
  return html`${head(say('Lineage'), ways)}
<section>${name}${lineageFigure(graph, view)}${leftOut(graph, view)}</section>
${linksTable(graph, view)}
${chain && chainBlock(chain, view)}`;
}
