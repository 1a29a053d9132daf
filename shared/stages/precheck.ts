import { type Document, DomHandler } from 'domhandler';
import { Parser } from 'htmlparser2';
import { SourceError } from '../model/errors.ts';

/** Deepest nesting, most nodes and most attributes of one tag that we build a tree for (threats.md: parser complexity). */
const limits = { depth: 512, nodes: 200_000, attributes: 256 } as const;

/** Elements that never hold others, so they add no depth. */
const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr']);

type Guard = { opened(name: string): void; attribute(): void; closed(name: string): void };

/** Counts while a parser works; throws SourceError `too-complex` at the first tag that is too much. */
function newGuard(url: string): Guard {
  let depth = 0;
  let nodes = 0;
  let attributes = 0;
  const refuse = (why: string): never => {
    throw new SourceError('too-complex', url, why);
  };
  return {
    opened(name) {
      attributes = 0;
      nodes += 1;
      if (!empty.has(name)) depth += 1;
      if (depth > limits.depth) refuse(`nested deeper than ${limits.depth}`);
      if (nodes > limits.nodes) refuse(`more than ${limits.nodes} nodes`);
    },
    attribute() {
      attributes += 1;
      if (attributes > limits.attributes) refuse(`a tag with more than ${limits.attributes} attributes`);
    },
    closed(name) {
      if (!empty.has(name)) depth -= 1;
    },
  };
}

/**
 * Counts depth, nodes and attributes per tag in a stream, without building a tree.
 * Throws SourceError `too-complex` when the page could make the parser slow or overflow the stack.
 */
export function precheck(html: string, url = ''): void {
  const { opened, attribute, closed } = newGuard(url);
  const parser = new Parser({ onopentagname: opened, onattribute: attribute, onclosetag: closed }, { decodeEntities: false });
  for (let at = 0; at < html.length; at += 65_536) parser.write(html.slice(at, at + 65_536));
  parser.end();
}

/** Parses a page and checks it on the way, in one pass. Throws SourceError `too-complex` as `precheck` does. */
export function parseGuarded(html: string, url = ''): Document {
  const { opened, attribute, closed } = newGuard(url);
  const dom = new DomHandler();
  const parser = new Parser(
    {
      onparserinit: (self) => dom.onparserinit(self),
      onopentagname: opened,
      onattribute: attribute,
      onopentag: (name, attributes) => dom.onopentag(name, attributes),
      onclosetag(name) {
        closed(name);
        dom.onclosetag();
      },
      ontext: (text) => dom.ontext(text),
      oncomment: (text) => dom.oncomment(text),
      oncommentend: () => dom.oncommentend(),
      oncdatastart: () => dom.oncdatastart(),
      oncdataend: () => dom.oncdataend(),
      onprocessinginstruction: (name, text) => dom.onprocessinginstruction(name, text),
      onend: () => dom.onend(),
      onerror: (error) => dom.onerror(error),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return dom.root;
}
