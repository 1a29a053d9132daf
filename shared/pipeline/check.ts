import { SourceError } from '../model/errors.ts';
import type { Reader, Web } from '../model/ports.ts';
import type { Source, SourceCondition } from '../model/source.ts';
import { dayOf } from '../model/time.ts';
import { listingHealth } from '../stages/health.ts';
import { readAsListing } from './job.ts';
import { conditionOf } from './listing.ts';

export type Checked = {
  readonly id: string;
  readonly state: SourceCondition;
  readonly listed: number;
  readonly newest?: string;
  readonly detail?: string;
};

/** Fetches and reads the listing of a source as `run` would, and stores nothing. */
export async function checkSource(source: Source, { web, reader, now }: { web: Web; reader: Reader; now: () => Date }): Promise<Checked> {
  try {
    const { url, method, body } = source.listing;
    const page = await web.get({ url, ...(method ? { method } : {}), ...(body === undefined ? {} : { body }) });
    if (page.status !== 200) throw new SourceError('unrecognised', url, `the listing answers ${page.status}`);
    const { entries } = await readAsListing({ page, source, today: dayOf(now()) }, reader);
    const newest = entries
      .flatMap(({ publishedOn }) => (publishedOn === undefined ? [] : [publishedOn]))
      .toSorted()
      .at(-1);
    const health = listingHealth(source, { listed: entries.length, ...(newest === undefined ? {} : { newest }) }, dayOf(now()));
    return {
      id: source.id,
      state: health.condition,
      listed: entries.length,
      ...(newest === undefined ? {} : { newest }),
      ...(health.detail === undefined ? {} : { detail: health.detail }),
    };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { id: source.id, state: conditionOf(error), listed: 0, detail: error.detail };
  }
}
