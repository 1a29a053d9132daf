import { SourceError } from '../../model/errors.ts';
import type { Page, WebRequest } from '../../model/page.ts';
import type { Web } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';

/** An answer that leads on is a line of JSON. */
const mostLeadingBytes = 64 * 1024;

/** A template with the query of an address in its places, in `{fragment}` the last part of its fragment. Undefined when the address lacks one. */
function fill(template: string, address: string): string | undefined {
  const { searchParams, hash } = new URL(address);
  let whole = true;
  const filled = template.replace(/\{(\w{1,40})\}/g, (place, name: string) => {
    const value = name === 'fragment' ? hash.slice(hash.lastIndexOf('/') + 1) : searchParams.get(name);
    if (!value) whole = false;
    return value ? encodeURIComponent(value) : place;
  });
  return whole ? filled : undefined;
}

/** The first address that an answer in JSON names. */
function addressIn({ bytes }: Page): string | undefined {
  const named: string[] = [];
  try {
    JSON.parse(Buffer.from(bytes).toString(), (_, value: unknown) => {
      if (typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value)) named.push(value);
      return value;
    });
  } catch {
    return undefined;
  }
  return named[0];
}

type Way = { readonly at: string; readonly requests: number; readonly wireBytes: number };

/** One step on: asks an address only for the address that fills the next template. Throws SourceError. */
async function stepOn({ at, ...costs }: Way, next: string, web: Web): Promise<Way> {
  const page = await web.get({ url: at, maxBytes: mostLeadingBytes });
  const paid = { requests: costs.requests + page.requests, wireBytes: costs.wireBytes + page.wireBytes };
  const named = addressIn(page);
  const filled = named === undefined ? undefined : fill(next, named);
  if (filled === undefined) throw new SourceError('unrecognised', at, `the answer names no address that ${next} is filled from`, paid);
  return { at: filled, ...paid };
}

/**
 * Asks for a page where its declaration says that the article is read (`article.readAt`), and gives the answer the address for people. Any other page is asked
 * for at its own address. Throws SourceError.
 */
export async function getArticle(request: WebRequest, source: Source | undefined, web: Web): Promise<Page> {
  const [first, ...later] = source?.article?.readAt ?? [];
  const at = first === undefined ? undefined : fill(first, request.url);
  if (at === undefined) return web.get(request);
  let way: Way = { at, requests: 0, wireBytes: 0 };
  for (const next of later) way = await stepOn(way, next, web);
  // Where the interface moved says nothing of the page.
  const { movedTo: _, ...page } = await web.get({ ...request, url: way.at });
  return {
    ...page,
    url: request.url,
    finalUrl: request.url,
    hops: [],
    readAt: page.finalUrl,
    requests: way.requests + page.requests,
    wireBytes: way.wireBytes + page.wireBytes,
  };
}
