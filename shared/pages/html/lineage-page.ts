import type { ReportedOnly } from '../../model/announcement.ts';
import type { Branch, DraftPair, Edge, EdgeResult, MissingText, MissingTextResult, NumberingGap } from '../../model/cross-index.ts';
import { wholeDays } from '../../model/time.ts';
import { type Relation, relations, themeIds } from '../../model/vocabulary.ts';
import { type Html, html, plainLine } from '../words/escape.ts';
import { languageField, type View, zh } from '../words/page-view.ts';
import { addressOf, renderTextName, renderTextNameOrMissing, softDay } from '../words/text-name.ts';
import { relationNames, themeNames } from '../words/words.ts';
import { gapsBlock } from './numbering-gaps.ts';
import { reportedBlock } from './reported-block.ts';

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
export function startForm(view: View, of?: string): Html {
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
