import { SourceError } from '../../model/errors.ts';
import type { Listing, Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { type Checked, type CheckPorts, checkSource } from './check.ts';
import { expecting } from './draft.ts';
import { findListing } from './find-listing.ts';
import { webOf } from './web-of.ts';

/** What a check of many sources says of one: what to change, and the mended declaration where one was found. */
export type CheckedRow = Checked & { readonly change?: string; readonly draft?: Source };

const hostOf = ({ listing }: Source): string => (URL.canParse(listing.url) ? new URL(listing.url).host : listing.url);

/** Names a source as it is begun and as it is finished; `done` of `total` are. */
export type CheckProgress = (done: number, total: number, id: string) => void;

/**
 * Checks sources, several hosts at a time and one after the other on a host, so that no source waits in another one's place. Results in the order of the
 * sources. Where a list is another make of page than declared, its declaration is drafted anew.
 */
export async function checkSources(
  sources: readonly Source[],
  world: CheckPorts & { readonly hostsAtOnce: number; readonly mend: boolean },
  progress: CheckProgress,
): Promise<readonly CheckedRow[]> {
  const rows: CheckedRow[] = [];
  const hosts = [...Map.groupBy([...sources.entries()], ([, source]) => hostOf(source)).values()];
  hosts.sort((a, b) => b.length - a.length);
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let held = hosts.shift(); held; held = hosts.shift()) {
      for (const [index, source] of held) {
        progress(done, sources.length, source.id);
        rows[index] = await checkAndMend(source, world);
        done += 1;
        progress(done, sources.length, source.id);
      }
    }
  };
  await Promise.all(Array.from({ length: world.hostsAtOnce }, lane));
  return rows;
}

async function checkAndMend(source: Source, world: CheckPorts & { readonly mend: boolean }): Promise<CheckedRow> {
  const checked = await checkSource(source, world);
  const draft =
    world.mend && isOtherPage(checked) ? await mendedOf(source, checked, { ...world, web: webOf(source, world.web) }) : undefined;
  const change = changeOf(checked, draft);
  return { ...checked, ...opt('change', change), ...opt('draft', draft) };
}

/** A page that answers and is not what was declared: no list, or one without the declared days. */
const isOtherPage = ({ state, undated, unread }: Checked): boolean =>
  state === 'unrecognised' || undated !== undefined || unread !== undefined;

/** The declaration with lists that are read, without what was known of the old address; nothing where no list is found. */
async function mendedOf(source: Source, { unread = [], undated }: Checked, world: CheckPorts): Promise<Source | undefined> {
  const lists: Listing[] = [];
  for (const listing of [source.listing, ...(source.more ?? [])]) {
    const { url, method, body } = listing;
    if (!unread.includes(url) && undated === undefined) {
      lists.push(listing);
      continue;
    }
    const found = await findListing({ url, ...opt('method', method), ...opt('body', body) }, world).catch(orNothing);
    if (found) lists.push(found.listing);
  }
  const [listing, ...more] = lists;
  if (!listing) return undefined;
  const { more: _more, evidence: _evidence, certainty: _certainty, ...rest } = source;
  const mended: Source = { ...rest, listing, ...(more.length > 0 ? { more } : {}) };
  const read = await checkSource(mended, { ...world, pages: 0 });
  return read.entries.length > 0 && !isOtherPage(read) ? expecting(mended, read.entries) : undefined;
}

function orNothing(error: unknown): undefined {
  if (!(error instanceof SourceError)) throw error;
}

const changes: Readonly<Record<Checked['state'], string>> = {
  ok: '',
  quiet: '',
  skipped: '',
  partial: 'look at the list that failed: hongtou sources check ID',
  suspect: 'look whether the body publishes elsewhere now; else correct "expect"',
  unreachable: 'try again; when it stays so, look for the host that took its place',
  refused: 'refused from here: assign it to a collector or a proxy that it answers (sources.egress)',
  unrecognised: 'no list was found there: look for the new address of the column (docs/listing-formats.md)',
};

/** What is no matter of the address that asks: another one would be told the same. */
function changeOfWay({ state, status, way }: Checked): string | undefined {
  if (way?.failed) return `mend the proxy "${way.egress}": nothing is wrong with the source`;
  if (state !== 'refused') return undefined;
  if (status === undefined) return 'its robots.txt, or its address, bars it: look for the same acts elsewhere';
  return way && `refused by "${way.egress}" too: assign it to another way (sources.egress), or look for the same acts elsewhere`;
}

function changeOf(checked: Checked, draft: Source | undefined): string | undefined {
  const { state, movedTo, article, undated } = checked;
  if (draft) return 'take the declaration drafted below';
  if (movedTo !== undefined) return `declare it at ${movedTo}`;
  if (undated !== undefined) return 'its entries have lost their days: name where they stand ("date")';
  const byWay = changeOfWay(checked);
  if (byWay !== undefined) return byWay;
  if (changes[state] !== '') return changes[state];
  if (article?.state === 'refused') return `its list is read, its pages are refused: ${changes.refused}`;
  if (article && article.state !== 'ok') return `its list is read, its pages are not (${article.state}): name their parts ("article")`;
  return undefined;
}
