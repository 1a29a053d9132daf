import { orEmpty } from '../../../model/values.ts';
import { simplify } from '../../text/fold.ts';
import { normaliseSpelling } from './spelling.ts';

/** Page tools and counters. They are taken off a line only where nothing else stands on it, so that the words stay where a text uses them. */
const tool =
  /(?:(?:今日|昨日|本月|总|累计|当前)?(?:浏览|阅读|点击|访问|查看|转发|评论|点赞|下载|收藏|在线))(?:次数|量|人数|数|人次|总数|总量|总人数)?\s{0,6}[:：]?\s{0,6}[\d,.万+]{1,12}\s{0,6}(?:次|人)?|(?:浏览|阅读|点击|访问)(?:次数|量|数)\s{0,6}[:：]?\s{0,6}次?|字(?:号|体|体大小)|(?:超大|特大|大号|中号|小号|[大中小])(?![\p{Script=Han}])|A[+-]|打印(?:本页|此页|文章)?|关闭(?:窗口|本页|页面)?|分享(?:到|至)?|收藏(?:本页)?|纠错|返回顶部|返回列表|保存|下载(?:本页|全文)?|微信|微博|朋友圈|二维码|扫一扫[^\n]{0,30}|手机(?:版|查看|浏览)|(?:当前|现在|更新|访问)时间\s{0,6}[:：]\s{0,6}\S{0,24}(?:\s\d{1,2}:\d{2}(?::\d{2})?)?|无障碍|适老|语音播报|今天是[^\n]{0,60}|(?:多云|晴|阴|小雨|中雨|大雨|雪)?\s{0,3}-?\d{1,2}\s{0,3}[~～℃°-][^\n]{0,20}/gu;
/** The same of English pages. */
const toolInEnglish =
  /\b(?:(?:page|article|total)\s)?(?:views?|reads?|hits|visits|visitors|shares?|comments?|likes?|downloads?)\s{0,3}[:：]?\s{0,3}[\d,.]{1,12}[km]?\b|\b[\d,.]{1,12}[km]?\s{1,3}(?:views?|reads?|hits|visits|shares?|comments?|likes?|downloads?|min(?:ute)?s?\sread)\b|\b(?:updated|posted|published)?\s{0,3}\d{1,3}\s(?:minute|hour|day|week|month)s?\sago\b|\b(?:share|print|e-?mail|save|bookmark|copy link|font size)\b/gi;
const rest = /[\s|/\\:：【】[\]()（）<>《》·,，。、+\-_—~～]/g;
const token = /[?&](?:t|v|token|timestamp|_|csrf|sid|nonce)=[\w-]{1,80}|\b(?=\d{0,127}[a-f])[0-9a-f]{24,128}\b/gi;
/** A line of its own that heads links to other pages. */
const relatedHead =
  /^\s{0,6}[【[]?\s{0,6}(?:相关(?:链接|阅读|文章|新闻|稿件|解读|文件|信息|报道|附件|政策|推荐|内容)|延伸阅读|推荐阅读|热门(?:文章|推荐|新闻)|热点(?:新闻|推荐)|猜你喜欢|为您推荐|最新(?:文章|资讯)|更多(?:新闻|内容|相关))\s{0,6}[】\]]?\s{0,6}[:：>》]{0,3}\s{0,6}$|^\s{0,6}(?:上|下)一(?:篇|条)\s{0,3}[:：]/;
/** A text goes on behind the links when a line opens an article of it or is this long. */
const textAgain = /^\s{0,6}(?:第[一二三四五六七八九十百千零〇两\d]{1,8}[条章节编]|附件|附录)/;
const longLine = 60;

/** A line that holds nothing but tools and counters, or their remains. */
function toolsOnly(line: string): boolean {
  if (line.length > 200) return false;
  const bare = line.replace(tool, '').replace(toolInEnglish, '');
  return bare !== line && bare.replace(rest, '') === '';
}

/** Lines of a text without what changes by itself: counters, page tools, tokens, and links to other pages. */
export function withoutVolatileLines(text: string): string[] {
  const kept: string[] = [];
  let related = false;
  for (const line of text.split('\n')) {
    const simple = simplify(line);
    if (relatedHead.test(simple)) related = true;
    else if (related && (line.trim().length > longLine || textAgain.test(simple))) related = false;
    if (related || line.trim() === '' || toolsOnly(simple)) continue;
    kept.push(line.replace(token, ''));
  }
  return kept;
}

