import { type Cost, costOf, type Figure, inTurn, least, type Options, peersOf, type Report, round } from './measure.ts';
import { hasMiniflux, openMiniflux } from './miniflux.ts';
import { type Site, type SiteStats, startSite } from './site-process.ts';
import { configOf, feedOf } from './site-sources.ts';
import { openWarm, type Warm } from './warm.ts';

/** Feeds asked for once more, with nothing new and then with one item more, whose page is fetched too: beside Miniflux with its PostgreSQL. All that is found is stored on the disk. */

type Poll = Cost & { readonly stored: number; readonly foundMs: number };
type Sides = Readonly<Record<string, () => Promise<Poll>>>;
type Asked = Pick<SiteStats, 'requests'>;
type Polled = {
  readonly unchanged: Cost & Asked & { readonly notModified: number };
  readonly published: Cost & Asked & { readonly foundMs: number };
};

/** This process with all its emulators. */
async function ourPoll(warm: Warm): Promise<Poll> {
  let stored: readonly number[] = [];
  const cost = await costOf(async () => {
    stored = await warm.poll();
  });
  return { ...cost, stored: stored.length, foundMs: Math.max(0, ...stored) };
}

/** `turns` polls of every side with nothing new, of which the best counts, and as many with an item more. */
async function polled(site: Site, sides: Sides, turns: number): Promise<Readonly<Record<string, Polled>>> {
  const polls = async (stored: number) =>
    inTurn(sides, async (side) => {
      await site.reset();
      const poll = await side();
      if (poll.stored !== stored) throw new Error(`a poll stored ${poll.stored}, expected ${stored}`);
      return { ...poll, ...(await site.stats()) };
    });
  const rows: Awaited<ReturnType<typeof polls>>[][] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    rows[0]?.push(await polls(0));
    await site.publish(turn % site.hosts);
    rows[1]?.push(await polls(1));
  }
  const of = (name: string): Polled => {
    const [same = [], more = []] = rows.map((row) => row.flatMap((each) => each[name] ?? []));
    const [{ requests = 0, unchanged = 0 } = {}, published] = [same[0], more[0]];
    return {
      unchanged: { ...least(same), requests, notModified: unchanged },
      published: { ...least(more), foundMs: round(Math.min(...more.map(({ foundMs }) => foundMs))), requests: published?.requests ?? 0 },
    };
  };
  return Object.fromEntries(Object.keys(sides).map((name) => [name, of(name)]));
}

const figuresOf = ({ hongtou, miniflux }: Readonly<Record<string, Polled>>): readonly Figure[] =>
  hongtou && miniflux
    ? [
        {
          figure: 'unchanged feeds : Miniflux and PostgreSQL, processor',
          measured: round(hongtou.unchanged.cpuMs / miniflux.unchanged.cpuMs),
          atMost: 0.6,
        },
        {
          figure: 'new item stored : Miniflux, on the clock',
          measured: round(hongtou.published.foundMs / miniflux.published.foundMs),
          atMost: 0.5,
        },
      ]
    : [];

export async function feeds(options: Options): Promise<Report> {
  const { docs = '400', hosts = '20', latency = '20', turns = '5' } = options;
  const site = await startSite({ hosts: Number(hosts), docs: Number(docs), latency: Number(latency) });
  const warm = await openWarm(configOf(site, 'feeds'));
  const miniflux =
    peersOf(options).includes('miniflux') && (await hasMiniflux()) ? await openMiniflux(site.addresses.map(feedOf)) : undefined;
  try {
    const sides: Sides = { hongtou: () => ourPoll(warm), ...(miniflux && { miniflux: () => miniflux.poll() }) };
    const first = await inTurn(sides, (side) => side());
    for (const [name, { stored }] of Object.entries(first))
      if (stored !== Number(docs)) throw new Error(`${name}: ${stored} of ${docs} items`);
    const found = await polled(site, sides, Number(turns));
    return {
      figures: figuresOf(found),
      feeds: {
        hosts: Number(hosts),
        items: Number(docs),
        ...found,
        ...(miniflux && { minifluxStart: least([await miniflux.poll('none')]) }),
      },
      ...(!miniflux && { missing: 'miniflux: not asked for (--peer miniflux), or not installed (Debian: miniflux, postgresql)' }),
    };
  } finally {
    site.close();
    await warm.close();
    await miniflux?.close();
  }
}
