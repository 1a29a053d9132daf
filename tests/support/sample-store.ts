import { join } from 'node:path';
import type { Context } from '../../shared/model/ports.ts';
import type { RunReport } from '../../shared/model/run.ts';
import { type Bench, type Opening, openBench } from './bench.ts';
import { declaration, type Notice, notices, siteOf } from './pages.ts';
import { type Recorded, writeWarcFile } from './warc.ts';

const host = 'data.sample.example';

/** 09:00 in Beijing of a day; a day of two digits is one of November 2026. */
export const at = (day: string): string => `${day.length === 2 ? `2026-11-${day}` : day}T09:00:00+08:00`;

/** An answer of the sample site. */
export const page = (path: string, body: string, more: Partial<Recorded> = {}): Recorded => ({
  url: `http://${host}${path}`,
  body,
  ...more,
});

/** The list of some notices and their pages; `others` stand in place of the answers with their addresses. */
export function sampleSite(acts: readonly Notice[] = notices, others: readonly Recorded[] = []): readonly Recorded[] {
  return [...siteOf(host, acts).filter(({ url }) => !others.some((other) => other.url === url)), ...others];
}

/** The site without a page: it answers 404, and no list shows it. */
export const without = ({ path }: Notice, others: readonly Recorded[] = []): readonly Recorded[] => {
  const left = notices.filter((notice) => notice.path !== path);
  return sampleSite(left, [...others, page(path, '<html><body>404</body></html>', { status: 404 })]);
};

/** A store with one source, the sample site, for rounds in this process and for commands. */
export type SampleStore = {
  readonly bench: Bench;
  readonly config: string;
  /** Options by which a command finds the store, at its day. */
  readonly options: readonly string[];
  /** Plays a round on a day; every page has its own answer unless the site is given. */
  run(day: string, site?: readonly Recorded[]): Promise<RunReport>;
  /** Works with a context at the day of the store, or at another one. */
  within<T>(work: (context: Context) => Promise<T>, day?: string): Promise<T>;
  exported(day?: string): Promise<string>;
};

/** Opens a store of the sample site, which the caller closes by its bench. `today`: when commands are run. */
export async function openSampleStore(today = '26', opening: Opening = {}): Promise<SampleStore> {
  const bench = await openBench(undefined, opening);
  const config = bench.file('config.json', {
    sources: { only: ['sample'], extra: [declaration('sample', host)] },
    digest: { from: 'digest@example.org' },
  });
  let files = 0;
  return {
    bench,
    config,
    options: ['--config', config, '--data', bench.data, '--now', at(today)],
    run(day, site = sampleSite()) {
      files += 1;
      return bench.run({ now: at(day), config, replay: [writeWarcFile(join(bench.folder, `${files}.warc.gz`), site)] });
    },
    within: (work, day = today) => bench.within({ now: at(day), config }, work),
    exported: (day = today) => bench.exported({ now: at(day), config }),
  };
}
