import { group } from '../../model/values.ts';
import { readTitleIssuers, type TitleIssuers } from './issuing-bodies.ts';
import { renderPhrase } from './phrase.ts';
import { toPlural } from './plural.ts';
import { readTypeAtEnd } from './work-title.ts';

const closers: readonly (readonly [RegExp, string])[] = [
  [/^(?:的)?(?:政策)?解读(?:稿|材料|之[一二三])?$/, 'Interpretation of'],
  [/^(?:的)?(?:简要)?(?:评述|述评|评论|短评|简评|点评)$/, 'Commentary on'],
  [/^(?:的)?(?:深度|简要)?(?:分析|解析|浅析|简析)$/, 'Analysis of'],
  [/^(?:图文|图片|视频)解读$/, 'Illustrated Interpretation of'],
  [/^(?:有关负责人)?答记者问$/, 'Press Q&A on'],
  [/^(?:政策)?(?:问答|答问)$/, 'Q&A on'],
  [/^的?(?:起草)?说明$/, 'Explanation of'],
  [/^的审议报告$/, 'Deliberation Report on'],
];
/** How a sentence goes on after issuers: "Notice of X on …"; without a type the issuers are its subject. */
export const byIssuers = (head: TitleIssuers | undefined): string => (head ? ` of ${head.issuers}` : '');

/** Kinds of documents that say what they are about with 关于. */
const aboutKind =
  /Notice|Announcement|Decision|Letter|Reply|Circular|Opinions|Recommendations|Measures|Plan|Policies|Report|Explanation|Provisions|Guidelines/;

/** The kind at the end of 关于X的通知, its 的 with it. */
export function readKindAtEnd(text: string): { zh: string; en: string } | undefined {
  const type = readTypeAtEnd(`　${text}`) ?? undefined;
  if (!type || !aboutKind.test(type.en)) return undefined;
  const before = text.slice(0, -type.zh.length);
  return { zh: `${/的$/.test(before) ? '的' : ''}${type.zh}`, en: type.en };
}

/** What stands between a quoted work and the kind of the notice: 2.0版, 等12项国家标准, 有效期. */
function more(work: string, rest: string): string {
  const bare = rest.replace(/^的|的$/g, '').trim();
  if (bare === '') return work;
  const version = /^[（(]?(\d{1,2}(?:\.\d{1,2}){0,2})版?[）)]?$/.exec(bare)?.[1];
  if (version) return `${work} (Version ${version})`;
  const listed = /^等(\d{1,3})(?:项|个|部|件|份)(.{0,16})$/.exec(bare);
  const others = Number(listed?.[1]) - 1;
  if (listed && others > 0) return `${work} and ${others} Other ${toPlural(listed[2] ? renderPhrase(listed[2]).en : 'Text')}`;
  if (/^(?:国家|行业|地方|团体|企业)?标准$/.test(bare)) return `${work} (${renderPhrase(bare).en})`;
  return `${work} ${renderPhrase(bare).en}`;
}

/** 强制性国家标准GB 44721—2026 before the name of the standard. */
const standard = /^((?:强制性|推荐性)?(?:国家|行业|地方|团体|企业)标准)\s{0,2}([a-z][a-z/]{0,8}\s{0,2}[\d.]{1,10}(?:[-—–]\d{4})?)?\s{0,2}$/;

/** Mandatory National Standard GB 44721-2026: Safety Requirements for …, and its interpretations. */
function standardNamed(before: string, after: string, work: string): string | undefined {
  const [, kind, number = ''] = standard.exec(before) ?? [];
  const closer = closers.find(([pattern]) => pattern.test(after));
  if (kind === undefined || (after !== '' && !closer)) return undefined;
  const name = `${renderPhrase(kind).en.replace(/Standards$/, 'Standard')} ${number.replace(/[—–]/, '-').toUpperCase()}`.trim();
  return `${closer ? `${closer[1]} the ` : ''}${name}: ${work}`;
}

