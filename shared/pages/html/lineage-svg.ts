import { type LineageGraph, type LineageNode, stateLevels } from '../../model/lineage.ts';
import { orEmpty } from '../../model/values.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { type Box, type Layout, layOut, sizes } from '../../stages/lineage/layout.ts';
import { dayShort } from '../words/days.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import { markHanInPicture, type View } from '../words/page-view.ts';
import { shortTitle } from '../words/text-name.ts';
import { relationNames, stateLevelNames } from '../words/words.ts';
import { wrapLabel } from '../words/wrap.ts';
import { smallPrint } from './parts.ts';

/** The picture of a lineage, made on the server: lanes of the state by time, every box a link, and the same facts in the list beside it. */

/** How a relation is drawn: the line by its class, and the mark at the cited end. Both differ, so that no colour is needed. */
const marks: Readonly<Record<Relation, string>> = {
  ...{ implements: 'arrow', forwards: 'open', interprets: 'ring', cites: 'dot', reports: 'dot', 'copy-of': 'dot', translates: 'dot' },
  ...{ repeals: 'cross', supersedes: 'cross', 'draft-of': 'diamond', 'final-of': 'diamond' },
  ...{ amends: 'bar', extends: 'bar', postpones: 'bar', suspends: 'bar', corrects: 'bar', 'ends-in-part': 'cross', 'prevails-over': 'dot' },
};

const markShapes: Readonly<Record<string, Html>> = {
  arrow: html`<path class="mk" d="M1 1L11 6L1 11Z"/>`,
  open: html`<path class="mk hollow" d="M1 1L11 6L1 11"/>`,
  ring: html`<circle class="mk hollow" cx="6" cy="6" r="4"/>`,
  dot: html`<circle class="mk" cx="7" cy="6" r="3"/>`,
  cross: html`<path class="mk hollow thick" d="M2 1L11 11M11 1L2 11"/>`,
  diamond: html`<path class="mk" d="M1 6L6 1L11 6L6 11Z"/>`,
  bar: html`<path class="mk hollow thick" d="M9 0V12M4 0V12"/>`,
};

const definitions = html`<defs>${Object.entries(markShapes).map(
  ([name, shape]) => html`<marker id="mark-${name}" viewBox="0 0 12 12" refX="11" refY="6" markerWidth="12" markerHeight="12"
markerUnits="userSpaceOnUse" orient="auto">${shape}</marker>`,
)}</defs>`;

export const lineageHref = ({ id, number, title }: Pick<LineageNode, 'id' | 'number' | 'title'>, view: View): string =>
  view.to(`/lineage/${encodeURIComponent(id ?? number ?? orEmpty(title))}`);

const isHollow = ({ id, day }: LineageNode): boolean => id === undefined || orEmpty(day).length < 10;
const ended = (status: LineageNode['status']): boolean => status === 'repealed' || status === 'superseded' || status === 'expired';

/** "Opinions of the State Council on X" by the State Council are "Opinions on X": the lane says who speaks. */
const withoutIssuer = (name: string, issuers: readonly string[]): string =>
  issuers.reduce((short, issuer) => short.replace(` of the ${findIssuer(issuer)?.full} `, ' '), name);

export function shortName(node: LineageNode, view: View): string {
  const name = shortTitle(node, view);
  return (view.language === 'zh' ? name : withoutIssuer(name, node.issuers)) || orEmpty(node.number);
}

function underline(node: LineageNode, view: View): string {
  const { say } = view;
  const known = orEmpty(node.day);
  const day = known === '' ? say('date not known') : known.length === 4 ? known : dayShort(known);
  return [node.id === undefined ? say('not collected') : ended(node.status) && view.word(statusWords, orEmpty(node.status)), day]
    .filter(Boolean)
    .join(' · ');
}
const statusWords = { repealed: ['repealed', '已废止'], superseded: ['superseded', '已被替代'], expired: ['expired', '已失效'] } as const;

