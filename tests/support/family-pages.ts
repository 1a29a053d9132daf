import {
  each,
  type FamilyCase,
  gkmlpt,
  lines,
  records,
  recordset,
  shell,
  trsLines,
  unit,
  unitAnswer,
  unitData,
  unitQuery,
  unitUrl,
  was,
} from './family-answers.ts';

/** Families whose lists stand in pages, units, records and directories. */
const directory: readonly FamilyCase[] = [
  {
    name: 'gkmlpt: the number in the configuration of the page',
    path: '/gkmlpt/index',
    page: shell(
      '<div id="app"></div>',
      `<script>window._CONFIG = { SID: '755014', TREE: [{"id":2811,"name":"通知公告"}], BASE: '/gkmlpt' };</script><script src="/gkmlpt/js/app.js"></script>`,
    ),
    answers: { 'GET /gkmlpt/api/all/0?page=1&sid=755014': gkmlpt() },
    declared: { format: 'guangdong', path: '/gkmlpt/api/all/0?page=1&sid=755014' },
  },
  {
    name: 'gkmlpt: a column of a department below a district',
    path: '/lhqkj/gkmlpt/index#2811',
    page: shell('<div id="app" data-sid="755325"></div>', '<script>var TREE = [{"id":2811,"pid":0}];</script>'),
    answers: { 'GET /lhqkj/gkmlpt/api/all/2811?page=1&sid=755325': gkmlpt('/lhqkj/gkmlpt') },
    declared: { format: 'guangdong', path: '/lhqkj/gkmlpt/api/all/2811?page=1&sid=755325' },
  },
  {
    name: 'gkmlpt: the number as JSON, the page of policies',
    path: '/gkmlpt/policy',
    page: shell('<div id="app"></div>', '<script>var DATA = {"SID":200025,"TITLE":"政策","tree":[{"id":505}]}</script>'),
    answers: { 'GET /gkmlpt/api/all/0?page=1&sid=200025': gkmlpt() },
    declared: { format: 'guangdong', path: '/gkmlpt/api/all/0?page=1&sid=200025' },
  },
];

const jpaas: readonly FamilyCase[] = [
  {
    name: 'jpaas: a script element with url and querydata',
    path: '/col/col736/index.html',
    page: shell(
      `<script parseType="bulidstatic" url="${unitUrl}" querydata="{${Object.entries(unitData)
        .map(([name, value]) => `'${name}':'${value}'`)
        .join(',')}}"></script>`,
    ),
    answers: { [`GET ${unitUrl}?${unitQuery}`]: unitAnswer },
    declared: { format: 'jpaas', path: `${unitUrl}?${unitQuery}` },
  },
  {
    name: 'jpaas: attributes of an element',
    path: '/hd/zjdc/index.html',
    page: shell(`<div class="unit" data-url="${unitUrl}" data-querydata='${JSON.stringify(unitData)}'></div>`),
    answers: { [`GET ${unitUrl}?${unitQuery}`]: unitAnswer },
    declared: { format: 'jpaas', path: `${unitUrl}?${unitQuery}` },
  },
  {
    name: 'jpaas: a call whose ids stand in hidden fields',
    path: '/zw/zjwj/',
    page: shell(
      `<div id="list"></div>${Object.entries(unitData)
        .map(([name, value]) => `<input type="hidden" id="${name}" value="${value}">`)
        .join('')}`,
      `<script>function load(pageNo) { $.ajax({ url: "${unitUrl}", type: "get", dataType: "json", data: { ${Object.keys(unitData)
        .map((name) => `${name}: $("#${name}").val()`)
        .join(', ')} }, success: function (res) { $("#list").html(res.data.html); } }); } load(1);</script>`,
    ),
    answers: { [`GET ${unitUrl}?${unitQuery}`]: unitAnswer },
    declared: { format: 'jpaas', path: `${unitUrl}?${unitQuery}` },
  },
  {
    name: 'jpaas: the first page stands in the page',
    path: '/zwgk/fzgg/index.html',
    page: shell(`${unit}<script url="${unitUrl}" querydata="{'webId':'1','tagId':'分页列表'}"></script>`),
    declared: { format: 'jpaas', path: '/zwgk/fzgg/index.html' },
  },
];

