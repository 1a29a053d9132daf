import { CostExplorerClient, ListCostAllocationTagsCommand, UpdateCostAllocationTagsStatusCommand } from '@aws-sdk/client-cost-explorer';
import { instanceTag } from '../../../infra/config.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { bad, type Diagnosis, good } from './diagnosis.ts';

/** Costs of all regions are asked for in one. */
const client = (): CostExplorerClient => new CostExplorerClient({ region: 'us-east-1', ...patience(30) });

const check = 'budget';
const byHand = `Billing console, "Cost allocation tags", ${instanceTag}`;

async function activate(): Promise<string | undefined> {
  const wanted = [{ TagKey: instanceTag, Status: 'Active' as const }];
  const { Errors = [] } = await client().send(new UpdateCostAllocationTagsStatusCommand({ CostAllocationTagsStatus: wanted }));
  return Errors[0] && (Errors[0].Message ?? Errors[0].Code ?? 'AWS does not say why');
}

/**
 * Whether AWS allocates costs by the tag by which the budget counts this instance alone: without that it counts nothing. A tag can be
 * activated when it was on a bill, which takes a day, and by the account that pays. `mayActivate`: does it where it can be done.
 */
export async function tagDiagnosis(mayActivate: boolean): Promise<Diagnosis> {
  const { CostAllocationTags = [] } = await client().send(new ListCostAllocationTagsCommand({ TagKeys: [instanceTag] }));
  const [tag] = CostAllocationTags;
  if (tag === undefined)
    return good(
      check,
      `counts nothing yet: no bill has shown the tag ${instanceTag}`,
      'a day after the first deployment run npx hongtou deploy once more: it activates the tag',
    );
  if (tag.Status === 'Active') return good(check, `counts this instance alone, by the tag ${instanceTag}`);
  const found = `counts nothing: the tag ${instanceTag} is not active for cost allocation`;
  if (!mayActivate) return bad(check, found, `npx hongtou deploy activates it, or: ${byHand}`);
  const refused = await activate();
  return refused === undefined
    ? good(check, `the tag ${instanceTag} was activated: within a day it counts this instance alone`)
    : bad(check, `${found} (${refused})`, `activate it by hand: ${byHand}`);
}

/** For an account that may not ask: the one that pays for it has to look. */
export const tagUnseen = `the account that pays looks whether the tag is active (without that the budget counts nothing): ${byHand}`;
