import { foldScript } from '../../text/fold.ts';
import { expressionsOf } from '../../text/words.ts';
import { citedTitleKey, citedTitleKeys } from '../link/titles.ts';
import { compileForm } from '../phrases/date-form.ts';
import expressions from './expressions.json' with { type: 'json' };
import { findDateMentions } from './lifecycle-dates.ts';

const { doubted } = expressionsOf(expressions.saidOfAct);

/** What the quoted words of a later act say of an act beside their relation: the day on which it ends, and that a suspension of it is over. */

/** The words with `◆` for the act of that title and `◇` for others, of the same length, so that offsets hold. */
function marked(quote: string, title: string): string {
  const own = new Set(citedTitleKeys(title));
  return foldScript(quote).replace(/《[^《》]{1,200}(?:〈[^〈〉]{1,150}〉[^《》]{0,80})?》/g, (whole) => {
    const name = whole.slice(1, -1);
    const isOwn = own.has(citedTitleKey(name)) || citedTitleKeys(name).some((key) => own.has(key));
    return (isOwn ? '◆' : '◇').padEnd(whole.length, ' ');
  });
}

const endsFrom = compileForm('^\\s{0,2}日?(起|之日起)[^。；《》自]{0,30}?[，,]?[^。；自◇]{0,130}?({repeal}|失效|不再作为)');
const beginsOwn = /^\s{0,2}日?起[^。；，]{0,6}(?:施行|实施|执行|生效)/;

/** 《X》自2027年1月1日起废止: the day from which on it is repealed, where the words give one day for it. */
export function endDayIn(quote: string, title: string): string | undefined {
  if (!/日\s{0,2}起/.test(quote)) return undefined;
  const plain = marked(quote, title);
  const days = findDateMentions(plain, plain, {})
    .filter(({ end, precision }) => precision === 'day' && endsFrom.test(plain.slice(end)) && !beginsOwn.test(plain.slice(end)))
    .map(({ value }) => value);
  return new Set(days).size === 1 ? days[0] : undefined;
}

const over = compileForm('(恢复{carry}|(解除|取消|结束|停止)(对)?(暂停|暂缓|中止){carry}?)');
const resumed = compileForm(
  '(恢复{carry}|(解除|取消|结束|停止)(对)?(暂停|暂缓|中止){carry}?)[^。；，《》◇]{0,8}◆(?![^。；◇]{0,60}(时间|日期)[^。；]{0,6}另行)' +
    '|◆[^。；◇]{0,80}(?<!(期满|届满|到期|自行|自动|何时|何日|之?后)[^。；，]{0,4})(恢复{carry}|不再(暂停|暂缓|中止))(?!的?(时间|日期|期限)|[^。；，]{0,6}另行)',
);

/** Whether the words may say that something goes on. */
export const mayResume = (quote: string): boolean => over.test(foldScript(quote)) || /不再(?:暂停|暂缓|中止)/.test(quote);

/** 自2026年6月1日起恢复施行《X》: the day from which on it holds again, else the day of the act that says so. */
export function resumedOn(quote: string, title: string, day: string | undefined): string | undefined {
  const plain = marked(quote, title);
  if (!resumed.test(plain) || doubted.test(plain)) return undefined;
  const from = findDateMentions(plain, plain, {}).filter(
    ({ end, precision }) => precision === 'day' && /^\s{0,2}日?(?:之日)?起/.test(plain.slice(end)),
  );
  return from.length > 1 ? undefined : (from[0]?.value ?? day);
}
