import { createHash } from 'node:crypto';
import { lastWeek } from '../shared/model/time.ts';
import { createApp } from '../shared/pages/app.ts';
import { answersOf } from '../shared/pipeline/answers.ts';
import { at, fail, type Scene, shareOf } from '../tests/support/calls-scene.ts';

const token = 'ht_bench';

/** Pages of a deployed instance: the first in a process, and the next. */
export async function viewing(scene: Scene): Promise<void> {
  const now = at(30, '10:00');
  const id = await scene.bench.within({ now, config: scene.all }, async (context) => {
    const hash = createHash('sha256').update(token).digest('hex');
    await context.tokens.put({ hash, name: 'bench', since: now });
    return (await context.search.query({ limit: 1, today: '2026-11-30' })).hits[0]?.id ?? '';
  });
  const week = lastWeek(new Date(now));
  const paths = [
    '/',
    '/documents',
    `/documents/${id}`,
    '/sources',
    '/sources/hewan',
    '/digests',
    `/digests/${week}`,
    '/calendar',
    '/landmarks',
  ];
  for (const path of [...paths, '/api/v1/documents', '/feeds/documents.atom']) {
    const name = path.replace(id, 'ID').replace(week, 'WEEK');
    await scene.bench.within({ now, config: scene.all }, async (context) => {
      const app = createApp(answersOf(context, { secret: 'bench', local: false }), fail);
      const ask = async (): Promise<void> => {
        const { status } = await app.request(`http://127.0.0.1${path}`, {
          headers: { authorization: `Bearer ${token}`, accept: 'text/html' },
        });
        if (status !== 200) throw new Error(`${path} answers ${status}`);
      };
      for (const turn of ['first view', 'next view']) {
        const { bill } = await scene.meter.billed(ask);
        scene.units[`${turn}: ${name}`] = { requests: 0, ...shareOf(bill, 1) };
      }
    });
  }
}
