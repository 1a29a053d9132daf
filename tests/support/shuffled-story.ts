import { join } from 'node:path';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { RunReport } from '../../shared/model/run.ts';
import { openBench } from './bench.ts';
import { type Shuffle, shuffledRound } from './shuffle.ts';
import { declared, type Teller, type World } from './story.ts';
import { writeWarcFile } from './warc.ts';

export type Told = readonly (readonly [day: string, world: World])[];
/** What a round leaves behind: the counts of its report, and the documents as `export` prints them. */
export type Left = { readonly documents: RunReport['documents']; readonly exported: readonly ShownDocument[] };

/** Plays rounds into a store of their own, with the tasks of a round worked off at once in the order of the seed. */
export async function playShuffled(tellers: readonly Teller[], told: Told, shuffle: Shuffle): Promise<readonly Left[]> {
  const bench = await openBench();
  try {
    const config = bench.file('config.json', { sources: { only: tellers.map(({ id }) => id), extra: tellers.map(declared) } });
    const left: Left[] = [];
    for (const [index, [day, world]] of told.entries()) {
      const now = `${day}T09:00:00+08:00`;
      const at = `${day}T01:00:00Z`;
      const answers = Object.entries(world).map(([url, each]) => ({ url, at, ...(typeof each === 'string' ? { body: each } : each) }));
      const replay = [writeWarcFile(join(bench.folder, `${index}.warc.gz`), answers)];
      const { documents } = await shuffledRound(bench, { now, config, replay }, { ...shuffle, seed: shuffle.seed * 100 + index });
      const lines = (await bench.exported({ now, config })).split('\n').filter(Boolean);
      left.push({ documents, exported: lines.map((line) => JSON.parse(line) as ShownDocument) });
    }
    return left;
  } finally {
    await bench.close();
  }
}

const byText = <T>(values: readonly T[]): readonly T[] => values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** A page and its gateway have one address between them: which of the two is looked at again depends on which was read last (docs/limits.md). */
const isShared = (url: string): boolean => /^https:\/\/(?:big5\.)?www\.gov\.cn\//.test(url);

/**
 * What must not depend on who was first. Left out: which page was read first (the bytes of revision 1, and our own re-readings when a better page came
 * later), and which of two lists of one site had a page first. Documents go by their address: of two works of one title the first one has the first id.
 */
export function settled(exported: readonly ShownDocument[]): readonly unknown[] {
  const told = exported.map(({ revisions, copies, links, citedBy, sourceId: _source, url: _url, ...rest }) => ({
    ...rest,
    revisions: revisions.filter(({ by }) => by === 'publisher').map(({ at, what, changes }) => ({ at, what, changes })),
    copies: byText(copies.map(({ sourceId: _of, evidence: _bytes, ...copy }) => (isShared(copy.url) ? { url: copy.url } : copy))),
    links: byText(links),
    citedBy: byText(citedBy),
  }));
  const named = exported.reduce((text, { id, canonicalUrl }) => text.replaceAll(`"${id}"`, `"${canonicalUrl}"`), JSON.stringify(told));
  // By address: of equal documents the fields stand in the order in which they came.
  return (JSON.parse(named) as { readonly canonicalUrl: string }[]).toSorted((a, b) => (a.canonicalUrl < b.canonicalUrl ? -1 : 1));
}
