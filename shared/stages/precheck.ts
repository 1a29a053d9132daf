import { Document, Element, type ParentNode, Text } from 'domhandler';
import { Parser } from 'htmlparser2';
import { SourceError } from '../model/errors.ts';
import { readReferences } from './references.ts';

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

/** Within these the parser has other rules, also for what is text. */
const foreign = /<(?:svg|math)/i;
/** Elements whose text is no HTML: `&amp;` in it stands for itself. */
const raw = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);

/**
 * Parses a page and checks it on the way, in one pass; comments are left out. Throws SourceError `too-complex` as `precheck` does.
 */
export function parseGuarded(html: string, url = ''): Document {
  const guard = newGuard(url);
  // The tokenizer leaps from tag to tag when it leaves character references to us.
  const leaps = !foreign.test(html);
  const tree = newTree(leaps);
  const parser = new Parser(
    {
      onopentagname: guard.opened,
      onattribute(_, value) {
        guard.attribute();
        if (leaps && value.includes('&')) tree.referred();
      },
      onopentag: tree.open,
      onclosetag(name) {
        guard.closed(name);
        tree.close();
      },
      ontext: tree.text,
      oncomment: tree.cut,
      onprocessinginstruction: tree.cut,
    },
    { decodeEntities: !leaps },
  );
  parser.end(html);
  return tree.document;
}

/** Builds the tree of a document from the events of the parser; `reads` when it is to read the character references of texts. */
function newTree(reads: boolean) {
  const document = new Document([]);
  let top: ParentNode = document;
  let last: Text | undefined;
  let references = false;
  const add = (node: Element | Text): void => {
    const before = top.children.at(-1);
    if (before) {
      node.prev = before;
      before.next = node;
    }
    top.children.push(node);
    node.parent = top;
  };
  return {
    document,
    /** An attribute of the tag that is being read holds character references. */
    referred: (): void => {
      references = true;
    },
    open: (name: string, attributes: Record<string, string>): void => {
      if (references) for (const [key, value] of Object.entries(attributes)) attributes[key] = readReferences(value, 'attribute');
      references = false;
      const element = new Element(name, attributes);
      add(element);
      top = element;
      last = undefined;
    },
    close: (): void => {
      top = top.parent ?? document;
      last = undefined;
    },
    text: (data: string): void => {
      const isHtml = reads && data.includes('&') && !(top instanceof Element && raw.has(top.name));
      const plain = isHtml ? readReferences(data, 'text') : data;
      if (last) last.data += plain;
      else {
        last = new Text(plain);
        add(last);
      }
    },
    /** What stands between two texts without being one. */
    cut: (): void => {
      last = undefined;
    },
  };
}
