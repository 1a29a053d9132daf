import type { Dates } from '../../model/article.ts';
import type { DocumentType, Status } from '../../model/vocabulary.ts';
import { isAct } from '../acts.ts';
import { fold } from '../link/fold.ts';
import { fromValidity } from './validity.ts';

/** What `statusOf` weighs. Days are `YYYY-MM-DD`; `repealedOn` and `supersededOn` come from links of other documents. */
export type StatusInput = {
  readonly type: DocumentType;
  readonly title: string;
  readonly text?: string;
  readonly validity?: string;
  readonly dates: Dates;
  readonly repealedOn?: string;
  readonly supersededOn?: string;
  /** The text says that it waits for approval; read from `text` when not given. */
  readonly awaiting?: boolean;
  /** Another body's decision that approved it is held, of this day. */
  readonly approvedOn?: string;
  readonly today: string;
};

const informational = (type: DocumentType): boolean => !isAct(type) || type === 'public-notice' || type === 'call';

const answersProposal = /(?:建议|提案|议案)[^。]{0,20}(?:答复|复函|办理)|(?:答复|复函)[^。]{0,20}(?:建议|提案)/;
/** Notices that answer questions or guide through a procedure order nothing. */
const explains = /(?:常见问题|问题解答|热点问答|办事指南|政策问答|温馨提示)[^。]{0,12}$/;
const awaitsApproval =
  /本(?:条例|法|决定|规定|办法)[^。；]{0,30}(?:报|经)[^。；批]{0,40}批准(?:后|之后)[^。；]{0,40}(?:施行|实施|生效)|条例[^。；]{0,40}(?:将|尚须|还须|依法)报(?:请)?[^。；]{0,40}批准(?:$|[。；，])/;
const needsApproval: ReadonlySet<DocumentType> = new Set(['law', 'regulation', 'local-regulation', 'rule', 'measures']);

/** `value` (day, month or year) is today or before, as far as it tells. */
function reached(value: string, today: string): boolean {
  return value <= today.slice(0, value.length);
}

/** 报…批准后，自2027年1月1日起施行: the day holds only once the approval is there, which the head of an approved text tells. */
function waits({ type, text, awaiting, approvedOn, today }: StatusInput): boolean {
  if ((approvedOn && reached(approvedOn, today)) || !needsApproval.has(type)) return false;
  if (awaiting !== undefined || text === undefined) return awaiting === true;
  return awaitsApproval.test(fold(text.slice(-1500))) && !/批准\s{0,3}[）)]/.test(text.slice(0, 600));
}

function passed(value: string, today: string): boolean {
  return value < today.slice(0, value.length);
}

function ended(input: StatusInput): Status | undefined {
  if (input.repealedOn && reached(input.repealedOn, input.today)) return 'repealed';
  if (input.supersededOn && reached(input.supersededOn, input.today)) return 'superseded';
  return undefined;
}

/**
 * The status of a document as of `today`: from its type, its dates, the validity field of its page and the links that end it.
 * An act whose page states no effective day is `unknown`; an announcement stands from the day it was made public.
 */
export function statusOf(input: StatusInput): Status {
  if (informational(input.type) || (input.type === 'reply' && answersProposal.test(fold(input.title)))) return 'informational';
  if (explains.test(fold(input.title))) return 'informational';
  const end = ended(input);
  if (end) return end;
  if (input.type === 'draft') return 'draft';
  const validity = fromValidity(input.validity);
  if (validity && validity !== 'in-force' && validity !== 'not-yet-in-force') return validity;
  const { effective, expires, published, signed } = input.dates;
  if (expires && passed(expires.value, input.today)) return 'expired';
  if (waits(input)) return 'adopted-awaiting-approval';
  if (effective) return reached(effective.value, input.today) ? 'in-force' : 'not-yet-in-force';
  if (validity) return validity;
  const known = published ?? signed;
  return input.type === 'announcement' && known && reached(known.value, input.today) ? 'in-force' : 'unknown';
}
