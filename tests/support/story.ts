import { join } from 'node:path';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { RunReport } from '../../shared/model/run.ts';
import { findHead } from '../../shared/pipeline/read/resolve.ts';
import { showDocument } from '../../shared/pipeline/read/show-document.ts';
import { type Bench, openBench } from './bench.ts';
import { type Recorded, writeWarcFile } from './warc.ts';

/** What an address answers: a page, or a page with a status and headers. Addresses that are not named are unreachable. */
export type World = Readonly<Record<string, string | Omit<Recorded, 'url'>>>;

/** A store that lives through rounds. Each round is played twice: the second must find no news. */
export type Story = {
  readonly bench: Bench;
  readonly config: string;
  /** Plays a round at `day` (09:00 Beijing, or an instant) and again, unless `once`; gives the report of the first. */
  play(day: string, world: World, once?: 'once'): Promise<RunReport>;
  /** What `show` prints of a reference, at the instant of the last round or at `day`. */
  show(ref: string, day?: string): Promise<ShownDocument>;
  all(): Promise<readonly ShownDocument[]>;
  close(): Promise<void>;
};

export type Teller = {
  readonly id: string;
  readonly publisher: string;
  readonly url: string;
  readonly feed?: boolean;
  readonly kind?: string;
  readonly level?: string;
  readonly complete?: boolean;
  /** Chinese name of the source. */
  readonly zh?: string;
};

/** The declaration of a teller, for a configuration. */
export const declared = ({
  id,
  publisher,
  url,
  feed = false,
  kind = 'official',
  level = 'L2',
  complete = false,
  zh = `样例 ${id}`,
}: Teller) => ({
  id,
  publisher,
  names: { zh, en: `Sample ${id}` },
  level,
  kind,
  every: 'day',
  listing: { format: feed ? 'feed' : 'dated-links', url, ...(complete ? { complete } : {}) },
  expect: { atLeast: 1, freshWithinDays: 400 },
  rights: { use: 'full-text', reason: 'invented sample' },
});

const instantOf = (day: string): string => (day.includes('T') ? day : `${day}T09:00:00+08:00`);

export async function openStory(tellers: readonly Teller[]): Promise<Story> {
  const bench = await openBench();
  const config = bench.file('config.json', { sources: { only: tellers.map(({ id }) => id), extra: tellers.map(declared) } });
  let now = '';
  let files = 0;
  const play: Story['play'] = async (day, world, once) => {
    now = instantOf(day);
    files += 1;
    const at = `${new Date(now).toISOString().slice(0, 19)}Z`;
    const answers = Object.entries(world).map(([url, answer]) => ({
      url,
      at,
      ...(typeof answer === 'string' ? { body: answer } : answer),
    }));
    const replay = [writeWarcFile(join(bench.folder, `${files}.warc.gz`), answers)];
    const report = await bench.run({ now, config, replay });
    if (once) return report;
    const { documents: again } = await bench.run({ now, config, replay });
    if (again.new + again.changed + again.withdrawn > 0) throw new Error(`the second run of ${day} found news: ${JSON.stringify(again)}`);
    return report;
  };
  const show: Story['show'] = (ref, day) =>
    bench.within({ now: day === undefined ? now : instantOf(day), config }, async (context) => {
      const head = await findHead(ref, context);
      if (!head) throw new Error(`nothing held for ${ref}`);
      return showDocument(head, context);
    });
  const all = async () =>
    (await bench.exported({ now, config }))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as ShownDocument);
  return { bench, config, play, show, all, close: () => bench.close() };
}
