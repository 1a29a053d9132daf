import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { QueueHandler } from '../../../shared/store/sqlite/queues.ts';
import { consume } from '../../support/emulated/consume.ts';
import type { Emulators } from '../../support/emulated/emulators.ts';
import { type Plan, planOf, queueUrl, region } from '../../support/emulated/plan.ts';
import { schedulerEvent, type WebEvent, type WebResponse } from '../../support/lambda-events.ts';
import { type FunctionProcess, type FunctionShape, type Site, startFunction } from './function-process.ts';
import { readPolicy, type Statement } from './policy.ts';
import { openWay, type Permissions, type Published, type Way } from './policy-proxy.ts';
import { resolver, type StackTemplate } from './resolve.ts';
import { unusedRights } from './rights.ts';

type Properties = Readonly<Record<string, unknown>>;
type StackResource = { readonly id: string; readonly type: string; readonly properties: Properties };

export type StackOptions = {
  /** cdk.out, with the bundles. */
  readonly assembly: string;
  readonly template: StackTemplate;
  readonly endpoints: Emulators['endpoints'];
  readonly sites: readonly Site[];
  readonly parameters: Readonly<Record<string, string>>;
  /** For the certificates of the sites; Lambda names a file of its own here. */
  readonly certificates?: string;
};

type Figures = {
  readonly startCpuMs: number;
  readonly calls: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly memoryMb: number;
};

/** The deployed system on this machine: its own bundles and policies, other people's emulators of AWS. */
export type RunningStack = {
  readonly published: readonly Published[];
  /** What EventBridge Scheduler does with a schedule: calls its function, again when it fails, and leaves what failed for good among the dead letters. */
  tick(schedule: string): Promise<void>;
  /** Works a queue off by its mapping, with the rights of the function's role; returns how many messages were done and failed. */
  drain(queueId: string): Promise<{ readonly done: number; readonly failed: number }>;
  ask(event: WebEvent): Promise<WebResponse>;
  invoke(functionId: string, event: unknown): Promise<unknown>;
  way(functionId: string): Way;
  log(functionId: string): readonly string[];
  /** `FUNCTION: sentence`. */
  refused(): readonly string[];
  /** `FUNCTION: right`. */
  unused(): readonly string[];
  figures(): Readonly<Record<string, Figures>>;
  close(): Promise<void>;
};

const record = (value: unknown): Properties => (value ?? {}) as Properties;

/** Everything of the template with its references resolved. */
function resourcesOf(template: StackTemplate): readonly StackResource[] {
  const resolve = resolver(template);
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties: given }]) =>
    // Alarms, budgets and the address of the API refer to what only AWS can name, and grant nothing.
    /^AWS::(?:IAM|Lambda|SQS|S3|SNS|Scheduler)::/.test(Type) && Type !== 'AWS::Lambda::Permission'
      ? [{ id, type: Type, properties: record(resolve(given)) }]
      : [],
  );
}

/** Statements of the role with this id: its own policies and those that name it. Managed policies are not known here. */
function ofRole(resources: readonly StackResource[], role: string): readonly Statement[] {
  const own = resources.find(({ id }) => id === role)?.properties ?? {};
  if (own['ManagedPolicyArns'] !== undefined) throw new Error(`${role} has managed policies, which cannot be judged here`);
  const inline = ((own['Policies'] ?? []) as readonly { PolicyDocument: unknown }[]).map(({ PolicyDocument }) => PolicyDocument);
  const attached = resources
    .filter(({ type, properties }) => type === 'AWS::IAM::Policy' && (properties['Roles'] as readonly string[]).includes(role))
    .map(({ properties }) => properties['PolicyDocument']);
  return [...inline, ...attached].flatMap(readPolicy);
}

