import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Digest } from '../../shared/model/digest.ts';
import { addDays, weekOfDay } from '../../shared/model/time.ts';
import { collectPage } from '../../shared/pipeline/collect/page.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { itemsOf } from '../../shared/stages/digest/narrow.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { article, declaration } from '../support/pages.ts';
import { type Recorded, writeWarcFile } from '../support/warc.ts';
import { check, rowsOf, tally } from './check.ts';

/**
 * The order of the headlines of weeks whose right order somebody wrote down without sight of the weights (weeks.json says how):
 * `node tests/corpus/weeks.ts SHARED`. The answers of half of the weeks (weeks-held.json) were sealed until the weights had been set.
 */

type Act = {
  readonly id: string;
  readonly published: string;
  readonly file?: string;
  readonly own?: string;
  readonly site?: string;
  readonly title?: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly signed?: string;
  readonly lines?: readonly string[];
};
/** Ids, the first to come first; a list within it is a tie. */
type Answer = {
  readonly first: readonly string[];
  readonly belong: readonly string[];
  readonly off: readonly string[];
  readonly open: readonly string[];
};
type Week = Partial<Answer> & {
  readonly week: string;
  readonly day: string;
  readonly kind: 'real' | 'made';
  readonly acts: readonly Act[];
  readonly earlier?: readonly Act[];
};

/** A library of the centre, which carries what all issue: no act stands on a site that does not vouch for it. */
const host = 'weeks.sample.example';
const library = declaration('weeks', host, { publisher: 'state-council', level: 'L1', expect: { atLeast: 1, freshWithinDays: 400 } });
const addressOf = (id: string): string => `http://${host}/tz/t${id}.html`;
const idOf = (url: string): string => /\/t([\w-]{1,60})\.html/.exec(url)?.[1] ?? url;

const weeksIn = (file: string): readonly Week[] => JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')).weeks;

/** The page of an act: a stored page as it is, a text of the corpus and an invented one as a ministry's system sets it. */
function pageOf(act: Act, corpus: string, titles: ReadonlyMap<string, string>): Recorded {
  const { id, file, site, issuer, title = '', lines = [] } = act;
  const url = addressOf(id);
  if (file?.startsWith('pages/')) return { url, body: readFileSync(path.join(corpus, file)), headers: { 'Content-Type': 'text/html' } };
  if (file === undefined) return { url, body: article({ ...act, path: url, title, lines, issuer: issuer ?? site ?? '' }) };
  const text = readFileSync(path.join(corpus, file), 'utf8');
  const all = text.split('\n').flatMap((line) => line.trim() || []);
  const name = titles.get(path.basename(file)) || (all[0] ?? '');
  const { signed: _, ...unsigned } = act;
  return { url, body: article({ ...unsigned, path: url, title: name, lines: all, issuer: site ?? '' }) };
}

async function compose(week: Week, corpus: string, titles: ReadonlyMap<string, string>, bench: Bench): Promise<Digest> {
  const { acts, earlier = [], day } = week;
  const config = bench.file('config.json', { sources: { only: [library.id], extra: [library] } });
  const days = Map.groupBy([...earlier, ...acts], ({ published }) => published);
  for (const [published, put] of [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const pages = put.map((act) => pageOf(act, corpus, titles));
    const replay = [writeWarcFile(path.join(bench.folder, `${published}.warc.gz`), pages)];
    await bench.within({ now: `${published}T20:00:00+08:00`, config, replay }, async (context) => {
      for (const { url } of pages) await collectPage({ kind: 'page', id: url, sourceId: library.id, url }, undefined, context);
      await updateIndex(context);
    });
  }
  const now = `${addDays(day, 7)}T08:30:00+08:00`;
  return bench.within({ now, config }, (context) => composeWeek(weekOfDay(day), context));
}

type Composed = { readonly week: Week; readonly digest: Digest; readonly named: readonly string[] };

/** The digest of each week, each of a store of its own, with the ids of its headlines. */
async function composeWeeks(weeks: readonly Week[], corpus: string): Promise<readonly Composed[]> {
  const titles = new Map(rowsOf(path.join(corpus, 'acts/acts.tsv')).map(({ file = '', title = '' }) => [file, title]));
  const composed: Composed[] = [];
  for (const week of weeks) {
    const bench = await openBench();
    try {
      const digest = await compose(week, corpus, titles, bench);
      const urls = new Map(itemsOf(digest).map(({ id, url }) => [id, url]));
      composed.push({ week, digest, named: (digest.highlights ?? []).map(({ id }) => idOf(urls.get(id) ?? '')) });
    } finally {
      await bench.close();
    }
  }
  return composed;
}

const isAnswered = (week: Partial<Answer>): week is Answer => week.first !== undefined;

function missesOf(named: readonly string[], { first, belong, off, open }: Answer) {
  return {
    first: first.length === 0 ? named.slice(0, 1) : first.includes(named[0] ?? '') ? [] : [named[0] ?? 'nothing'],
    belong: belong.filter((id) => !named.slice(0, 3).includes(id)),
    off: off.filter((id) => named.includes(id)),
    open: open.filter((id) => !named.includes(id)),
  };
}

/** Of thirty weeks 28 shall begin rightly, 26 shall have all that belong among the first three; of fewer as many in a hundred. */
const floors = { first: 28 / 30, belong: 26 / 30, off: 1, open: 1 } as const;

export async function orderedWeeks(corpus: string): Promise<void> {
  const answers = new Map(weeksIn('weeks-held.json').map((week) => [week.day, week]));
  const asked = weeksIn('weeks.json').map((week) => ({ ...week, ...answers.get(week.day) }));
  const scored = (await composeWeeks(asked, corpus)).flatMap(({ week, named }) =>
    isAnswered(week) ? [{ week: week.week, kind: week.kind, named, misses: missesOf(named, week) }] : [],
  );
  for (const [what, floor] of Object.entries(floors) as [keyof typeof floors, number][]) {
    const bad = scored.filter(({ misses }) => misses[what].length > 0);
    const of = (kind: Week['kind']): string => {
      const all = scored.filter((one) => one.kind === kind);
      return `${kind} ${all.length - bad.filter((one) => one.kind === kind).length}/${all.length}`;
    };
    const met = scored.length - bad.length;
    check(
      `weeks, ${what}`,
      scored.length > 0 && met >= Math.floor(floor * scored.length),
      `${met}/${scored.length}; ${of('real')}, ${of('made')}`,
    );
    for (const { week, misses, named } of bad) console.log(`  ${week} ${misses[what].join(' ')}; named ${named.join(' ')}`);
  }
}

if (process.argv[1] === import.meta.filename) {
  const [, , shared = '../shared'] = process.argv;
  await orderedWeeks(path.join(shared, 'corpus'));
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
}
