import { orEmpty } from '../../../model/values.ts';
/** Numbers that are no quantities of policy, by the words beside them. */

/** The sentence speaks of goods, prices, shares, the parts of a document, books, or says what a unit is. */
export const notPolicy =
  /保质期|门票|票价|\btickets?\b|保修期|收报|收于|收盘|股价|股票|每股|市盈率|\bshare price|\b(?:per|a) share\b|\bshares\b[^.;]{0,60}\b(?:rose|fell|closed|jumped|gained|dropped|slid|surged|climbed|traded|tumbled|soared|bought|sold|were|was|at)\b|\d(?: [mb]illion)? (?:new |ordinary )?shares\b|(?:调用|输入|输出|服务|租赁|产品|市场)价格?(?:仅|低至|降至|降到|下调至|下调为)[^，。；]{0,12}\d|closed at|单价[^，。；]{0,8}\d|定价[:：]|编制组|起草组|小说|英文版|浏览次数|全文共|邮编|电话|热线|售价|项目编号(?![^。]{0,120}预算)|(?<![\d.])1\s{0,2}[EPZGT](?:FLOPS|B|bps)?(?:[（(][^）)]{0,20}[）)])?(?:算力)?\s{0,2}(?:等于|即|是指|相当于|表示|代表|约等于|=|＝|equals\b|is\b|means\b)/i;

const notCounted =
  /^(?:[）)]之和|部门|条(?!款)|章|附件|工作日|部委|页|版|文件|表格|议题|问题|(?:纳税|会计|自然|考核)?年度?(?!内新)|交易日|自然日|日历|学期|学年|季度|方面|环节|档|等级|层级|阶段|条件|步骤|字(?!段)|以上部门)/;

