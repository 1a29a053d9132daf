import { type DocumentPart, isNamedFor, readDocumentParts } from './document-parts.ts';
import { readHeading } from './heading.ts';
import type { PageParts } from './page-parts.ts';

/** What the page itself is, and the further documents that stand on it. */
export type DividedPage = { readonly main: PageParts; readonly further: readonly PageParts[] };

/**
 * Tells the documents of one page apart. A page that is named for its first document is that document and carries the others; one
 * that is named for a collection (a gazette) is the whole, has no number or signature of its own, and carries them all.
 */
export function divideDocuments(scene: PageParts): DividedPage {
  const parts = readDocumentParts(scene.body, scene.title.text);
  const [first, ...others] = parts;
  if (!first) return { main: scene, further: [] };
  const named = isNamedFor(scene.title.text, first);
  const further = (named ? others : parts).map((part) => pagePartsOf(scene, part));
  const warning = {
    field: 'text',
    reason: `the page holds ${parts.length} documents`,
    quote: parts
      .map(({ number }) => number)
      .join(' ')
      .slice(0, 200),
  };
  const main = named ? upTo(scene, first.to) : { ...scene, body: [], heading: { issuers: [], length: 0, order: false } };
  return { main: { ...main, text: { ...main.text, warnings: [...main.text.warnings, warning] } }, further };
}

function upTo(scene: PageParts, end: number): PageParts {
  const body = scene.body.slice(0, end);
  return { ...scene, body, text: { ...scene.text, lines: body, text: joined(body) } };
}

function pagePartsOf(scene: PageParts, { from, to, title }: DocumentPart): PageParts {
  const body = scene.body.slice(from, to);
  const text = { lines: body, text: joined(body), warnings: [] };
  return {
    ...scene,
    title: { text: title },
    labels: new Map(),
    body,
    near: [],
    over: [],
    tail: [],
    heading: readHeading(body, title),
    text,
  };
}

const joined = (lines: PageParts['body']): string => lines.map((line) => line.text).join('\n');
