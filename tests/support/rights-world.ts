import { join } from 'node:path';
import { type Bench, openBench } from './bench.ts';
import { declaration, type Notice, notices, siteOf } from './pages.ts';
import { writeWarcFile } from './warc.ts';

/** Three sources, of which one may be passed on, one quoted briefly, one named with its link; each sentence of theirs holds secret words. */

const uses = { free: 'full-text', brief: 'excerpt', closed: 'link-only' } as const;
export const canary = (id: string): string => `密语${id}甲乙丙`;
const acts = (id: string): readonly Notice[] =>
  notices.map((act) => ({
    ...act,
    title: `${act.title}（${id}）`,
    ...(act.number && { number: act.number.replace('9', String(Object.keys(uses).indexOf(id) + 1)) }),
    lines: act.lines.map((line) => line.replace(/。$/, `，${canary(id)}。`)),
  }));

export async function openRightsWorld(): Promise<{ readonly bench: Bench; readonly store: readonly string[]; readonly replay: string }> {
  const bench = await openBench();
  const extra = Object.entries(uses).map(([id, use]) => declaration(id, `${id}.example`, { rights: { use, reason: 'invented' } }));
  const config = bench.file('config.json', { sources: { only: Object.keys(uses), extra } });
  const replay = writeWarcFile(
    join(bench.folder, 'site.warc.gz'),
    Object.keys(uses).flatMap((id) => siteOf(`${id}.example`, acts(id))),
  );
  await bench.run({ now: '2026-11-13T09:00:00+08:00', config, replay: [replay] });
  await bench.leave();
  return { bench, replay, store: ['--data', bench.data, '--config', config, '--now', '2026-12-24T09:00:00+08:00'] };
}
