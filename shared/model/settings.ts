import type { Source } from './source.ts';

/** The configuration after checks (contract.md 5), with every source in force. */
export type Settings = {
  readonly sources: readonly Source[];
  readonly digest: {
    readonly weekday: string;
    readonly time: string;
    readonly timeZone: string;
    readonly from: string;
    readonly language: 'en' | 'zh' | 'both';
  };
  readonly fetch: { readonly contact: string; readonly allow: readonly string[]; readonly hosts: Readonly<Record<string, string>> };
  readonly translate: 'glossary' | 'amazon';
  readonly enrich: 'none' | 'bedrock';
  readonly budgetUsd?: number;
};
