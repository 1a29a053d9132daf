import { Duration, type Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import { held, indexAccess, objectsRead, objectsWritten, readersErased, recordAccess, secretsRead } from './access.ts';
import { allow, deliverTimeout, pin } from './code.ts';
import { functionOf, scheduled } from './collection.ts';
import { type InfraConfig, mailFromOf, mailType } from './config.ts';
import type { PartFunctions, SharedResources } from './stack.ts';
import { openSearchAccess } from './storage.ts';

export const hasMail = ({ lacks = [] }: InfraConfig): boolean => !lacks.includes(mailType);

/** Named after the stack, so that a second one in the account has its own. */
export const mailSetOf = (stack: Stack): string => stack.stackName.toLowerCase();

/**
 * The sender (when the configuration names one), whose mails go through a configuration set. The mail service reports to the default bus
 * what became of them. No public webhook.
 */
function mailIdentity(stack: Stack, { config }: SharedResources): void {
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

/**
 * The identity that mails are sent as, unless it was verified outside this stack: a domain with DKIM and a MAIL FROM of its own, or one
 * address.
 */
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
 * The right to send as the sender and nobody else. Any identity: besides that of the sender (its address or its domain) SES asks in its
 * sandbox for the right to the verified identity of the reader.
 */
function sending(stack: Stack, { from }: InfraConfig): readonly PolicyStatement[] {
  if (from === undefined) return [];
  const arn = (resource: string) => `arn:${stack.partition}:ses:${stack.region}:${stack.account}:${resource}`;
  const resources = [arn('identity/*'), arn(`configuration-set/${mailSetOf(stack)}`)];
  return [allow(['ses:SendEmail'], resources, { StringEquals: { 'ses:FromAddress': from } })];
}

export function digest(stack: Stack, shared: SharedResources): PartFunctions {
  mailIdentity(stack, shared);
  return { digest: composing(stack, shared), deliver: delivering(stack, shared), feedback: listening(stack, shared) };
}

const composing = (stack: Stack, shared: SharedResources): LambdaFunction =>
  scheduled(stack, shared, {
    // A later call does what an earlier one missed.
    ...{ name: 'digest', timeout: Duration.minutes(5), memoryMb: 1024, maxAge: Duration.minutes(30) },
    allow: [
      ...recordAccess(shared.storage, {
        read: held('documents', 'labels', 'digests', 'journal'),
        write: [...held('digests', 'journal'), 'ASIDE'],
      }),
      indexAccess(shared.storage, ['CHANGES#', 'SUBSCRIBERS']),
      // Evidence: a page of the end of the week is read again where it differs today.
      ...objectsRead(shared.storage, ['text/', 'evidence/', 'pages/', 'search/', 'digests/']),
      ...openSearchAccess(stack, shared.config),
      objectsWritten(shared.storage, ['digests/']),
      allow(['sqs:SendMessage'], [shared.queues.mail.queueArn]),
    ],
  });

const erased = held('subscribers', 'marks', 'confirmations', 'lastRead', 'digests');

function delivering(stack: Stack, shared: SharedResources): LambdaFunction {
  const { storage, queues, environment, config } = shared;
  const made = functionOf(stack, shared, {
    ...{ name: 'deliver', timeout: deliverTimeout, memoryMb: 512 },
    environment: hasMail(config) ? { ...environment, MAIL_CONFIGURATION_SET: mailSetOf(stack) } : environment,
    allow: [
      ...recordAccess(storage, {
        // Documents: changes of other weeks that the reader has not received are composed for the mail.
        read: held('documents', 'labels', 'digests', 'edits', 'marks', 'subscribers', 'confirmations', 'signing', 'journal'),
        write: [...held('digests', 'marks', 'confirmations', 'signing', 'failures'), 'ASIDE'],
        update: held('counts'),
        remove: erased,
      }),
      ...[...readersErased(storage), indexAccess(storage, ['CHANGES#'])],
      ...objectsRead(storage, ['text/', 'evidence/', 'pages/', 'search/', 'digests/']),
      ...openSearchAccess(stack, config),
      objectsWritten(storage, ['digests/']),
      ...sending(stack, config),
    ],
  });
  // A batch is read, and its messages are hidden and deleted, by one request each; a kill leaves at most so many mails uncertain.
  made.addEventSource(new SqsEventSource(queues.mail, { batchSize: 10, maxConcurrency: 2, reportBatchItemFailures: true }));
  return made;
}

/**
 * The bus calls the function itself: a queue between them would be polled for ever, for some bounces a week. What fails is called again by
 * the bus and by Lambda, then lies among the undelivered calls.
 */
function listening(stack: Stack, shared: SharedResources): LambdaFunction {
  const { storage, undelivered } = shared;
  const rights = held('subscribers', 'signing');
  const made = functionOf(stack, shared, {
    ...{ name: 'feedback', timeout: Duration.seconds(10), memoryMb: 256, undelivered },
    allow: recordAccess(storage, { read: rights, write: rights }),
  });
  new Rule(stack, 'MailFeedback', {
    description: 'What the mail service says of a mail it took',
    eventPattern: {
      source: ['aws.ses'],
      resources: [`arn:${stack.partition}:ses:${stack.region}:${stack.account}:configuration-set/${mailSetOf(stack)}`],
    },
    targets: [new LambdaTarget(made, { deadLetterQueue: undelivered })],
  });
  return made;
}

/**
 * What tells webhooks of changes, for a configuration that has some. A schedule and the table in place of a queue: what waits stands in the
 * state of its webhook, so nothing is polled, and a run without news is a few reads.
 */
export function webhooks(stack: Stack, shared: SharedResources): PartFunctions {
  const { storage, config } = shared;
  if (config.webhookSecrets.length === 0) return {};
  const made = scheduled(stack, shared, {
    ...{ name: 'webhooks', timeout: Duration.seconds(290), memoryMb: 1024, maxAge: Duration.minutes(5) },
    allow: [
      ...recordAccess(storage, {
        read: held('documents', 'labels', 'webhooks', 'journal'),
        // What takes too long to summarise is set aside.
        write: [...held('webhooks'), 'ASIDE'],
        remove: held('webhooks'),
      }),
      // The index: which act a report tells of that names none.
      ...objectsRead(storage, ['text/', 'evidence/', 'pages/', 'search/']),
      ...openSearchAccess(stack, config),
      secretsRead(stack, config.webhookSecrets),
    ],
  });
  return { webhooks: made };
}
