import type { Issuer, Warning } from '../../model/article.ts';
import { group, opt } from '../../model/values.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { isPress } from '../facts/extract/issuing-clause.ts';
import { hostnameOf, publisherKindOf } from '../facts/kind.ts';
import { type Dom, rawTextOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { namesInTitle, parseBodyNames, withoutTerm } from '../text/body-names.ts';
import { collapseWhitespace, simplify } from '../text/language.ts';
import type { Heading } from './heading.ts';
import rows from './media.json' with { type: 'json' };
import { meta } from './metas.ts';
import type { Signature } from './signature.ts';

type CreditFacts = {
  readonly dom: Dom;
  readonly label?: string | undefined;
  readonly lines: readonly PageLine[];
};

const closing = /^[（(【]?(?:本文)?(?:文章)?(?:来源|转自|转载自|摘自|原载|出处)[:：]\s?([^，。；]{2,40}?)[)）】]?$/;

export function readCredit({ dom, label, lines }: CreditFacts): string | undefined {
  const shown = label === undefined || /^[\s|：:-]{0,5}$/.test(label) ? undefined : label;
  const closed = lines
    .slice(-4)
    .map((line) => closing.exec(line.text)?.[1])
    .find((text) => text !== undefined);
  const credit = shown ?? closed ?? meta(dom, 'contentsource', 'source', 'og:site_name');
  if (credit === undefined || platform.test(credit)) return undefined;
  const bare = collapseWhitespace(credit.replace(/^(?:信息|文章|稿件)?来源[:：]/, '').replace(button, ''));
  return (/[（(【[]/.test(bare) ? bare : bare.replace(/[）)】\]]{1,9}$/, '')).slice(0, 80) || undefined;
}

/** What a reader may press, behind the credit in its line. */
const button = /(?:[\s|｜]{1,4}(?:举报|下载|收藏|分享|打印|评论|纠错|订阅|关注)){1,4}\s{0,4}$/;

/** What the pages of all accounts name as their site. */
const platform = /^(?:微信公众平台|Weixin Official Accounts Platform)$/;
const nickname = /\bvar nickname\s{0,3}=\s{0,3}(?:htmlDecode\()?["']([^"'<>]{1,60})["']/;

/** Who published an article of WeChat: the account by its name under the title, else in the script that shows it. */
export function readAccount({ dom }: Pick<CreditFacts, 'dom'>, url: string, html: string): string | undefined {
  if (hostnameOf(url) !== 'mp.weixin.qq.com') return undefined;
  const shown = dom.ids.get('js_name');
  return collapseWhitespace(shown ? rawTextOf(shown) : '').slice(0, 60) || nickname.exec(html)?.[1];
}

/** Media that are credited by others, and where they are at home. */
const media = rows.map(({ name, homes }) => ({ name: new RegExp(name), homes }));
const isAtHome = ({ homes }: { readonly homes: readonly string[] }, host: string) =>
  homes.some((home) => host === home || host.endsWith(`.${home}`));
const portal = /^(?:www|big5)\.gov\.cn$/;
const wire = /^.{0,12}?(?:（|\()?(?:据)?新华社[^，。：:\s]{0,16}?\d{1,2}月\d{1,2}日(?:电|消息)/;
const repostCredit = /^[（(【]?(?:本文|本篇|以上内容)?(?:转自|转载自|转载于|摘自|原载)/;
const repostMark = /^[（(【[](?:转载|转发|转|[受授]权发布)[)）】\]]|^[受授]权发布[丨|｜:：]/;

type RepostFacts = {
  readonly title: string;
  readonly number?: string | undefined;
  readonly reposter?: string | undefined;
  readonly credit?: string | undefined;
  readonly url: string;
  readonly lines: readonly PageLine[];
  readonly act: boolean;
};

/** The work that the page says it repeats, by number, else by title; undefined when it does not say so. */
export function readRepostedWork(facts: RepostFacts): string | undefined {
  const title = simplify(facts.title);
  const said = repostMark.test(title) || facts.reposter !== undefined || /受权发布|授权发布/.test(title);
  const home = hostnameOf(facts.url);
  const lines = [...facts.lines.slice(0, 3), ...facts.lines.slice(-4)].map((line) => simplify(line.text.slice(0, 80)));
  const wired = lines.some((line) => wire.test(line)) && !media.slice(0, 1).some((agency) => isAtHome(agency, home));
  const repeated = said || wired || lines.some((line) => repostCredit.test(line)) || credited(facts, home);
  return repeated ? (facts.number ?? facts.title.replace(repostMark, '')) : undefined;
}

function credited({ credit, url, act }: RepostFacts, home: string) {
  if (credit === undefined) return false;
  const name = simplify(credit);
  const medium = media.find((each) => each.name.test(name));
  if (medium) return !isAtHome(medium, home);
  const official = publisherKindOf(url, undefined) === 'official';
  if (/(?:日报|晚报|晨报|时报|电视台|融媒体?|新闻网)$/.test(name)) return official;
  const body = findIssuer(name.replace(/(?:官方)?(?:网站|官网|微信公众号|微信)$/, ''));
  // The portal of the central government takes over the acts of the ministries; its own bodies are the State Council and its office.
  return act && body !== undefined && (!official || (portal.test(home) && body.level !== 'L1' && !body.id.startsWith('state-council')));
}

type IssuerFacts = {
  readonly table?: string | undefined;
  readonly joint?: string | undefined;
  readonly signature?: Signature | undefined;
  readonly undated?: readonly string[];
  readonly heading: Heading;
  readonly title: string;
};
type IssuersFound = {
  readonly names: readonly string[];
  readonly warnings: readonly Warning[];
  /** The table names a body that is not among those who issued the act: the page is a repost. */
  readonly reposter?: string;
};

/**
 * All issuers in their order, lead first, as written. The signature counts before the table (which often names the lead or the
 * reposter alone), then the head of an order or joint act, then the names that open the title.
 */
export function readIssuers(facts: IssuerFacts): IssuersFound {
  const table = tableNames(facts.table, facts.joint);
  const headed = facts.heading.issuers;
  // A paper that prints an act signs it with its own name.
  const signed = (facts.signature?.issuers ?? facts.undated ?? []).filter((name) => !isPress(name));
  const titled = namesInTitle(facts.title);
  const named = titled?.names ?? [];
  const reposter = table[0] !== undefined && isReposter(table, named.length > 0 ? named : signed) ? table[0] : undefined;
  const own = reposter === undefined ? table : [];
  const names = longest([facts.heading.order ? headed : [], signed, headed, own, named]);
  const warnings: Warning[] = [];
  const wanted = titled?.count ?? named.length;
  if (names.length > 0 && names.length < Math.min(wanted, 2)) {
    warnings.push({ field: 'issuers', reason: 'a joint act: the page does not name all issuers', quote: facts.title.slice(0, 80) });
  }
  return { names, warnings, ...opt({ reposter }) };
}

function longest(lists: readonly (readonly string[])[]) {
  const filled = lists.filter((list) => list.length > 0);
  const first = filled[0];
  if (!first) return [];
  return filled.find((list) => list.length > first.length && list.some((name) => isSameBody(name, group(first, 0)))) ?? first;
}

function tableNames(table: string | undefined, joint: string | undefined) {
  const lead =
    table === undefined
      ? []
      : (parseBodyNames(table.replace(/ ?等(?:[\d一二三四五六七八九十]{1,3}个?)?(?:部门|单位|部委|家)?$/, '')) ?? []);
  const more = joint === undefined ? [] : (parseBodyNames(joint) ?? []);
  return [...lead, ...more.filter((name) => !lead.some((other) => isSameBody(name, other)))];
}

function isReposter(table: readonly string[], real: readonly string[]) {
  const lead = real[0];
  if (lead === undefined) return false;
  return !table.some(
    (name) => isSameBody(name, lead) || lead.startsWith(name) || name.startsWith(lead) || real.some((each) => isSameBody(each, name)),
  );
}

export function isSameBody(a: string, b: string): boolean {
  if (plainName(a) === plainName(b)) return true;
  const one = findIssuer(a);
  return one !== undefined && one.id === findIssuer(b)?.id;
}

const plainName = (name: string) =>
  withoutTerm(name)
    .replace(/^中华人民共和国/, '')
    .replace(/\s/g, '');

export function toIssuers(names: readonly string[]): Issuer[] {
  return [...new Set(names.map(withoutTerm))].map((name) => {
    const known = findIssuer(name);
    return known ? { id: known.id, name, english: known.english } : { name };
  });
}
