import { type QueryNode, readQuery, renderQuery } from './read-query.ts';
import { findSpelling, relaxQuery } from './synonyms.ts';

/** Queries near one that found nothing. They are named, never asked in its place. */
export type NearQuery = { readonly kind: 'words' | 'spelling'; readonly q: string };

const mostNear = 6;
const isWord = (node: QueryNode): node is Extract<QueryNode, { word: string }> => 'word' in node;

const unquoted = (node: QueryNode): QueryNode => ('phrase' in node ? { word: node.phrase } : node);

function shorter(nodes: readonly QueryNode[]): readonly string[] {
  if (nodes.length < 2) return [];
  const order = nodes.toSorted((a, b) => Number('not' in b) - Number('not' in a));
  return order.map((out) => renderQuery({ all: nodes.filter((each) => each !== out) }));
}

/** Nearest first: an English word as names spell it, a phrase as words, one thing left out, and the words apart and alone. */
export function nearQueries(query: string): readonly NearQuery[] {
  const { node } = readQuery(query);
  if (!node) return [];
  const nodes = 'all' in node ? node.all : [node];
  const spelled = nodes.map((each) => (isWord(each) ? { word: findSpelling(each.word) ?? each.word } : each));
  const plain = nodes.every((each) => isWord(each) || 'phrase' in each);
  const words = [
    renderQuery({ all: nodes.map(unquoted) }),
    ...(plain ? relaxQuery(query) : shorter(nodes)),
    ...(plain && nodes.length > 2 ? shorter(nodes) : []),
  ];
  const written = renderQuery({ all: nodes });
  const found = [{ kind: 'spelling' as const, q: renderQuery({ all: spelled }) }, ...words.map((q) => ({ kind: 'words' as const, q }))];
  const other = found.filter(({ q }) => q !== written && q !== query.trim());
  return [...new Map(other.toReversed().map((each) => [each.q, each])).values()].toReversed().slice(0, mostNear);
}
