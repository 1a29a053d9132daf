import { orEmpty } from '../../../model/values.ts';
import { precise, scales } from '../../text/numerals.ts';

type EnglishAmount = { value: number; unit: string; more: boolean; start: number; end: number };

const amount =
  /(?<![A-Za-z])(RMB|CNY|¥|￥|US\$|[$€£])?\s?(?<![\d.,])(\d{1,3}(?:,\d{3}){1,5}|\d{1,15}(?:\.\d{1,9})?)(?: (trillion|billion|million|thousand)| ?(bn|tn|mn)\b)?(?![\d.,]{0,20}\d)/g;

/** "RMB 5 million", "¥300,000": the currency stands before; "1.3 million" at the end of a clause is a count. Foreign money is no figure. */
export function findEnglishAmounts(plain: string): EnglishAmount[] {
  if (!/RMB|CNY|[¥￥]|illion/.test(plain)) return [];
  return [...plain.matchAll(amount)].flatMap((each) => {
    const [whole, money, digits = '', word, short] = each;
    const ends = /^(?:[.,]|$)/.test(plain.slice(each.index + whole.length));
    const yuan = money !== undefined && /RMB|CNY|[¥￥]/.test(money);
    if (!yuan && (money !== undefined || !(word && /m|b/.test(word.charAt(0))) || !ends)) return [];
    const lead = whole.length - whole.trimStart().length;
    const value = precise(Number(digits.replace(/,/g, '')) * (scales[orEmpty(word ?? short)] ?? 1));
    return [{ value, unit: yuan ? 'CNY' : 'count', more: false, start: each.index + lead, end: each.index + whole.length }];
  });
}
