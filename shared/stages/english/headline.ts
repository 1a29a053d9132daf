import type { ShownItem } from '../../model/query.ts';
import { hasHan, opt } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { knownIssuers } from '../../registry/issuers.ts';
import { actOf } from './act-title.ts';

/** What is needed to name a document in a list: without the act itself or a type it is not known whether it issues anything. */
export type Named = {
  readonly title: string;
  readonly english?: string;
  readonly type?: DocumentType;
  readonly act?: { readonly title: string; readonly english: string };
  /** Whether it issues an act, worked out before. */
  readonly shown?: Pick<ShownItem, 'act'>;
};

/**
 * What a document is called wherever it stands at the head of something: in English and in Chinese the act that it issues, where it issues
 * one; else its own title. The English is the Chinese again where no English is sure.
 */
export function headlineOf({ title, english = '', type, act: known, shown }: Named): {
  readonly english: string;
  readonly chinese: string;
} {
  const own = english === '' ? title : english;
  const act = known ?? (shown ? shown.act : type && actOf({ title, type }));
  if (!act) return { english: own, chinese: title };
  return { english: act.english === act.title && !hasHan(own) ? own : act.english, chinese: act.title };
}

/** What lists show of a document: worked out once, when its row of the index is made. */
export const toShownItem = ({ title, type }: Required<Pick<Named, 'title' | 'type'>>, issuerNames: readonly string[]): ShownItem => ({
  ...opt('act', actOf({ title, type })),
  issuers: knownIssuers(issuerNames),
});
