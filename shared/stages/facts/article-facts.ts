import type { DocumentFigure } from '../../model/facts.ts';
import type { Duty } from '../../model/summary.ts';
import { opt } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { parseNumeral } from '../text/numerals.ts';
import { readBearing } from './bearing.ts';
import { readFigures } from './figures.ts';
import { readLifecycle } from './lifecycle.ts';

/** What an article alone states. */
export type ArticleFacts = {
  readonly figures: readonly DocumentFigure[];
  readonly duties: readonly Duty[];
  readonly scope?: string;
  readonly days: readonly { readonly kind: 'effective' | 'expires'; readonly value: string; readonly quote: string }[];
};

/** 保存期限不少于三年, 自收到之日起十五个工作日内: what a term is measured in, beside the months that figures have. */
const terms =
  /(不得?(?:少于|低于|短于)|至少|不得?(?:超过|多于)|最长)?(?<![\d月年第])([\d一二三四五六七八九十]{1,4})(年|个工作日|日)(以上|以内|内)?/g;
const termUnits: Readonly<Record<string, string>> = { 年: 'year', 个工作日: 'working day', 日: 'day' };

const boundOf = (before: string, behind: string): DocumentFigure['bound'] | undefined => {
  if (/少于|低于|短于|至少/.test(before) || behind === '以上') return 'at-least';
  return before !== '' || behind !== '' ? 'at-most' : undefined;
};

/** Terms in years and days, where the words bound them: a bare 三年 may be anything. */
function readTerms(text: string): DocumentFigure[] {
  return [...text.matchAll(terms)].flatMap(([quote, before = '', numeral = '', name = '', behind = '']): DocumentFigure[] => {
    const value = parseNumeral(numeral);
    const bound = boundOf(before, behind);
    const unit = termUnits[name];
    return value === undefined || value > 100 || !bound || unit === undefined ? [] : [{ value, unit, bound, strength: 'must', quote }];
  });
}

/** The facts of each of some articles. `day`: of the act that they stand in. */
export function readArticleFacts(
  texts: readonly string[],
  { type, day }: { readonly type: DocumentType; readonly day?: string },
): ArticleFacts[] {
  return texts.map((text) => {
    const given = { title: '', text, type };
    const { scope, duties } = readBearing({ text, type, ...opt('day', day) });
    const { dates } = readLifecycle({ ...given, today: day ?? '1970-01-01', ...opt('signed', day) });
    const days = (['effective', 'expires'] as const).flatMap((kind) => {
      const found = dates[kind];
      return found ? [{ kind, value: found.value, quote: found.quote }] : [];
    });
    return {
      figures: [...readFigures({ ...given, ...opt('day', day), language: 'zh-Hans' }), ...readTerms(text)],
      duties,
      ...opt('scope', scope),
      days,
    };
  });
}