/** Statements of the policies of a bucket, queue or topic, by the ARN of what they guard. */
function ofResources(resources: readonly StackResource[]): (resource: string) => readonly Statement[] {
  const guards = resources.flatMap(({ type, properties }) =>
    /::(?:BucketPolicy|QueuePolicy|TopicPolicy|TopicInlinePolicy)$/.test(type) ? readPolicy(properties['PolicyDocument']) : [],
  );
  return (resource) => guards.filter((each) => each.resources.some((pattern) => pattern === resource || pattern.endsWith('*')));
}

const lastOfArn = (arn: unknown): string => String(arn).split(':').at(-1) ?? '';

type Running = { readonly shape: FunctionShape; readonly way: Way; readonly permissions: Permissions; processes: FunctionProcess[] };

function shapeOf({ id, properties }: StackResource, way: Way, options: StackOptions): FunctionShape {
  const code = String(record(properties['Code'])['S3Key']).replace(/\.zip$/, '');
  const variables = Object.entries(record(record(properties['Environment'])['Variables'])).map(([name, value]) => [
    name,
    String(value).replace(/^queue:(.*)$/, (_, queue: string) => queueUrl(way.url, queue)),
  ]);
  return {
    id,
    folder: join(options.assembly, `asset.${code}`),
    handler: String(properties['Handler']),
    memoryMb: Number(properties['MemorySize']),
    timeoutSeconds: Number(properties['Timeout']),
    environment: {
      ...Object.fromEntries(variables),
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ENDPOINT_URL: way.url,
      AWS_ACCESS_KEY_ID: way.key,
      AWS_SECRET_ACCESS_KEY: id,
      ...(options.certificates ? { NODE_EXTRA_CA_CERTS: options.certificates } : {}),
    },
    sites: options.sites,
  };
}

/** Opens the stack: a way to AWS for each function; their processes start with their first call, and stay warm. */
export async function openStack(options: StackOptions): Promise<RunningStack> {
  const resources = resourcesOf(options.template);
  const of = (type: string): readonly StackResource[] => resources.filter((each) => each.type === type);
  const plan = planOf(options.template);
  const published: Published[] = [];
  const behind = { endpoints: options.endpoints, parameters: options.parameters, published };
  const ofResource = ofResources(resources);
  const functions = new Map<string, Running>();
  for (const each of of('AWS::Lambda::Function')) {
    const permissions = { ofRole: ofRole(resources, lastOfArn(each.properties['Role']).replace('role/', '')), ofResource };
    const way = await openWay(permissions, behind);
    functions.set(each.id, { way, permissions, shape: shapeOf(each, way, options), processes: [] });
  }
  const running = (id: string): Running => {
    const found = functions.get(id);
    if (!found) throw new Error(`the stack has no function ${id}`);
    return found;
  };
  const invoke = async (id: string, event: unknown): Promise<unknown> => (await warm(running(id))).invoke(event);
  return {
    published,
    invoke,
    way: (id) => running(id).way,
    log: (id) => running(id).processes.flatMap(({ log }) => log),
    ask: async (event) => (await invoke(plan.webFunctionId, event)) as WebResponse,
    tick: (id) => tick(id, { plan, resources, invoke, running }),
    drain: (id) => drain(id, { plan, resources, invoke, running }),
    refused: () => [...functions].flatMap(([id, { way }]) => way.refused.map((why) => `${id}: ${why}`)),
    unused: () =>
      [...functions].flatMap(([id, { way, permissions }]) =>
        unusedRights(permissions.ofRole, way.allowed).map((right) => `${id}: ${right}`),
      ),
    figures: () => Object.fromEntries([...functions].map(([id, each]) => [id, figuresOf(each)])),
    close: async () => {
      for (const { way, processes } of functions.values()) {
        await Promise.all(processes.map((each) => each.close()));
        way.close();
      }
    },
  };
}

function figuresOf({ processes, shape }: Running): Figures {
  const calls = processes.flatMap((each) => each.calls);
  return {
    startCpuMs: Math.round(processes[0]?.start.cpuMs ?? 0),
    calls: calls.length,
    cpuMs: Math.round(calls.reduce((sum, { cpuMs }) => sum + cpuMs, 0)),
    peakMb: Math.round(Math.max(0, ...calls.map(({ peakMb }) => peakMb))),
    memoryMb: shape.memoryMb,
  };
}

