import type { Status } from '../../../model/vocabulary.ts';
import { foldScript } from '../../text/language.ts';
import { expressionsOf } from '../../text/words.ts';
import { citedTitleKey, citedTitleKeys } from '../link/mentions.ts';
import { compileForm, compileForms } from '../phrases/phrases.ts';
import { findDateMentions } from './dates.ts';
import expressions from './expressions.json' with { type: 'json' };
import forms from './forms.json' with { type: 'json' };

const {
  endsFrom,
  isOver,
  resumed,
  replaced,
  repealed,
  /** 未废止, 尚未失效; and 部分废止, of which the rest stays in force. */
  notOver,
  partlyOver,
  /** 【已废止】, （本文件已失效）: in the heading. */
  inHeading,
} = compileForms(forms.validity);
const notes = forms.notes.map((form) => compileForm(form, ''));

const { doubted } = expressionsOf(expressions.saidOfAct);

/**
 * What the quoted words of a later act say of an act beside their relation: the day on which it ends, and that a suspension of it is over.
 */

/** The words with `◆` for the act of that title and `◇` for others, of the same length, so that offsets hold. */
function marked(quote: string, title: string): string {
  const own = new Set(citedTitleKeys(title));
  return foldScript(quote).replace(/《[^《》]{1,200}(?:〈[^〈〉]{1,150}〉[^《》]{0,80})?》/g, (whole) => {
    const name = whole.slice(1, -1);
    const isOwn = own.has(citedTitleKey(name)) || citedTitleKeys(name).some((key) => own.has(key));
    return (isOwn ? '◆' : '◇').padEnd(whole.length, ' ');
  });
}

/** 《X》自2027年1月1日起废止: the day from which on it is repealed, where the words give one day for it. */
export function endDayIn(quote: string, title: string): string | undefined {
  if (!/日\s{0,2}起/.test(quote)) return undefined;
  const plain = marked(quote, title);
  const days = findDateMentions(plain, plain, {})
    .filter(({ end, precision }) => precision === 'day' && endsFrom.test(plain.slice(end)) && !beginsOwn.test(plain.slice(end)))
    .map(({ value }) => value);
  return new Set(days).size === 1 ? days[0] : undefined;
}

export const mayResume = (quote: string): boolean => isOver.test(foldScript(quote)) || /不再(?:暂停|暂缓|中止)/.test(quote);

/** 自2026年6月1日起恢复施行《X》: the day from which on it holds again, else the day of the act that says so. */
export function resumedOn(quote: string, title: string, day: string | undefined): string | undefined {
  const plain = marked(quote, title);
  if (!resumed.test(plain) || doubted.test(plain)) return undefined;
  const from = findDateMentions(plain, plain, {}).filter(
    ({ end, precision }) => precision === 'day' && /^\s{0,2}日?(?:之日)?起/.test(plain.slice(end)),
  );
  return from.length > 1 ? undefined : (from[0]?.value ?? day);
}

const { label, beginsOwn } = expressionsOf(expressions.validity);

/** What the validity field of a metadata table says (现行有效, 已废止, 尚未生效 …); undefined when it says nothing that is known. */
export function parseValidity(validity: string | undefined): Status | undefined {
  // 根据《关于废止…的决定》失效: a title says nothing of its own.
  const plain = validity
    ? foldScript(validity)
        .replace(/《[^《》]{0,160}》/g, '')
        .trim()
    : '';
  if (!plain) return undefined;
  if (notOver.test(plain)) return 'in-force';
  if (partlyOver.test(plain)) return undefined;
  if (/尚未|即将|未生效|未施行|未实施/.test(plain)) return 'not-yet-in-force';
  if (replaced.test(plain)) return 'superseded';
  if (repealed.test(plain)) return 'repealed';
  if (/失效|过期|无效|到期/.test(plain)) return 'expired';
  return /^(?:是|有效|现行|现行有效|生效|已修改|已修订|继续有效|已被修改)/.test(plain) ? 'in-force' : undefined;
}

/** The status that a label of a metadata line gives: 时效性：现行有效. `plain` is folded. 已修改 is no status of its own. */
export function readValidityLabel(plain: string): Status | undefined {
  const value = label.exec(plain)?.[1];
  return value === undefined || /^已(?:被)?修[改订]/.test(value) ? undefined : parseValidity(value);
}

export function readLapsedNote(title: string, text: string): string | undefined {
  const heading = inHeading.exec(foldScript(title))?.[0];
  if (heading !== undefined) return heading;
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const around = [...lines.slice(0, 3), ...lines.slice(3).slice(-5)];
  return around.find((line) => {
    if (line.length > 200) return false;
    const plain = foldScript(line).replace(/^[\s（(【［*※]*(?:(?:编者|编辑)?(?:注|备注|说明|提示|特别提示|温馨提示)\s?[:：])?\s{0,3}/, '');
    return (/^[\s]*[【（(［]/.test(line) && inHeading.test(foldScript(line))) || notes.some((form) => form.test(plain));
  });
}
