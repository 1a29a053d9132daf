import { foldTable } from '../../registry/script.ts';

/** A piece of a text that is compared as one: an article, a numbered section or a paragraph. */
export type Unit = { readonly label: string; readonly text: string; readonly key: string };

const counters =
  /(?:浏览|阅读|点击|访问|查看|转发|评论|点赞|下载)(?:次数|量|数|人次)?\s{0,6}[:：]\s{0,6}[\d,.万+]*\s{0,6}次?|字[号体]\s{0,6}[:：]?\s{0,6}[【[]?\s{0,6}(?:超大\s{0,6})?大\s{0,6}[|/]?\s{0,6}中\s{0,6}[|/]?\s{0,6}小\s{0,6}[】\]]?|打印(?:本页|此页)?|关闭(?:窗口|本页)?|分享到?\s{0,6}[:：]?|收藏(?:本页)?|【\s{0,6}(?:打印|关闭|纠错)\s{0,6}】|(?:当前|现在)时间\s{0,6}[:：]\s{0,6}\S{0,24}/g;
const token = /(?:[?&](?:t|v|token|timestamp|_)=\w+)|\b[0-9a-f]{24,}\b/gi;
const relatedHead =
  /^\s{0,6}(?:【?\s{0,6})?(?:相关(?:链接|阅读|文章|新闻|稿件|解读|文件|信息|报道|附件)|延伸阅读|推荐阅读|热门(?:文章|推荐)|上一篇|下一篇|扫一扫[^\n]{0,20}|猜你喜欢|为您推荐)/;

/** Without what changes by itself: counters, page tools, tokens, and the links to other pages at the end. */
function steady(text: string): string {
  const kept: string[] = [];
  let related = false;
  for (const line of text.split('\n')) {
    if (relatedHead.test(line)) related = true;
    else if (related && line.trim().length > 60) related = false;
    if (!related) kept.push(line.replace(counters, '').replace(token, ''));
  }
  return kept.join('\n');
}

/** One spelling: no blanks or invisible characters, half width, Simplified, lower case. */
function spelling(text: string): string {
  let out = '';
  for (const char of text.replace(/[\s\u00a0\u3000\u200b-\u200d\u2060\ufeff\u00ad]/g, '')) {
    out += char.length === 1 ? String.fromCharCode(foldTable[char.charCodeAt(0)] ?? char.charCodeAt(0)) : char;
  }
  return out.replace(/[“”„‟＂]/g, '"').replace(/[‘’‚＇]/g, "'");
}

/**
 * The text as the hash of a revision sees it: a change of blanks, width, script, counters, tokens or related links is none.
 */
export function normaliseForHash(text: string): string {
  return steady(text)
    .split('\n')
    .map(spelling)
    .filter((line) => line !== '')
    .join('\n');
}

const heading =
  /^\s{0,6}(第[一二三四五六七八九十百千零〇两\d]{1,8}[条章节编]|[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十]{1,4}[）)]|\d{1,3}[.、．](?!\d)|Article \d{1,4}|附件\s{0,6}\d{0,2}(?=[:：\s]|$))/;

/** Articles of a text in their order. A line that opens no article belongs to the one before it, where that is a 第X条. */
export function unitsOf(text: string): Unit[] {
  const units: { label: string; lines: string[] }[] = [];
  let paragraph = 0;
  for (const line of steady(text).split('\n')) {
    if (!line.trim()) continue;
    const label = heading.exec(line)?.[1]?.trim();
    const last = units.at(-1);
    if (label) units.push({ label, lines: [line.trim()] });
    else if (last && /^第.*条$/.test(last.label) && !/日\s{0,6}$/.test(line)) last.lines.push(line.trim());
    else {
      paragraph += 1;
      units.push({ label: `¶${paragraph}`, lines: [line.trim()] });
    }
  }
  return units.map(({ label, lines }) => {
    const whole = lines.join('\n');
    return { label, text: whole, key: spelling(whole.slice(label.startsWith('¶') ? 0 : whole.indexOf(label) + label.length)) };
  });
}