/** The process of a function; its first line of log asks whether it may be written. */
async function warm(each: Running): Promise<FunctionProcess> {
  const alive = each.processes.find((process) => process.alive);
  if (alive) return alive;
  for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
    for (const resource of each.permissions.ofRole
      .filter(({ actions }) => actions.includes(action))
      .flatMap((statement) => statement.resources))
      each.way.may(action, resource.replace(/:\*$/, ':log-stream:one'));
  const made = await startFunction(each.shape);
  each.processes.push(made);
  return made;
}

type Inside = {
  readonly plan: Plan;
  readonly resources: readonly StackResource[];
  readonly invoke: RunningStack['invoke'];
  readonly running: (id: string) => Running;
};

/** The queues by the way of a function. */
const queuesOf = ({ url: endpoint, key: accessKeyId }: Way): SQSClient =>
  new SQSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'any' } });

/** Sends what failed for good to a queue of dead letters, with the rights of the sender. */
async function bury(event: unknown, arn: string, way: Way): Promise<void> {
  const input = { QueueUrl: queueUrl(way.url, lastOfArn(arn)), MessageBody: JSON.stringify(event) };
  await queuesOf(way).send(new SendMessageCommand(input));
}

/** Asynchronous, as Scheduler calls: accepted when the role of the schedule may call; a failure is tried again as often as the function says, then buried by its role. */
async function tick(id: string, { plan, resources, invoke, running }: Inside): Promise<void> {
  const schedule = resources.find((each) => each.id === id)?.properties ?? {};
  const target = record(schedule['Target']);
  const planned = plan.schedules.find((each) => each.id === id);
  if (!planned) throw new Error(`the template has no schedule ${id}`);
  const role = ofRole(resources, lastOfArn(target['RoleArn']).replace('role/', ''));
  const may = role.some(
    ({ actions, resources: named }) => actions.includes('lambda:InvokeFunction') && named.includes(String(target['Arn'])),
  );
  if (!may) throw new Error(`the role of ${id} may not call ${planned.functionId}`);
  const settings = resources.find(
    ({ type, properties }) => type === 'AWS::Lambda::EventInvokeConfig' && properties['FunctionName'] === planned.functionId,
  );
  const event = Object.keys(planned.input as object).length > 0 ? planned.input : schedulerEvent(id);
  for (let left = Number(settings?.properties['MaximumRetryAttempts'] ?? 2); ; left -= 1) {
    try {
      await invoke(planned.functionId, event);
      return;
    } catch (error) {
      if (left > 0) continue;
      const made = resources.find((each) => each.id === planned.functionId);
      const dead = record(made?.properties['DeadLetterConfig'])['TargetArn'];
      const { way } = running(planned.functionId);
      way.outage = false;
      if (dead !== undefined) await bury(event, String(dead), way);
      throw error;
    }
  }
}

/** The mapping of a queue: Lambda's poller reads it with the rights of the function's role. */
async function drain(id: string, { plan, invoke, running }: Inside): Promise<{ done: number; failed: number }> {
  const [queue, mapping] = [plan.queues.find((each) => each.id === id), plan.mappings.find((each) => each.queueId === id)];
  if (!queue || !mapping) throw new Error(`the template has no mapping of ${id}`);
  const { way } = running(mapping.functionId);
  return consume({
    client: queuesOf(way),
    url: queueUrl(way.url, queue.name),
    // One process a function, one event at a time: the mapping's concurrency is not needed to see what is asked.
    handler: (event) => invoke(mapping.functionId, event) as ReturnType<QueueHandler>,
    batchSize: mapping.batchSize,
    visibility: Math.max(5, Math.round(Number(queue.attributes['VisibilityTimeout'] ?? 30) / 60)),
  });
}
