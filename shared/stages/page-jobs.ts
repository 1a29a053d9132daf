import type { ListingRequest } from '../model/article.ts';
import { checkClaim } from './claim/claim.ts';
import { workerStages } from './jobs.ts';
import { type DeclareContext, declareListing as declare, inspectListing as inspect } from './listing/declare.ts';
import { decode } from './text/decode/decode.ts';

/** All stages of a worker, for an instance in one process: those of texts, that of claims, and those that make a declaration of a listing. */

const inspectListing = (url: string, bytes: Uint8Array, contentType: string | undefined) => inspect(url, decode(bytes, contentType));

const declareListing = (ask: ListingRequest, answer: Answered, context: DeclareContext) =>
  declare(ask, decode(answer.bytes, answer.contentType), context);

type Answered = { readonly bytes: Uint8Array; readonly contentType: string | undefined };

export const pageStages = { ...workerStages, checkClaim, inspectListing, declareListing } as const;
export type WorkerStages = typeof pageStages;
