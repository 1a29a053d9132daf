import type { Trouble } from '../../model/errors.ts';

export type BlockPattern = { readonly trouble: Trouble; readonly what: string; readonly pattern: RegExp };

/** Words of walls and empty places, as they stand on such pages. They count only on a page that has little text and not the form of a document. */
export const blockPatterns: readonly BlockPattern[] = [
  {
    trouble: 'refused',
    what: 'captcha or security check',
    pattern:
      /(?:进行|完成|通过)(?:下方|以下)?(?:安全|人机|身份)?(?:验证|校验)(?:后|即可|操作|以)|(?:百度|网站|访问)?安全验证(?:$|\n)|人机验证|(?:向右|按住|拖动|滑动).{0,10}(?:滑块|拼图|验证)|请(?:先)?(?:输入|填写)(?:下方|图中|图片中的?|右侧)?(?:验证码|校验码)|请(?:先)?完成.{0,6}验证|访问验证|行为验证|环境异常|环境检测中|captcha|verify (?:that )?you(?:'re| are) (?:a |not a )?(?:human|robot)|are you a robot|just a moment|checking your browser|ddos protection|enable javascript and cookies|unusual traffic/i,
  },
  {
    trouble: 'refused',
    what: 'refused by the server or its firewall',
    pattern:
      /(?:^|\s)(?:401|403|405|412|418|429)(?:\s|$)[\s\S]{0,40}(?:forbidden|denied|unauthori[sz]ed|not allowed|error|too many|precondition)|(?:^|\n)\s{0,9}(?:403\s)?forbidden|access (?:to this (?:page|site|resource) )?(?:is |has been )?denied|you (?:don't|do not) have permission|(?:request|you have been) blocked|web application firewall|(?:请求|访问|操作|IP)(?:已)?(?:被|存在).{0,12}(?:拦截|阻断|拒绝|阻止|禁止|封禁|威胁|限制)|(?:您|你)的.{0,14}(?:被拦截|被阻断|非法|不合法|存在(?:风险|威胁)|过于频繁|频率过高|次数过多|异常|受限)|(?:访问|请求|操作)(?:过于|太)频繁|(?:访问|请求)频率过高|拒绝访问|禁止访问|(?:您|你)?(?:无权|没有权限|暂无权限)(?:访问|查看|浏览)|访问受限|(?:所在|当前)的?(?:地区|区域|国家).{0,10}(?:不支持|无法|禁止|限制)|网站防火墙|(?:疑似|涉嫌).{0,6}攻击|not available in your (?:country|region)/i,
  },
  {
    trouble: 'refused',
    what: 'login required',
    pattern:
      /(?:(?:您|你)?(?:尚未|还未|还没有?|没有)登[录陆])|(?:请|需要?)(?:您)?先?(?:登录|登陆)(?:后|以)?(?:再)?(?:查看|访问|继续|阅读|浏览|使用|系统|平台)|登录(?:已)?(?:超时|过期|失效)|^(?:用户|账号|扫码|密码)登录[\s\S]{0,40}(?:用户名|账号|密码)|please (?:log|sign) ?in|subscri(?:be|ption) to (?:read|continue|keep)|for subscribers only|already a (?:subscriber|member)\?|(?:^|\n)统一身份认证(?:平台|系统|登录)?(?:$|\n)/i,
  },
  {
    trouble: 'unrecognised',
    what: 'page not found',
    pattern:
      /(?:页面|网页|内容|文章|信息|文件|资源|栏目)(?:可能)?(?:已经?)?(?:不存在|找不到|未找到|无法找到|被?删除|被?下线|被?下架|失效|不见|丢失|走丢|被?移除|未发布)|(?:文章|内容|信息|页面)(?:已?过期|未公开|已归档|已撤[回下销]|已下架|尚未发布|正在审核|违规)|(?:内容|文章|账号).{0,4}(?:违规|违反|投诉).{0,14}(?:无法|不能|停止)(?:查看|访问)|(?:找不到|没有找到|未找到|无法找到).{0,12}(?:页面|网页|内容|文章)|访问的(?:页面|网页|内容|链接|地址).{0,14}(?:不存在|删除|失效|错误|有误|找不到|飞走|走丢)|page (?:was |could |can )?not (?:be )?found|404 not found|not found on this server|(?:^|\s)404(?:\s|$|-)|object not found|(?:被|已由)发布者删除|该内容已被|page you (?:are|were) looking for|no longer (?:available|exists)/i,
  },
  {
    trouble: 'unrecognised',
    what: 'maintenance or server error',
    pattern:
      /(?:系统|网站|站点|服务器|平台|本站)(?:正在|正|处于)?(?:进行)?(?:系统|功能|全面)?(?:升级)?(?:维护|升级|改版|建设|调整)中|(?:系统|网站|站点|本站|平台)(?:正在|暂停|将于|因)[^\n]{0,40}(?:维护|升级|改版|停止|暂停|关闭)|正在(?:维护|升级|建设|改版)|(?:本网站|本站|网站|站点).{0,16}(?:暂停|停止)(?:访问|服务|使用|运行)|网站(?:已)?(?:关闭|停用)|该?网站(?:暂时)?无法(?:进行)?访问|under (?:maintenance|construction)|scheduled maintenance|(?:500|502|503|504)\s{1,3}(?:internal|bad gateway|service|gateway)|internal server error|服务(?:器)?(?:暂时)?(?:不可用|错误|异常)|系统(?:发生)?(?:错误|异常|繁忙)|temporarily unavailable|(?:java|org)\.[a-z.]{3,40}(?:Exception|Error)|nginx.{0,20}error|Fatal error|SQL syntax/i,
  },
  {
    trouble: 'unrecognised',
    what: 'a place-holder, not a page of this site',
    pattern:
      /域名.{0,12}(?:出售|转让|可以?售|停放|已过期|到期|抢注)|(?:buy|purchase) this domain|domain (?:is |name )?(?:for sale|has expired|parking)|(?:is|domain) parked|welcome to (?:nginx|openresty|tengine|centos|apache)|apache2? .{0,20}default page|(?:^|\n)it works!|iis windows server|未(?:根据|按).{0,24}备案|(?:网站|域名)未备案|请(?:在|使用)(?:微信|支付宝|手机)(?:客户端|浏览器)?(?:内)?打开|页面(?:正在)?跳转/i,
  },
];

/** Titles of such pages, apart from the name of the site behind them. */
export const blockTitles: readonly BlockPattern[] = [
  {
    trouble: 'refused',
    what: 'captcha or security check',
    pattern: /^(?:百度|网站)?(?:安全|人机|访问|身份|行为)验证$|^captcha$|^just a moment\.{0,3}$|^attention required|^验证码?$/i,
  },
  {
    trouble: 'refused',
    what: 'refused by the server or its firewall',
    pattern:
      /^(?:40[135]|412|429)(?:\s|$)(?!.*not found)|^(?:access )?(?:denied|forbidden)|^访问(?:被拦截|被阻断|受限|被拒绝|禁止)|\bwaf\b(?!\p{Script=Han}{2})(?!.{0,20}(?:标准|规范|方法|要求|产品|测评|通知|公告))|^网站防火墙$/iu,
  },
  {
    trouble: 'refused',
    what: 'login required',
    pattern: /^(?:用户|系统|统一)?(?:登录|登陆|身份认证)(?:页面?|平台|系统|入口)?$|^(?:log|sign) ?in$/i,
  },
  {
    trouble: 'unrecognised',
    what: 'page not found',
    pattern:
      /^404(?:\s|$|[-_页错])|^(?:页面|抱歉|对不起|很抱歉).{0,12}(?:不存在|找不到|未找到|删除|走丢)|^(?:您)?访问的页面.{0,12}$|^page not found|^not found$/i,
  },
  {
    trouble: 'unrecognised',
    what: 'maintenance or server error',
    pattern:
      /^(?:系统|网站|站点)(?:正在)?(?:升级|维护|改版|建设|暂停|关闭|错误|异常|繁忙)(?:改版|维护|升级)?中?$|^(?:50\d)(?:\s|$)|^error$|^出错|^(?:系统|网站|平台|服务器?)?(?:停机|停服|升级|维护|暂停服务){1,3}(?:公告|通知|通告|提示|中)$/i,
  },
  {
    trouble: 'unrecognised',
    what: 'a place-holder, not a page of this site',
    pattern: /域名(?:出售|转让|停放)|^welcome to (?:nginx|openresty|centos)|^react app$|^vite |未备案提示|^test page/i,
  },
];

/** A whole text that is nothing but such a sentence, whatever the page around it looks like. */
export const blockSentence =
  /^(?:(?:抱歉|对不起|很抱歉|温馨提示|提示|尊敬的用户)[，,：:！! ]{0,2})?(?:(?:您|你)(?:尚未|还未|没有)登录.{0,20}|请(?:先|您)?(?:登录|登陆)(?:后|以)?(?:再)?(?:查看|阅读|浏览|访问).{0,12}|请(?:先)?(?:输入|完成).{0,8}验证.{0,12}|(?:该|此|您访问的|你访问的|您要访问的)(?:内容|文章|信息|页面|网页|文件|链接).{0,12}(?:不存在|删除|下架|下线|失效|无法查看|找不到|走丢).{0,16})[。.!！…]{0,6}$/;

/** Scripts that answer with a puzzle in place of the page. */
export const challengeScript =
  /\$_ts\s{0,3}=|__jsl_?(?:clearance|uid)|_(?:'\)\+\('_'\)\+\('?)?j'?\)\+\('s|acw_sc__v2|_cf_chl_opt|cf-browser-verification|cf_chl_|yunsuo_session|FSSBBIl1UgzbN7N|WZWS|arg1\s{0,3}=\s{0,3}'[0-9A-F]{5,60}'|\/_guard\/|probe\.js\?|safeline|geetest|aliyun_waf|_waf_|__tst_status|EO_Bot_Ssid|document\.cookie[\s\S]{0,400}location\.(?:href|reload|replace)/;
