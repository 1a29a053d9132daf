import { foldScript } from '../../text/language.ts';

/** A sentence as clauses read it: one kind of comma and bracket, without its number, its short names and what stands in brackets. */

const definition = /[（(](?:以下|下)(?:简称|统称|称)[^（）()]{1,60}[）)]/g;
const numbered =
  /^(?:第[一二三四五六七八九十百]{1,5}条(?:之[一二三])?|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,2}[、.．]|[一二三四五]是|【[^】]{1,30}】|\s){1,4}/;
export const plainOf = (quote: string): string =>
  foldScript(quote.normalize('NFKC'))
    .replace(/[（]/g, '(')
    .replace(/[）]/g, ')')
    .replace(/(?<=[^A-Za-z])\s{1,4}|\s{1,4}(?=[^A-Za-z])/g, '')
    .replace(definition, '')
    .replace(/\((?:含|包括|包含|详?见|如)[^()]{1,40}\)/g, '')
    .replace(/\((?:以下|下)(?:简称|统称|称)[^()]{1,60}\)/g, '')
    .replace(/(?<!\d),|,(?!\d{3})/g, '，')
    .replace(/:/g, '：')
    .replace(/[;]/g, '；')
    .replace(/“(数据要素×|人工智能\+|AI\+)”/g, '$1')
    .replace(/(\d)\+(?=\p{Script=Han})/gu, '$1个以上')
    .replace(/至少(保存|留存|保留)(?=\d|[一二三四五六七八九十])/g, '$1不少于')
    // 企业对部门的检查，应当配合: what it is done to, and nothing that firms do.
    .replace(/^([^，；]{0,30}对[^，；]{2,60}[^的时后前，；])，(?=应当?予?以?(?:配合|协助|支持))/, '$1')
    .replace(numbered, '')
    .replace(/[。；]$/, '');
