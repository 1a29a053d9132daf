import type { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import type { InfraConfig } from './config.ts';
import { allow } from './handler.ts';
import { mailFromOf, mailType } from './names.ts';
import { pin } from './pin.ts';
import type { SharedResources } from './shared-resources.ts';

/** Whether mails can be sent in the region. */
export const hasMail = ({ lacks = [] }: InfraConfig): boolean => !lacks.includes(mailType);

/** Named after the stack, so that a second one in the account has its own. */
export const mailSetOf = (stack: Stack): string => stack.stackName.toLowerCase();

/**
 * The sender (when the configuration names one), whose mails go through a configuration set. The mail service reports to the default bus what became of them. No public
 * webhook.
 */
export function mailIdentity(stack: Stack, { config }: SharedResources): void {
  if (!hasMail(config)) return;
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
  verifySender(stack, set, config);
}

/** The identity that mails are sent as, unless it was verified outside this stack: a domain with DKIM and a MAIL FROM of its own, or one address. */
function verifySender(stack: Stack, set: ConfigurationSet, { from, senderDomain, senderExists }: InfraConfig): void {
  if (from === undefined || senderExists) return;
  if (senderDomain === undefined) {
    new EmailIdentity(stack, 'Sender', { identity: Identity.email(from), configurationSet: set });
    return;
  }
  new EmailIdentity(stack, 'SenderDomain', {
    identity: Identity.domain(senderDomain),
    configurationSet: set,
    mailFromDomain: mailFromOf(senderDomain),
    // Until its records are in the DNS, mails go out with a MAIL FROM of SES.
    mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
  });
}

/**
 * The right to send as the sender and nobody else. Any identity: besides that of the sender (its address or its domain) SES asks in its sandbox for the right to the
 * verified identity of the reader.
 */
export function sending(stack: Stack, { from }: InfraConfig): readonly PolicyStatement[] {
  if (from === undefined) return [];
  const arn = (resource: string) => `arn:${stack.partition}:ses:${stack.region}:${stack.account}:${resource}`;
  const resources = [arn('identity/*'), arn(`configuration-set/${mailSetOf(stack)}`)];
  return [allow(['ses:SendEmail'], resources, { StringEquals: { 'ses:FromAddress': from } })];
}