/** 93，708，580元 and "(115.4, 2.8, 2.5%)" are one number and a share's quotation, 1年8个月 one term: what is left of them is no quantity. */
const broken = /\d，$|\(-?\d[\d.]{0,9},\s?-?\d[\d.]{0,9},\s?[-+]?$|(?<!\d)\d{1,2}年(?:零|又)?$/;
/** 24小时滚动播报 tells how something is done. */
const aside = /^(?:监测|监控|响应|滚动|实时|不间断|在线|全天候|无休|(?:应急|专人)?值[守班]|开放|服务热线)/;
const bounded = /不(?:得)?(?:超过|少于|多于|低于)|至少|最多|限报|不超|建成?|打造|培育|新增|设立|布[局设]|遴选|形成|建设/;
const changes =
  '(?:调[减增低高]|放宽|压缩|核[减增]|改|变|提升|提高|下降|增加|增长|压减|压降|升|降|上升|上调|下调|调整|上浮|下浮|扩大|减少|缩短|增至|拓展|延长|扩容|变更)';
const movesOn = new RegExp(`^[^，。；\\d]{0,3}${changes}`);
/** 由100万元、60万元调整为120万元: each of the old ones. */
const movesTo = new RegExp(`^[^，。；\\d、和及]{0,5}(?:[、和及][\\d.]{1,9}[^，。；\\d、]{1,5}){0,3}${changes}(?:为|至|到)`);

/** 原政策规定为60万元. */
const formerly = /原(?:政策|规定|标准|来|先|定为|有的?标准|办法)(?!的?基础)[^，。；,\d]{0,12}$/;
/** 调整前为“额度不超过20倍”, 由“每月1500元”提高至: what no longer is so, in its own words. */
const before = /(?:(?:调整|修改|修订)前|原公式)[^，。；”\d]{0,40}$/;
const quotedBefore = /^[^“”。；]{0,20}”(?:提高|调整|修改|上调|下调|变更)(?:至|为|到)/;
/** 将24项措施调整增加为30项. */
const movesSoon =
  /^[^，。；,\d]{0,16}(?:调[整减增低高]|增加|减少|提高|扩大|缩短|延长|修改|变更|降低|压减)(?:增加|减少)?(?:为|至|到)\s{0,2}\d/;

/** 由42%提升至68%, 由2023年的1.48降至1.33: what a quantity was before is no aim and no result. */
export const isStartingValue = (plain: string, start: number, end: number): boolean => {
  const right = plain.slice(end, end + 40);
  const left = plain.slice(Math.max(0, start - 24), start);
  if (
    formerly.test(left) ||
    quotedBefore.test(right) ||
    before.test(plain.slice(Math.max(0, start - 60), start)) ||
    (/在\s{0,2}$/.test(left) && /^的?基础上/.test(right)) ||
    (/(?:由|从|将|把)[^，。；,]{0,20}$/.test(left) && movesSoon.test(right))
  )
    return true;
  return movesTo.test(right) || (/(?:由|从)[^，。；]{0,14}$/.test(plain.slice(Math.max(0, start - 18), start)) && movesOn.test(right));
};

const parts =
  /第[（(]?[一二三四五六七八九十百\d]{1,5}[）)]?(?:[项款条目]?(?:、|至|和|或者?|以及|及)第?[（(]?[一二三四五六七八九十百\d]{0,5}[）)]?){1,6}$/;
/** 第五、六项, 第（三）、（四）项, 第5和6条. */
export const isPartOfAct = (left: string): boolean => parts.test(left);

/** What stands beside a number says that it is no quantity of policy: a list's items, a rate of repetition, a temperature. */
export function isOtherNumber(plain: string, { index, 0: whole, groups }: RegExpMatchArray, named: string): boolean {
  const at = index ?? 0;
  const left = plain.slice(Math.max(0, at - 8), at);
  const right = plain
    .slice(at + whole.length, at + whole.length + 8)
    .replace(/\s/g, '')
    .normalize('NFKC');
  const scaled = groups?.scale !== undefined;
  // 1 0万元 was taken apart by its print, 1+N and 最近3个有代表性年度 count nothing, 二套房 is a second one.
  if (/\d\s{1,2}$/.test(left) && /^0(?!\.)/.test(orEmpty(groups?.low))) return true;
  if (/^[^，。；\d]{0,12}\+\s?[N\d]/.test(plain.slice(at + whole.length, at + whole.length + 16))) return true;
  if (/最近$/.test(left) || (/套$/.test(whole) && /^(?:房|住房)/.test(right))) return true;
  if (/(?:[\d.〔第\-/A-Z]|\d[:：])$/.test(left) || notCounted.test(right) || /^(?:月|日|年|号)/.test(right)) return true;
  if (broken.test(plain.slice(Math.max(0, at - 32), at)) || aside.test(right)) return true;
  // 6个月内提交报告 is a time in which something is done.
  if (named === 'month' && /^(?:之?内|以内)/.test(right)) return true;
  // （以下简称“10%比例”）, “240小时过境免签”: a name. 第五项、第六项: parts of an act.
  if (/简称[“"]?\s?$/.test(left) || (/^(?:month|hour)$/.test(named) && /[“"]$/.test(left))) return true;
  // A line that was cut: 处五万元以上五十. 1000元的整数倍.
  if (/^(?:[（(]含[）)])?以(?:上[一二三四五六七八九十百千万\d]{0,6})?\s{0,2}$|^的?整数倍/.test(right)) return true;
  // 如图2所示; a/b×100%.
  if (/[图表]\s{0,2}$|[×*＊=＝]\s{0,2}$/.test(left)) return true;
  if (
    /[（(，、]不?含$/.test(left) ||
    (/[项条款]$/.test(whole) && (/(?:下列|以下|上述|前|[\d第]至)$/.test(left) || isPartOfAct(plain.slice(Math.max(0, at - 24), at))))
  )
    return true;
  if (isStartingValue(plain, at, at + whole.length)) return true;
  // 3次 is how often something is done, 900亿次 a quantity; 20度 is a temperature, 4亿度 is not.
  if (!scaled && (/(?<![人亿])[次卡]$/.test(whole) || /度$/.test(whole))) return true;
  // 2000P is computing power only where the sentence speaks of it.
  if (/P$/.test(whole) && !/算力|智算|超算/.test(plain)) return true;
  if (named !== 'count' || scaled) return false;
  return isNoCount(orEmpty(groups?.low), whole, left, plain.slice(Math.max(0, at - 14), at));
}

function isNoCount(low: string, whole: string, left: string, before: string): boolean {
  // In English a year or a ratio may stand before the word for a thing: "by 2028 terminals are expected to".
  if (/[a-z]$/i.test(whole) && (/^(?:19|20)\d\d$|\./.test(low) || /[.,]$/.test(left))) return true;
  // 推举1名申请人, 每增加1人: what is done once is no quantity, unless it is built or bounded. 15条 are as often articles as lines.
  return (low === '1' || (/条$/.test(whole) && !/[-—–~～至]/.test(whole))) && !bounded.test(before);
}
