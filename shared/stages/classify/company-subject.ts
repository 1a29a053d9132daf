import { firmWords } from '../../registry/companies.ts';
import { oneOf } from '../text/words.ts';

/** Where a firm's name stands in a title. */
export type CompanySpan = { readonly start: number; readonly end: number };

/** How names of firms end, and what firms do; a name ends here whatever stands before it, so firms nobody has listed are found. */
const firmZh = new RegExp(
  `^(?:[^，。：:《]{0,24}[：:])?([\\u4e00-\\u9fff]{2,10}?(?<!人工(?=智能)|阿里(?=云))${oneOf(firmWords['name-ends'])})(?:今日|正式|昨日|近日)?${oneOf(firmWords.deeds)}`,
);
const bodyZh =
  /[部委局办厅院校会省市区县国](?:等|联合)?$|^(?:国家|中国|我国|全国|全省|全市|某市|多家|[一二三四五六七八九十两]+家|[\u4e00-\u9fff]{2,6}[省市区县])/;
const capital = '[A-Z][\\w.&-]{0,20}';
const firmEn = new RegExp(
  `^((?:${capital} ){0,4}?(?:${capital}|(?:model |chip |robot |AI )?(?:start-up|startup|developer|maker)))(?: [A-Za-z-]{1,12}){0,2}? ${oneOf(firmWords['english-deeds'])}\\b`,
);
const firmEnInside = /\b(?:[Mm]odel|AI|[Cc]hip|[Rr]obot|[Aa]gent) (?:start-up|startup|developer|maker|firm|company) [a-z]{1,12}s\b/;
const firmEnFirst = /^(?:Start-up|Startup|Chipmaker|Developer|Cloud seller) [a-z]{1,12}s\b/;
const publicBody = new RegExp(`^(?:The |${oneOf(firmWords['public-bodies'])})`);

/** The firm that is the subject of a title (某某科技发布…, X unveils …); a country, city, ministry or school is no firm. */
export function findCompanySubject(title: string): CompanySpan | undefined {
  const zh = firmZh.exec(title);
  const name = zh?.[1];
  if (zh && name && !bodyZh.test(name)) {
    const start = title.indexOf(name, zh[0].length - name.length > 0 ? Math.max(0, zh[0].indexOf(name)) : 0);
    return { start, end: start + name.length };
  }
  const en = firmEn.exec(title);
  if (en?.[1] && !publicBody.test(title)) return { start: 0, end: en[1].length };
  const inside = firmEnInside.exec(title) ?? firmEnFirst.exec(title);
  return inside ? { start: inside.index, end: inside.index + inside[0].lastIndexOf(' ') } : undefined;
}
