import { foldScript } from '../../text/language.ts';

/** A sentence as clauses read it: one kind of comma and bracket, without its number, its short names and what stands in brackets. */

const definition = /[（(](?:以下|下)(?:简称|统称|称)[^（）()]{1,60}[）)]/g;
const numbered =
  /^(?:第[一二三四五六七八九十百]{1,5}条(?:之[一二三])?|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,2}[、.．]|[一二三四五]是|【[^】]{1,30}】|\s){1,4}/;
/** 按照《X》第三条的规定: on what it rests need not be named. */
const byName =
  /(按照?|依[照据]|根据)(?:国家)?《[^》]{1,60}》(?:[、和及]?《[^》]{1,60}》){0,7}(?:等|法律|行政法规|法规|标准|规范|国家|[、和及]){0,7}(?:第[^，。；条款]{1,8}[条款])?的?(?:[有相]关)?(?:规定|要求)?(?![的等、和及])/g;

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
    .replace(/“(数据要素×|(?:人工智能|AI)\+\p{Script=Han}{0,4})”/gu, '$1')
    // 掌握100万用户个人信息: of so many users.
    .replace(/(?<=\d万)(?=用户)/g, '名')
    .replace(/(?<=\d万名用户)(?=个人信息)/g, '的')
    .replace(/采购(网络产品和服务)可能影响国家安全的(?=，)/g, '采购可能影响国家安全的$1的')
    .replace(byName, '$1有关规定')
    .replace(/([县市区])\((?:市、区|区、市|县、区|[市区县])\)/g, '$1')
    // 数字水印等形式的标识: forms of it.
    .replace(/等(?:多种)?(?:形式|类型)的(?=\p{Script=Han})/gu, '等')
    // 自收到申请之日起，3个工作日内: one term.
    .replace(/(之?日起|后)，(?=[\d一二三四五六七八九十两]{1,4}(?:个工作日|个自然日|个月|日|小时)(?:之|以)?内)/g, '$1')
    .replace(/(\d)\+(?=\p{Script=Han})/gu, '$1个以上')
    .replace(/至少(保存|留存|保留)(?=\d|[一二三四五六七八九十])/g, '$1不少于')
    // 企业对部门的检查，应当配合: what it is done to, and nothing that firms do.
    .replace(/^([^，；]{0,30}对[^，；]{2,60}[^的时后前，；])，(?=应当?予?以?(?:配合|协助|支持))/, '$1')
    // 将基本信息，向公安机关备案: what is filed, and with whom.
    .replace(/([将把][^，；将把]{2,90})，(?=(?:及时|依法|按照?规定)?(?:向|报)[^，；]{2,40}(?:备案|报告|报送|提交)(?:[，；。]|$))/, '$1')
    .replace(numbered, '')
    // 报告至少保存三年: an order without a word for it.
    .replace(/^([^，；应须得]{2,24}?)(?=(?:保存|留存|保留)不少于[\d一二三四五六七八九十])/, '$1应当')
    .replace(/[。；]$/, '');

const headed =
  /^([^：]{0,90}?(?:应当|应|必须|不得|严禁|禁止))(?:(?:依法|严格|至少)?(?:履行|遵守|遵循|落实|采取|承担|符合|满足|具备|有|从事|实施|存在)?(?:以下|下列|如下)[^：，。；]{0,18})?(?:，[^：]{0,60})?：\(一\)(.{4,3000})$/;
/** 有下列情形之一的，应当开展评估：（一）…: the cases, and no duties. */
const inCases = /^(具?有(?:下列|以下)情形之一的，[^：]{4,200})：\(一\).{4,3000}$/;
const mostTold = 6;
/** 应当履行下列义务：（一）公开规则；（二）…: each item on its own; `left`: not all of them. */
export function itemsOf(given: string): { readonly text: string; readonly left: boolean } {
  const text = given.replace(inCases, '$1');
  const [, lead = '', rest = ''] = headed.exec(text) ?? [];
  if (lead === '') return { text, left: false };
  const items = rest.split(/[；。，]?\([二三四五六七八九十]{1,3}\)/).map((each) => each.replace(/^应当?|[；。]$/g, ''));
  const told = items.filter((each) => !/[“”"《》：:()；。]/.test(each) && each.length < 80).slice(0, mostTold);
  const joint = /(?:不得|禁止)$/.test(lead) ? '，不得' : '，';
  return { text: `${lead}${told.join(joint)}`, left: told.length < items.length };
}
