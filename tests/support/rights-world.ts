import { join } from 'node:path';
import { type Bench, openBench } from './bench.ts';
import { declaration, type Notice, notices, siteOf } from './pages.ts';
import { writeWarcFile } from './warc.ts';

/** Three sources, of which one may be passed on, one quoted briefly, one named with its link; each sentence of theirs holds secret words. */

const uses = { free: 'full-text', brief: 'excerpt', closed: 'link-only' } as const;
export const canary = (id: string): string => `密语${id}甲乙丙`;
/** What each line of the act at a place of its source's list ends with, in place of its full stop. */
type Ending = (id: string, act: number, line: number) => string;

export const actsOf = (id: string, ending: Ending): readonly Notice[] =>
  notices.map((act, at) => ({
    ...act,
    title: `${act.title}（${id}）`,
    ...(act.number && { number: act.number.replace('9', String(Object.keys(uses).indexOf(id) + 1)) }),
    lines: act.lines.map((line, n) => line.replace(/。$/, `，${ending(id, at, n)}。`)),
  }));

export async function openRightsWorld(
  ending: Ending = canary,
): Promise<{ readonly bench: Bench; readonly store: readonly string[]; readonly replay: string }> {
  const bench = await openBench();
  const extra = Object.entries(uses).map(([id, use]) => declaration(id, `${id}.example`, { rights: { use, reason: 'invented' } }));
  const config = bench.file('config.json', { sources: { only: Object.keys(uses), extra } });
  const replay = writeWarcFile(
    join(bench.folder, 'site.warc.gz'),
    Object.keys(uses).flatMap((id) => siteOf(`${id}.example`, actsOf(id, ending))),
  );
  await bench.run({ now: '2026-11-13T09:00:00+08:00', config, replay: [replay] });
  await bench.leave();
  return { bench, replay, store: ['--data', bench.data, '--config', config, '--now', '2026-12-24T09:00:00+08:00'] };
}
