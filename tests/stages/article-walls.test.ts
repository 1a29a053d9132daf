import { describe, expect, test } from 'vitest';
import { foot, menu, page, paragraphs, sentences, troubleOf, url } from './article-kit.ts';

const bare = (title: string, inner: string): string => `<html><head><title>${title}</title></head><body>${inner}</body></html>`;

/** Answers with status 200 that refuse us. */
const refusals: Readonly<Record<string, string>> = {
  'a script with its own time stamp': `<html><head><script>$_ts=window['$_ts'];$_ts.cd="qq";</script><script src="/4Qb/c.js"></script></head><body></body></html>`,
  'a cookie made of pieces, then a reload': `<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_clearance_s=')+('1')+';path=/';location.href=location.pathname</script>`,
  'an edge network that looks at the browser': bare(
    'Just a moment...',
    '<noscript>Enable JavaScript and cookies to continue</noscript><script>window._cf_chl_opt={}</script>',
  ),
  'an edge network that refuses': bare(
    'Access denied',
    '<h1>Error 1020</h1><p>This website is using a security service to protect itself from online attacks.</p>',
  ),
  'a firewall on an address': bare('405', '<div>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</div>'),
  'a firewall on a request': bare('WAF', '<h3>您的请求存在威胁，已被拦截</h3><p>event_id: 8d22</p>'),
  'a firewall that looks at the environment': bare(
    '雷池',
    '<p>客户端环境检测中，请稍候…</p><script src="/.safeline/challenge.js"></script>',
  ),
  'a firewall on illegal parameters': bare('网站防火墙', '<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>'),
  'a slider': bare('安全验证', '<p>请完成下方验证后继续操作</p><div>向右滑动完成验证</div>'),
  'a captcha within the frame of the site': bare(
    '访问验证',
    `${menu}<p>您的访问过于频繁，请输入验证码继续访问</p><img src="/c.jpg">${foot}`,
  ),
  'an unusual environment': bare('', '<h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p>'),
  'a sign-in of all systems': bare('统一身份认证平台', '<form><label>用户名</label><label>密码</label><a>忘记密码</a></form>'),
  'a session that is over': bare('提示', `${menu}<div>您尚未登录或登录已超时，请先登录后查看。</div>${foot}`),
  'a plain 403': bare('403 Forbidden', '<center><h1>403 Forbidden</h1></center><hr><center>openresty</center>'),
  'a region': bare('提示信息', '<p>抱歉，您所在的地区暂不支持访问本网站。</p>'),
  'too many requests': bare('访问受限', '<p>您的IP访问频率过高，请稍后再试。</p>'),
};

/** Answers with status 200 that are not the page. */
const absent: Readonly<Record<string, string>> = {
  maintenance: bare(
    '系统维护',
    '<h1>系统维护中</h1><p>尊敬的用户：本网站将于2026年11月20日22:00至26日6:00进行系统升级维护，期间暂停访问，敬请谅解。</p>',
  ),
  'a new version': bare('网站升级改版中', `${menu}<p>网站正在升级改版，敬请期待！</p>${foot}`),
  'not found': bare('云川市人民政府', `${menu}<h2>您访问的页面不存在或已被删除</h2><p>页面将在 5 秒后跳转到首页</p>${foot}`),
  'not found, with a list of the newest': bare(
    '404-云川市人民政府',
    `${menu}<p>很抱歉，您要访问的页面走丢了……</p><ul><li><a href=1>云川市算力行动方案印发</a> 2026-11-02</li><li><a href=2>关于数据要素市场的通知</a> 2026-11-01</li></ul>${foot}`,
  ),
  'a message box': bare('信息提示', '<table><tr><td>信息提示</td></tr><tr><td>此信息不存在</td></tr></table>'),
  'taken away by who published it': bare('', '<h2>该内容已被发布者删除</h2>'),
  'taken away for a breach': bare('', '<h2>此内容因违规无法查看</h2><p>接相关投诉，此内容违反有关规定</p>'),
  'taken off': bare('政策文件', `${menu}<div class="content"><p>该文章已下架或尚未发布。</p></div>${foot}`),
  'in English': bare('Page not found', '<h1>Page not found</h1><p>The page you are looking for may have been moved or deleted.</p>'),
  'a shell': `<html><head><title>政策法规库</title><script src="/a.js"></script></head><body><noscript>We're sorry but portal doesn't work properly without JavaScript enabled.</noscript><div id="app"></div></body></html>`,
  'a shell with its marks': `<html ng-app="app"><head><title>某局</title></head><body>${menu}<h1>{{data.title}}</h1><div ng-bind-html="data.content"></div><span>{{data.pubDate}}</span>${foot}</body></html>`,
  'a shell that says so': bare('政策详情', `${menu}<div id="app"><div class="loading">加载中，请稍候...</div></div>${foot}`),
  'a domain for sale': bare('yunchuan-data.com - 域名出售', '<h1>该域名可以转让</h1><p>This domain is for sale.</p>'),
  'a fresh server': bare(
    'Welcome to nginx!',
    '<h1>Welcome to nginx!</h1><p>If you see this page, the web server is successfully installed.</p>',
  ),
  'a server at its wits’ end': bare('系统错误', '<h1>系统发生错误</h1><p>java.lang.NullPointerException at com.x.Action</p>'),
  'an unregistered site': bare('未备案提示', '<p>该网站暂时无法进行访问：该网站未根据工信部相关法律规定获取备案信息。</p>'),
};

