import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Notices } from '../../model/ports.ts';
import { patience } from './patience.ts';

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
