import type { Element } from 'domhandler';
import { group, orEmpty } from '../../model/values.ts';
import { resolveEntryLink, resolveLink } from '../html/listing-tree.ts';

/** Words in quotes of a piece of script. */
const quoted = /["']([^"'<>\s\\]{1,1000})["']/g;
/** What a script calls an address: absolute, from the root, from here, or the name of a page. */
const address = /^(?:https?:\/\/|\/{1,2}\w|\.{1,2}\/|\?\w{1,40}=)|^[\w./%~-]{1,300}\.(?:s?html?|jsp|aspx?|php|do|action)(?:[?#]|$)/i;
/** Attributes in which sites keep where a click leads. */
const kept = ['data-href', 'data-url', 'data-link'] as const;

/** Address among the arguments of a call: `openUrl('/art/1.html')`, `location.href='…'`. */
function argumentOf(script: string, base: string): string | undefined {
  for (const [, word = ''] of script.slice(0, 2000).matchAll(quoted)) if (address.test(word)) return resolveLink(word, base);
  return undefined;
}

const script = /^\s{0,9}javascript:/i;

/** Where a click on an element leads: its address, else the one that its script names. Of what is no link, its script alone. */
export function clickTarget({ name, attribs }: Element, base: string): string | undefined {
  const href = name === 'a' || name === 'area' ? attribs['href'] : undefined;
  const direct = href === undefined || script.test(href) ? undefined : resolveEntryLink(href, base);
  if (direct !== undefined) return direct;
  const { onclick } = attribs;
  if (onclick === undefined && href !== undefined && script.test(href)) return argumentOf(href, base);
  const told = onclick === undefined ? undefined : argumentOf(onclick, base);
  return told ?? kept.map((key) => resolveLink(attribs[key], base)).find((url) => url !== undefined);
}

/** Arguments of the call behind a link whose script names no address, by their places: `goDetail('77','a')` is `{ 1: '77', 2: 'a' }`. */
export function argumentsOf({ attribs }: Element): Readonly<Record<string, string>> {
  const code = orEmpty(attribs['onclick'] ?? (script.test(orEmpty(attribs['href'])) ? attribs['href'] : undefined));
  const call = group(/\w\s{0,3}\(([^()]{1,1000})\)/.exec(code.slice(0, 2000)), 1);
  const parts = [...call.matchAll(/(?:'([^']{0,300})'|"([^"]{0,300})"|(-?\w[\w.]{0,60}))\s{0,5}(?:,|$)/g)];
  return Object.fromEntries(parts.map(([, single, double, bare], index) => [String(index + 1), orEmpty(single ?? double ?? bare)]));
}
