import toTraditional from 'opencc-js/dict/STCharacters';

/** Invented acts in the page structures of public sites: a ministry's detail page, the State Council library, its gazette, a wire's full text, a gateway. */
export type Act = {
  readonly title: string;
  readonly number?: string;
  readonly issuers: readonly string[];
  readonly signed?: string;
  readonly published: string;
  readonly lines: readonly string[];
  /** Rows of cells. */
  readonly table?: readonly (readonly string[])[];
  readonly files?: readonly { readonly href: string; readonly title: string }[];
  readonly more?: readonly (readonly [label: string, value: string])[];
};

const spelled = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

const cells = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const files = ({ files: all = [] }: Act): string =>
  all.map(({ href, title }, i) => `<p>附件${all.length > 1 ? i + 1 : ''}：<a href="${href}">${title}</a></p>`).join('');

/** What every carrier of the act has: number line, paragraphs, table, signature, files. */
const inner = (act: Act, { number = true, signature = true, attached = true } = {}): string =>
  [
    number && act.number ? `<p style="text-align: center;">${act.number}</p>` : '',
    ...act.lines.map((line) => `<p>　　${line}</p>`),
    act.table ? cells(act.table) : '',
    ...(signature && act.signed ? [...act.issuers, spelled(act.signed)].map((line) => `<p style="text-align: right;">${line}</p>`) : []),
    attached ? files(act) : '',
  ].join('\n');

