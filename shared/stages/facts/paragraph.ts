import { opt, orEmpty } from '../../model/values.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { Figure } from './extract/figures.ts';
import type { FigureContext } from './extract/strength.ts';
import type { Span } from './link/sentences.ts';

const {
  /** An item that orders keeps its measure: 注册资本不低于500万元. */
  orders,
} = expressionsOf(expressions.paragraph);

/** What a sentence takes over from those before it in its paragraph or list. */
type Within = {
  /** The year of the targets that its paragraph began with. */
  readonly carried?: number;
  /** Whether a figure of it is a condition: an item of a list of who may apply. */
  readonly condition: (figure: Figure, plain: string) => boolean;
};

/** 到2027年底，…: the year that what follows is for. 截至2027年 is no aim. */
const aimsAt = /(?:^|[：:，,。；])\s{0,4}(?:力争|争取)?(?<!截)(?:到|至)\s{0,2}(20\d\d)\s{0,2}年/;
/** 具备下列条件：, 有下列情形之一的：: the items of the list say whom or what the rule is for. */
const asks = /(?:条件|情形|情况|之一|对象|范围)[^。；]{0,20}[:：]\s{0,4}$/;
/** 符合下列条件：（一）…；（二）…。: the list in one paragraph, to its full stop. */
const asksInline = /(?:条件|情形|情况|之一|行为)[^。；：:]{0,20}[:：]\s{0,4}[（(]?[一1][）)、.．]/;
const item = /^\s{0,8}(?:[（(]\s{0,2}[一二三四五六七八九十\d]{1,3}\s{0,2}[）)]|[一二三四五六七八九十\d]{1,3}\s{0,2}[.．、)）]|[①-⑳])/;

/** The part of the sentence that holds a figure. */
const partOf = (plain: string, { start, end }: Figure): string =>
  orEmpty(/[^，,；;：:]{0,30}$/.exec(plain.slice(0, start))?.[0]) +
  plain.slice(start, end) +
  plain
    .slice(end, end + 12)
    .split(/[，,；;。]/, 1)
    .join('');

/** Follows a text sentence by sentence; each takes over what its paragraph or list began with. */
export function openParagraph(text: string, { base }: FigureContext): (sentence: Span) => Within {
  let carried: number | undefined;
  let listed = false;
  let inline = false;
  return ({ start, end }) => {
    const sentence = text.slice(start, end);
    if (start === 0 || text[start - 1] === '\n') {
      carried = undefined;
      inline = false;
      listed &&= item.test(sentence);
    }
    const [lead] = asksInline.exec(sentence) ?? [];
    const from = listed || inline ? 0 : lead === undefined ? Number.POSITIVE_INFINITY : sentence.indexOf(lead);
    inline = (inline || lead !== undefined) && !sentence.trimEnd().endsWith('。');
    const condition = (figure: Figure, plain: string): boolean =>
      figure.start > from && figure.strength !== 'support' && !orders.test(partOf(plain, figure));
    const within: Within = { ...opt('carried', carried), condition };
    const [, year] = aimsAt.exec(sentence) ?? [];
    if (year !== undefined && !(base !== undefined && Number(year) < base)) carried = Number(year);
    if (asks.test(sentence)) listed = true;
    return within;
  };
}
