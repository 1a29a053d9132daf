import type { ClaimDifference } from '../../model/claim.ts';
import type { Clause } from './segments.ts';
import type { Token } from './tokens.ts';

/** What a claim leaves out of the passage that has all its words: does it still say the same? */

/** 经同意的, 未经批准, 在公共场所, 符合条件的: what follows holds only then, or only there. */
const condition =
  /的[，,]?$|(?:时|后|前|起|情况下|情形|以?外|期间|范围内)[，,]?$|^(?:如果?|若|当|凡|经|未经|对|除|在|因|符合|满足|自|仅|只有|属于|涉及|需要?|拟|确需|但)|^(?:if|when|where|while|in case|subject to|for|only|provided)\b/i;
/** 为了…, 根据《…》: said of the whole, and left out without changing it. */
const harmless = /^(?:为|根据|依据|按照|依照|依法|同时|此外|鼓励|支持|国家|通过|坚持|加强)/;
const exception =
  /^(?:但|除|不过|另有|法律、行政法规|国家另有)|除外|另有规定|^(?:but|except|unless|however|provided|subject to|if|when)\b/i;
/** 违反本办法规定的: every price of a breach is one. */
const breach = /^违反(?:本[一-龥]{1,4}|上述|前[一二三两]?[款条])?规定[，,]?的?$/;
const price = /罚款|处罚|责令|警告|没收|吊销|处分|刑事责任/;
/** 有下列行为, 履行下列义务: what an item is called, and no condition of it. */
const frame =
  /^(?:[有实施从事进行履行包括遵守采取提供报送]{0,4})?(?:下列|以下|如下)[^，。；]{0,8}(?:行为|义务|内容|职责|活动|事项|措施|要求|材料|信息|责任|规定)$/;
/** Words whose absence changes nothing: adverbs and pointers. */
const light: ReadonlySet<string> = new Set([
  '均',
  '都',
  '也',
  '还',
  '并',
  '则',
  '将',
  '其',
  '该',
  '本',
  '所',
  '等',
  '而',
  '且',
  '应',
  '要',
  '需',
]);

const isModal = ({ kind }: Token): boolean => kind === 'modal';
const weighs = ({ kind }: Token): boolean => kind === 'number' || kind === 'modal' || kind === 'negation' || kind === 'or';
const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');

/** A clause with the words of it that the claim has. */
type Part = { readonly clause: Clause; readonly kept: readonly boolean[] };

function partsOf(clauses: readonly Clause[], places: ReadonlySet<number>): readonly Part[] {
  let at = 0;
  return clauses.map((clause) => ({ clause, kept: clause.tokens.map(() => places.has(at++)) }));
}

const isWhole = ({ kept }: Part): boolean => kept.every(Boolean);
const isGone = ({ kept }: Part): boolean => !kept.some(Boolean);

/** Runs of words of a clause that the claim leaves out. */
function leftOut({ clause, kept }: Part): readonly { readonly from: number; readonly to: number; readonly tokens: readonly Token[] }[] {
  const runs: { from: number; to: number; tokens: readonly Token[] }[] = [];
  for (let from = 0; from < kept.length; from += 1) {
    if (kept[from]) continue;
    let to = from;
    while (to < kept.length && !kept[to]) to += 1;
    runs.push({ from, to, tokens: clause.tokens.slice(from, to) });
    from = to;
  }
  return runs;
}

/** Of a list of duties one may be named: 应当记录A、B和C. Of what is forbidden or allowed, and of alternatives, none may be left out. */
function isElement({ tokens }: Clause, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const positive = tokens.every(({ kind, key }) => kind !== 'negation' && kind !== 'or' && (kind !== 'modal' || key === 'must'));
  if (!positive || !tokens.some(isModal)) return false;
  // 起始处和结束处: what is left out may be read as 处结束 or as 结束处.
  for (let shift = 0; from + shift < tokens.length; shift += 1) {
    if (tokens[from + shift]?.listed || tokens[to + shift]?.listed) return true;
    if (tokens[from + shift]?.key !== tokens[to + shift]?.key) return false;
  }
  return false;
}

/** Who is bound is not said: the claim begins with the duty itself. */
function isSubject({ tokens }: Clause, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const run = textOf(tokens.slice(from, to));
  const next = tokens[to];
  return from === 0 && next !== undefined && isModal(next) && run.length <= 14 && !/[对在于向为因由经当如未时后前仅只除非不]/.test(run);
}

function partly(part: Part): ClaimDifference | undefined {
  const run = leftOut(part).find(
    ({ from, to, tokens }) =>
      !tokens.every(({ key, kind }) => kind === 'word' && light.has(key)) &&
      !frame.test(textOf(tokens)) &&
      (tokens.some(weighs) || !(isElement(part.clause, { from, to }) || isSubject(part.clause, { from, to }))),
  );
  if (!run) return undefined;
  const what = run.tokens.some(({ kind }) => kind === 'number')
    ? 'figure'
    : run.tokens.some(({ kind }) => kind === 'negation')
      ? 'negation'
      : 'words';
  return { what, claimed: '', stated: textOf(run.tokens) };
}

/** A clause that says something without the one before it: with a duty of its own, a bounded figure, or a verb of being. */
const standsAlone = ({ text, tokens }: Clause): boolean =>
  tokens.some((token) => isModal(token) || token.bound !== undefined) || /^[一-龥]{2,12}(?:包括|包含|为|是)/.test(text);

/** A clause before the claimed ones that the claim leaves out. */
function before({ text, tokens, lead }: Clause, first: Part | undefined): ClaimDifference | undefined {
  const plain = text.replace(/[，,：:；;。]$/, '');
  if (lead) return { what: 'context', claimed: '', stated: plain };
  if (harmless.test(plain) && !tokens.some(({ kind }) => kind === 'negation') && !condition.test(plain)) return undefined;
  if (breach.test(plain) && first !== undefined && price.test(first.clause.text)) return undefined;
  if (condition.test(plain)) return { what: 'condition', claimed: '', stated: plain };
  const own =
    tokens.some(isModal) &&
    !tokens.some(({ kind, key }) => kind === 'negation' || key === 'must-not') &&
    first !== undefined &&
    standsAlone(first.clause);
  return own ? undefined : { what: 'context', claimed: '', stated: plain };
}

/** What the claim leaves out that limits, negates or carries what it says; nothing when it says the same. */
export function findConcerns(clauses: readonly Clause[], places: ReadonlySet<number>): readonly ClaimDifference[] {
  const parts = partsOf(clauses, places);
  const firstAt = parts.findIndex((part) => !isGone(part));
  return parts.flatMap((part, at): ClaimDifference[] => {
    if (isWhole(part)) return [];
    const { clause } = part;
    if (!isGone(part)) return [partly(part) ?? []].flat();
    if (at < firstAt) return [before(clause, parts[firstAt]) ?? []].flat();
    const plain = clause.text.replace(/[，,：:；;。]$/, '');
    if (exception.test(plain)) return [{ what: 'exception', claimed: '', stated: plain }];
    // Between two claimed clauses a condition of the second one may stand.
    const later = parts.slice(at + 1).some((other) => !isGone(other));
    return later && condition.test(plain) ? [{ what: 'condition', claimed: '', stated: plain }] : [];
  });
}
