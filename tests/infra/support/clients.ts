import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { optionsAt } from '../../../infra/local/in-process.ts';
import type { LocalInstance } from '../../../infra/local.ts';
import { orEmpty } from '../../../shared/model/values.ts';

/** How a client reaches an emulator: as other processes do, or as those of the process that runs it. */
export const ways = ['the guarded socket', 'the process itself'] as const;

/** The SDK's own clients, pointed at an instance as its functions are. */
export function clientsOf({ environment }: LocalInstance, way: (typeof ways)[number] = 'the guarded socket') {
  const options = (service: string) => {
    const endpoint = orEmpty(environment[`AWS_ENDPOINT_URL_${service}`]);
    const credentials = {
      accessKeyId: orEmpty(environment['AWS_ACCESS_KEY_ID']),
      secretAccessKey: orEmpty(environment['AWS_SECRET_ACCESS_KEY']),
    };
    const direct = way === 'the process itself' ? optionsAt(endpoint) : {};
    return { endpoint, region: orEmpty(environment['AWS_REGION']), credentials, maxAttempts: 1, ...direct };
  };
  const sqs = new SQSClient(options('SQS'));
  return {
    sqs,
    s3: new S3Client(options('S3')),
    dynamodb: new DynamoDBClient(options('DYNAMODB')),
    ses: new SESv2Client(options('SESV2')),
    /** Sends a message of a group to the task queue. */
    task: (body: string, group: string, id = body) =>
      sqs.send(
        new SendMessageCommand({
          QueueUrl: environment['TASK_QUEUE_URL'],
          MessageBody: body,
          MessageGroupId: group,
          MessageDeduplicationId: id,
        }),
      ),
  };
}
