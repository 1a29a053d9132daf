import { existsSync, readFileSync } from 'node:fs';
import { type Settings, usualBudgetUsd } from '../shared/model/configuration.ts';
import { InputError, UsageError } from '../shared/model/errors.ts';
import { opt } from '../shared/model/values.ts';
import { sources } from '../shared/sources/index.ts';
import { readSettings } from '../shared/stages/watch/configuration.ts';
import { mailAddressOf, settingsOf } from '../shared/stages/watch/settings.ts';

export type InfraConfig = {
  readonly name?: string;
  readonly version?: string;
  /** Nothing is there yet: a deployment that fails can then take back what it made, table and bucket included. */
  readonly first?: boolean;
  readonly file?: string;
  readonly weekday: Settings['digest']['weekday'];
  readonly time: string;
  readonly timeZone: string;
  readonly from?: string;
  /** The sender, or its domain, is verified outside this stack: it creates no identity. */
  readonly senderExists?: boolean;
  readonly senderDomain?: string;
  readonly alarmEmail?: string;
  readonly budgetUsd: number;
  readonly machine: { readonly translate: boolean; readonly bedrock: boolean };
  readonly webhookSecrets: readonly string[];
  readonly searchEndpoint?: string;
  readonly collectors: readonly string[];
  readonly proxySecrets: readonly string[];
  readonly store?: Settings['store'];
  /**
   * Types that CloudFormation does not know in the region (shared/registry/places.ts): the stack does without mail, or without a budget of
   * AWS.
   */
  readonly lacks?: readonly string[];
};

export const usualSettings = (): Settings => settingsOf({}, sources);

export function infraConfigOf(settings: Settings, deployed = false): InfraConfig {
  const { digest, alarms, budgetUsd = usualBudgetUsd, translate, translator, enrich, store, search, webhooks, egress } = settings;
  const searchEndpoint = search.engine === 'opensearch' ? search.endpoint : undefined;
  const from = digest.from.endsWith('@localhost') ? undefined : mailAddressOf(digest.from);
  return {
    ...{ weekday: digest.weekday, time: digest.time, timeZone: digest.timeZone },
    ...opt('from', from),
    ...opt('alarmEmail', alarms?.email),
    budgetUsd,
    machine: { translate: translate === 'amazon', bedrock: enrich === 'bedrock' },
    webhookSecrets: [...new Set(webhooks.flatMap(({ secretParameter }) => secretParameter ?? []))],
    ...opt('searchEndpoint', searchEndpoint),
    collectors: Object.keys(egress).filter((name) => 'collector' in (egress[name] ?? {})),
    proxySecrets: [
      ...new Set([
        ...Object.values(egress).flatMap((way) => ('proxy' in way ? (way.secretParameter ?? []) : [])),
        ...[translator?.keyParameter ?? []].flat(),
      ]),
    ],
    ...(store && deployed ? { store } : {}),
  };
}

export function readInfraConfig(file: string | undefined, { deployed = false }: { deployed?: boolean } = {}): InfraConfig {
  return file !== undefined && existsSync(file)
    ? { file, ...infraConfigOf(settingsIn(file, deployed), deployed) }
    : infraConfigOf(usualSettings(), deployed);
}

function settingsIn(file: string, deployed: boolean): Settings {
  try {
    return readSettings(JSON.parse(readFileSync(file, 'utf8')), sources, { deployed });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InputError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

export const defaultStack = 'Hongtou';

/**
 * Logical ids of resources with data. Pinned: a changed id would make CloudFormation replace the resource, and the local instance open
 * another folder.
 */
export const tableId = 'RecordTable';
export const bucketId = 'EvidenceBucket';
export const queueIds = { tasks: 'TasksQueue', mail: 'MailQueue' } as const;
export type QueueName = keyof typeof queueIds;

export const collectorQueueId = (name: string): string => `Collector${capitalized(name)}Queue`;
export const collectorPolicyId = (name: string): string => `Collector${capitalized(name)}Policy`;
const capitalized = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', '')}`;

export const deadLetterId = (queueId: string): string => queueId.replace(/Queue$/, 'DeadLetters');

export const functionNames = ['schedule', 'collect', 'index', 'digest', 'deliver', 'feedback', 'watch', 'api'] as const;
/** Made only for a configuration that has webhooks: without them nothing runs and nothing is paid. */
export const optionalFunctionNames = ['webhooks'] as const;
export type FunctionName = (typeof functionNames)[number] | (typeof optionalFunctionNames)[number];

export const functionId = (name: FunctionName): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}Function`;

export const mailFromOf = (domain: string): string => `bounce.${domain}`;

/** What each resource of an instance bears, with the name of its stack: by it the budget counts. */
export const instanceTag = 'hongtou-instance';

/** Types without which the stack has no mail, or no budget of AWS: not every region has them (shared/registry/places.ts). */
export const mailType = 'AWS::SES::ConfigurationSet';
export const budgetType = 'AWS::Budgets::Budget';
