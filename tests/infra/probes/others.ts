import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { openDeployed } from '../../../functions/cli/deployed.ts';
import { orEmpty } from '../../../shared/model/values.ts';
import { openMailer, openNotices } from '../../../shared/store/aws/mail.ts';
import { parameterSecrets } from '../../../shared/store/aws/parameters.ts';
import { outcome, type Probe, type Services } from './probe.ts';

const sendFrom = ({ ses }: Services, from: string): Promise<unknown> => {
  const mail = {
    to: 'reader@example.org',
    from,
    subject: '周报',
    html: '<p>x</p>',
    text: 'x',
    headers: { 'List-Unsubscribe': '<https://h.example>' },
  };
  return outcome(
    openMailer(ses)
      .send(mail)
      .then(({ id }) => (id === '' ? 'no id' : 'sent')),
  );
};

/** By the first version of the service: moto of Debian knows no identities of the second. */
async function verified(address: string): Promise<void> {
  const authorization = 'AWS4-HMAC-SHA256 Credential=moto/20261127/us-east-1/ses/aws4_request, SignedHeaders=host, Signature=0';
  const body = new URLSearchParams({ Action: 'VerifyEmailIdentity', EmailAddress: address });
  await fetch(orEmpty(process.env['AWS_ENDPOINT_URL']), { method: 'POST', headers: { authorization }, body });
}

/** A service that the laptop has not: what it does in place of it is told in tests/infra/emulators.md. */
const where =
  (ask: Probe['ask']): Probe['ask'] =>
  async (services) =>
    services.others ? ask(services) : 'not here';

export const otherProbes: readonly Probe[] = [
  {
    name: 'mail: a mail of a verified sender is taken',
    aws: 'sent',
    ask: async (services) => {
      if (services.others) await verified('digest@example.org');
      return sendFrom(services, '红头 <digest@example.org>');
    },
  },
  {
    name: 'mail: a mail of a sender that nobody verified is refused',
    aws: 'MailRefused',
    ask: (services) => sendFrom(services, 'forged@example.net'),
  },
  {
    name: 'notices: what is published to the topic reaches its subscriber, subject and text',
    aws: '["Trouble","正文"]',
    ask: where(async ({ sqs }) => {
      const sns = new SNSClient({});
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'Subscriber' }));
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
      const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'Alarms' }));
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes?.['QueueArn'] }));
      await openNotices(TopicArn).send({ subject: 'Trouble', body: '正文' });
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      const { Subject, Message } = JSON.parse(String(Messages[0]?.Body)) as { Subject?: string; Message?: string };
      return JSON.stringify([Subject, Message]);
    }),
  },
  {
    name: 'parameters: a secret is read decrypted, and one that is not there is undefined',
    aws: 'the secret undefined',
    ask: where(async () => {
      await new SSMClient({}).send(new PutParameterCommand({ Name: '/hongtou/hook', Type: 'SecureString', Value: 'the secret' }));
      const { read } = parameterSecrets();
      return `${await read('/hongtou/hook')} ${await read('/hongtou/none')}`;
    }),
  },
  {
    name: 'stacks: a deployed instance is found by the outputs of its stack',
    aws: '["by hand"] InputError',
    ask: where(async ({ table, bucket, tasks, mail }) => {
      const outputs = {
        RecordTable: table,
        EvidenceBucket: bucket,
        TaskQueueUrl: tasks,
        MailQueueUrl: mail,
        BaseUrl: 'https://hongtou.example',
      };
      const Outputs = Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }]));
      const TemplateBody = JSON.stringify({ Resources: { Group: { Type: 'AWS::Logs::LogGroup' } }, Outputs });
      await new CloudFormationClient({}).send(new CreateStackCommand({ StackName: 'Hongtou', TemplateBody }));
      const names = await openDeployed('Hongtou', {}, async ({ context: { tokens, now } }) => {
        await tokens.put({ hash: 'h', name: 'by hand', since: now().toISOString() });
        return (await tokens.list()).map(({ name }) => name);
      });
      return `${JSON.stringify(names)} ${await outcome(openDeployed('Another', {}, async () => 'opened'))}`;
    }),
  },
];
