import type { ListingRequest } from '../model/article.ts';
import { workerStages } from './jobs.ts';
import { type DeclareContext, declareListing as declare, inspectListing as inspect } from './listing/declare.ts';
import { decode } from './text/decode/decode.ts';

/** The stages of a worker that reads new pages: those of texts, and those that make a declaration of a listing. */

const inspectListing = (url: string, bytes: Uint8Array, contentType: string | undefined) => inspect(url, decode(bytes, contentType));

const declareListing = (ask: ListingRequest, answer: Answered, context: DeclareContext) =>
  declare(ask, decode(answer.bytes, answer.contentType), context);

type Answered = { readonly bytes: Uint8Array; readonly contentType: string | undefined };

export const pageStages = { ...workerStages, inspectListing, declareListing } as const;
export type WorkerStages = typeof pageStages;
