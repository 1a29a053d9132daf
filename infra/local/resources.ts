import { ignoredVariables } from './ignored.ts';
import { NotInterpreted, targetOf } from './interpret.ts';
import type { LocalPlan, QueuePlan } from './local-plan.ts';
import { account, CallError, call, createBucket, type Endpoint, region } from './service-call.ts';

export type Endpoints = { readonly dynamodb: string; readonly objects: string; readonly mail: string };

/** Creates the resources of the plan that do not exist yet. Queue attributes follow the template; a table's keys cannot change. */
export async function createResources(plan: LocalPlan, endpoints: Endpoints, token: string): Promise<void> {
  const [dynamodb, objects] = [endpoints.dynamodb, endpoints.objects].map((url) => ({ url, token })) as [Endpoint, Endpoint];
  await Promise.all([
    ...plan.tables.map(({ name, definition }) => createTable(dynamodb, name, definition)),
    ...plan.buckets.map((name) => createBucket(objects, name)),
    createQueues(plan.queues, objects),
  ]);
}

async function createTable(endpoint: Endpoint, name: string, definition: Readonly<Record<string, unknown>>): Promise<void> {
  try {
    await call('dynamodb', endpoint, 'CreateTable', { TableName: name, ...definition });
  } catch (error) {
    if (!(error instanceof CallError && error.code === 'ResourceInUseException')) throw error;
    await checkIndices(endpoint, name, definition);
  }
  while (!(await isActive(endpoint, name))) await new Promise((resolve) => setTimeout(resolve, 5));
}

type Described = {
  readonly Table: { readonly TableStatus: string; readonly GlobalSecondaryIndexes?: readonly { IndexName: string; IndexStatus: string }[] };
};

async function isActive(endpoint: Endpoint, name: string): Promise<boolean> {
  const { Table } = await call<Described>('dynamodb', endpoint, 'DescribeTable', { TableName: name });
  return Table.TableStatus === 'ACTIVE' && (Table.GlobalSecondaryIndexes ?? []).every((index) => index.IndexStatus === 'ACTIVE');
}

async function checkIndices(endpoint: Endpoint, name: string, definition: Readonly<Record<string, unknown>>): Promise<void> {
  const { Table } = await call<Described>('dynamodb', endpoint, 'DescribeTable', { TableName: name });
  const asked = definition['GlobalSecondaryIndexes'] as readonly { IndexName: string }[] | undefined;
  const names = (indices: readonly { IndexName: string }[] = []) =>
    indices
      .map((index) => index.IndexName)
      .sort()
      .join();
  if (names(asked) !== names(Table.GlobalSecondaryIndexes)) {
    throw new NotInterpreted(`${name}: the data folder was made with other indices; export it and import it into a new folder`);
  }
}

async function createQueues(queues: readonly QueuePlan[], endpoint: Endpoint): Promise<void> {
  const { QueueUrls = [] } = await call<{ QueueUrls?: string[] }>('sqs', endpoint, 'ListQueues', { MaxResults: 1000 });
  const present = new Set(QueueUrls.map((url) => url.slice(url.lastIndexOf('/') + 1)));
  for (const { name, attributes } of queues) {
    if (present.has(name)) await mendQueue(endpoint, queueUrl(endpoint.url, name), settable(attributes));
    else await call('sqs', endpoint, 'CreateQueue', { QueueName: name, Attributes: attributes });
  }
}

/** Gives a queue the attributes of the template; what is so already is not written again at each start. */
async function mendQueue(endpoint: Endpoint, url: string, wanted: Readonly<Record<string, string>>): Promise<void> {
  const asked = { QueueUrl: url, AttributeNames: ['All'] };
  const { Attributes: is = {} } = await call<{ Attributes?: Readonly<Record<string, string>> }>(
    'sqs',
    endpoint,
    'GetQueueAttributes',
    asked,
  );
  if (Object.entries(wanted).every(([name, value]) => is[name] === value)) return;
  await call('sqs', endpoint, 'SetQueueAttributes', { QueueUrl: url, Attributes: wanted });
}

const settable = ({ FifoQueue: _, ...rest }: Readonly<Record<string, string>>): Readonly<Record<string, string>> => rest;

export const queueUrl = (endpoint: string, name: string): string => `${endpoint}/${account}/${name}`;

/** Addresses of the emulators of an instance, and the secret that signs requests to them. */
export type RunningServices = { readonly endpoints: Endpoints; readonly token: string };

/** Environment of a function: the template's, with references replaced by local names, and the addresses of the services. */
export function environmentOf(
  plan: LocalPlan,
  functionId: string,
  { endpoints, token }: RunningServices,
): Readonly<Record<string, string>> {
  const variables = Object.entries(plan.environments[functionId] ?? {}).filter(([name]) => !(name in ignoredVariables));
  const values = variables.map(([name, value]) => [name, variableOf(plan, `${functionId}.${name}`, value, endpoints)]);
  return { ...Object.fromEntries(values), ...services(endpoints, token) };
}

function variableOf(plan: LocalPlan, where: string, value: unknown, endpoints: Endpoints): string {
  if (typeof value === 'string') return value;
  const id = targetOf(where, value);
  const queue = plan.queues.find((each) => each.id === id);
  if (queue) return queueUrl(endpoints.objects, queue.name);
  if (plan.tables.some(({ name }) => name === id)) return id;
  const bucket = plan.buckets.find((name) => name === id.toLowerCase());
  if (bucket) return bucket;
  throw new NotInterpreted(`${where}: the local instance has nothing for ${id}`);
}

const services = ({ dynamodb, objects, mail }: Endpoints, token: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  AWS_ENDPOINT_URL_S3: objects,
  AWS_ENDPOINT_URL_SQS: objects,
  AWS_ENDPOINT_URL_SESV2: mail,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: token,
  // A person's own settings must not lead the clients to a profile's credentials, or away from the endpoints above.
  AWS_SESSION_TOKEN: '',
  AWS_PROFILE: '',
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
});
