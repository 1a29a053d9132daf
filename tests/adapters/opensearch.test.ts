import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openOpenSearch } from '../../shared/adapters/opensearch.ts';
import { type Stub, startOpenSearchStub } from '../support/opensearch-stub/server.ts';
import { searchContract } from './search-contract.ts';

// `npm run test:search` with SEARCH_ENDPOINT asks a real domain instead, with the credentials of the AWS SDK.
const domain = process.env['SEARCH_ENDPOINT'];
let stub: Stub | undefined;
beforeAll(async () => {
  stub = domain ? undefined : await startOpenSearchStub();
});
afterAll(() => stub?.close());

searchContract(async () => {
  const search = openOpenSearch({ endpoint: domain ?? String(stub?.url), prefix: `hongtou-test-${randomUUID()}` });
  onTestFinished(() => search.discard());
  return search;
});
