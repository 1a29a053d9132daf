import { group, opt, orEmpty } from '../../model/values.ts';
import { foldScript } from '../text/language.ts';
import { type NormalisedText, normaliseText } from '../text/normalise.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { findFigures } from './extract/figures.ts';
import { readEnglishIssuingClause, readIssuingClause } from './extract/issuing-clause.ts';
import { findStatuses } from './extract/statuses.ts';
import { figureContext } from './extract/strength.ts';
import { findLifecycleDates, type LifecycleDate } from './lifecycle/dates.ts';
import { findRelatedMentions, type RelatedMention } from './link/related-mentions.ts';
import { splitSentences } from './link/sentences.ts';
import { compileForm } from './phrases/phrases.ts';

const { ofAct } = expressionsOf(expressions.labels);

export type SentenceLabel =
  | { readonly k: 'cite'; readonly title: string | null; readonly number: string | null; readonly relation: string; readonly span: string }
  | { readonly k: LifecycleDate['k']; readonly value: string; readonly span: string }
  | { readonly k: 'status'; readonly value: string; readonly by: 'issuer' | 'press' }
  | {
      readonly k: 'figure';
      readonly value: number;
      readonly unit: string;
      readonly year: number | null;
      readonly bound: string;
      readonly strength: string | null;
      readonly span: string;
    }
  | { readonly k: 'issuer'; readonly names: readonly string[]; readonly lead: string; readonly count?: number };

export type ExtractInput = {
  readonly id: string;
  readonly text: string;
  readonly title?: string;
  readonly date?: string;
  readonly lang?: string;
};

function baseOf(input: ExtractInput): string | undefined {
  if (input.date) return input.date;
  const found = [...orEmpty(input.title).matchAll(/(?<!\d)(20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\d年])/g)];
  const days = found.map((each) => group(each, 1)).filter((each) => each.length === 10);
  return days.at(-1) ?? found.at(-1)?.[1];
}

function citationLabels({ quote }: NormalisedText, named: readonly RelatedMention[]): SentenceLabel[] {
  return named
    .filter((each) => !each.short)
    .map((each) => ({
      k: 'cite',
      title: each.title ?? null,
      number: each.number ?? null,
      relation: each.relation,
      span: quote(each.start, each.end).trim(),
    }));
}

/** A row of labelled sentences holds one or a few; a longer text is a page, and is read sentence by sentence. */
const longestRow = 800;

/**
 * Labels of one text (a sentence, as a rule), by the same readers that read whole pages; spans are of the text as it was given. A generic
 * short name (《办法》) gives no label.
 */
export function extract(input: ExtractInput): { id: string; labels: SentenceLabel[] } {
  const { id, text } = input;
  if (text.length <= longestRow) return { id, labels: labelsOf(normaliseText(text), input) };
  return { id, labels: splitSentences(text).flatMap(({ start, end }) => labelsOf(normaliseText(text.slice(start, end)), input)) };
}

/** 部分废止《X》, 《X》第三条停止执行, 废止《X》第三条: a part ends, the text goes on. 第三条 with a blank behind it is the heading of an article. */
const inPart = compileForm(
  [
    '部分(条款|内容|条文|章节)?(已|同时|予以|被)?({repeal.any}|{replace})',
    '第[一二三四五六七八九十百\\d]{1,8}条(?!\\s)[^。，；]{0,20}({repeal.any}|被[^。，；]{0,12}{replace})',
    '({repeal.any}|{replace})了?(原|旧)?《[^。《》]{2,80}》(的|中的?)?第[一二三四五六七八九十百\\d]{1,8}条',
  ].join('|'),
);

function labelsOf(normal: NormalisedText, input: ExtractInput): SentenceLabel[] {
  const { text, quote } = normal;
  const plain = foldScript(text);
  const context = orEmpty(input.title);
  const base = baseOf(input);
  const named = findRelatedMentions(text);
  const moments = findLifecycleDates(text, { ...(base ? { base } : {}), around: [context], taken: named });
  const relations = named.map((each) => each.relation);
  const partial = inPart.test(plain);
  const lapsed = moments.some(
    (each) => each.k === 'expires' && each.value.length === 10 && base?.length === 10 && each.value < base && each.value > '1949',
  );
  const statuses = findStatuses(plain, context, { relations, kinds: moments.map((each) => each.k), partial, lapsed });
  const figures = findFigures(plain, { ...figureContext(base, context), ...opt('reports', ofAct.test(context) ? undefined : true) });
  const issuing = readIssuingClause(text, plain) ?? readEnglishIssuingClause(text);
  return [
    ...citationLabels(normal, named),
    ...moments.map((each): SentenceLabel => ({ k: each.k, value: each.value, span: quote(each.start, each.end) })),
    ...statuses.map((each): SentenceLabel => ({ k: 'status', ...each })),
    ...figures.map(
      ({
        start,
        end,
        yearFrom: _from,
        strict: _strict,
        threshold: _threshold,
        number: _number,
        strength = null,
        ...each
      }): SentenceLabel => ({
        k: 'figure',
        ...each,
        strength,
        span: quote(start, end),
      }),
    ),
    ...(issuing ? [{ k: 'issuer', ...issuing } satisfies SentenceLabel] : []),
  ];
}