function nodeBox(node: LineageNode, { x, y }: Box, view: View): Html {
  const lines = wrapLabel(shortName(node, view), node.step === 0 ? 18 : 20, 2);
  const kind = [node.step === 0 && 'focus', isHollow(node) && 'hollow', ended(node.status) && 'gone'].filter(Boolean).join(' ');
  const words = html`<title>${[shortName(node, view), node.title, node.number, underline(node, view)].filter(Boolean).join(' · ')}</title>
<rect class="nd ${kind}" x="${x}" y="${y}" width="${sizes.width}" height="${sizes.height}"/>${lines.map(
    (line, i) => html`<text class="t" x="${x + 9}" y="${y + 20 + i * 17}">${markHanInPicture(line)}</text>`,
  )}<text class="day" x="${x + 9}" y="${y + 57}">${markHanInPicture(underline(node, view))}</text>`;
  if (node.step === 0) return html`<g aria-current="page">${words}</g>`;
  return html`<a href="${lineageHref(node, view)}">${words}</a>`;
}

function foldedBox({ keys, x, y }: Box, view: View): Html {
  const label = view.say('{keys} more', { keys: keys.length });
  return html`<a href="#links"><title>${label}</title><rect class="nd stack" x="${x}" y="${y}" width="${sizes.width}" height="${sizes.height}"/>
<text class="t" x="${x + 9}" y="${y + 26}">${label}</text><text class="day" x="${x + 9}" y="${y + 57}">${view.say('in the list below')}</text></a>`;
}

function lines({ edges, nodes }: LineageGraph, { routes }: Layout, view: View): HtmlPart {
  const names = new Map(nodes.map((node) => [node.key, shortName(node, view)]));
  return routes.map(({ edges: [first = 0, ...others], points }) => {
    const edge = edges[first];
    if (!edge) return undefined;
    const says = html`${names.get(edge.from)} ${view.word(relationNames, edge.relation)} ${names.get(edge.to)}`;
    const d = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
    return html`<path class="e ${edge.relation}" d="${d}" marker-end="url(#mark-${marks[edge.relation]})"><title>${says}${
      others.length > 0 && html` (+${others.length})`
    }</title></path>`;
  });
}

function axis({ columns, height, gutter }: Layout, view: View): HtmlPart {
  const words = (from: string | undefined, to: string | undefined): string =>
    from === undefined || to === undefined
      ? view.say('date not known')
      : from === to
        ? dayShort(from)
        : `${dayShort(from)} – ${dayShort(to)}`;
  return columns.map(
    ({ from, to, x }) =>
      html`<text class="time" x="${x}" y="16">${words(from, to)}</text><line class="ax" x1="${x - gutter / 2}" x2="${x - gutter / 2}" y1="0" y2="${height}"/>`,
  );
}

export function lineageFigure(graph: LineageGraph, view: View): Html {
  const { say } = view;
  const of = new Map(graph.nodes.map((node) => [node.key, node]));
  const layout = layOut(
    graph.nodes.map(({ key, level, day = '', step }) => ({ key, lane: stateLevels.indexOf(level), day, step })),
    graph.edges,
  );
  const lanes = layout.lanes.map(
    ({ lane, y }) =>
      html`<line class="ax" x1="0" x2="${layout.width}" y1="${y}" y2="${y}"/>
<text class="lane" x="6" y="${y + 17}">${view.word(stateLevelNames, orEmpty(stateLevels[lane]))}</text>`,
  );
  const boxes = layout.boxes.map((box) => {
    const [node] = box.keys.length === 1 ? [of.get(orEmpty(box.keys[0]))] : [];
    return node ? nodeBox(node, box, view) : foldedBox(box, view);
  });
  const present = [...new Set(graph.edges.map(({ relation }) => relation))];
  const legend = present.map(
    (relation) =>
      html`<li><svg class="graph" width="52" height="14" aria-hidden="true"><path class="e ${relation}" d="M2 7L48 7"
marker-end="url(#mark-${marks[relation]})"/></svg> ${view.word(relationNames, relation)}</li>`,
  );
  return html`<figure class="picture"><div class="scroll" role="region" tabindex="0" aria-label="${say('Lineage as a picture; the list below says the same')}">
<svg class="graph" role="group" aria-labelledby="picture-title picture-desc" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}">
<title id="picture-title">${say('Lineage')}: ${plainLine(shortName(of.get(graph.focus) ?? (graph.nodes[0] as LineageNode), view), 120)}</title>
<desc id="picture-desc">${say('Rows are levels of the state, time runs to the right. Each box leads to the lineage of its text.')}</desc>
${definitions}${axis(layout, view)}${lanes}${lines(graph, layout, view)}${boxes}</svg></div>
<figcaption><ul class="legend small">${legend}</ul>
${smallPrint(say('A line runs from the citing text to the cited one. Broken frame: not collected, or no exact day.'))}</figcaption></figure>`;
}
