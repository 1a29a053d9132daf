/** Name of the stack when none is chosen. */
export const defaultStack = 'Hongtou';

/** Logical ids of resources with data. Pinned: a changed id would make CloudFormation replace the resource, and the local instance open another folder. */
export const tableId = 'RecordTable';
export const bucketId = 'EvidenceBucket';
export const queueIds = { tasks: 'TasksQueue', mail: 'MailQueue' } as const;
export type QueueName = keyof typeof queueIds;

/** Logical id of the queue of a collector: `home` is `CollectorHomeQueue`. */
export const collectorQueueId = (name: string): string => `Collector${capitalized(name)}Queue`;
/** Logical id of what a collector may do. */
export const collectorPolicyId = (name: string): string => `Collector${capitalized(name)}Policy`;
const capitalized = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', '')}`;

/** Logical id of the dead-letter queue behind a queue. */
export const deadLetterId = (queueId: string): string => queueId.replace(/Queue$/, 'DeadLetters');

export const functionNames = ['schedule', 'collect', 'index', 'digest', 'deliver', 'feedback', 'watch', 'api'] as const;
/** Made only for a configuration that has webhooks: without them nothing runs and nothing is paid. */
export const optionalFunctionNames = ['webhooks'] as const;
export type FunctionName = (typeof functionNames)[number] | (typeof optionalFunctionNames)[number];

/** Logical id of a function: `collect` is `CollectFunction`. */
export const functionId = (name: FunctionName): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}Function`;

/** Subdomain that bounces of mails from a domain go to. */
export const mailFromOf = (domain: string): string => `bounce.${domain}`;

/** What each resource of an instance bears, with the name of its stack: by it the budget counts. */
export const instanceTag = 'hongtou-instance';

/** Types without which the stack has no mail, or no budget of AWS: not every region has them (shared/registry/regions.ts). */
export const mailType = 'AWS::SES::ConfigurationSet';
export const budgetType = 'AWS::Budgets::Budget';
