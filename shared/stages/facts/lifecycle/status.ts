import type { DateFact, Dates, Warning } from '../../../model/article.ts';
import type { StatusReason } from '../../../model/document.ts';
import { opt, orEmpty } from '../../../model/values.ts';
import type { DocumentType, Status } from '../../../model/vocabulary.ts';
import { isAct } from '../../text/acts.ts';
import { foldScript } from '../../text/fold.ts';
import type { Suspension } from './changed-act.ts';
import { parseValidity } from './validity.ts';

/** What `statusOf` weighs. Days are `YYYY-MM-DD`; `repealedOn` and `supersededOn` come from links of other documents. */
export type StatusInput = {
  readonly type: DocumentType;
  readonly title: string;
  readonly number?: string;
  readonly issuers?: readonly unknown[];
  readonly text?: string;
  readonly validity?: string;
  readonly dates: Dates;
  readonly repealedOn?: string;
  readonly supersededOn?: string;
  /** A later act suspends it today. */
  readonly suspended?: Pick<Suspension, 'from' | 'to'>;
  /** A later act put its day of effect off, and says no other. */
  readonly putOff?: boolean;
  /** Doubts about what was read: one about its end keeps an act from being called in force without a word. */
  readonly warnings?: readonly Warning[];
  /** The text says that it waits for approval; read from `text` when not given. */
  readonly awaiting?: boolean;
  /** Another body's decision that approved it is held, of this day. */
  readonly approvedOn?: string;
  readonly today: string;
};

type StatusDecision = { readonly status: Status; readonly reason: StatusReason };

const informational = (type: DocumentType): boolean => !isAct(type) || type === 'public-notice' || type === 'call';

const answersProposal = /(?:建议|提案|议案)[^。]{0,20}(?:答复|复函|办理)|(?:答复|复函)[^。]{0,20}(?:建议|提案)/;
/** Notices that answer questions or guide through a procedure order nothing. */
const explains = /(?:常见问题|问题解答|热点问答|办事指南|政策问答|温馨提示)[^。]{0,12}$/;
const recruits = /(?:招聘|招录|选聘|选调|遴选)[^，。《》]{0,24}(?:公告|简章|启事|通告)/;
const awaitsApproval =
  /本(?:条例|法|决定|规定|办法)[^。；]{0,30}(?:报|经)[^。；批]{0,40}批准(?:后|之后)[^。；]{0,40}(?:施行|实施|生效)|条例[^。；]{0,40}(?:将|尚须|还须|依法)报(?:请)?[^。；]{0,40}批准(?:$|[。；，])/;
const needsApproval: ReadonlySet<DocumentType> = new Set(['law', 'regulation', 'local-regulation', 'rule', 'measures']);

/** `value` (day, month or year) is today or before, as far as it tells. */
function reached(value: string, today: string): boolean {
  return value <= today.slice(0, value.length);
}

/** 报…批准后，自2027年1月1日起施行: the day holds only once the approval is there, which the head of an approved text tells. */
function isAwaitingApproval({ type, text, awaiting, approvedOn, today }: StatusInput): boolean {
  if ((approvedOn && reached(approvedOn, today)) || !needsApproval.has(type)) return false;
  if (awaiting !== undefined || text === undefined) return awaiting === true;
  return awaitsApproval.test(foldScript(text.slice(-1500))) && !/批准\s{0,3}[）)]/.test(text.slice(0, 600));
}

function passed(value: string, today: string): boolean {
  return value < today.slice(0, value.length);
}

function findRepealStatus({ repealedOn, supersededOn, today }: StatusInput): StatusDecision | undefined {
  if (repealedOn && reached(repealedOn, today)) return { status: 'repealed', reason: { by: 'repealed', day: repealedOn } };
  if (supersededOn && reached(supersededOn, today)) return { status: 'superseded', reason: { by: 'superseded', day: supersededOn } };
  return undefined;
}

const answers = ({ type, title }: StatusInput): boolean =>
  (type === 'reply' && answersProposal.test(foldScript(title))) || explains.test(foldScript(title)) || recruits.test(foldScript(title));

