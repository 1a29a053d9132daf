import { cac, each, type FamilyCase, npc, shell } from './family-answers.ts';

/** Lists in JSON that a script asks for. */
export const jsonCases: readonly FamilyCase[] = [
  {
    name: 'CAC: a channel in a variable, a page as argument',
    path: '/wxzw/zcfg/A093703index_1.htm',
    page: shell(
      '<div id="loadingInfoPage"></div>',
      `<script>function getInfo(id) { var channelCode = 'A093703'; var width = ''; $.ajax({ type: 'POST', url: '/cms/JsonList', data: {channelCode:channelCode,perPage:'20',pageno:id}, dataType: 'json', success: function (data) { $.each(data.list, draw); } }); } getInfo(1);</script>`,
    ),
    answers: { 'POST /cms/JsonList channelCode=A093703&perPage=20&pageno=1': cac },
    declared: {
      format: 'json',
      method: 'POST',
      body: 'channelCode=A093703&perPage=20&pageno=1',
      items: 'list',
      link: 'infourl',
      title: 'topic',
      date: 'pubtime',
    },
  },
  {
    name: 'CAC: a channel in a hidden field, a form put together',
    path: '/hdfw/wxan/',
    page: shell(
      '<div id="list"></div><input type="hidden" id="channelCode" value="A093802">',
      `<script>var perPage = 20; function go(pageno) { $.post("/cms/JsonList", "channelCode=" + $("#channelCode").val() + "&perPage=" + perPage + "&pageno=1", function (data) { draw(data.list) }, "json"); }</script>`,
    ),
    answers: { 'POST /cms/JsonList channelCode=A093802&perPage=20&pageno=1': cac },
    declared: {
      format: 'json',
      method: 'POST',
      body: 'channelCode=A093802&perPage=20&pageno=1',
      items: 'list',
      link: 'infourl',
      title: 'topic',
      date: 'pubtime',
    },
  },
  {
    name: 'NPC: rows without an address, which a script makes of their id',
    path: '/flcaw/',
    page: shell(
      '<table><tbody id="beingList"></tbody></table>',
      `<script>$.get('/flcaw/flca-list', { flag: 0, type: 0, page: 1, per_page: 100 }, function (res) { $.each(res.rows, function (i, item) { $('#beingList').append("<tr><td><a href='userIndex.html?lid=" + item.flxxId + "'>" + item.flxxmc + '</a></td><td>' + item.ksrq + '</td></tr>'); }); });</script>`,
    ),
    answers: { 'GET /flcaw/flca-list?flag=0&type=0&page=1&per_page=100': npc },
    declared: {
      format: 'json',
      path: '/flcaw/flca-list?flag=0&type=0&page=1&per_page=100',
      items: 'rows',
      linkPath: '/flcaw/userIndex.html?lid={flxxId}',
      title: 'flxxmc',
      date: 'ksrq',
    },
  },
  {
    name: 'NPC: the request in an attribute, the address in a template',
    path: '/flcaw/index.html',
    page: shell(
      '<div id="being" data-url="/flcaw/flca-list?flag=0&amp;type=0&amp;page=1&amp;per_page=100"></div>',
      `<script>const row = (item) => \`<a href="userIndex.html?lid=\${item.flxxId}">\${item.flxxmc}</a>\`;</script>`,
    ),
    answers: { 'GET /flcaw/flca-list?flag=0&type=0&page=1&per_page=100': npc },
    declared: { format: 'json', items: 'rows', linkPath: '/flcaw/userIndex.html?lid={flxxId}', title: 'flxxmc', date: 'ksrq' },
  },
  {
    name: 'Xinhua: a file of data in an attribute',
    path: '/zhengce/',
    page: shell('<div id="list" data-src="ds_40d365c13659452aa06cdb7268d6192e.json"></div>'),
    answers: {
      'GET /zhengce/ds_40d365c13659452aa06cdb7268d6192e.json': JSON.stringify({
        datasource: each((t, day, n) => ({
          title: `<a href="../20261120/${n}/c.html">${t}</a>`,
          showTitle: t,
          publishUrl: `../20261120/${n}/c.html`,
          publishTime: `${day} 10:00:00`,
        })),
      }),
    },
    declared: { format: 'xinhua', path: '/zhengce/ds_40d365c13659452aa06cdb7268d6192e.json' },
  },
  {
    name: 'a search of MIIT: rows that stand deeper, a query as an object',
    path: '/zwgk/wjfb/index.html',
    page: shell(
      '<div id="result"></div>',
      `<script>const api = { base: '/search-front-server/api/search/info' }; axios.get(api.base, { params: { websiteid: '110000000000000', category: 51, pg: 15, p: 1 } }).then(draw)</script>`,
    ),
    answers: {
      'GET /search-front-server/api/search/info?websiteid=110000000000000&category=51&pg=15&p=1': JSON.stringify({
        success: true,
        data: {
          searchResult: {
            dataResults: each((title, day, n) => ({ data: { title, url: `/zwgk/art_${n}.html`, jsearch_date: `${day} 09:00:00` } })),
          },
        },
      }),
    },
    declared: { format: 'json', path: '/search-front-server/api/search/info?websiteid=110000000000000&category=51&pg=15&p=1' },
  },
];
