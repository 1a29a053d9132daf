import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { deadLetterUrls } from '../../model/alarm.ts';
import type { Environment } from '../../model/configuration.ts';
import type { Store } from '../store.ts';
import { openMailer, openNotices } from './mail.ts';
import { openObjects } from './objects.ts';
import { patience } from './patience.ts';
import { openDeadLetters, openTasks } from './queues.ts';
import { openStackHealth } from './stack-health.ts';
import { openTable } from './table.ts';

const functionsOf = (named: string): Record<string, string> =>
  Object.fromEntries(named.split(' ').map((pair) => pair.split('=') as [string, string]));

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
