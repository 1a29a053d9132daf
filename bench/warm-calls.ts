/**
 * What one warm request takes: `node bench/warm-calls.ts DATA PATH…` counts the files of ours with a function that ran, their functions and
 * their calls, by V8's precise coverage, in the third request for each path of the pages.
 */
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { openContext } from '../functions/open.ts';
import { createApp } from '../shared/pages/app.ts';
import { answersOf } from '../shared/pipeline/answers.ts';
import { openSqliteStore } from '../shared/store/sqlite/store.ts';

const root = new URL('..', import.meta.url).href;
const [data = 'data/demo', ...paths] = process.argv.slice(2);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
const store = openSqliteStore(data);
const context = await openContext(store, { config: fileURLToPath(new URL('samples/hongtou.config.json', root)) });
const app = createApp(answersOf(context, { secret: 'bench', local: true }));

async function ask(path: string): Promise<void> {
  const answer = await app.request(`http://127.0.0.1:4180${path}`, { headers: { accept: 'text/html' } });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  await answer.text();
}

for (const path of paths.length > 0 ? paths : ['/documents', `/documents?q=${encodeURIComponent('人工智能')}`]) {
  await ask(path);
  await ask(path);
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  await session.post('Profiler.takePreciseCoverage');
  await ask(path);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Profiler.stopPreciseCoverage');
  const ran = result
    .filter(({ url }) => url.startsWith(root) && !url.includes('/node_modules/'))
    .flatMap(({ url, functions }) => functions.map(({ ranges: [whole] }) => ({ file: url, count: whole?.count ?? 0 })))
    .filter(({ count }) => count > 0);
  const calls = ran.reduce((sum, { count }) => sum + count, 0);
  console.log(`${path}: ${new Set(ran.map(({ file }) => file)).size} files, ${ran.length} functions, ${calls} calls`);
}
await context.reader.close();
store.close();
