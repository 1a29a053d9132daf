/** Page frames with the structure of the public sites (tables, meta tags, containers), for invented text. */

export type Act = {
  readonly path: string;
  readonly title: string;
  readonly number?: string;
  readonly issuers: readonly string[];
  readonly signed?: string;
  readonly published: string;
  readonly text: readonly string[];
  /** Name of the site in the page's title. */
  readonly site?: string;
  readonly source?: string;
  readonly related?: readonly string[];
};

const zh = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>　　${line}</p>`).join('\n');
const related = ({ related: titles = [] }: Act): string =>
  titles.length === 0 ? '' : `<div class="relevantdoc"><h3>相关链接</h3><ul>${titles.map((each) => `<li><a href="/x/${each.length}.html">${each}</a></li>`).join('')}</ul></div>`;
const signature = ({ issuers, signed }: Act): string =>
  signed === undefined ? '' : `${issuers.map((name) => `<p style="text-align:right">${name}</p>`).join('')}<p style="text-align:right">${zh(signed)}</p>`;
const meta = (act: Act, site: string): string => `<meta charset="utf-8"><title>${act.title}_${site}</title>
<meta name="SiteName" content="${site}"><meta name="ArticleTitle" content="${act.title}"><meta name="PubDate" content="${act.published} 09:30">
<meta name="ContentSource" content="${act.source ?? act.issuers[0] ?? site}">`;
const foot = '<div class="footer"><a href="/map/">网站地图</a> <a href="/about/">联系我们</a></div>';

/** State Council library: a label–value table above the text. */
export const library = (act: Act): string => `<!DOCTYPE html><html><head>${meta(act, '中国政府网')}</head><body>
<table class="bd1"><tr><td>索 引 号：</td><td>000014349/2026-000${act.path.length}</td><td>主题分类：</td><td>科技、教育</td></tr>
<tr><td>发文机关：</td><td>${act.issuers.join(' ')}</td><td>成文日期：</td><td>${act.signed ? zh(act.signed) : ''}</td></tr>
<tr><td>标　　题：</td><td colspan="3">${act.title}</td></tr>
<tr><td>发文字号：</td><td>${act.number ?? ''}</td><td>发布日期：</td><td>${zh(act.published)}</td></tr></table>
<h1>${act.title}</h1><div class="pages_content" id="UCAP-CONTENT">${act.number ? `<p style="text-align:center">${act.number}</p>` : ''}
${paragraphs(act.text)}${signature(act)}</div>${related(act)}${foot}</body></html>`;

/** Ministries on TRS and its like: visible date beside the source, number under the title. */
export const ministry = (act: Act): string => `<!DOCTYPE html><html><head>${meta(act, act.site ?? '部委网站')}</head><body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a></div>
<div class="article"><h1 class="title">${act.title}</h1>
<div class="info"><span>发布时间：${act.published}</span> <span>来源：${act.source ?? act.issuers[0] ?? ''}</span></div>
<div class="TRS_Editor">${act.number ? `<p style="text-align:center">${act.number}</p>` : ''}
${paragraphs(act.text)}${signature(act)}</div></div>${related(act)}${foot}</body></html>`;

/** CAC: no meta tags for title and day; they stand in the page. */
export const cac = (act: Act): string => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${act.title}_中央网络安全和信息化委员会办公室</title></head><body>
<div class="main-content"><h1 class="title">${act.title}</h1><div class="info"><span id="pubtime">${zh(act.published)} 10:00</span><span id="source">来源： ${act.source ?? '中国网信网'}</span></div>
<div id="BodyLabel">${act.number ? `<p style="text-align:center">${act.number}</p>` : ''}${paragraphs(act.text)}${signature(act)}</div></div>${related(act)}${foot}</body></html>`;

/** A municipality: brackets around the labels of a list. */
export const city = (act: Act): string => `<!DOCTYPE html><html><head>${meta(act, act.site ?? '市政府门户网站')}</head><body>
<ol class="doc-list"><li>[发文机构]<span>${act.issuers[0] ?? ''}</span></li><li>[成文日期]<span>${act.signed ?? ''}</span></li><li>[发文字号]<span>${act.number ?? ''}</span></li><li>[发布日期]<span>${act.published}</span></li></ol>
<h1>${act.title}</h1><div class="mainText" id="mainText"><div class="TRS_UEDITOR">${paragraphs(act.text)}${signature(act)}</div></div>${related(act)}${foot}</body></html>`;

/** A Chinese news site. */
export const news = (act: Act): string => `<!DOCTYPE html><html><head><meta charset="gb2312"><title>${act.title}-云江日报</title></head><body>
<div class="header"><a href="/">云江日报</a></div><h1>${act.title}</h1><div class="info">${zh(act.published)}08:20 来源：${act.source ?? '云江日报'}</div>
<div class="rm_txt_con">${paragraphs(act.text)}</div>${foot}</body></html>`;

/** An English research site. */
export const english = (act: Act): string => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${act.title} | Harbour Policy Lab</title>
<meta property="og:title" content="${act.title}"><meta property="og:site_name" content="Harbour Policy Lab"><meta property="article:published_time" content="${act.published}T09:00:00+08:00"></head>
<body><header><a href="/">Harbour Policy Lab</a></header><article><h1>${act.title}</h1><time datetime="${act.published}">${act.published}</time>
${act.text.map((line) => `<p>${line}</p>`).join('\n')}</article><footer>Independent research</footer></body></html>`;

export const listing = (site: string, acts: readonly Act[]): string => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${site}</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/about/">关于</a></div><ul class="u-list">
${acts.map((act) => `<li><a href="${act.path}" title="${act.title}">${act.title}</a><span>${act.published}</span></li>`).join('\n')}
</ul>${foot}</body></html>`;

export const libraryJson = (acts: readonly Act[], base: string): string =>
  JSON.stringify(acts.map((act) => ({ TITLE: act.title, SUB_TITLE: '', URL: `${base}${act.path}`, DOCRELPUBTIME: act.published })));

export const rss = (acts: readonly Act[], base: string): string => `<?xml version="1.0" encoding="gb2312"?>
<rss version="2.0"><channel><title>云江日报科技</title><link>${base}/</link>
${acts.map((act) => `<item><title>${act.title}</title><link>${base}${act.path}</link><pubDate>${new Date(`${act.published}T00:20:00Z`).toUTCString()}</pubDate><description>${act.text[0] ?? ''}</description></item>`).join('\n')}
</channel></rss>`;

export const atom = (acts: readonly Act[], base: string): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Policy Lab</title><id>${base}/</id><updated>2026-11-20T01:00:00Z</updated>
${acts.map((act) => `<entry><title>${act.title}</title><link href="${base}${act.path}"/><id>${base}${act.path}</id><updated>${act.published}T01:00:00Z</updated><summary>${act.text[0] ?? ''}</summary></entry>`).join('\n')}
</feed>`;
