import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { GetAccountCommand, SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { deadLetterUrls } from '../../model/alarm.ts';
import type { Environment } from '../../model/configuration.ts';
import { MailRefused } from '../../model/errors.ts';
import type { Mailer, Notices } from '../../model/ports.ts';
import type { StackHealth, StackHour } from '../../model/run.ts';
import { hour } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { Store } from '../store.ts';
import { openObjects } from './objects.ts';
import { patience } from './patience.ts';
import { openDeadLetters, openTasks } from './queues.ts';
import { openTable } from './table.ts';

const lineBreak = /[\r\n]/;

/** Whether SES surely refused the mail: it says that the request was wrong, or that there are too many. No answer, a time-out and an error of SES leave it open. */
const isRefusal = (error: unknown): boolean =>
  error instanceof SESv2ServiceException && (error.$metadata.httpStatusCode ?? 0) >= 400 && (error.$metadata.httpStatusCode ?? 0) < 500;

/**
 * Sends one mail to one address through SES, in one attempt. Simple content, so that the envelope is the given address and nothing else. The configuration set is
 * named, so that events come back whatever set the sender's identity has.
 */
export function openMailer(client: SESv2Client, configurationSet?: string): Mailer {
  return {
    async send(mail) {
      for (const value of [mail.to, mail.from, mail.subject, ...Object.values(mail.headers)]) {
        if (lineBreak.test(value)) throw new MailRefused(`a mail header holds a line break: ${JSON.stringify(value).slice(0, 80)}`);
      }
      const answer = client.send(
        new SendEmailCommand({
          ...opt('ConfigurationSetName', configurationSet),
          FromEmailAddress: mail.from,
          Destination: { ToAddresses: [mail.to] },
          Content: {
            Simple: {
              Subject: { Data: mail.subject, Charset: 'UTF-8' },
              Body: { Text: { Data: mail.text, Charset: 'UTF-8' }, Html: { Data: mail.html, Charset: 'UTF-8' } },
              Headers: Object.entries(mail.headers).map(([Name, Value]) => ({ Name, Value })),
            },
          },
        }),
      );
      const { MessageId = '' } = await answer.catch((error: unknown) => {
        throw isRefusal(error) ? new MailRefused(error instanceof Error ? error.message : String(error)) : error;
      });
      return { id: MessageId };
    },
  };
}

/** Messages to whoever looks after the instance: by the topic of the stack, else on standard error. */
export function openNotices(topic: string | undefined): Notices {
  if (topic === undefined) return { send: async ({ subject, body }) => console.error(`${subject}\n${body}`) };
  const client = new SNSClient(patience(15));
  return {
    send: async ({ subject, body }) => {
      // SNS takes a subject of at most 100 characters and a body of 256 KB.
      await client.send(new PublishCommand({ TopicArn: topic, Subject: subject.slice(0, 100), Message: body.slice(0, 60_000) }));
    },
  };
}

/** `functions`: names in the account by our own names. `mail` false: the region has no mail service to ask. */
export type WatchedStack = { readonly api: string; readonly functions: Readonly<Record<string, string>>; readonly mail?: boolean };

type Asked = {
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly stat: string;
  readonly of?: readonly [string, string];
};

const day = 24 * hour;

/** Six metrics an hour, at a cent a thousand. Metrics of Lambda without a name are of all functions of the account: only when some failed are ours asked one by one. */
const first = ({ api }: WatchedStack): readonly Asked[] => [
  { name: 'requests', namespace: 'AWS/ApiGateway', metric: 'Count', stat: 'Sum', of: ['ApiId', api] },
  { name: 'failures', namespace: 'AWS/ApiGateway', metric: '5xx', stat: 'Sum', of: ['ApiId', api] },
  { name: 'throttles', namespace: 'AWS/Lambda', metric: 'Throttles', stat: 'Sum' },
  { name: 'errors', namespace: 'AWS/Lambda', metric: 'Errors', stat: 'Sum' },
  { name: 'bounces', namespace: 'AWS/SES', metric: 'Reputation.BounceRate', stat: 'Maximum' },
  { name: 'complaints', namespace: 'AWS/SES', metric: 'Reputation.ComplaintRate', stat: 'Maximum' },
];

const errorsOf = ({ functions }: WatchedStack): readonly Asked[] =>
  Object.entries(functions).map(([name, physical]) => ({
    name,
    namespace: 'AWS/Lambda',
    metric: 'Errors',
    stat: 'Sum',
    of: ['FunctionName', physical] as const,
  }));

const queryOf = ({ namespace, metric, stat, of }: Asked, n: number): MetricDataQuery => ({
  Id: `m${n}`,
  MetricStat: {
    Metric: { Namespace: namespace, MetricName: metric, ...(of ? { Dimensions: [{ Name: of[0], Value: of[1] }] } : {}) },
    Period: 3600,
    Stat: stat,
  },
});

/** The value of one hour; none where nothing was measured. */
const valueAt = ({ Timestamps = [], Values = [] }: MetricDataResult, at: number): number | undefined =>
  Values[Timestamps.findIndex((each) => each.getTime() === at)];

/** Health of a stack by CloudWatch and SES. */
export function openStackHealth(stack: WatchedStack): StackHealth {
  const [metrics, mail] = [new CloudWatchClient(patience(15)), new SESv2Client(patience(15))];
  const ask = async (asked: readonly Asked[], to: number) => {
    const range = { StartTime: new Date(to - day), EndTime: new Date(to) };
    const { MetricDataResults = [] } = await metrics.send(new GetMetricDataCommand({ ...range, MetricDataQueries: asked.map(queryOf) }));
    return new Map(MetricDataResults.map((result) => [asked[Number(result.Id?.slice(1))]?.name, result] as const));
  };
  const account = async (): Promise<StackHour['mail']> => {
    if (stack.mail === false) return { sending: true, sentToday: 0, mostToday: -1 };
    const { SendingEnabled = true, EnforcementStatus, SendQuota = {} } = await mail.send(new GetAccountCommand({}));
    const { SentLast24Hours = 0, Max24HourSend = -1 } = SendQuota;
    return { sending: SendingEnabled, ...opt('review', EnforcementStatus), sentToday: SentLast24Hours, mostToday: Max24HourSend };
  };
  return {
    async lastHour(now) {
      const to = Math.floor(now.getTime() / hour) * hour;
      const [found, standing] = await Promise.all([ask(first(stack), to), account()]);
      const sum = (name: string): number => valueAt(found.get(name) ?? {}, to - hour) ?? 0;
      // Rates are measured now and then: the newest of the day stands.
      const newest = (name: string): number | undefined => found.get(name)?.Values?.[0];
      const failing = sum('errors') > 0 ? await ask(errorsOf(stack), to) : new Map<string, MetricDataResult>();
      const errors = [...failing].map(([name, result]) => [name, valueAt(result, to - hour) ?? 0] as const);
      return {
        requests: sum('requests'),
        failures: sum('failures'),
        throttles: sum('throttles'),
        errors: Object.fromEntries(errors.filter(([, count]) => count > 0)),
        mail: { ...standing, ...opt('bounces', newest('bounces')), ...opt('complaints', newest('complaints')) },
      };
    },
  };
}

/** The functions of the stack, by the names that they have in the account: `collect=NAME …`. */
const functionsOf = (named: string): Record<string, string> =>
  Object.fromEntries(named.split(' ').map((pair) => pair.split('=') as [string, string]));

/** The store that the environment names, with plain clients of the SDK: addresses and credentials are those of its standard variables. */
export function openAwsStore(environment: Environment): Store {
  const { RECORD_TABLE, EVIDENCE_BUCKET, WATCHED_FUNCTIONS: functions, WATCHED_API: api, WATCHED_MAIL: mail } = environment;
  const queues = new SQSClient(patience(30));
  return {
    name: RECORD_TABLE,
    table: openTable(new DynamoDBClient(patience(15)), RECORD_TABLE),
    objects: openObjects({ client: new S3Client(patience(120)), bucket: EVIDENCE_BUCKET }),
    // One attempt: a second one could send a mail twice.
    mailer: openMailer(new SESv2Client({ maxAttempts: 1, ...patience(15) }), process.env['MAIL_CONFIGURATION_SET']),
    notices: openNotices(process.env['ALARM_TOPIC_ARN']),
    ...(functions !== undefined &&
      api !== undefined && { stack: openStackHealth({ api, functions: functionsOf(functions), mail: mail !== 'none' }) }),
    collectors: environment.collectors ?? {},
    tasks: (way) => openTasks(queues, { tasks: environment.TASK_QUEUE_URL, mail: environment.MAIL_QUEUE_URL, ...way }),
    deadLetters: (table) => openDeadLetters(queues, deadLetterUrls(environment), table),
  };
}
