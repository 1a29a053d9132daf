import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { command } from '../support/command.ts';
import { openSampleStore } from '../support/sample-store.ts';

/** A query, its filters, and the documents that every face must find: of the two that are about AI policy, `a` is the older one. */
const table: readonly (readonly [q: string, filters: Readonly<Record<string, string>>, found: number])[] = [
  ['title:标注基地', {}, 1],
  ['"智能算力调度"', {}, 1],
  ['标注 OR 调度', {}, 2],
  ['标注 -调度', {}, 1],
  ['issuer:NDA', {}, 2],
  ['number:国数基础[2026]952', {}, 1],
  ['National Data Administration', { from: '2026-11-11' }, 1],
  ['标注', { from: '2026-11-07' }, 2],
  ['标注', { to: '2026-11-09' }, 0],
  ['标注', { to: '2026-11-09', date: 'signed' }, 2],
  ['标注', { from: '2026-12-01', date: 'effective' }, 1],
  ['标注 after:2026-11-11', {}, 1],
  ['標注基地', {}, 2],
  ['"標注基地', {}, 2],
  ['bar:标注基地', {}, 2],
  ['overseas 标注', {}, 2],
  ['标注', { theme: 'chips' }, 0],
  ['annotatoin', {}, 0],
];

type Answer = {
  readonly total: number;
  readonly items: readonly { readonly id: string }[];
  readonly nearest?: unknown;
  readonly read?: unknown;
};

test('page, API and command line find the same, by the same dates, and name the same near misses', async () => {
  const sample = await openSampleStore();
  onTestFinished(() => sample.bench.close());
  await sample.run('20');
  const asked = table.map(([q, filters]) => new URLSearchParams({ q, ...filters }).toString());
  const pages = await sample.within(async (context) => {
    const app = createApp(answersOf(context, { secret: 'x', local: true }));
    const get = (path: string) => app.request(`http://127.0.0.1:4180${path}`, { headers: { host: '127.0.0.1:4180' } });
    const found: { readonly api: Answer; readonly page: string }[] = [];
    for (const query of asked) {
      const api = (await (await get(`/api/v1/documents?${query}`)).json()) as Answer;
      // Order is asked for, so that a number shows its list, too.
      found.push({ api, page: await (await get(`/documents?${query}&sort=newest&lang=en`)).text() });
    }
    return found;
  });
  for (const [at, [q, filters, total]] of table.entries()) {
    const { api, page } = pages[at] ?? expect.fail('no answer');
    const options = Object.entries(filters).flatMap(([name, value]) => [`--${name}`, value]);
    const said = JSON.parse((await command('search', q, ...options, ...sample.options, '--json')).out) as Answer;
    const shown = Number(/<h2>(\d+) documents?<\/h2>/.exec(page)?.[1] ?? 0);
    expect([q, filters, api.total, said.total, shown]).toEqual([q, filters, total, total, total]);
    expect(said.items.map(({ id }) => id)).toEqual(api.items.map(({ id }) => id));
    expect([said.nearest, said.read]).toEqual([api.nearest, api.read]);
    const lacking = { 'bar:标注基地': 'bar', 'overseas 标注': 'overseas' }[q];
    if (lacking !== undefined) expect(page).toContain(`No document has all of these words; missing: ${lacking}.`);
    if (total === 0 && q !== 'annotatoin') expect([q, page.includes('Similar searches')]).toEqual([q, true]);
  }
});

test('--json is the answer of the API to the same question', async () => {
  const sample = await openSampleStore();
  onTestFinished(() => sample.bench.close());
  await sample.run('20');
  const id = JSON.parse((await command('search', '标注', ...sample.options, '--json')).out).items[0].id;
  const source = JSON.parse((await command('sources', 'list', ...sample.options, '--json')).out).items[0].id;
  const same: readonly (readonly [path: string, ...words: readonly string[]])[] = [
    ['documents?q=标注&level=L2&limit=1', 'search', '标注', '--level', 'L2', '--limit', '1'],
    [`documents/${id}`, 'show', id],
    [`documents/${id}/chain`, 'show', id, '--chain'],
    ['resolve?ref=国数基础[2026]952', 'resolve', '国数基础[2026]952'],
    [`compare?a=${id}@1&b=${id}@1`, 'compare', `${id}@1`, `${id}@1`],
    ['calendar?kind=effective&limit=100', 'calendar', '--kind', 'effective'],
    ['figures?limit=30', 'figures'],
    ['gaps', 'gaps'],
    ['wanted?limit=2', 'gaps', '--wanted', '--limit', '2'],
    ['reported', 'gaps', '--reported'],
    ['landmarks?theme=compute', 'landmarks', '--theme', 'compute'],
    ['landmarks/figures', 'landmarks', '--figures'],
    ['landmarks/ai-plus', 'landmarks', 'ai-plus'],
    ['landmarks/figures/pue', 'landmarks', 'pue'],
    [`documents/${id}/diff?from=1&to=1`, 'show', id, '--diff', '1', '1'],
    [`documents/${id}?asOf=2026-11-20`, 'show', id, '--as-of', '2026-11-20'],
    ['sources', 'sources', 'list'],
    [`sources/${source}`, 'sources', 'show', source],
    ['digests/2026-W47', 'digest', '--week', '2026-W47', '--format', 'json'],
  ];
  const answers = await sample.within(async (context) => {
    const app = createApp(answersOf(context, { secret: await context.secret('cursors'), local: true }));
    const get = async (path: string) => (await app.request(`http://127.0.0.1:4180/api/v1/${path}`)).json();
    return Promise.all(same.map(([path]) => get(path)));
  });
  for (const [at, [path, ...words]] of same.entries())
    expect([path, JSON.parse((await command(...words, ...sample.options, '--json')).out)]).toEqual([path, answers[at]]);
});
