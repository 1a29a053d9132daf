import { Parser } from 'htmlparser2';
import { SourceError } from '../model/errors.ts';

/** Deepest nesting, most nodes and most attributes of one tag that we build a tree for (threats.md: parser complexity). */
const limits = { depth: 512, nodes: 200_000, attributes: 256 } as const;

/** Elements that never hold others, so they add no depth. */
const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr']);

/**
 * Counts depth, nodes and attributes per tag in a stream, without building a tree.
 * Throws SourceError `too-complex` when the page could make the parser slow or overflow the stack.
 */
export function precheck(html: string, url = ''): void {
  let depth = 0;
  let nodes = 0;
  let attributes = 0;
  let trouble: string | undefined;
  const refuse = (why: string): void => {
    trouble ??= why;
    parser.pause();
    parser.end();
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        attributes = 0;
        nodes += 1;
        if (!empty.has(name)) depth += 1;
        if (depth > limits.depth) refuse(`nested deeper than ${limits.depth}`);
        else if (nodes > limits.nodes) refuse(`more than ${limits.nodes} nodes`);
      },
      onattribute() {
        attributes += 1;
        if (attributes > limits.attributes) refuse(`a tag with more than ${limits.attributes} attributes`);
      },
      onclosetag(name) {
        if (!empty.has(name)) depth -= 1;
      },
    },
    { decodeEntities: false },
  );
  for (let at = 0; at < html.length && trouble === undefined; at += 65_536) parser.write(html.slice(at, at + 65_536));
  if (trouble === undefined) parser.end();
  else throw new SourceError('too-complex', url, trouble);
}
