import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { openNotices } from '../../shared/adapters/notices.ts';
import { clientsOf } from '../infra/support/clients.ts';
import { folder, opened } from '../infra/support/folder.ts';

test('a notice reaches whoever listens to the topic, with its subject', async () => {
  const local = await opened(folder());
  const before = { ...process.env };
  onTestFinished(() => void Object.assign(process.env, before));
  Object.assign(process.env, local.environment, { AWS_ENDPOINT_URL_SNS: local.environment['AWS_ENDPOINT_URL_SQS'] });
  const { sqs } = clientsOf(local);
  const sns = new SNSClient({});
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'alarms' }));
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'heard' }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:000000000000:heard' }));
  await openNotices(TopicArn).send({ subject: 'Hongtou: 1 new', body: 'new     shenzhen-documents: refused' });
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  expect(JSON.parse(Messages[0]?.Body ?? '{}')).toMatchObject({
    Subject: 'Hongtou: 1 new',
    Message: 'new     shenzhen-documents: refused',
  });
});
