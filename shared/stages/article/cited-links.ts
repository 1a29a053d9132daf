import type { Citation } from '../../model/article.ts';
import type { Dom } from '../html/dom.ts';
import { numberKey } from '../numbers/numbers.ts';
import { titleKey } from '../text/titles.ts';
import { resolveUrl } from '../urls/address.ts';

const mostLinks = 400;
/** A shorter title is also a word of menus. */
const shortest = 8;

/** `keyed`, `numbered`: found when first asked for, which for most links is never. */
type Anchor = { readonly words: string; readonly href: string; keyed?: string; numbered?: { readonly key: string | undefined } };

function keyOf(anchor: Anchor): string {
  anchor.keyed ??= titleKey(anchor.words);
  return anchor.keyed;
}

function numberOf(anchor: Anchor): string | undefined {
  anchor.numbered ??= { key: /\d/.test(anchor.words) ? numberKey(anchor.words) : undefined };
  return anchor.numbered.key;
}

function anchorsOf(dom: Dom): Anchor[] {
  const found: Anchor[] = [];
  for (const { element, href, words: shown } of dom.links().slice(0, mostLinks)) {
    const words = href === '' ? '' : (shown.trim() || element.attribs['title'] || '').slice(0, 300);
    if (
      words.length < shortest ||
      /^(?:javascript|mailto|tel|#)/i.test(href) ||
      /\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar)(?:$|[?#])/i.test(href)
    )
      continue;
    found.push({ words, href });
  }
  return found;
}

/** The one address that links with the title or number of the text as their words give; two different ones give none. */
function findCitedAddress(citation: Citation, anchors: readonly Anchor[], base: string, own: string): string | undefined {
  const number = citation.number === undefined ? undefined : numberKey(citation.number);
  const title = citation.title === undefined ? '' : titleKey(citation.title);
  const fitting = anchors.filter(
    (each) =>
      (number !== undefined && numberOf(each) === number) ||
      (title.length >= shortest &&
        (keyOf(each) === title || keyOf(each).endsWith(`印发${title}的通知`) || each.words.includes(`《${citation.title}》`))),
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
    const url = findCitedAddress(citation, anchors, base, own);
    return url === undefined ? citation : { ...citation, url };
  });
}
