import type { Source } from './source.ts';
import type { Weekday } from './time.ts';
import type { TlsProfile } from './tls.ts';
import type { Webhook } from './webhook.ts';

/** When the instance mails whoever has not chosen. */
export type DigestRhythm = { readonly weekday: Weekday; readonly time: string; readonly timeZone: string };

/** A proxy of one's own, or a machine of one's own that collects (`hongtou collect --stack NAME`). */
type Egress = ProxyEgress | { readonly collector: true };
/** `secretParameter`: name of the secret that holds `user:password` (as for webhooks). */
export type ProxyEgress = { readonly proxy: string; readonly secretParameter?: string };

/** What a month may cost, in US dollars, where the configuration does not say it. */
export const usualBudgetUsd = 20;

/** The configuration after checks (docs/contract.md 5), with every enabled source. */
export type Settings = {
  readonly sources: readonly Source[];
  readonly digest: DigestRhythm & { readonly from: string; readonly language: 'en' | 'zh' | 'both' };
  readonly fetch: {
    readonly contact: string;
    readonly allow: readonly string[];
    readonly hosts: Readonly<Record<string, string>>;
    /** What is forgiven hosts whose TLS is old or whose chain is not whole, by host. */
    readonly tls?: Readonly<Record<string, TlsProfile>>;
  };
  readonly translate: 'glossary' | 'amazon';
  readonly enrich: 'none' | 'bedrock';
  /** Who may become a reader: anybody on the page, or only whom the owner adds. */
  readonly signUp: 'invited' | 'open';
  readonly webhooks: readonly Webhook[];
  readonly budgetUsd?: number;
  /** Of a deployed instance: what a month may cost, and at the prices of which region. Polling gets slower as it is used up. */
  readonly spending?: { readonly budgetUsd: number; readonly region: string };
  /** Who gets the alarms of a deployed instance; `dashboard` adds a dashboard and the metrics that it shows, which cost money. */
  readonly alarms?: { readonly email?: string; readonly dashboard?: boolean };
  readonly search: { readonly engine: 'embedded' } | { readonly engine: 'opensearch'; readonly endpoint: string };
  /** Ways around for sources that do not answer the instance itself, by the name that sources use (`Source.egress`). */
  readonly egress: Readonly<Record<string, Egress>>;
  /** Names of an existing table and bucket, for a stack that is made after a restore. */
  readonly store?: { readonly table: string; readonly bucket: string };
};