/** English around one quoted work, by what stands before and after it; undefined when the frame is not known. */
export function renderFrame(before: string, after: string, work: string, head: TitleIssuers | undefined): string | undefined {
  const type = readKindAtEnd(after)?.en;
  const numbered = head ? undefined : standardNamed(before, after, work);
  if (numbered) return numbered;
  const comment = /征求.{0,10}意见|征集.{0,10}意见/.test(before + after) || (/公开征求/.test(before) && /意见$/.test(after));
  if (
    comment &&
    /^(?:关于|就|对|公开征求|征求|关于对|关于就|关于公开征求|关于征求|(?:关于)?(?:面)?向社会(?:公开)?(?:征求|征集))?$/.test(before) &&
    /^(?:等\d{1,3}项[\u4e00-\u9fff]{2,12})?(?:公开|再次公开)?(?:征求|征集|的)?(?:社会|公众)?(?:公众)?的?意见(?:建议)?的?(?:通知|公告|通告|函|启事)?$|^(?:公开)?征求意见/.test(
      after,
    )
  ) {
    const counted = /^等(\d{1,3})项/.exec(after)?.[1];
    const kind = /^等\d{1,3}项([\u4e00-\u9fff]{2,12}?)的?(?:公开|再次公开)?(?:征求|征集)?(?:社会|公众)?的?意见/.exec(after)?.[1];
    const named = kind ? toPlural(renderPhrase(kind).en) : 'Texts';
    const others = counted ? ` and ${Number(counted) - 1} Other ${named}` : '';
    return type && type !== 'Opinions'
      ? `${type}${byIssuers(head)} on Soliciting Public Comments on the ${work}${others}`
      : `Solicitation${byIssuers(head)} of Public Comments on the ${work}${others}`;
  }
  const serving = /^(.{0,10}?)(?:关于)?(?:深入)?(?:贯彻落实|贯彻|落实|贯彻执行)(.{0,14})$/.exec(before);
  const whole = serving ? readTypeAtEnd(`　${after}`) : undefined;
  if (serving && whole && after.replace(/^的/, '') === whole.zh) {
    const place = serving[1] ? renderPhrase(serving[1]).en : '';
    const owner = serving[2] ? (readTitleIssuers(serving[2])?.issuers ?? renderPhrase(serving[2]).en) : '';
    return `${place} ${whole.en}${byIssuers(head)} for Implementing the ${work}${owner ? ` of ${owner}` : ''}`.trim();
  }
  const verb = /^(?:关于)?(?:联合)?(印发|发布|公布|出台|下发|转发|重新印发)$/.exec(before)?.[1];
  if (verb) {
    const gerund = verb === '转发' ? 'Forwarding' : 'Issuing';
    const rest = after.slice(0, after.length - (readKindAtEnd(after)?.zh.length ?? 0));
    if (type) return `${type}${byIssuers(head)} on ${gerund} the ${more(work, rest)}`;
    if (after === '' && head) return `${head.issuers.replace(/^the /, 'The ')} ${head.many ? 'Issue' : 'Issues'} the ${work}`;
  }
  if (before === '解读' && after === '') return `Interpretation of the ${work}`;
  const asked = /^(?:有关|相关)?(?:司局)?(?:负责人|负责同志)?就$/.exec(before);
  if (asked && /^答记者问$/.test(after)) return `Press Q&A${head ? ` with ${head.issuers}` : ''} on the ${work}`;
  const doing = /^关于(.{2,30})$/.exec(before)?.[1];
  if (doing && type) {
    const kind = readKindAtEnd(after);
    const rest = after.slice(0, -(kind?.zh.length ?? 0)).replace(/的$/, '');
    if (/^等\d/.test(rest)) return `${type}${byIssuers(head)} on ${renderPhrase(doing).en} the ${more(work, rest)}`;
    return rest === ''
      ? `${type}${byIssuers(head)} on ${renderPhrase(doing).en} the ${work}`
      : `${type}${byIssuers(head)} on ${renderPhrase(doing + rest).en} of the ${work}`;
  }
  if (before === '' || before === '关于') {
    const closer = closers.find(([pattern]) => pattern.test(after));
    const paper = before === '' && !head && after.length > 2 ? readTypeAtEnd(`　${after}`) : undefined;
    const kind = paper && after.length - paper.zh.length <= 6 ? after.slice(0, -paper.zh.length).replace(/的$/, '') : undefined;
    if (!closer && paper && kind !== undefined) return `${kind ? renderPhrase(kind).en : ''} ${paper.en} on the ${work}`.trim();
    if (closer) return `${closer[1]} the ${work}${byIssuers(head)}`;
    if (after === '') return head ? `${work}${byIssuers(head)}` : work;
    const news = /^(?:正式)?(印发|发布|公布|出台|实施|施行)(.{0,60})$/.exec(after);
    if (news)
      return `${work} ${/施/.test(group(news, 1)) ? 'Takes Effect' : 'Issued'}${news[2] ? `: ${renderPhrase(news[2].replace(/^[，,：:；;\s]{1,3}/, '')).en}` : ''}`;
  }
  if ((before === '关于' || before === '对') && type) {
    const rest = after.slice(0, -(readKindAtEnd(after)?.zh.length ?? 0)).replace(/的$/, '');
    const matter = rest === '' ? '' : `${renderPhrase(rest).en} of `;
    return `${type}${byIssuers(head)} ${matter ? 'on the ' : 'on '}${matter}the ${work}`;
  }
  return undefined;
}
