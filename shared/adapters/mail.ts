import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { InputError } from '../model/errors.ts';
import type { Mailer } from '../model/ports.ts';

const lineBreak = /[\r\n]/;

/** One mail to one address through SES. Simple content, so that the envelope is the address given and nothing else. */
export function openMailer(client: SESv2Client): Mailer {
  return {
    async send(mail) {
      for (const value of [mail.to, mail.from, mail.subject, ...Object.values(mail.headers)]) {
        if (lineBreak.test(value)) throw new InputError(`a mail header holds a line break: ${JSON.stringify(value).slice(0, 80)}`);
      }
      const answer = await client.send(
        new SendEmailCommand({
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
      return { id: answer.MessageId ?? '' };
    },
  };
}
