import type { Context } from '../../../model/ports.ts';
import * as keys from '../../../model/table.ts';
import { paged } from '../../context.ts';
import { type Finding, finding, itemName } from './finding.ts';

/** Items that the table lists. */
async function* listedKeys({ documents, digests, tokens }: Context): AsyncGenerator<keys.Key> {
  for await (const ids of paged((after) => documents.allIds(after, 100))) yield* ids.map(keys.headKey);
  for await (const ids of paged((after) => documents.labelled(after, 100))) yield* ids.map(keys.labelKey);
  for (const { id } of await digests.subscribers()) yield keys.subscriberKey(id);
  for (const { hash } of await tokens.list()) yield keys.tokenKey(hash);
  for (const week of await digests.weeks(10_000)) {
    yield keys.digestKey(week);
    for (const { reader } of await digests.ledgers(week)) yield keys.ledgerKey(week, reader);
  }
}

/** Items that the table lists and that have no record. */
export async function checkLists(recorded: ReadonlySet<string>, context: Context): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for await (const key of listedKeys(context)) {
    if (!recorded.has(itemName(key)))
      found.push(finding('unrecorded', itemName(key), 'the table lists it, and the bucket has no record of it'));
  }
  return found;
}
