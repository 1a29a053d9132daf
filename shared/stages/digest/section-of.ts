import { dayPutOut } from '../../model/article.ts';
import type { SectionId } from '../../model/digest.ts';
import type { ShownDocument } from '../../model/document.ts';
import { opt } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { readBearing } from '../facts/article-facts.ts';
import { isAct, isBinding } from '../text/acts.ts';
import { sha256 } from '../text/hash.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { DigestCandidate } from './item.ts';

const {
  watching,
  /** 关于举办…大赛的通知: who may take part, and how it is organised. */
  inviting,
  /** Those whom a notice of the centre directs anyhow. */
  governments,
  /** Lists and numbers of what was filed or registered, and of what was found and punished. */
  filed,
  toDelegates,
  /** 关于批准发布《…》强制性国家标准的公告 puts such standards out. */
  published,
} = expressionsOf(expressions.sectionOf);

export const isOpen = ({ status, dates }: Pick<ShownDocument, 'status' | 'dates'>, today: string): boolean =>
  status === 'draft' && (dates.commentBy === undefined || dates.commentBy.value >= today.slice(0, dates.commentBy.value.length));

const firms: ReadonlySet<string | undefined> = new Set(['L7', 'L8']);
const national: ReadonlySet<string | undefined> = new Set([undefined, 'L0', 'L1', 'L2', 'L3']);
export const isNational = (level: string | undefined): boolean => national.has(level);

/** What was read of texts: digests of a running week, and what somebody has not read yet, ask for the same ones again. */
const decided = new Map<string, boolean>();
const mostDecided = 2000;

/** 各智算中心应当于2027年6月底前接入监测平台: a notice that sets others than governments a day binds in practice. */
function setsADay({ type, text, dates }: ShownDocument): boolean {
  if (type !== 'notice') return false;
  const day = dayPutOut(dates);
  const key = sha256(`${day} ${text}`);
  const known = decided.get(key);
  if (known !== undefined) return known;
  const { duties } = readBearing({ text, type, ...opt('day', day) });
  const found = duties.some(({ by, quote }) => by !== undefined && !governments.test(quote));
  if (decided.size >= mostDecided) decided.clear();
  decided.set(key, found);
  return found;
}
/** What speaks in the name of a body on whose site nobody saw it is told, and binds nobody. */
const isUnseen = ({ document }: Placed) => document.notSeenOnIssuersSite !== undefined;

/** GB 44721-2026 binds, GB/T 45652 does not. */
const mandatory = /(?:^|[^A-Z])GB\s{0,2}\d/;

export const isMandatoryStandard = ({ type, number, title }: Pick<ShownDocument, 'type' | 'number' | 'title'>): boolean =>
  (type === 'standard' && mandatory.test(`${number} ${title}`)) ||
  ((type === 'announcement' || type === 'notice') && published.test(title));

type Placed = DigestCandidate & { readonly today: string };
type Place = { readonly section: SectionId; readonly holds: (one: Placed) => boolean };
const isOf = ({ document: { type } }: DigestCandidate, ...types: readonly DocumentType[]) => types.includes(type);
const firstTheme = ({ document: { themes } }: DigestCandidate) => themes[0]?.theme;

/**
 * Where an item belongs (docs/chinese-documents.md 8): the first place that fits. A draft that is closed, or has its final text, stands
 * among the plans.
 */
const places: readonly Place[] = [
  { section: 'drafts', holds: ({ document, today }) => document.type === 'draft' && isOpen(document, today) },
  { section: 'companies', holds: (one) => isOf(one, 'company') || firstTheme(one) === 'companies' },
  { section: 'enforcement', holds: (one) => isOf(one, 'news') && filed.test(one.document.title) },
  {
    section: 'readings',
    holds: ({ document }) => !isAct(document.type) || (document.type === 'reply' && toDelegates.test(document.title)),
  },
  { section: 'enforcement', holds: (one) => isOf(one, 'announcement', 'public-notice') && filed.test(one.document.title) },
  { section: 'companies', holds: ({ level }) => firms.has(level) },
  { section: 'local', holds: ({ level }) => !isNational(level) },
  { section: 'readings', holds: isUnseen },
  { section: 'binding', holds: ({ document }) => isBinding(document.type) || isMandatoryStandard(document) },
  { section: 'binding', holds: ({ document }) => document.type === 'announcement' && document.dates.effective !== undefined },
  { section: 'companies', holds: (one) => isOf(one, 'call', 'public-notice') },
  { section: 'companies', holds: (one) => isOf(one, 'notice', 'announcement') && inviting.test(one.document.title) },
  { section: 'binding', holds: ({ document }) => setsADay(document) },
  { section: 'enforcement', holds: (one) => isOf(one, 'notice') && watching.test(one.document.title) },
  { section: 'companies', holds: (one) => isOf(one, 'notice', 'announcement') && firstTheme(one) === 'chips' },
];

export const sectionOf = (candidate: DigestCandidate, today: string): SectionId =>
  places.find(({ holds }) => holds({ ...candidate, today }))?.section ?? 'plans';
