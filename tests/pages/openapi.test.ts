import { expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { memory } from '../support/answers.ts';
import type { ApiDescription } from '../support/described-requests.ts';
import { sendApiRequests } from '../support/sent-requests.ts';

const app = createApp(memory());
const description: ApiDescription & { readonly tags: readonly { readonly name: string }[] } = JSON.parse(
  await (await app.request('/api/openapi.json')).text(),
);
const operations = Object.entries(description.paths).map(([path, { get }]) => ({ path, ...get }));

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

test.each(operations.map((each) => [each['x-example'], each] as const))('the example %s runs', async (address) => {
  expect([address, (await app.request(address)).status]).toEqual([address, 200]);
});

test('requests made of the description get what it says, or a problem that says what is wrong', async () => {
  const failures: unknown[] = [];
  const watched = createApp(memory(), (error) => failures.push(error));
  const { faults, statuses } = await sendApiRequests(watched, 600);
  expect([faults, failures]).toEqual([[], []]);
  expect(Number(statuses['200'])).toBeGreaterThan(150);
});
