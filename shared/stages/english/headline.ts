import type { DescriptiveHeadline, ShownItem } from '../../model/query.ts';
import { hasHan, opt } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { knownIssuers } from '../../registry/issuers.ts';
import { actOf } from './act-title.ts';
import { describeTitle } from './descriptive-headline.ts';

export type Named = {
  readonly title: string;
  readonly english?: string;
  readonly type?: DocumentType;
  readonly act?: { readonly title: string; readonly english: string };
  readonly shown?: Pick<ShownItem, 'act' | 'described'>;
};

/**
 * What a document is called, in English and in Chinese: the act that it issues, where it issues one; else its own title. The English is the
 * Chinese again where no English is sure.
 */
export function sureName({ title, english = '', type, act: known, shown }: Named): {
  readonly english: string;
  readonly chinese: string;
} {
  const own = english === '' ? title : english;
  const act = known ?? (shown ? shown.act : type && actOf({ title, type }));
  if (!act) return { english: own, chinese: title };
  return { english: act.english === act.title && !hasHan(own) ? own : act.english, chinese: act.title };
}

/** As `sureName`, for the head of something: where no English is sure it is told what the title names, or its words. */
export function headlineOf(named: Named): ReturnType<typeof sureName> & Partial<Pick<DescriptiveHeadline, 'by'>> {
  const { english, chinese } = sureName(named);
  return hasHan(english) ? { ...(named.shown?.described ?? describeTitle(chinese, named.type)), chinese } : { english, chinese };
}

export const ownHeadline = (named: Omit<Named, 'act' | 'shown'>): ReturnType<typeof headlineOf> => headlineOf({ ...named, shown: {} });

/** What lists show of a document: worked out once, when its row of the index is made. */
export function toShownItem(named: Required<Parameters<typeof actOf>[0]>, issuerNames: readonly string[]): ShownItem {
  const act = actOf(named);
  const { english, chinese } = sureName({ ...named, english: named.english.title, shown: opt('act', act) });
  return {
    ...opt('act', act),
    ...(hasHan(english) && { described: describeTitle(chinese, named.type) }),
    issuers: knownIssuers(issuerNames),
    ...opt('page', named.english.page),
  };
}