/** Documents about all of this. */
const documents: readonly (readonly [title: string, ...texts: string[]])[] = [
  ['关于规范网站验证码使用的通知', '各单位：一些网站要求用户输入验证码后才能访问。请自查滑块验证、图形验证码的必要性。'],
  ['关于停用图形验证码的公告', '因登录方式调整，自6月1日起停用图形验证码，改用短信验证码登录。特此公告。'],
  ['关于政务服务网系统维护的公告', '因系统升级维护，省政务服务网将于2026年5月22日22:00至5月23日6:00暂停服务，敬请谅解。'],
  ['网站升级改版公告', '云川市人民政府网站升级改版已完成，新版网站于今日上线试运行，欢迎公众提出意见。'],
  ['关于整治政府网站“404”错误页面的通报', '经查，部分网站存在您访问的页面不存在、链接打不开等问题，现予通报。'],
  ['关于启用统一身份认证平台的通知', '自6月起请先登录统一身份认证平台后办理，用户名为身份证号，初始密码由短信下发。'],
  ['网站防火墙技术要求解读', '访问被拦截、访问被阻断的情形应当留存日志，防范网络攻击和访问被拒绝。'],
  ['网络安全通报中心提醒：防范拒绝服务攻击', '近期境外组织频繁发起攻击，多家网站出现403 Forbidden和Access Denied页面。'],
  ['关于删除违规信息的通报', '本月处置违规账号，页面显示“该内容已被发布者删除”的共计三千条。'],
  ['关于规范网络爬虫访问行为的公告', '访问频率过高的爬虫将被限制；请完成验证后继续访问。'],
  ['政务网站适配无障碍指引', '页面须在禁用脚本时可读，不得提示 please enable JavaScript。'],
  ['关于清理闲置政府网站域名的通知', '域名出售、域名到期被抢注后跳转不良网站的情况时有发生，各单位应及时注销。'],
  ['关于在微信客户端办理业务的提示', '部分业务仅支持移动端，请在微信客户端打开链接办理。'],
  ['关于撤销某文件的公告', '《云川市智慧城市专项资金办法》已停止执行，该信息不再公开。特此公告。'],
  ['关于开展未备案网站清理的通知', '未备案网站一律不得接入，该网站未备案的由接入商停止服务。'],
];

describe('pages that are no documents', () => {
  test.each(Object.entries(refusals))('refused: %s', (_, html) => {
    expect(troubleOf(html)).toBe('refused');
  });
  test.each(Object.entries(absent))('unrecognised: %s', (_, html) => {
    expect(troubleOf(html)).toBe('unrecognised');
  });
});

describe('documents about such pages', () => {
  test.each(documents)('%s', (title, ...texts) => {
    const html = page(
      title,
      `<h1>${title}</h1><div class="info">发布时间：2026-05-20 来源：市网信办</div><div class="content">${paragraphs(...texts)}</div>`,
    );
    expect(troubleOf(html)).toBe(`document: ${title}`);
  });

  test('a notice over a form for comments, with scripts that name a challenge', () => {
    const title = '关于征集算力需求的通知';
    const html = page(
      title,
      `<h1>${title}</h1><div>发布时间：2026-05-20</div><div class="content">${paragraphs(sentences[0] ?? '')}</div><form><p>请先登录后发表评论</p><p>请输入验证码</p></form><script>var _cf_chl_opt; if (x) { document.cookie = 'a=1'; location.reload() }</script>`,
    );
    expect(troubleOf(html, url)).toBe(`document: ${title}`);
  });
});

test.each(['网络安全技术 WAF产品测评方法', 'WAF 采购通知'])('a short document about firewalls is none: %s', (title) => {
  expect(
    troubleOf(
      `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>本标准规定了防火墙的测评方法，涵盖请求阻断、验证码、频率限制和人机识别等功能，可识别由模型生成的流量。</p></body></html>`,
    ),
  ).toBe(`document: ${title}`);
});
