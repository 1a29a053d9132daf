import { SourceError, type Trouble } from '../../model/errors.ts';
import { type Dom, parseDom, textOf } from './dom.ts';

type Sign = { readonly trouble: Trouble; readonly what: string; readonly pattern: RegExp };

/** Words of pages that are no documents. They count only where there is little other text. */
const signs: readonly Sign[] = [
  {
    trouble: 'refused',
    what: 'captcha or security check',
    pattern:
      /安全验证|人机验证|滑块|拖动.{0,10}(?:拼图|验证)|请输入验证码|请完成.{0,6}验证|访问验证|行为验证|captcha|verify you are (?:a )?human|just a moment|checking your browser|ddos protection|enable javascript and cookies/i,
  },
  {
    trouble: 'refused',
    what: 'refused by the server or its firewall',
    pattern:
      /(?:^|\s)(?:401|403|405|412|429)(?:\s|$)[\s\S]{0,40}(?:forbidden|denied|unauthori[sz]ed|not allowed|error|too many|precondition)|403 forbidden|access denied|forbidden|request blocked|web application firewall|请求(?:已)?被(?:拦截|阻断|拒绝|阻止)|访问(?:被|已被)(?:拦截|拒绝|禁止|阻断)|您的(?:访问|请求|操作).{0,12}(?:被拦截|被阻断|非法|存在风险|过于频繁)|访问过于频繁|请求过于频繁|操作过于频繁|拒绝访问|无权访问|没有权限|网站防火墙|云防护|安全防护|IP.{0,12}(?:限制|封禁|黑名单)|疑似.{0,4}攻击/i,
  },
  {
    trouble: 'refused',
    what: 'login required',
    pattern:
      /(?:请|需要?)(?:先)?(?:登录|登陆)(?:后|以)?(?:再)?(?:查看|访问|继续|阅读|浏览|使用|。|$)|用户登录.{0,20}(?:用户名|账号|密码)|please (?:log|sign) ?in|统一身份认证/i,
  },
  {
    trouble: 'unrecognised',
    what: 'page not found',
    pattern:
      /(?:页面|网页|内容|文章|信息|文件)(?:已)?(?:不存在|找不到|未找到|无法找到|已被?删除|已下线|已失效|不见了|丢失|走丢)|(?:找不到|没有找到|未找到|无法找到).{0,12}(?:页面|网页|内容|文章)|访问的(?:页面|网页|内容|链接|地址).{0,14}(?:不存在|删除|失效|错误|找不到|飞走)|page (?:was )?not found|404 not found|(?:^|\s)404(?:\s|$)|object not found|已被发布者删除|该内容已被/i,
  },
  {
    trouble: 'unrecognised',
    what: 'maintenance or server error',
    pattern:
      /(?:系统|网站|服务器|平台).{0,8}(?:维护|升级|改版)(?:中|期间|，|。|$)|正在(?:维护|升级|建设)|暂停(?:访问|服务)|under maintenance|(?:500|502|503|504) (?:internal|bad gateway|service|gateway)|服务(?:器)?(?:暂时)?不可用|temporarily unavailable|nginx.{0,20}error/i,
  },
];

/** Scripts that answer with a puzzle in place of the page. */
const challenge =
  /\$_ts\s{0,3}=|__jsl_clearance|acw_sc__v2|_cf_chl_opt|cf-browser-verification|cf_chl_|yunsuo_session|FSSBBIl1UgzbN7N|WZWS|arg1\s{0,3}=\s{0,3}'[0-9A-F]{20,60}'|\/_guard\/|probe\.js\?/;

/** How much a page holds; `known`: its container is a known one. */
export type Size = { readonly chars: number; readonly known: boolean; readonly images: number };

/**
 * Throws `refused` or `unrecognised` when the words of a page say that it is no document: captcha, challenge, refusal, login, soft
 * 404 or maintenance. A page with a real text is never thrown out for a word in it.
 */
export function refuseNoDocument(dom: Dom, html: string, url: string, visible: string, { chars, known }: Size): void {
  const most = known ? 60 : 260;
  const short = visible.length < 700 || (chars < 120 && visible.length < 2000);
  if (visible.length < 400 && challenge.test(html.slice(0, 60_000)))
    throw new SourceError('refused', url, 'a script challenge stands in place of the page');
  if (!short) return;
  const words = `${dom.titleTag} ${visible}`;
  for (const sign of signs) {
    const hit = sign.pattern.exec(words);
    if (hit && (chars < most || sign.pattern.test(dom.titleTag)))
      throw new SourceError(sign.trouble, url, `${sign.what}: “${hit[0].trim().slice(0, 60)}”`);
  }
}

/** Throws `unrecognised` when there is nothing to read: a list, or an empty shell. */
export function refuseEmpty(dom: Dom, url: string, visible: string, size: Size): void {
  if (size.chars === 0 && size.images === 0)
    throw new SourceError('unrecognised', url, 'no text of an article: a list, or a shell that a script would have to fill');
  const shell = visible.length < 60 && dom.scripts > 0;
  if (shell && size.chars < 30 && images(dom) < 2)
    throw new SourceError('unrecognised', url, 'a shell that a script would have to fill: no text');
}

const images = (dom: Dom): number => dom.groups.get('<img>')?.length ?? 0;

/** What refuses us in place of a list, also with status 200; undefined when nothing in the page says so. The page has passed the pre-check. */
export function refusalIn(html: string, url: string): SourceError | undefined {
  const dom = parseDom(html);
  const words = `${dom.titleTag} ${dom.document.children.map(textOf).join(' ')}`;
  if (words.length < 400 && challenge.test(html.slice(0, 60_000)))
    return new SourceError('refused', url, 'a script challenge stands in place of the list');
  if (words.length > 700) return undefined;
  for (const { trouble, what, pattern } of signs) {
    const hit = trouble === 'refused' ? pattern.exec(words) : null;
    if (hit) return new SourceError('refused', url, `${what}: “${hit[0].trim().slice(0, 60)}”`);
  }
  return undefined;
}
