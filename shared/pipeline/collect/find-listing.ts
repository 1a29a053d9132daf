import type { ListingRequest } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page } from '../../model/page.ts';
import type { Reader, Web } from '../../model/ports.ts';
import type { Listing } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import type { DeclaredAnswer } from '../../stages/listing/declare.ts';
import { work } from './work.ts';

export type FindPorts = { readonly web: Web; readonly reader: Reader; readonly now: () => Date };
export type FoundListing = { readonly listing: Listing; readonly title: string };

/** Requests made for a list of which only the address of its page is known, and how deep frames are followed. */
const mostTried = 8;
const deepest = 2;

type Candidate = { readonly ask: ListingRequest; readonly depth: number };

/**
 * Finds how a list is declared whose page alone is known: the page itself, or a request that its scripts, attributes or hidden fields name, by page
 * family (trs, jpaas, jpage, guangdong …), with what it is read by. Of a page that shows none of it: the page by its structure. Throws SourceError when it does not answer.
 */
export async function findListing(asked: ListingRequest, ports: FindPorts): Promise<FoundListing> {
  const { url } = asked;
  const first = await ports.web.get(asked);
  const shape = await work('inspectListing', [url, first.bytes, first.headers['content-type']], url, ports);
  const queue: Candidate[] = [{ ask: asked, depth: 0 }];
  let best: DeclaredAnswer | undefined;
  for (let tried = 0; queue.length > 0 && tried < mostTried; tried += 1) {
    const { ask, depth } = queue.shift() ?? { ask: asked, depth: 0 };
    const page = tried === 0 ? first : await orNothing(ports.web.get(ask));
    if (page?.status !== 200) continue;
    const found = await declareAnswer(ask, page, { ...ports, links: shape.links });
    if (found && found.dated * 2 > found.listed) return { listing: found.listing, title: shape.title };
    if (found && found.listed > (best?.listed ?? 0)) best = found;
    if (depth < deepest) queue.push(...(await asksOf(ask.url, page, ports)).map((each) => ({ ask: each, depth: depth + 1 })));
  }
  return { listing: best?.listing ?? { format: 'dated-links', url }, title: shape.title };
}

async function asksOf(url: string, { bytes, headers }: Page, ports: FindPorts): Promise<readonly ListingRequest[]> {
  return (await work('inspectListing', [url, bytes, headers['content-type']], url, ports)).asks;
}

const declareAnswer = (
  ask: ListingRequest,
  { bytes, headers }: Page,
  { links, now, reader }: FindPorts & { readonly links: readonly string[] },
): Promise<DeclaredAnswer | undefined> =>
  orNothing(
    work('declareListing', [ask, { bytes, contentType: headers['content-type'] }, { links, today: dayOf(now()) }], ask.url, { reader }),
  );

/** What a source did not give is nothing; an error of ours is one. */
const orNothing = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof SourceError) return undefined;
    throw error;
  });
