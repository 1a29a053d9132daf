/** Acts kept as text, set as pages of a ministry. */

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The page around an act as the ministries' systems write it. */
export function framed(title: string, lines: readonly string[], published: string | undefined): string {
  const named = escaped(title);
  const meta = published === undefined ? '' : `<meta name="PubDate" content="${published} 10:00">`;
  const shown = published === undefined ? '' : `<span>发布时间：${published}</span>`;
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${named}</title><meta name="ArticleTitle" content="${named}">${meta}</head>
<body><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div><div class="article"><h1>${named}</h1><div class="info">${shown}</div>
<div class="TRS_Editor">${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}</div></div><div class="footer"><a href="/map/">网站地图</a></div></body></html>`;
}

const opens = /^(?:第[一二三四五六七八九十百]{1,4}[条章节]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|附件|20\d\d\s?年)/;
/** Heads and feet of a printed page. */
const printed = /^https?:\/\/\S+ 第\d+|\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d\d$|^-? ?\d{1,3} ?-?$/;

/** Paragraphs of a text with the lines of its print: a line goes on in the next until a sentence ends. */
export function unwrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const each of text.split('\n')) {
    const line = each.trim();
    const last = lines.at(-1);
    if (line === '' || printed.test(line)) continue;
    if (last !== undefined && last.length > 24 && !/[。：:；]$/.test(last) && !opens.test(line)) lines[lines.length - 1] = last + line;
    else lines.push(line);
  }
  return lines;
}