/** A call for applications that says from when to when it holds is an act with a term of its own. */
const isInformational = (input: StatusInput): boolean =>
  answers(input) || (informational(input.type) && !(input.type === 'call' && input.dates.effective));

/** What shows that an act was put out: its day of signing, its number, else the day on which a page that names its issuer published it. */
function findIssueReason({ dates: { signed, published }, number, issuers = [], today }: StatusInput): StatusReason | undefined {
  if (signed && reached(signed.value, today)) return { by: 'signed', day: signed.value, quote: signed.quote };
  if (number !== undefined) return { by: 'number', quote: number };
  if (published && issuers.length > 0 && reached(published.value, today))
    return { by: 'published', day: published.value, quote: published.quote };
  return undefined;
}

/** The other act that says a day, if one does. */
const actOf = ({ changedBy }: DateFact): Pick<StatusReason, 'document'> => opt('document', changedBy);

/** In force by its day; not where one of two last days that the page gives has passed. */
function findEffectStatus({ dates: { effective, expires }, warnings = [], today }: StatusInput): StatusDecision | undefined {
  if (!effective) return undefined;
  const doubt = expires ? undefined : warnings.find(({ field }) => field === 'dates.expires');
  const ends = doubt?.reason.match(/\d{4}-\d\d-\d\d/g) ?? [];
  if (doubt && ends.some((day) => passed(day, today))) return { status: 'unknown', reason: { by: 'doubt', ...opt('quote', doubt.quote) } };
  const day = {
    by: 'effective',
    day: effective.value,
    quote: effective.quote,
    ...actOf(expires?.changedBy ? expires : effective),
  } as const;
  const end = expires ? { until: expires.value } : doubt ? ({ endDoubted: true } as const) : {};
  return { status: reached(effective.value, today) ? 'in-force' : 'not-yet-in-force', reason: { ...day, ...end } };
}

/** What ends an act, or keeps it from having begun. */
function findEndStatus(input: StatusInput): StatusDecision | undefined {
  const end = findRepealStatus(input);
  if (end) return end;
  if (input.type === 'draft') return { status: 'draft', reason: { by: 'draft', quote: input.title } };
  const validity = parseValidity(input.validity);
  if (validity && validity !== 'in-force' && validity !== 'not-yet-in-force')
    return { status: validity, reason: { by: 'validity', quote: orEmpty(input.validity) } };
  const { expires } = input.dates;
  if (expires && passed(expires.value, input.today))
    return { status: 'expired', reason: { by: 'expires', day: expires.value, quote: expires.quote, ...actOf(expires) } };
  return isAwaitingApproval(input) ? { status: 'adopted-awaiting-approval', reason: { by: 'approval' } } : undefined;
}

/** Whether it is in force, as far as its own page and the days tell. */
function findForce(input: StatusInput): StatusDecision {
  if (input.putOff) return { status: 'not-yet-in-force', reason: { by: 'put-off' } };
  const held = findEffectStatus(input);
  if (held) return held;
  const validity = parseValidity(input.validity);
  if (validity) return { status: validity, reason: { by: 'validity', quote: orEmpty(input.validity) } };
  const issued = findIssueReason(input);
  return issued ? { status: 'issued', reason: issued } : { status: 'unknown', reason: { by: 'nothing' } };
}

/** What a suspension stops: what is in force, or was put out without a day of effect. */
const stopped: ReadonlySet<Status> = new Set<Status>(['in-force', 'issued', 'unknown']);

/**
 * The status of a document as of `today`, and why: from its type, its dates, the validity field of its page and the links that end or stop it.
 * An act that was put out and whose page states no day of effect is `issued`; in force it is only by a day or a label that says so.
 */
export function decideStatus(input: StatusInput): StatusDecision {
  if (isInformational(input)) return { status: 'informational', reason: { by: 'kind' } };
  const found = findEndStatus(input) ?? findForce(input);
  const { suspended } = input;
  if (!suspended || !stopped.has(found.status)) return found;
  return { status: 'suspended', reason: { by: 'suspended', day: suspended.from, ...opt('until', suspended.to) } };
}

/** The status alone. */
export const statusOf = (input: StatusInput): Status => decideStatus(input).status;
