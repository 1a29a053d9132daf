import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { reachedAt } from '../../../infra/local/in-process.ts';
import type { LocalInstance } from '../../../infra/local.ts';
import { type ClientOptions, type OpenedClient, openReached } from '../../../shared/adapters/client-options.ts';
import { orEmpty } from '../../../shared/model/values.ts';

/** How a client reaches an emulator: as other processes do, or as those of the process that runs it. */
export const ways = ['the guarded socket', 'the process itself'] as const;

/** The SDK's own clients, pointed at an instance as its functions are. */
export function clientsOf({ environment }: LocalInstance, way: (typeof ways)[number] = 'the guarded socket') {
  const described = (service: string) => {
    const endpoint = orEmpty(environment[`AWS_ENDPOINT_URL_${service}`]);
    const credentials = {
      accessKeyId: orEmpty(environment['AWS_ACCESS_KEY_ID']),
      secretAccessKey: orEmpty(environment['AWS_SECRET_ACCESS_KEY']),
    };
    return { endpoint, region: orEmpty(environment['AWS_REGION']), credentials, maxAttempts: 1 };
  };
  const opened = <Client extends OpenedClient>(
    service: string,
    open: (options: ClientOptions & { readonly region: string }) => Client,
  ): Client => {
    const reached = way === 'the process itself' ? reachedAt(described(service).endpoint) : { options: {} };
    return openReached(reached, (more) => open({ ...described(service), ...more }));
  };
  const sqs = opened('SQS', (all) => new SQSClient(all));
  return {
    sqs,
    s3: opened('S3', (all) => new S3Client(all)),
    dynamodb: opened('DYNAMODB', (all) => new DynamoDBClient(all)),
    ses: opened('SESV2', (all) => new SESv2Client(all)),
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
