import { CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { ListSubscriptionsByTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import type { Context } from '../../../shared/model/ports.ts';
import { opt, orEmpty } from '../../../shared/model/values.ts';
import { upgradeStore } from '../../../shared/pipeline/keep/rebuild.ts';
import { issueToken } from '../../../shared/pipeline/read/reader-links.ts';
import { nextDigestDay, rhythmOf } from '../../../shared/stages/digest/moments.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { bad, type Diagnosis, good, saidByAws } from './diagnosis.ts';
import { firstReader } from './first-reader.ts';
import { type MailAccount, readMailAccount } from './mail-account.ts';
import type { Plan } from './plan.ts';
import { type Outputs, readResources, readStack } from './stack.ts';

export type Finishing = {
  readonly plan: Plan;
  readonly outputs: Outputs;
  readonly context: Context;
  readonly waitMs: number;
  readonly atTerminal: boolean;
};

const again = 'mend that, then run npx hongtou deploy once more: it does what is missing';

async function step(check: string, work: () => Promise<Diagnosis | undefined>): Promise<readonly Diagnosis[]> {
  try {
    const done = await work();
    return done ? [done] : [];
  } catch (error) {
    return [bad(check, saidByAws(error), again)];
  }
}

/** Nobody deletes the table by mistake: the first deployment left that open, so that it could take back what it made. */
async function protectTable(table: string): Promise<undefined> {
  const client = new DynamoDBClient(patience(30));
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  if (Table?.DeletionProtectionEnabled) return;
  await client.send(new UpdateTableCommand({ TableName: table, DeletionProtectionEnabled: true }));
}

async function protectStack(name: string): Promise<undefined> {
  if ((await readStack(name))?.isProtected) return;
  await new CloudFormationClient(patience(30)).send(
    new UpdateTerminationProtectionCommand({ StackName: name, EnableTerminationProtection: true }),
  );
}

async function keepConfiguration({ configuration, journal }: Context): Promise<undefined> {
  await journal.write('configuration', configuration);
}

async function upgrade(context: Context): Promise<Diagnosis | undefined> {
  return (await upgradeStore(context)) ? good('form of the data', 'was brought up') : undefined;
}

/** AWS drops a subscription that nobody has confirmed for three days; then it is asked for again. */
async function subscribeAlarms({ plan }: Finishing): Promise<undefined> {
  const topic = (await readResources(plan.name)).find(({ type }) => type === 'AWS::SNS::Topic')?.physicalId;
  if (topic === undefined) return;
  const client = new SNSClient(patience(30));
  const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic }));
  if (Subscriptions.some(({ Endpoint }) => Endpoint === plan.email)) return;
  await client.send(new SubscribeCommand({ TopicArn: topic, Protocol: 'email', Endpoint: plan.email }));
}

/** A first token, where there is none; at a terminal alone, since the log of a workflow would keep it. */
async function firstToken({ context, atTerminal }: Finishing): Promise<string | Diagnosis | undefined> {
  if ((await context.tokens.list()).length > 0) return undefined;
  if (!atTerminal) return good('token', 'there is none yet: none is made where a log would keep it');
  return issueToken({ name: 'owner', scope: 'edit' }, context);
}

export function nextDigest({ settings, now }: Pick<Context, 'settings' | 'now'>): string {
  const rhythm = rhythmOf(undefined, settings.digest);
  return `${nextDigestDay(rhythm, now())} at ${rhythm.time} (${rhythm.timeZone})`;
}

export type Finished = { readonly diagnoses: readonly Diagnosis[]; readonly token?: string };

export async function finish(finishing: Finishing): Promise<Finished> {
  const { plan, outputs, context, waitMs } = finishing;
  const table = orEmpty(outputs['RecordTable']);
  const { sender } = plan;
  const account: MailAccount | undefined = sender === undefined ? undefined : await readMailAccount().catch(() => undefined);
  let token: string | undefined;
  const diagnoses = [
    ...(await step('protection of the stack', () => protectStack(plan.name))),
    ...(await step('protection of the table', () => protectTable(table))),
    ...(await step('form of the data', () => upgrade(context))),
    ...(await step('configuration', () => keepConfiguration(context))),
    ...(await step('alarms', () => subscribeAlarms(finishing))),
    ...(await step('token', async () => {
      const made = await firstToken(finishing);
      if (typeof made !== 'string') return made;
      token = made;
      return undefined;
    })),
    ...(sender === undefined ? [] : await step('first reader', () => firstReader(plan.email, { sender, table, account, waitMs }, context))),
  ];
  return { diagnoses, ...opt('token', token) };
}
