/** Pages and answers of the page families of official sites, with invented text in their real structure. `answers` by method and address, a POST with its body. */
export type FamilyCase = {
  readonly name: string;
  readonly path: string;
  readonly page: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly declared: Readonly<Record<string, unknown>>;
  /** Where the days differ from those of all cases. */
  readonly days?: readonly string[];
};

export const titles = [
  '云溪市算力券发放管理办法（试行）',
  '关于组织申报人工智能应用试点的通知',
  '公共数据授权运营实施细则',
  '关于公开征求智能体服务规范意见的公告',
  '数据标注产业扶持措施申报指南',
];
export const days = ['2026-11-20', '2026-11-18', '2026-11-12', '2026-11-03', '2026-10-29'];
export const each = <T>(make: (title: string, day: string, n: number) => T): T[] => titles.map((title, n) => make(title, days[n] ?? '', n));
export const lines = (make: (title: string, day: string, n: number) => string): string => each(make).join('\n');
const epoch = (day: string): number => Date.parse(`${day}T09:30:00+08:00`) / 1000;

export const shell = (main: string, scripts = '', title = '通知公告_云溪市数据局'): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body><div class="top"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/hd/">互动</a></div>
<div class="main">${main}</div><div class="footer"><a href="/about.html">关于我们</a><p>主办单位：云溪市数据局</p></div>${scripts}</body></html>`;

export const gkmlpt = (path = '/gkmlpt'): string =>
  JSON.stringify({
    classify: { id: 0, name: '全部' },
    page: 1,
    total: 5,
    articles: each((title, day, n) => ({
      id: 9001 + n,
      title,
      document_number: '',
      publisher: '云溪市数据局',
      date: epoch(day),
      create_time: epoch('2026-11-24'),
      display_publish_time: epoch(day),
      url: `http://gd.example${path}/content/9/900${n}/post_900${n}.html`,
    })),
  });
export const unit = `<ul class="list">${lines((t, d, n) => `<li><a href="/art/2026/art_${String(n).repeat(32)}.html" title="${t}" target="_blank">${t.slice(0, 8)}…</a><span>${d}</span></li>`)}</ul><div class="pager" count="5" rows="24"></div>`;
export const unitAnswer = JSON.stringify({ success: true, code: '200', data: { html: unit } });
export const records = lines(
  (t, d, n) =>
    `<record><![CDATA[<li><a href="/art/2026/11/${10 + n}/art_81698_${n}.html" title="${t}">${t}</a><span>${d}</span></li>]]></record>`,
);
export const recordset = `<datastore><totalrecord>5</totalrecord><totalpage>1</totalpage><recordset>${records}</recordset></datastore>`;
export const cac = JSON.stringify({
  totalRec: 5,
  list: each((topic, day, n) => ({
    topic,
    longtopic: topic,
    infourl: `//www.cac.example/2026-11/c_17${n}.htm`,
    coverurl: '',
    pubtime: `${day} 17:00:0${n}.0`,
    filltime: '2026-11-24 08:00:00.0',
    description: '',
  })),
});
export const npc = JSON.stringify({
  total: 5,
  rows: each((flxxmc, ksrq, n) => ({ flxxId: `ff8081${n}`, flxxmc, ksrq, jsrq: '2026-12-30', gzrs: 3, gzyj: 9 })),
});
export const was = (body: string): string =>
  shell(
    `<div class="scy_lbsj-right-nr"><ul>${body}</ul></div><div id="page"></div>`,
    '<script>var recordCount = 65;var currentPage = 1;var countPage = 5;</script>',
  );
export const trsLines = lines(
  (t, d, n) =>
    `<li><a href="./2026${d.slice(5, 7)}/t${d.replaceAll('-', '')}_13${n}.html" title="${t}">${t.slice(0, 9)}...</a><span>${d.replaceAll('-', '/')}</span></li>`,
);
export const unitData = {
  webId: '29e9522d',
  pageId: '5a1c443e',
  parseType: 'bulidstatic',
  pageType: 'column',
  tagId: '内容区域',
  tplSetId: '5c30fb89',
};
export const unitQuery = Object.entries(unitData)
  .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  .join('&');
export const unitUrl = '/api-gateway/jpaas-publish-server/front/page/build/unit';
