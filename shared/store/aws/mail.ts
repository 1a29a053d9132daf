import { type SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { MailRefused, messageOf } from '../../model/errors.ts';
import type { Mailer, Notices } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { patience } from './patience.ts';

const lineBreak = /[\r\n]/;

/**
 * Whether SES surely refused the mail: it says that the request was wrong, or that there are too many. No answer, a time-out and an error
 * of SES leave it open.
 */
const isRefusal = (error: unknown): boolean =>
  error instanceof SESv2ServiceException && (error.$metadata.httpStatusCode ?? 0) >= 400 && (error.$metadata.httpStatusCode ?? 0) < 500;

/**
 * Sends one mail to one address through SES, in one attempt. Simple content, so that the envelope is the given address and nothing else.
 * The configuration set is named, so that events come back whatever set the sender's identity has.
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
        throw isRefusal(error) ? new MailRefused(messageOf(error)) : error;
      });
      return { id: MessageId };
    },
  };
}

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
