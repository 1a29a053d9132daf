import type { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import { orEmpty } from '../shared/model/values.ts';
import type { InfraConfig } from './config.ts';
import { allow } from './handler.ts';
import { pin } from './pin.ts';
import type { SharedResources } from './shared-resources.ts';

/** Named after the stack, so that a second one in the account has its own. */
export const mailSetOf = (stack: Stack): string => stack.stackName.toLowerCase();

/**
 * The sender (when the configuration names one), whose mails go through a configuration set, and the way back for reports of the mail service: default bus →
 * feedback queue. No public webhook.
 */
export function mailIdentity(stack: Stack, { queues, undelivered, config }: SharedResources): void {
  const set = pin(
    new ConfigurationSet(stack, 'MailSet', {
      configurationSetName: mailSetOf(stack),
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
    }),
    // As it was generated when the set had no fixed id: another one would make a second set of the same name, which fails.
    'MailSet8EF42B26',
  );
  set.addEventDestination('MailEvents', {
    destination: EventDestination.eventBus(EventBus.fromEventBusName(stack, 'DefaultBus', 'default')),
    // Only what `feedback` uses: ten thousand deliveries would be ten thousand useless messages.
    events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
  });
  if (config.from && !config.senderExists)
    new EmailIdentity(stack, 'Sender', { identity: Identity.email(config.from), configurationSet: set });
  new Rule(stack, 'MailFeedback', {
    description: 'What the mail service says of a mail it took',
    eventPattern: {
      source: ['aws.ses'],
      resources: [`arn:${stack.partition}:ses:${stack.region}:${stack.account}:configuration-set/${mailSetOf(stack)}`],
    },
    targets: [new SqsQueue(queues.feedback, { deadLetterQueue: undelivered })],
  });
}

/** The right to send only as the sender: through its address or its domain (either may have been verified) and the configuration set. */
export function sending(stack: Stack, { from }: InfraConfig): PolicyStatement {
  const arn = (resource: string) => `arn:${stack.partition}:ses:${stack.region}:${stack.account}:${resource}`;
  const identities = from ? [arn(`identity/${from}`), arn(`identity/${from.slice(from.indexOf('@') + 1)}`)] : [];
  const resources = [...identities, arn(`configuration-set/${mailSetOf(stack)}`)];
  return allow(['ses:SendEmail'], resources, { StringEquals: { 'ses:FromAddress': orEmpty(from) } });
}
