/** Invented pages in the shape of government sites, the same bytes at every run. */

/** Numbers from 0 to 1, the same row for the same seed (a linear congruence). */
function row(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const words =
  '人工智能 算力 数据 要素 模型 产业 创新 发展 管理 办法 试点 方案 实施 监督 平台 企业 高校 院所 标准 安全 评估 备案 标识 应用 场景 示范 供给 需求 融合 转型 体系 能力 建设 机制 完善 推动 加强 支持 鼓励 落实 组织 开展 有关 部门 单位 项目 资金 人才 培养 基础 设施 网络 云计算 智能体 具身智能 词元 交易 流通 登记 授权 公共 资源 目录 清单 考核 评价 河湾市 各县区 工业和信息化局 发展和改革委员会 应当 不得 可以 按照 根据 以及 对于 通过 进一步 切实 有序'.split(
    ' ',
  );

function sentence(next: () => number, length: number): string {
  let text = '';
  while (text.length < length) text += `${words[Math.floor(next() * words.length)]}${next() < 0.12 ? '，' : ''}`;
  return `${text}。`;
}

const paragraph = (next: () => number): string =>
  Array.from({ length: 2 + Math.floor(next() * 4) }, () => sentence(next, 20 + next() * 60)).join('');

const pad = (n: number): string => String(n).padStart(2, '0');

function frame(next: () => number, links: number): string {
  const items = Array.from({ length: links }, (_, i) => {
    const name = sentence(next, 4).replace(/[，。]/g, '');
    return `<li class="nav-item item_${i}"><a href="/col/${i}/index.html" target="_blank" title="${name}">${name}</a><span class="date">2026-0${1 + (i % 9)}-1${i % 10}</span></li>`;
  });
  return `<ul class="nav">${items.join('\n')}</ul>`;
}

const titleOf = (next: () => number): string => `河湾市人民政府办公室关于印发${sentence(next, 10).replace(/[，。]/g, '')}若干措施的通知`;
const dayOfPage = (seed: number): string => `2026-${pad(1 + (seed % 11))}-${pad(1 + (seed % 28))}`;
const seeded = (seed: number): (() => number) => row(seed * 7919 + 17);

/**
 * A detail page of about so many KB: frame with links and scripts, meta tags, label table, body with a citation, a deadline and a
 * signature. Most of it is frame, as on real pages: 62 KB hold some 4,000 characters of text and 240 links, 122 KB some 10,500 and 430.
 */
export function detailPage(kb: number, seed: number): string {
  const next = seeded(seed);
  const title = titleOf(next);
  const day = dayOfPage(seed);
  const spoken = day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
  const nav = frame(next, Math.round(30 + kb * 1.5));
  const script = `<script>var ids=[${Array.from({ length: kb * 7 }, (_, i) => i * 7).join(',')}];</script>`;
  const style = `<style>${Array.from({ length: kb }, (_, i) => `.c${i} .item_${i}{margin:0 ${i}px;font:14px/2 Arial;color:#${(i * 4369).toString(16)}}`).join('\n')}</style>`;
  const head = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}_河湾市人民政府</title><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day} 09:30"><meta name="ContentSource" content="河湾市人民政府办公室">${style}${script}</head>`;
  const table = `<table class="info"><tbody><tr><td>索&nbsp;引&nbsp;号：</td><td>000/${day}-${pad(seed)}</td><td>发文机关：</td><td>河湾市人民政府办公室</td></tr><tr><td>发文字号：</td><td>河政办发〔2026〕${seed + 1}号</td><td>成文日期：</td><td>${spoken}</td></tr></tbody></table>`;
  const foot = `<p style="text-align: right">河湾市人民政府办公室</p><p style="text-align: right">${spoken}</p><p>附件：<a href="./P0${seed}.pdf">任务分工表.pdf</a></p>`;
  const opening = `<p>各县（市、区）人民政府：</p><p>为贯彻落实《河湾市数据条例》（河政发〔2025〕8号），现就有关事项通知如下。本措施自2026年12月1日起施行，有效期3年。</p>`;
  const around = `<body><div class="header">${nav}</div><div class="wrap">${table}<h1 class="title">${title}</h1><div class="TRS_Editor">${opening}`;
  const after = `${foot}</div></div><div class="footer"><ul>${nav}</ul>${script}</div></body></html>`;
  let body = '';
  const rest = kb * 1000 - Buffer.byteLength(head + around + after);
  for (let bytes = 0; bytes < rest; ) {
    const piece = `<p style="text-indent: 2em; line-height: 2" align="justify"><span style="font-family: 仿宋; font-size: 16pt">${paragraph(next)}</span></p>\r\n`;
    body += piece;
    bytes += Buffer.byteLength(piece);
  }
  return `${head}${around}${body}${after}`;
}

type ListRow = { readonly path: string; readonly number: number };

/** The list of such pages, in the frame of its site: each line with title and day. */
export function listPage(rows: readonly ListRow[]): string {
  const lines = rows.map(({ path, number }) => {
    const title = titleOf(seeded(number));
    return `<li><a href="${path}" title="${title}">${title}</a><span>${dayOfPage(number)}</span></li>`;
  });
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>政策文件</title></head><body>${frame(row(3), 90)}<ul class="list">${lines.join('\n')}</ul></body></html>`;
}

/** The same pages as a feed. */
export function rssOf(base: string, rows: readonly ListRow[]): string {
  const items = rows.map(({ path, number }) => {
    const at = new Date(`${dayOfPage(number)}T01:30:00Z`).toUTCString();
    return `<item><title>${titleOf(seeded(number))}</title><link>${base}${path}</link><guid>${base}${path}</guid><pubDate>${at}</pubDate></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>政策文件</title><link>${base}/</link>${items.join('\n')}</channel></rss>`;
}

/** RSS of so many items, each with a day of its own. */
export function feedOf(items: number): string {
  const next = row(5);
  const lines = Array.from({ length: items }, (_, i) => {
    const at = new Date(Date.UTC(2023, 0, 1) + i * 86_400_000 + 3_600_000).toUTCString();
    return `<item><title>${sentence(next, 24)}</title><link>https://www.hewan.example/zwgk/${i}.html</link><guid isPermaLink="true">https://www.hewan.example/zwgk/${i}.html</guid><pubDate>${at}</pubDate><description><![CDATA[${paragraph(next)}]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>河湾市人民政府</title><link>https://www.hewan.example/</link>${lines.join('\n')}</channel></rss>`;
}

/** A page that is nothing but dated links. */
export const linkPage = (links: number): string =>
  `<html><head><title>通知公告</title></head><body><ul>${Array.from({ length: links }, (_, i) => `<li><a href="/a/${i}.html">第${i}则通知公告</a>2026-01-02</li>`).join('')}</ul></body></html>`;
