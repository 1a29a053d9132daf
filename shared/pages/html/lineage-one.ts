import type { Chain } from '../../model/chain.ts';
import type { LineageEdge, LineageGraph, LineageNode } from '../../model/lineage.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { renderTextNameOrMissing, softDay } from '../words/text-name.ts';
import { inverseNames, relationNames } from '../words/words.ts';
import { numberMark, statusMark, titlePair } from './hit-item.ts';
import { chainBlock } from './lineage-chain.ts';
import { startForm } from './lineage-page.ts';
import { lineageFigure, lineageHref, shortName } from './lineage-svg.ts';

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
