import type { DocumentFigure } from '../model/register.ts';
import type { DocumentType } from '../model/vocabulary.ts';
import { type Figure, figuresIn } from './extract/figures.ts';
import { type FigureContext, figureContext } from './extract/strength.ts';
import { fold } from './link/fold.ts';
import { sentencesOf } from './link/sentences.ts';

const longestQuote = 160;
const most = 60;

/** Pages whose numbers are of goods, bids and shares. */
const without: ReadonlySet<DocumentType> = new Set(['procurement', 'other']);

/** Words that lead to a quantity and say nothing of what it is. */
const lead =
  /^(?:到|至|力争|争取|其中|同时|并|且|以及|并且|确保|全面|进一步|努力|截至)?(?:20\d\d年)?(?:底|末|初|前)?[，,、]?(?:力争|争取|确保)?/;
const tail =
  /(?:达到|超过|突破|不少于|不低于|不超过|不高于|至少|最高|约|近|超|达|逾|不得|提高到|提升至|下降|增长|到|至|为|的|在|了|控制|应当?|必须|须|不)+$/;
/** Words that count and name nothing: what is counted stands behind the quantity then. */
const onlyCounts = /^(?:累计|总计|合计|一?共|现|已|有|新增|完成)*$/;

/** The last words of a long lead; an English word is not cut in two. */
function shortened(words: string): string {
  if (words.length <= 40) return words;
  const kept = words.slice(-40);
  return /[A-Za-z]$/.test(words.slice(0, -40)) ? kept.replace(/^[A-Za-z’'-]{1,39}\s/, '').trim() : kept.trim();
}

/** What a quantity is of, by the words in front of it in its part of the sentence. */
function scopeOf(sentence: string, plain: string, figure: Figure): string | undefined {
  const from = Math.max(...['，', '。', '；', '、', ',', ';'].map((mark) => plain.lastIndexOf(mark, figure.start - 1))) + 1;
  const before = plain.slice(from, figure.start);
  const skipped = lead.exec(before)?.[0].length ?? 0;
  const cut = before.slice(skipped).replace(tail, '').length;
  const words = sentence.slice(from + skipped, from + skipped + cut).trim();
  if (figure.unit === 'count' && onlyCounts.test(words)) return /^[^，。；、,;（()）]{2,24}/.exec(sentence.slice(figure.end))?.[0].trim();
  return words.length >= 2 ? shortened(words) : undefined;
}

/** The sentence, or the stretch of it that holds the quantity. */
function quoteOf(sentence: string, { start, end }: Figure): string {
  const trimmed = sentence.trim();
  if (trimmed.length <= longestQuote) return trimmed;
  const from = Math.max(0, Math.min(start - Math.floor((longestQuote - (end - start)) / 2), sentence.length - longestQuote));
  return sentence.slice(from, from + longestQuote).trim();
}

const lineOf = (sentence: string, plain: string, figure: Figure): DocumentFigure => {
  const { value, unit, year, yearFrom, bound, strength } = figure;
  const scope = scopeOf(sentence, plain, figure);
  return {
    value,
    unit,
    ...(year === null ? {} : { year }),
    ...(yearFrom ? { yearFrom } : {}),
    bound,
    strength,
    ...(scope ? { scope } : {}),
    quote: quoteOf(sentence, figure),
  };
};

export type Stating = {
  readonly title: string;
  readonly text: string;
  readonly type: DocumentType;
  readonly day?: string;
  readonly language?: string;
};

/** Bodies and moneys of places whose 元 is not the yuan. */
const elsewhere = /新?[臺台][幣币]|NT\$|港[元幣]|HK\$|澳門元|行政院|立法院|數(?:位發展|發)部|國科會|本港|特區政府|財政司/;
const hasOtherMoney = ({ title, text, language }: Stating): boolean =>
  language === 'zh-Hant' && (elsewhere.test(title) || elsewhere.test(text)) && !/人民[幣币]/.test(text);

/** Quantities and commitments that a document states, each once, at most 60: units other than bare counts come first. */
export function readFigures(stating: Stating): DocumentFigure[] {
  const { title, text, type, day } = stating;
  if (without.has(type)) return [];
  const otherMoney = hasOtherMoney(stating);
  const context: FigureContext = figureContext(day, title);
  const found = new Map<string, DocumentFigure>();
  for (const { start, end } of sentencesOf(text)) {
    const sentence = text.slice(start, end);
    if (!/\d|[一二两三四五六七八九十]个|[百千万亿](?:余|多)?[元家个所项名款户台]/.test(sentence)) continue;
    const plain = fold(sentence);
    for (const figure of figuresIn(plain, context)) {
      if (otherMoney && figure.unit === 'CNY') continue;
      const line = lineOf(sentence, plain, figure);
      // One text in two formats differs in its blanks.
      const key = [line.value, line.unit, line.year, line.scope?.replace(/\s/g, ''), line.strength].join(' ');
      if (!found.has(key)) found.set(key, line);
    }
  }
  const all = [...found.values()];
  if (all.length <= most) return all;
  return [...all.filter(({ unit }) => unit !== 'count'), ...all.filter(({ unit }) => unit === 'count')].slice(0, most);
}
