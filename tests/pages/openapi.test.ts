import { expect, test } from 'vitest';
import { endpoints } from '../../shared/pages/api/api.ts';
import { createApp } from '../../shared/pages/app.ts';
import { limitRate } from '../../shared/pages/web/rate-limit.ts';
import { long, reported } from '../faults/report.ts';
import { memory } from '../support/answers.ts';
import type { ApiDescription } from '../support/described-requests.ts';
import { sendApiRequests } from '../support/sent-requests.ts';

const app = createApp(memory());
const description: ApiDescription & { readonly tags: readonly { readonly name: string }[] } = JSON.parse(
  await (await app.request('/api/openapi.json')).text(),
);
const operations = Object.entries(description.paths).flatMap(([path, { get }]) => (get ? [{ path, ...get }] : []));

test('every address has a tag, its parameters their words and examples, and its answers a shape of their own', () => {
  const tags = description.tags.map(({ name }) => name);
  for (const { path, tags: own, parameters, responses } of operations) {
    expect([path, own.filter((tag) => !tags.includes(tag))]).toEqual([path, []]);
    const unknown = parameters.filter(({ name, example }) => example === undefined && !['cursor', 'after'].includes(name));
    expect([path, unknown.map(({ name }) => name)]).toEqual([path, []]);
    expect([path, parameters.filter((each) => !each.description || each.description === each.name)]).toEqual([path, []]);
    expect([path, JSON.stringify(responses['200']).includes('"properties"') || JSON.stringify(responses['200']).includes('$ref')]).toEqual([
      path,
      true,
    ]);
  }
});

test.each(operations.map((each) => [each['x-example'], each] as const))(
  'the example %s runs, and its answer is what is described',
  async (address, { path }) => {
    const answer = await app.request(address);
    const described = endpoints.find((each) => each.path.replace(/:(\w+)/g, '{$1}') === path)?.describes ?? expect.fail(path);
    const body = await answer.text();
    expect([answer.status, described.gives.safeParse(described.media ? body : JSON.parse(body)).error]).toEqual([200, undefined]);
  },
);

test('requests made of the description get what it says, or a problem that says what is wrong', async () => {
  const failures: unknown[] = [];
  const watched = createApp(memory(), (error) => failures.push(error));
  const { faults, statuses } = await sendApiRequests(watched, long ? 5000 : 600);
  expect([faults, failures]).toEqual([[], []]);
  const serverErrors = Object.entries(statuses).reduce((sum, [status, count]) => sum + (Number(status) >= 500 ? count : 0), 0);
  reported(56, { serverErrors, badErrors: faults.length, requests: Object.values(statuses).reduce((sum, count) => sum + count, 0) });
  expect(Number(statuses['200'])).toBeGreaterThan(150);
});

test('who asks too often hears when to come again, and everybody how often he may', async () => {
  const limited = createApp(memory(), undefined, limitRate());
  const answers = await Promise.all(Array.from({ length: 200 }, () => limited.request('/api/v1/stats')));
  const told = answers.map(({ status, headers }) => [status, headers.get('ratelimit-policy'), headers.get('retry-after')]);
  const kinds = [...new Set(told.map((each) => JSON.stringify(each)))].toSorted();
  expect(kinds).toEqual(['[200,"\\"default\\";q=40;w=2",null]', '[429,"\\"default\\";q=40;w=2","1"]']);
  expect(answers[0]?.headers.get('ratelimit')).toBe('"default";r=39;t=1');
  expect(answers.at(-1)?.headers.get('ratelimit')).toBe('"default";r=0;t=2');
  expect(answers.at(-1)?.headers.get('content-type')).toContain('application/problem+json');
  const paced = createApp(memory());
  expect((await paced.request('/api/v1/stats')).headers.get('ratelimit-policy')).toBe('"default";q=40;w=2');
});
