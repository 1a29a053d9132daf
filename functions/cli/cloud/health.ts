import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { budgetType, mailType } from '../../../infra/config.ts';
import { inPortions, orEmpty } from '../../../shared/model/values.ts';
import { currentKey } from '../../../shared/search/published.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { concurrencyCheck, currentRegion, lackingIn } from './account.ts';
import { tagDiagnosis, tagUnseen } from './cost-tag.ts';
import { bad, type Diagnosis, forStack, good, lookedAt, unlessAbsent } from './diagnosis.ts';
import { mailDiagnosis, readMailAccount, senderHealth } from './mail-account.ts';
import { codeVersion } from './plan.ts';
import { readResources, type StackResource, type StackState, stackDiagnosis } from './stack.ts';

const atOnce = 10;

const namesOf = (all: readonly StackResource[], type: string): readonly StackResource[] => all.filter((each) => each.type === type);

function versionDiagnosis({ outputs, name }: StackState): Diagnosis {
  const [there, here] = [outputs['HongtouVersion'], codeVersion()];
  if (there === here) return good('version', here);
  return good(
    'version',
    `${there ?? 'one before 0.7.0'} is deployed, ${here} is here`,
    `npx hongtou deploy --name ${name} deploys this one`,
  );
}

const protection = ({ isProtected, name }: StackState): Diagnosis =>
  isProtected
    ? good('protection', 'nobody deletes the stack by mistake')
    : bad('protection', 'the stack can be deleted by mistake', `npx hongtou deploy --name ${name}`);

async function tableHealth({ outputs, name }: StackState): Promise<Diagnosis> {
  const { Table } = await new DynamoDBClient(patience(30)).send(new DescribeTableCommand({ TableName: orEmpty(outputs['RecordTable']) }));
  if (Table?.DeletionProtectionEnabled) return good('table', `${Table.TableName}, protected from deletion`);
  return bad('table', 'nothing protects it from deletion', `npx hongtou deploy --name ${name}`);
}

async function subscriptionHealth(all: readonly StackResource[]): Promise<readonly Diagnosis[]> {
  const check = 'alarms by mail';
  const [topic] = namesOf(all, 'AWS::SNS::Topic');
  const request = new ListSubscriptionsByTopicCommand({ TopicArn: orEmpty(topic?.physicalId) });
  const { Subscriptions = [] } = await new SNSClient(patience(30)).send(request);
  const mails = Subscriptions.filter(({ Protocol }) => Protocol === 'email');
  if (mails.length === 0) return [bad(check, 'they reach nobody', 'npx hongtou deploy --email ADDRESS')];
  return mails.map(({ Endpoint, SubscriptionArn }) =>
    SubscriptionArn?.startsWith('arn:')
      ? good(check, `${Endpoint} hears of them`)
      : bad(
          check,
          `${Endpoint} has not confirmed`,
          'click "Confirm subscription" in the mail "AWS Notification - Subscription Confirmation"; none there? npx hongtou deploy sends it again after three days',
        ),
  );
}

async function scheduleHealth(all: readonly StackResource[]): Promise<Diagnosis> {
  const client = new SchedulerClient(patience(30));
  const schedules = namesOf(all, 'AWS::Scheduler::Schedule');
  const states = await inPortions(schedules, atOnce, async ({ id, physicalId }) => {
    const found = await unlessAbsent(client.send(new GetScheduleCommand({ Name: physicalId })));
    return { id, state: found?.State ?? 'missing' };
  });
  const off = states.filter(({ state }) => state !== 'ENABLED').map(({ id, state }) => `${id} is ${state}`);
  if (off.length === 0) return good('schedules', `${states.length} are on`);
  return bad('schedules', off.join(', '), 'EventBridge console, Schedules: enable them; a missing one is made by npx hongtou deploy');
}

async function alarmHealth(all: readonly StackResource[]): Promise<readonly Diagnosis[]> {
  const names = namesOf(all, 'AWS::CloudWatch::Alarm').map(({ physicalId }) => physicalId);
  // Without names it would be asked for all alarms of the account.
  if (names.length === 0) return [];
  const { MetricAlarms = [] } = await new CloudWatchClient(patience(30)).send(
    new DescribeAlarmsCommand({ AlarmNames: names, MaxRecords: 100 }),
  );
  const red = MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM');
  if (red.length === 0) return [good('alarms of AWS', `none of ${names.length} is raised`)];
  return red.map(({ AlarmName, AlarmDescription }) => bad('alarms of AWS', orEmpty(AlarmName), orEmpty(AlarmDescription)));
}

const hour = 3_600_000;

/** The index was made by a function: so the SQLite there has FTS5. */
async function indexHealth({ outputs }: StackState, now: Date): Promise<Diagnosis> {
  const request = new HeadObjectCommand({ Bucket: orEmpty(outputs['EvidenceBucket']), Key: currentKey });
  const found = await unlessAbsent(new S3Client(patience(120)).send(request));
  const at = found?.LastModified;
  if (at === undefined) return good('search index', 'none was published yet', 'the first comes some ten minutes after the first document');
  const hours = Math.floor((now.getTime() - at.getTime()) / hour);
  return good('search index', `published ${hours === 0 ? 'within the hour' : `${hours} hours ago`}, so that SQLite with FTS5 runs there`);
}

type Asking = {
  readonly readers: number;
  readonly now: Date;
  readonly activates?: boolean;
};

export async function stackHealth(stack: StackState, { readers, now, activates = false }: Asking): Promise<readonly Diagnosis[]> {
  const all = await readResources(stack.name);
  const { outputs } = stack;
  const standing = all.map(({ type }) => type);
  const mails = !lackingIn(orEmpty(await currentRegion()), standing).includes(mailType);
  const found = [
    stackDiagnosis(stack, stack.name),
    versionDiagnosis(stack),
    protection(stack),
    ...(await lookedAt('table', () => tableHealth(stack))),
    ...(await lookedAt('alarms by mail', () => subscriptionHealth(all))),
    ...(mails
      ? [
          ...(await lookedAt('mail service', async () => mailDiagnosis(await readMailAccount(), readers))),
          ...(await lookedAt('sender', () => senderHealth(outputs['Sender'], all))),
        ]
      : [good('mail service', 'none in this region: no digest is mailed')]),
    ...(await lookedAt('functions at a time', concurrencyCheck)),
    ...(await lookedAt('schedules', () => scheduleHealth(all))),
    ...(await lookedAt('alarms of AWS', () => alarmHealth(all))),
    ...(await lookedAt('search index', () => indexHealth(stack, now))),
    ...(standing.includes(budgetType) ? await lookedAt('budget', () => tagDiagnosis(activates), tagUnseen) : []),
  ];
  return found.map(forStack(stack.name));
}
