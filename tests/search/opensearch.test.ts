import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openConnection } from '../../shared/search/opensearch/connection.ts';
import { openOpenSearch } from '../../shared/search/opensearch/index.ts';
import { openSearch } from '../../shared/search/sqlite.ts';
import { openObjects } from '../../shared/store/aws/objects.ts';
import { openBucket } from '../store/bucket.ts';
import { type Stub, startOpenSearchStub } from '../support/opensearch-stub/server.ts';
import { answersOf, rounds } from './contract/rounds.ts';
import { searchContract } from './contract.ts';

// `npm run test:search` with SEARCH_ENDPOINT asks a real domain instead, with the credentials of the AWS SDK.
const domain = process.env['SEARCH_ENDPOINT'];
let stub: Stub | undefined;
beforeAll(async () => {
  stub = domain ? undefined : await startOpenSearchStub();
});
afterAll(() => stub?.close());

const open = async () => {
  const search = openOpenSearch({ endpoint: domain ?? String(stub?.url), prefix: `hongtou-test-${randomUUID()}` });
  onTestFinished(() => search.discard());
  return search;
};

searchContract(open);

test('every answer is that of the embedded engine, round after round', async () => {
  const bucket = await openBucket();
  const embedded = openSearch(openObjects(bucket), join(bucket.folder, 'cache'));
  const search = await open();
  for (const changes of rounds) {
    await Promise.all([embedded.apply(changes), search.apply(changes)]);
    expect(await answersOf(search)).toEqual(await answersOf(embedded));
  }
});

test('an index that is not filled says so, is filled where it stopped, and then is not', async () => {
  const search = await open();
  expect(await search.isOutdated()).toBe(true);
  const asked: (string | undefined)[] = [];
  const rows = async function* (after: string | undefined) {
    asked.push(after);
    yield* rounds.slice(0, 1).map((changes) => ({ changes, last: String(changes.at(-1)?.id) }));
    if (asked.length === 1) throw new Error('the process ends here');
  };
  await expect(search.renew(rows)).rejects.toThrow('ends here');
  expect([await search.isOutdated(), await search.renew(rows), await search.isOutdated()]).toEqual([true, true, false]);
  expect(asked).toEqual([undefined, String(rounds[0]?.at(-1)?.id)]);
  await search.discard();
  expect(await search.isOutdated()).toBe(true);
});

// A real domain would keep the indexes.
test.skipIf(domain !== undefined)(
  'an index that another writer made is there; one whose fields are refused is an error with the words of the domain',
  async () => {
    const connection = openConnection({ endpoint: String(stub?.url), prefix: 'made' });
    const body = { mappings: { dynamic: false, properties: {} } };
    await connection.create('documents', body);
    await connection.create('documents', body);
    await expect(connection.create('facts', { mappings: { dynamic: true } })).rejects.toThrow('maps its fields itself');
  },
);