const head = (act: Act, site: string, more: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${act.title}_${site}</title>${more}</head>`;
const foot = (site: string): string =>
  `<div class="footer"><p>主办单位：${site}　京ICP备05000000号</p><p><a href="/map/">网站地图</a> | <a href="/about/">联系我们</a></p></div></body></html>`;

/** A ministry's page of the common system. */
export const ministry = (act: Act, site = '国家数据局', noise = ''): string => `${head(
  act,
  site,
  `<meta name="SiteName" content="${site}"><meta name="ArticleTitle" content="${act.title}"><meta name="PubDate" content="${act.published} 09:30"><meta name="ContentSource" content="${act.issuers[0] ?? ''}">`,
)}<body><div class="header"><ul class="nav"><li><a href="/xwdt/">新闻动态</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="article"><div class="path"><a href="/">首页</a> &gt; <a href="../">通知</a></div><h2 class="article_title">${act.title}</h2>
<div class="article_info"><span class="time">发布时间：${act.published.replaceAll('-', '/')}</span><span class="laiyuan">来源：${act.issuers[0] ?? ''}</span><div class="tool">[<a href="javascript:;">打印</a>]</div></div>
<div class="article_con"><div class="TRS_Editor">${inner(act)}</div></div></div>${noise}${foot(site)}`;

/** The same page after a redesign of the whole site: other containers, a table of labels, other order of attributes. */
export const redesigned = (act: Act, site = '国家数据局', noise = ''): string => `${head(
  act,
  site,
  `<meta content="${act.title}" name="ArticleTitle"/><meta content="${act.published}" name="PubDate"/>`,
)}<body class="v2"><header><nav><a href="/a/">首页</a><a href="/b/">要闻</a><a href="/c/">公开</a></nav></header><main>
<table class="xxgk_detail_table1"><tbody><tr><td><b>标　　题：</b></td><td colspan="3">${act.title}</td></tr>
<tr><td><b>发文机构：</b></td><td>${act.issuers.join(' ')}</td><td><b>成文日期：</b></td><td>${act.signed ? spelled(act.signed) : ''}</td></tr>
<tr><td><b>发文字号：</b></td><td>${act.number ?? ''}</td><td><b>发布日期：</b></td><td>${spelled(act.published)}</td></tr></tbody></table>
<h1 class="xxgk_title">${act.title}</h1><div data-v="2" id="Zoom"><div class="trs_editor_view TRS_UEDITOR">${inner(act)}</div></div></main>${noise}${foot(site)}`;

/** The policy library of the State Council. */
export const library = (
  act: Act,
): string => `${head(act, '国务院部门文件_中国政府网', `<meta name="firstpublishedtime" content="${act.published}-17:00:00">`)}<body>
<div class="header_nav"><ul><li><a href="https://www.gov.cn/zhengce/">政策</a></li></ul></div><div class="wrap"><table class="bd1"><tbody><tr><td><table class="bd1"><tbody>
<tr><td><b>标　　题：</b></td><td colspan="3">${act.title}</td></tr>
<tr><td><b>发文机关：</b></td><td>${act.issuers.join(' ')}</td><td><b>成文日期：</b></td><td>${act.signed ? spelled(act.signed) : ''}</td></tr>
<tr><td><b>发文字号：</b></td><td>${act.number ?? ''}</td><td><b>发布日期：</b></td><td>${spelled(act.published)}</td></tr></tbody></table></td></tr></tbody></table>
<table><tbody><tr><td class="b12c" id="UCAP-CONTENT">${inner(act)}<p>（此件公开发布）</p></td></tr></tbody></table></div>${foot('中国政府网')}`;

/** The gazette: no address block, the number under the title. */
export const gazette = (
  act: Act,
): string => `${head(act, '国务院公报', `<meta name="firstpublishedtime" content="${act.published}-08:00:00">`)}<body>
<div class="top"><a href="/gongbao/">国务院公报</a> <a href="/gongbao/2026/">2026年第30号</a></div><div class="article"><h1>${act.title}</h1>
<div class="pages_content" id="UCAP-CONTENT">${inner(act, { attached: false })}</div></div>${foot('中国政府网')}`;

/** A wire's full text, as the issuer gave it out: dateline, no number, an editor's line. */
export const wire = (
  act: Act,
): string => `${head({ ...act, title: `（受权发布）${act.title}` }, '新华网', `<meta name="publishdate" content="${act.published}">`)}<body>
<div class="header"><div class="header-time"><span class="year"><em>${act.published.slice(0, 4)}</em></span><span class="day"><em>${act.published.slice(5, 7)}</em>/<em>${act.published.slice(8)}</em></span><span class="time">18:30:05</span></div>
<div class="source">来源：新华网</div></div><div class="head-line"><h1><span class="title">（受权发布）${act.title}</span></h1></div>
<div id="detail"><p>　　新华社北京${Number(act.published.slice(5, 7))}月${Number(act.published.slice(8))}日电</p><p style="text-align: center;"><strong>${act.title}</strong></p>
${inner(act, { number: false, attached: false })}<p>【责任编辑:李样】</p></div><div class="editor">【纠错】</div>${foot('新华网')}`;

/** A repost on a media site: credit, no number, no signature. */
export const repost = (act: Act, site = '样报网'): string => `${head(act, site, '')}<body><div class="nav"><a href="/">首页</a></div>
<div class="content"><h1>${act.title}</h1><div class="info">${act.published} 08:12 来源：${act.issuers[0] ?? ''}网站</div><div class="article-content">${inner(act, { number: false, signature: false, attached: false })}</div>
<p>（责任编辑：王样）</p></div>${foot(site)}`;

const traditional = new Map(
  toTraditional.split('|').flatMap((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return from.length === 1 ? [[from, to] as const] : [];
  }),
);
/** A page as a Traditional gateway shows it. */
export const gateway = (page: string): string =>
  Array.from(page, (char) => traditional.get(char) ?? char)
    .join('')
    .replaceAll('“', '「')
    .replaceAll('”', '」');

export const list = (entries: readonly { readonly href: string; readonly title: string; readonly day: string }[]): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知</title></head><body><div class="nav"><a href="/">首页</a><a href="/about/">关于</a></div><ul class="u-list">
${entries.map(({ href, title, day }) => `<li><a href="${href}" title="${title}">${title}</a><span>${day}</span></li>`).join('\n')}
</ul></body></html>`;

export const feed = (entries: readonly { readonly href: string; readonly title: string; readonly day: string }[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>样例</title><link>https://feed.example/</link><description>样例</description>
${entries.map(({ href, title, day }) => `<item><title>${title}</title><link>${href}</link><pubDate>${new Date(`${day}T02:00:00Z`).toUTCString()}</pubDate></item>`).join('\n')}
</channel></rss>`;
