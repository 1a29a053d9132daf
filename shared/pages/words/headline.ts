import type { DocumentType } from '../../model/vocabulary.ts';
import { actOf } from '../../stages/english/act-title.ts';
import { hasHan } from '../../stages/text/language.ts';

/** What is needed to name a document in a list: without the act itself or a type it is not known whether it issues anything. */
export type Named = {
  readonly title: string;
  readonly english?: string;
  readonly type?: DocumentType;
  readonly act?: { readonly title: string; readonly english: string };
};

/**
 * What a document is called wherever it stands at the head of something: in English and in Chinese the act that it issues, where it issues one; else its own
 * title. The English is the Chinese again where no English is sure.
 */
export function headlineOf({ title, english = '', type, act: known }: Named): { readonly english: string; readonly chinese: string } {
  const own = english === '' ? title : english;
  const act = known ?? (type && actOf({ title, type }));
  if (!act) return { english: own, chinese: title };
  return { english: act.english === act.title && !hasHan(own) ? own : act.english, chinese: act.title };
}

/** The language of a title as it is written. */
export const titleLanguage = (title: string): 'en' | 'zh-Hans' => (hasHan(title) ? 'zh-Hans' : 'en');
