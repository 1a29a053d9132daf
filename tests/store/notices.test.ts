import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { expect, onTestFinished, test } from 'vitest';
import { openNotices } from '../../shared/store/aws/mail.ts';

test('a notice reaches whoever listens to the topic, with its subject', async () => {
  const app = buildApp({ logger: false });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const before = { ...process.env };
  onTestFinished(async () => {
    await app.close();
    Object.assign(process.env, before);
  });
  const access = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
  Object.assign(process.env, access, { AWS_ENDPOINT_URL_SNS: url, AWS_ENDPOINT_URL_SQS: url });
  const sqs = new SQSClient({ endpoint: url, useQueueUrlAsEndpoint: false });
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
