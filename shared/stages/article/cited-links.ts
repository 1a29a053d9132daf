import type { Citation } from '../../model/article.ts';
import { resolveUrl } from '../address.ts';
import { numberKey } from '../numbers.ts';
import { titleKey } from '../titles.ts';
import { type Dom, textOf } from './dom.ts';

const mostLinks = 400;
/** A shorter title is also a word of menus. */
const shortest = 8;

type Anchor = { readonly words: string; readonly href: string; key(): string; number(): string | undefined };

/** Most keys of most links are never asked for. */
function once<T>(find: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: find() };
    return known.value;
  };
}

function anchorsOf(dom: Dom): Anchor[] {
  const found: Anchor[] = [];
  for (const link of (dom.groups.get('<a>') ?? []).slice(0, mostLinks)) {
    const href = link.attribs['href'];
    if (!href || /^(?:javascript|mailto|tel|#)/i.test(href)) continue;
    const words = (textOf(link).trim() || link.attribs['title'] || '').slice(0, 300);
    if (words.length < shortest || /\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar)(?:$|[?#])/i.test(href)) continue;
    found.push({ words, href, key: once(() => titleKey(words)), number: once(() => (/\d/.test(words) ? numberKey(words) : undefined)) });
  }
  return found;
}

/** The one address that links with the title or number of the text as their words give; two different ones give none. */
function addressOf(citation: Citation, anchors: readonly Anchor[], base: string, own: string): string | undefined {
  const number = citation.number === undefined ? undefined : numberKey(citation.number);
  const title = citation.title === undefined ? '' : titleKey(citation.title);
  const fitting = anchors.filter(
    (each) =>
      (number !== undefined && each.number() === number) ||
      (title.length >= shortest &&
        (each.key() === title || each.key().endsWith(`印发${title}的通知`) || each.words.includes(`《${citation.title}》`))),
  );
  const urls = new Set(
    fitting.filter(({ words }) => !/解读|问答|答记者问|图解|读懂/.test(words)).map(({ href }) => resolveUrl(href, base)),
  );
  urls.delete(undefined);
  urls.delete(own);
  return urls.size === 1 ? [...urls][0] : undefined;
}

/** Citations with the address at which the page links the text that they name. */
export function withAddresses(citations: readonly Citation[], dom: Dom, base: string, own: string): Citation[] {
  if (citations.length === 0) return [];
  const anchors = anchorsOf(dom);
  if (anchors.length === 0) return [...citations];
  return citations.map((citation) => {
    const url = addressOf(citation, anchors, base, own);
    return url === undefined ? citation : { ...citation, url };
  });
}
