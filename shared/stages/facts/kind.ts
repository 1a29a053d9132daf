import type { Issuer } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { fold } from '../../registry/script.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { actType } from './kind/act.ts';
import { englishType } from './kind/english.ts';
import { typeAboutActs, typeOfNonAct } from './kind/non-acts.ts';
import { publisherKindOf } from './kind/publisher.ts';

const { signs } = expressionsOf(expressions.kind);

export type KindInput = {
  readonly title: string;
  readonly text: string;
  readonly number?: string;
  readonly issuers: readonly Issuer[];
  readonly credit?: string;
  readonly url: string;
  readonly columns?: string;
};

/** Enough of a sentence to be a report of something. */
const sentence = /\p{Script=Han}{8}|\p{Script=Han}.{10}/u;

/**
 * What kind of document a page is (docs/contract.md 3.3), from its title first, then number, issuers, text and host.
 * A page of a media house that only reports an act is news; one that carries the text of the act is the act.
 */
export function documentType(input: KindInput): DocumentType {
  const title = fold(input.title).replace(/\s+/g, ' ').trim();
  const head = fold(input.text.slice(0, 1500));
  const publisher = publisherKindOf(input.url, input.credit);
  if (!/\p{Script=Han}{2}/u.test(title)) return englishType(title.toLowerCase(), head.toLowerCase(), publisher);
  const page = typeOfNonAct(title, head) ?? typeAboutActs(title, head, orEmpty(input.columns));
  if (page) return page;
  const act = actType(title, head, input.number, issuerKinds(input));
  if (act && announces(title, head, input)) return 'news';
  if (act && (publisher === 'official' || carriesAct(title, head, input))) return act;
  if (publisher === 'media') return 'news';
  if (publisher === 'company') return 'company';
  if (publisher === 'research') return 'analysis';
  if (act)
    return publisher === 'unknown' && /(?:印发|发布|出台|公布)[《“]|[!！?？]|[:：].{0,8}(?:[!！?？]|将|已)/.test(title) ? 'news' : act;
  if (/^(?:评论|时评|理论|观点|述评)|(?:评论|评述|述评|回顾|展望|启示|对策|思考|综述|现状与)/.test(title)) return 'analysis';
  return publisher === 'official' || sentence.test(title) ? 'news' : 'other';
}

/** 某市发布算力券实施细则: a sentence about an act, with neither its number nor its form; who is named by the title alone has signed nothing. */
const announces = (title: string, head: string, { number, issuers, text }: KindInput): boolean =>
  /^[^《》，。：]{2,16}(?:印发|发布|出台|公布|推出)[^，。]{4,60}$/.test(title) &&
  !/关于|(?:通知|公告|通告|决定|命令|名单|公示)$/.test(title) &&
  number === undefined &&
  issuers.every(({ name }) => title.startsWith(fold(name)) && !`\n${text}\n`.includes(`\n${name}\n`)) &&
  !signs.test(head);

/** Someone else's page carries the act itself: it is marked as a full text, or has the form of one. */
function carriesAct(title: string, head: string, { number, issuers }: KindInput): boolean {
  if (/受权发布|授权发布|全文|[（(]转载[）)]|转载/.test(title)) return true;
  if (/^[^《]{0,40}(?:印发|发布|出台|公布)《[^》]{1,80}》$/.test(title) && !/第[一1]条|各省/.test(head)) return false;
  return (
    number !== undefined ||
    (issuers.length > 0 && signs.test(head)) ||
    /(?:的通知|的公告|的意见|的批复|办法|条例|规定)(?:[（(][^）)]{1,20}[）)])?$/.test(title)
  );
}

/** Sites of Hong Kong and Macau: their ordinances and laws are those of a region. */
const regional = /^https?:\/\/[^/?#]{1,200}\.(?:hk|mo)(?:[:/?#]|$)/;

function issuerKinds({ issuers, title, url }: KindInput): { legislature: boolean; local: boolean; ministry: boolean; council: boolean } {
  const entries = issuers.map((issuer) => findIssuer(issuer.name)).filter((entry) => entry !== undefined);
  const congress = issuers.find(({ name }) => /人民代表大会|人大常委会/.test(name))?.name;
  return {
    legislature: congress !== undefined || entries.some((entry) => entry.kind === 'legislature' || entry.id.includes('-congress')),
    local:
      regional.test(url) ||
      (congress !== undefined && !congress.includes('全国')) ||
      entries.some((entry) => entry.kind === 'local') ||
      /^\p{Script=Han}{2,8}(?:省|市(?!场)|自治区|经济特区|州|县|区)|^\p{Script=Han}{2,16}自治[州县旗]/u.test(fold(title)),
    ministry: entries.some((entry) => entry.level === 'L2'),
    council: entries.some((entry) => entry.id === 'state-council'),
  };
}

/** Weight of a type, 0–5 (docs/chinese-documents.md 2): 5 binds everyone, 3 directs lower government, 0 is no act. Local acts bind locally. */
export { typeWeight as documentWeight } from './kind/weight.ts';
