import type { Recorded } from './warc.ts';
/** Invented pages with the structure of the sites of ministries. */

export type Notice = {
  readonly path: string;
  readonly title: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly signed?: string;
  readonly published: string;
  readonly lines: readonly string[];
};

const spelled = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

export const article = ({ title, number, issuer = '国家数据局', signed, published, lines }: Notice): string => `<!DOCTYPE html><html><head>
<meta charset="utf-8"><title>${title}_国家数据局</title><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${published} 10:00">
<meta name="ContentSource" content="${issuer}"></head><body><div class="nav"><a href="/">首页</a></div>
<div class="article"><h1>${title}</h1><div class="info"><span>发布时间：${published}</span> <span>来源：${issuer}</span></div>
<div class="TRS_Editor">${number ? `<p style="text-align:center">${number}</p>` : ''}
${lines.map((line) => `<p>　　${line}</p>`).join('\n')}
${signed ? `<p style="text-align:right">${issuer}</p><p style="text-align:right">${spelled(signed)}</p>` : ''}</div></div>
<div class="footer"><a href="/map/">网站地图</a></div></body></html>`;

export const listing = (
  notices: readonly Notice[],
): string => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/about/">关于</a></div><ul class="u-list">
${notices.map(({ path, title, published }) => `<li><a href="${path}" title="${title}">${title}</a><span>${published}</span></li>`).join('\n')}
</ul></body></html>`;

/** A page that a firewall sends in place of every other. */
export const challenge =
  '<html><head><meta charset="utf-8"><title>安全验证</title><script>var _$=["challenge"];document.cookie="k=1";location.reload();</script></head><body></body></html>';

export const notices: readonly Notice[] = [
  {
    path: '/tz/202611/t20261110_1.html',
    title: '国家数据局关于开展公共数据标注基地建设的通知',
    number: '国数资源〔2026〕951号',
    signed: '2026-11-06',
    published: '2026-11-10',
    lines: [
      '各省、自治区、直辖市数据管理部门：',
      '为支持人工智能大模型训练，现组织建设公共数据标注基地，请认真组织实施。',
      '一、每个基地标注能力应当不低于每年一千万条，数据质量抽检合格率不低于98%。',
      '二、申报材料应当于2026年12月20日前报送。',
    ],
  },
  {
    path: '/tz/202611/t20261111_2.html',
    title: '国家数据局关于印发《智能算力调度平台接入指南》的通知',
    number: '国数基础〔2026〕952号',
    signed: '2026-11-09',
    published: '2026-11-11',
    lines: [
      '各算力枢纽节点：',
      '根据《国家数据局关于开展公共数据标注基地建设的通知》（国数资源〔2026〕951号），现印发《智能算力调度平台接入指南》。',
      '一、智算中心应当按照接口规范接入人工智能算力调度平台。',
      '二、本通知自2026年12月5日起施行。',
    ],
  },
  {
    path: '/tz/202611/t20261112_3.html',
    title: '国家数据局关于2026年机关食堂改造的通知',
    signed: '2026-11-10',
    published: '2026-11-12',
    lines: ['机关食堂将于本月进行改造，请各司注意就餐时间。'],
  },
];

/** Declaration of a source of dated links at a host. */
export const declaration = (id: string, host: string, more: object = {}) => ({
  id,
  publisher: 'nda',
  names: { zh: '样例数据局', en: `Sample ${id}` },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: { format: 'dated-links', url: `http://${host}/tz/index.html` },
  expect: { atLeast: 1, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'invented sample' },
  ...more,
});

/** The list of a site and the page of each act. */
export const siteOf = (host: string, acts: readonly Notice[]): readonly Recorded[] => [
  { url: `http://${host}/tz/index.html`, body: listing(acts) },
  ...acts.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) })),
];