const proxy = '/module/web/jpage/dataproxy.jsp';
const proxyForm = 'columnid=81698&unitid=403740&webid=44&path=%2F&webname=%E4%BA%91%E6%BA%AA%E5%B8%82%E6%95%B0%E6%8D%AE%E5%B1%80';
const jpage: readonly FamilyCase[] = [
  {
    name: 'jpage: records in the page, and a proxy for the others',
    path: '/col/col81698/index.html',
    page: shell(
      `<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="${proxy}?page=1&webid=44&columnid=81698"></a>]]></nextgroup><recordset>${records}</recordset></datastore></script>`,
    ),
    declared: { format: 'jpage', path: '/col/col81698/index.html' },
  },
  {
    name: 'jpage: a proxy alone',
    path: '/col/col81699/index.html',
    page: shell(
      '<div id="403740"></div>',
      `<script>$('#403740').jpage({ totalRecord: 5, perPage: 15, groupSize: 3, proxyUrl: '${proxy}', ajaxParam: {columnid:81698,unitid:'403740',webid:44,path:'/',webname:'云溪市数据局'} });</script>`,
    ),
    answers: { [`POST ${proxy}?startrecord=1&endrecord=45&perpage=15 ${proxyForm}`]: recordset },
    declared: { format: 'jpage', method: 'POST', body: proxyForm },
  },
  {
    name: 'recordset: all of it in the page',
    path: '/zwgk/zcwj/',
    page: shell(`<script type="text/xml"><recordset>${records}</recordset></script>`),
    declared: { format: 'recordset', path: '/zwgk/zcwj/' },
  },
];

const trs: readonly FamilyCase[] = [
  {
    name: 'TRS static: a pager in a script',
    path: '/zwgk/tzgg/index.html',
    page: shell(`<ul class="u-list">${trsLines}</ul>`, '<script>createPageHTML(12, 0, "index", "html");</script>'),
    declared: { format: 'trs', path: '/zwgk/tzgg/index.html' },
  },
  {
    name: 'TRS static: known by the addresses alone, in a table',
    path: '/xxgk/gfxwj/',
    page: shell(
      `<table>${lines((t, d, n) => `<tr><td>${n + 1}</td><td><a href="./202611/t20261120_17${n}.shtml">${t}</a></td><td>${d}</td></tr>`)}</table>`,
    ),
    declared: { format: 'trs', path: '/xxgk/gfxwj/' },
  },
  {
    name: 'was5: a search whose pages are counted in a script',
    path: '/was5/web/search?channelid=239993',
    page: was(lines((t, d, n) => `<li><a href="/srcsite/A16/moe_${n}/2026.html">${t}</a><span>${d}</span></li>`)),
    declared: { format: 'dated-links', path: '/was5/web/search?channelid=239993', nextPath: '/was5/web/search?channelid=239993&page={n}' },
  },
  {
    name: 'was5: in a frame of the column',
    path: '/jyb_xxgk/wj/',
    page: shell('<iframe src="/was5/web/search?channelid=267907&page=1" width="100%"></iframe>'),
    answers: {
      'GET /was5/web/search?channelid=267907&page=1': was(
        lines((t, d, n) => `<li><a href="/srcsite/B${n}/2026.html" title="${t}">${t.slice(0, 6)}</a><span>${d}</span></li>`),
      ),
    },
    declared: {
      format: 'dated-links',
      path: '/was5/web/search?channelid=267907&page=1',
      nextPath: '/was5/web/search?channelid=267907&page={n}',
    },
  },
  {
    name: 'was5: JSON of a template, asked for with a value of the page',
    path: '/zfxxgk/ml/',
    page: shell(
      '<ul id="docs"></ul>',
      `<script>var chnlid = "35207"; $.getJSON("/was5/web/search?channelid=294271&templet=advsch.jsp&classsql=" + encodeURIComponent("chnlid=" + chnlid) + "&page=1", draw);</script>`,
    ),
    answers: {
      'GET /was5/web/search?channelid=294271&templet=advsch.jsp&classsql=chnlid=35207&page=1': JSON.stringify({
        count: 5,
        docs: each((title, time, n) => ({ title, url: `http://was.example/xxgk/${n}.htm`, time, pubtime: time, fwzh: '' })),
      }),
    },
    declared: { format: 'json', items: 'docs', link: 'url', title: 'title' },
  },
];

export const pageCases: readonly FamilyCase[] = [...directory, ...jpaas, ...jpage, ...trs];
