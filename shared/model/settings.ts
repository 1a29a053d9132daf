import type { Weekday } from './configuration.ts';
import type { Source } from './source.ts';
import type { Webhook } from './webhook.ts';

/** When the instance mails whoever has not chosen. */
export type DigestRhythm = { readonly weekday: Weekday; readonly time: string; readonly timeZone: string };

/** The configuration after checks (contract.md 5), with every enabled source. */
export type Settings = {
  readonly sources: readonly Source[];
  readonly digest: DigestRhythm & { readonly from: string; readonly language: 'en' | 'zh' | 'both' };
  readonly fetch: { readonly contact: string; readonly allow: readonly string[]; readonly hosts: Readonly<Record<string, string>> };
  readonly translate: 'glossary' | 'amazon';
  readonly enrich: 'none' | 'bedrock';
  /** Who may become a reader: anybody on the page, or only whom the owner adds. */
  readonly signUp: 'invited' | 'open';
  readonly webhooks: readonly Webhook[];
  readonly budgetUsd?: number;
  /** Who gets the alarms of a deployed instance. */
  readonly alarms?: { readonly email: string };
  /** Names of an existing table and bucket, for a stack that is made after a restore. */
  readonly store?: { readonly table: string; readonly bucket: string };
};
