import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { sortInForce } from '../../shared/stages/query/order.ts';
import { memory } from '../support/answers.ts';

/** The order that is named is the one in which a list stands. */

const answers = memory();
/** Every query finds all documents. */
const app = createApp({ ...answers, documents: ({ q: _q, ...query }) => answers.documents(query) });
const cases = [
  ['', 'newest', 'Newest'],
  ['?q=语料', 'relevance', 'Relevance'],
  ['?q=issuer:cac', 'newest', 'Newest'],
  ['?q=issuer:cac status:draft&sort=relevance', 'newest', 'Newest'],
  ['?q=语料 issuer:cac', 'relevance', 'Relevance'],
  ['?q=语料&sort=newest', 'newest', 'Newest'],
  ['?sort=deadline', 'deadline', 'Deadline for comment'],
  ['?sort=authority', 'authority', 'Issuing level'],
] as const;

describe.each(cases)('/documents%s', (query, sort, words) => {
  const address = encodeURI(query);

  test('the page marks it, and offers no other that would be the same', async () => {
    const page = await (await app.request(`/documents${address}`)).text();
    const order = page.slice(page.indexOf('aria-label="Order"'));
    expect(/<li aria-current="true">([^<]+)</.exec(order)?.[1]).toBe(words);
    expect(order.slice(0, order.indexOf('</ul>')).includes('Relevance')).toBe(/语料/.test(query));
  });

  test('the API says it', async () => {
    expect(JSON.parse(await (await app.request(`/api/v1/documents${address}`)).text())).toMatchObject({ sort });
  });
});

test('a query of signs alone ranks nothing', () => {
  expect(sortInForce({ q: '"" -' })).toBe('newest');
  expect(sortInForce({ q: '算力', sort: 'deadline' })).toBe('deadline');
});
