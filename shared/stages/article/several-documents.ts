import { type DocumentPart, isNamedFor, readDocumentParts } from './document-parts.ts';
import { readHeading } from './heading.ts';
import type { PageParts } from './page-parts.ts';

/** What the page itself is, and the further documents that stand on it. */
export type DividedPage = { readonly main: PageParts; readonly further: readonly PageParts[] };

/**
 * Tells the documents of one page apart. A page that is named for its first document is that document and carries the others; one
 * that is named for a collection (a gazette) is the whole, has no number or signature of its own, and carries them all.
 */
export function divideDocuments(page: PageParts): DividedPage {
  const documents = readDocumentParts(page.body, page.title.text);
  const [first, ...others] = documents;
  if (!first) return { main: page, further: [] };
  const named = isNamedFor(page.title.text, first);
  const further = (named ? others : documents).map((part) => pagePartsOf(page, part));
  const warning = {
    field: 'text',
    reason: `the page holds ${documents.length} documents`,
    quote: documents
      .map(({ number }) => number)
      .join(' ')
      .slice(0, 200),
  };
  const main = named ? upTo(page, first.to) : { ...page, body: [], heading: { issuers: [], length: 0, order: false } };
  return { main: { ...main, text: { ...main.text, warnings: [...main.text.warnings, warning] } }, further };
}

function upTo(page: PageParts, end: number): PageParts {
  const body = page.body.slice(0, end);
  return { ...page, body, text: { ...page.text, lines: body, text: joined(body) } };
}

function pagePartsOf(page: PageParts, { from, to, title }: DocumentPart): PageParts {
  const body = page.body.slice(from, to);
  const text = { lines: body, text: joined(body), warnings: [] };
  return {
    ...page,
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
