import { han } from '../../model/values.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readTitleIssuers, type TitleIssuers } from './issuing-bodies.ts';
import { renderPhrase } from './phrase.ts';
import book from './phrase-book.json' with { type: 'json' };
import { type Row, renderFirst, TitleText } from './title-text.ts';
import { toPlural } from './word-order.ts';
import { readTypeAtEnd } from './work-title.ts';

const {
  aboutKind,
  beforeSolicited,
  /** 强制性国家标准GB 44721—2026 before the name of the standard. */
  standard,
} = expressionsOf(expressions.titleFrame);

/** How a sentence goes on after issuers: "Notice of X on …"; without a type the issuers are its subject. */
export const byIssuers = (head: TitleIssuers | undefined): string => (head ? ` of ${head.issuers}` : '');

export function readKindAtEnd(text: TitleText): { zh: string; en: string } | undefined {
  const type = readTypeAtEnd(text, true);
  if (!type || !aboutKind.test(type.en)) return undefined;
  const before = text.text.slice(0, -type.zh.length);
  return { zh: `${/的$/.test(before) ? '的' : ''}${type.zh}`, en: type.en };
}

type Quoted = {
  readonly before: string;
  readonly after: string;
  readonly work: string;
  readonly head: TitleIssuers | undefined;
  readonly kind: { readonly zh: string; readonly en: string } | undefined;
};

const frames: readonly Row<[Quoted], string>[] = [
  { form: '强制性国家标准GB 44721—2026《X》解读', render: renderStandardNamed },
  { form: '关于《X》公开征求意见的通知', render: renderSoliciting },
  { form: '关于贯彻落实A《X》的实施方案', render: renderImplementing },
  { form: '印发《X》的通知, A发布《X》', render: renderIssuing },
  { form: '就《X》答记者问', render: renderPressQuestions },
  { form: '关于修改《X》的决定', render: renderDoingTo },
  { form: '《X》解读, 《X》起草说明, 《X》印发', render: renderClosed },
  { form: '关于《X》Y的通知', render: renderNoticeOn },
];

/** English around one quoted work, by what stands before and after it; undefined when the frame is not known. */
export function renderFrame(before: string, after: string, work: string, head: TitleIssuers | undefined): string | undefined {
  return renderFirst(frames, { before, after, work, head, kind: readKindAtEnd(new TitleText(after)) });
}

const english = (folded: string) => renderPhrase(new TitleText(folded, folded)).en;
const between = ({ after, kind }: Quoted) => after.slice(0, after.length - (kind?.zh.length ?? 0)).replace(/的$/, '');

const closers = book.closers.map(([form = '', en = '']) => ({ form: new RegExp(`^(?:${form})$`), en }));

/** Mandatory National Standard GB 44721-2026: Safety Requirements for …, and its interpretations. */
function renderStandardNamed({ before, after, work, head }: Quoted): string | undefined {
  const [, kind, number = ''] = head ? [] : (standard.exec(before) ?? []);
  const closer = closers.find(({ form }) => form.test(after))?.en;
  if (kind === undefined || (after !== '' && !closer)) return undefined;
  const name = `${english(kind).replace(/Standards$/, 'Standard')} ${number.replace(/[—–]/, '-').toUpperCase()}`.trim();
  return `${closer ? `${closer} the ` : ''}${name}: ${work}`;
}
const publicComments = '(?:公开|再次公开)?(?:征求|征集|的)?(?:社会|公众)?(?:公众)?的?意见';
const afterSolicited = new RegExp(
  `^(?:等\\d{1,3}项${han}{2,12})?${publicComments}(?:建议)?的?(?:通知|公告|通告|函|启事)?$|^(?:公开)?征求意见`,
  'u',
);

function renderSoliciting({ before, after, work, head, kind }: Quoted): string | undefined {
  const asks = /征求.{0,10}意见|征集.{0,10}意见/.test(before + after) || (/公开征求/.test(before) && /意见$/.test(after));
  if (!asks || !beforeSolicited.test(before) || !afterSolicited.test(after)) return undefined;
  const count = /^等(\d{1,3})项/.exec(after)?.[1];
  const things = /^等\d{1,3}项(\p{Script=Han}{2,12}?)的?(?:公开|再次公开)?(?:征求|征集)?(?:社会|公众)?的?意见/u.exec(after)?.[1];
  const others = count ? ` and ${Number(count) - 1} Other ${things ? toPlural(english(things)) : 'Texts'}` : '';
  return kind && kind.en !== 'Opinions'
    ? `${kind.en}${byIssuers(head)} on Soliciting Public Comments on the ${work}${others}`
    : `Solicitation${byIssuers(head)} of Public Comments on the ${work}${others}`;
}

