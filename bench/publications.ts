import { costOf, type Options, type Report, rssMb, shareOf } from './measure.ts';
import { startSite } from './site-process.ts';
import { configOf } from './site-sources.ts';
import { openWarm } from './warm.ts';

/** From the begin of a poll until a page that was just published is stored and classified: a warm instance, whose source is asked every hour. */

const pagesBefore = 20;

export async function publications({ publications: asked = '100' }: Options): Promise<Report> {
  const site = await startSite({ hosts: 1, docs: pagesBefore, latency: 0 });
  const warm = await openWarm(configOf(site));
  const times: number[] = [];
  try {
    await warm.poll();
    const cost = await costOf(async () => {
      for (let n = 1; n <= Number(asked); n += 1) {
        await site.publish(0);
        const stored = await warm.poll();
        if (stored.length !== 1) throw new Error(`poll ${n} stored ${stored.length} documents`);
        times.push(...stored);
      }
    });
    const [p50, p95] = [shareOf(times, 0.5), shareOf(times, 0.95)];
    return {
      figures: [{ figure: 'published to stored and classified, p95, ms', measured: p95, atMost: 300 }],
      publications: {
        polls: times.length,
        p50,
        p95,
        most: shareOf(times, 1),
        cpuMs: shareOf([cost.cpuMs / times.length], 0),
        rssMb: rssMb(),
      },
    };
  } finally {
    site.close();
    await warm.close();
  }
}
