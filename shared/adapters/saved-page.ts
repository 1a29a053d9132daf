import { SourceError } from '../model/errors.ts';
import type { Web } from '../model/ports.ts';

/** A web that holds one saved page, at its address; everything else is unreachable. */
export const openSavedPage = (url: string, bytes: Uint8Array, now: () => Date): Web => ({
  get: async (request) => {
    if (request.url !== url) throw new SourceError('unreachable', request.url, 'only the saved page is at hand');
    const fetchedAt = now().toISOString();
    return { url, finalUrl: url, hops: [], status: 200, headers: {}, bytes, wireBytes: bytes.length, requests: 1, fetchedAt };
  },
  rest: async () => {},
});