function renderImplementing({ before, after, work, head }: Quoted): string | undefined {
  const [whole, place, owner] = /^(.{0,10}?)(?:关于)?(?:深入)?(?:贯彻落实|贯彻|落实|贯彻执行)(.{0,14})$/.exec(before) ?? [];
  const type = whole === undefined ? undefined : readTypeAtEnd(new TitleText(after), true);
  if (!type || after.replace(/^的/, '') !== type.zh) return undefined;
  const of = owner ? ` of ${readTitleIssuers(new TitleText(owner))?.issuers ?? english(owner)}` : '';
  return `${place ? english(place) : ''} ${type.en}${byIssuers(head)} for Implementing the ${work}${of}`.trim();
}

/** What stands between a quoted work and the kind of the notice: 2.0版, 等12项国家标准, 有效期. */
function withMore(work: string, rest: string): string {
  const bare = rest.replace(/^的|的$/g, '').trim();
  if (bare === '') return work;
  const version = /^[（(]?(\d{1,2}(?:\.\d{1,2}){0,2})版?[）)]?$/.exec(bare)?.[1];
  if (version) return `${work} (Version ${version})`;
  const listed = /^等(\d{1,3})(?:项|个|部|件|份)(.{0,16})$/.exec(bare);
  const others = Number(listed?.[1]) - 1;
  if (listed && others > 0) return `${work} and ${others} Other ${toPlural(listed[2] ? english(listed[2]) : 'Text')}`;
  return `${work} (${english(bare)})`;
}

function renderIssuing(quoted: Quoted): string | undefined {
  const { before, after, work, head, kind } = quoted;
  const verb = /^(?:关于)?(?:联合)?(印发|发布|公布|出台|下发|重新印发)$/.exec(before)?.[1];
  if (verb && kind) return `${kind.en}${byIssuers(head)} on Issuing the ${withMore(work, between(quoted))}`;
  if (verb && after === '' && head) return `${head.issuers.replace(/^the /, 'The ')} ${head.many ? 'Issue' : 'Issues'} the ${work}`;
  return undefined;
}

function renderPressQuestions({ before, after, work, head }: Quoted): string | undefined {
  const interview = /^(?:有关|相关)?(?:司局)?(?:负责人|负责同志)?就$/.test(before) && /^答记者问$/.test(after);
  return interview ? `Press Q&A${head ? ` with ${head.issuers}` : ''} on the ${work}` : undefined;
}

function renderDoingTo(quoted: Quoted): string | undefined {
  const { before, work, head, kind } = quoted;
  const doing = /^关于(.{2,30})$/.exec(before)?.[1];
  if (!doing || !kind) return undefined;
  const rest = between(quoted);
  const notice = `${kind.en}${byIssuers(head)} on`;
  if (/^等\d/.test(rest)) return `${notice} ${english(doing)} the ${withMore(work, rest)}`;
  return rest === '' ? `${notice} ${english(doing)} the ${work}` : `${notice} ${english(doing + rest)} of the ${work}`;
}

function renderClosed({ before, after, work, head }: Quoted): string | undefined {
  if (before !== '' && before !== '关于') return undefined;
  const closer = closers.find(({ form }) => form.test(after))?.en;
  if (closer) return `${closer} the ${work}${byIssuers(head)}`;
  const paper = before === '' && !head && after.length > 2 ? readTypeAtEnd(new TitleText(after), true) : undefined;
  const kind = paper && after.length - paper.zh.length <= 6 ? after.slice(0, -paper.zh.length).replace(/的$/, '') : undefined;
  if (paper && kind !== undefined) return `${kind ? english(kind) : ''} ${paper.en} on the ${work}`.trim();
  if (after === '') return `${work}${byIssuers(head)}`;
  const [, more] = /^(?:正式)?(?:印发|发布|公布|出台)(.{0,60})$/.exec(after) ?? [];
  return more === undefined ? undefined : `${work} Issued${more && `: ${english(more.replace(/^[，,：:；;\s]{1,3}/, ''))}`}`;
}

function renderNoticeOn(quoted: Quoted): string | undefined {
  const { before, work, head, kind } = quoted;
  if ((before !== '关于' && before !== '对') || !kind) return undefined;
  const rest = between(quoted);
  return `${kind.en}${byIssuers(head)} on ${rest === '' ? '' : `the ${english(rest)} of `}the ${work}`;
}
