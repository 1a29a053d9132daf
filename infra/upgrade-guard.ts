import { isDeepStrictEqual } from 'node:util';
import { defaultStack } from './config.ts';

/**
 * What of a resource CloudFormation would replace it for, with all that it holds. tests/infra holds this against the specification of AWS.
 */
export const lasting: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'ImportSourceSpecification'],
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace', 'ObjectLockEnabled'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SES::ConfigurationSet': ['Name'],
  'AWS::Scheduler::Schedule': ['Name', 'GroupName'],
};

type Properties = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: Properties | undefined }>>;

export type Protected = Readonly<Record<string, { readonly type: string } & Properties>>;

export const resourcesOf = (resources: Resources): Protected =>
  Object.fromEntries(
    Object.entries(resources)
      .filter(([, { Type }]) => Type in lasting)
      .map(([id, { Type, Properties = {} }]) => {
        const fields = (lasting[Type] ?? []).filter((name) => Properties[name] !== undefined);
        return [id, { type: Type, ...Object.fromEntries(fields.map((name) => [name, Properties[name]])) }] as const;
      })
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

export type Fault = { readonly resource: string; readonly found: string; readonly remedy: string };

const asReleased = 'deploy the code of a release as it is; docs/decisions/0039 says how data is moved where that is meant';

function faultsOf(resource: string, before: Protected[string], after: Protected[string] | undefined): readonly Fault[] {
  if (after === undefined) return [{ resource, found: `${before.type} would be removed`, remedy: asReleased }];
  if (after.type !== before.type) return [{ resource, found: `${before.type} would become ${after.type}`, remedy: asReleased }];
  const replaced = (lasting[before.type] ?? []).filter((name) => !isDeepStrictEqual(before[name], after[name]));
  if (replaced.length > 0)
    return [{ resource, found: `${replaced.join(', ')} would change, so that an empty one takes its place`, remedy: asReleased }];
  return [];
}

/**
 * Queues that are no more: the bus calls `feedback` itself. They hold nothing but reports that failed, of addresses to which no mail should
 * go.
 */
const retired: readonly string[] = ['FeedbackQueue', 'FeedbackDeadLetters'];

/**
 * What an update would replace or remove. `mayGo`: resources that may go, since the configuration names them (`store`) and they stay where
 * they are.
 */
export function compareResources(before: Protected, after: Protected, mayGo: readonly string[] = []): readonly Fault[] {
  return Object.entries(before).flatMap(([id, resource]) =>
    [...retired, ...mayGo].includes(id) && !(id in after) ? [] : faultsOf(id, resource, after[id]),
  );
}

export type LastRelease = {
  readonly version: string;
  readonly schema: number;
  readonly outputs: readonly string[];
  readonly held: Protected;
};

/** Names that hold the stack's own name differ from one stack to another. */
export function asNamed(resources: Protected, stackName: string): Protected {
  const [ours, theirs] = [defaultStack.toLowerCase(), stackName.toLowerCase()];
  return Object.fromEntries(Object.entries(resources).map(([id, each]) => [id, each['Name'] === ours ? { ...each, Name: theirs } : each]));
}