/** What a reading says of its text elsewhere, so that the lines that say it again are no part of the wording. */
export type PageFields = {
  readonly title?: string;
  readonly number?: string;
  readonly issuers?: readonly { readonly name: string }[];
  readonly dates?: Readonly<Record<string, { readonly value: string } | undefined>>;
};

const information =
  /^\s{0,6}(?:(?:信息)?来源|发布(?:时间|日期|机构|单位)|时间|日期|作者|责任编辑|责编|编辑|校对|审核|监制|撰稿|文字|供稿|稿源|索引号|发文(?:机关|机构|字号)|文号|主题(?:分类|词)|公开方式|成文日期|生成日期|有效性)\s{0,6}[:：]/;
const editors = /^\s{0,6}[【[(（]\s{0,3}(?:责任?编辑?|编辑|作者|来源|记者|纠错|原标题)[^\n]{0,40}[】\])）]\s{0,6}$/;
const released =
  /^\s{0,6}[（(]\s{0,3}(?:此件|本文|全文)?\s{0,3}(?:公开发布|主动公开|依申请公开|不予公开|完|此件删减后公开|全文如下)\s{0,3}[）)]\s{0,6}$/;
const dateline =
  /^\s{0,6}(?:新华社|人民网|中新社|央视网|本报)[^\n，。]{0,20}?\d{1,2}月\d{1,2}日(?:电|讯)\s{0,6}(?:[（(][^（）()\n]{0,30}[）)])?\s{0,6}/;
const annexLine = /^\s{0,6}(?:附件?|附录)\s{0,3}\d{0,2}\s{0,3}[:：.．、]/;
const fileLine = /^\s{0,6}(?:\d{1,2}\s{0,3}[.．、]\s{0,3})?[^\n]{1,120}\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar|et|jpe?g|png)\s{0,6}$/i;
const dayLine = /^\d{4}年\d{1,2}月\d{1,2}日$|^[二〇零一三四五六七八九十○]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日$/;
/** Address blocks stand at the edges of a text; `时间：` further in says when something is. */
const edgeLines = 6;
const longestFrame = 120;
const chineseDigits = '〇一二三四五六七八九';

const spelledDays = ({ dates = {} }: PageFields): ReadonlySet<string> => {
  const days = new Set<string>();
  for (const fact of Object.values(dates)) {
    const [year = '', month = '', day = ''] = fact?.value.split('-') ?? [];
    if (day === '') continue;
    days.add(normaliseSpelling(`${year}年${Number(month)}月${Number(day)}日`));
    days.add(normaliseSpelling(`${year}年${month}月${day}日`));
  }
  return days;
};

/** Days in Chinese digits are read loosely: the line stands behind the issuer's name, and the day itself is compared as a field. */
const isDay = (spelled: string, days: ReadonlySet<string>): boolean =>
  days.has(spelled) || (dayLine.test(spelled) && chineseDigits.includes(spelled.charAt(0)));

/**
 * Lines of the wording alone: without the title, number, issuers, signed day, credits, editors, datelines and names of files that pages set around a
 * text, each of which is compared as a field. Two carriers of one text have the same.
 */
export function coreLines(text: string, said: PageFields): string[] {
  const title = normaliseSpelling(orEmpty(said.title));
  const number = normaliseSpelling(orEmpty(said.number));
  const names = (said.issuers ?? []).map(({ name }) => normaliseSpelling(name));
  const all = new Set([...names, names.join(''), names.join('、')].filter(Boolean));
  const days = spelledDays(said);
  const lines: string[] = [];
  const given = withoutVolatileLines(text);
  for (const [i, raw] of given.entries()) {
    const simple = simplify(raw);
    const line = raw.slice(dateline.exec(simple)?.[0].length ?? 0);
    const spelled = normaliseSpelling(line);
    const edge = i < edgeLines || i >= given.length - edgeLines;
    const frame =
      spelled === '' ||
      (spelled.length > 5 && (spelled === title || (title.endsWith(spelled) && title.length - spelled.length < 14))) ||
      spelled === number ||
      all.has(spelled) ||
      isDay(spelled, days) ||
      (edge && information.test(simple)) ||
      released.test(simple) ||
      (line.length < longestFrame && (editors.test(simple) || annexLine.test(simple) || fileLine.test(simple)));
    if (!frame) lines.push(line);
  }
  return lines;
}
