import type { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import type { InfraConfig } from './config.ts';
import type { Ground } from './parts.ts';

const configurationSetName = 'hongtou';

/**
 * The sender (when the configuration names one), whose every mail goes through a configuration set, and the way back of what the mail
 * service says of a mail: default bus → feedback queue. No public webhook.
 */
export function mailIdentity(stack: Stack, { queues, undelivered, config }: Ground): void {
  const set = new ConfigurationSet(stack, 'MailSet', {
    configurationSetName,
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    reputationMetrics: true,
  });
  set.addEventDestination('MailEvents', {
    destination: EventDestination.eventBus(EventBus.fromEventBusName(stack, 'DefaultBus', 'default')),
    events: [
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.REJECT,
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.DELIVERY_DELAY,
    ],
  });
  if (config.from) new EmailIdentity(stack, 'Sender', { identity: Identity.email(config.from), configurationSet: set });
  new Rule(stack, 'MailFeedback', {
    description: 'What the mail service says of a mail it took',
    eventPattern: {
      source: ['aws.ses'],
      resources: [`arn:${stack.partition}:ses:${stack.region}:${stack.account}:configuration-set/${configurationSetName}`],
    },
    targets: [new SqsQueue(queues.feedback, { deadLetterQueue: undelivered })],
  });
}

/** What `deliver` may send as: the address, its domain (either may be what was verified), and the configuration set. */
export function identityArns(stack: Stack, { from }: InfraConfig): readonly string[] {
  const arn = (resource: string) => `arn:${stack.partition}:ses:${stack.region}:${stack.account}:${resource}`;
  const identities = from ? [arn(`identity/${from}`), arn(`identity/${from.slice(from.indexOf('@') + 1)}`)] : [];
  return [...identities, arn(`configuration-set/${configurationSetName}`)];
}
