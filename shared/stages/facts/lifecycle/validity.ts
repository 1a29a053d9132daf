import type { Status } from '../../../model/vocabulary.ts';
import { foldScript } from '../../text/language.ts';
import { anyVerb, expressionsOf } from '../../text/words.ts';
import { citedTitleKey, citedTitleKeys } from '../link/mentions.ts';
import { compileForm } from '../phrases/phrases.ts';
import { findDateMentions } from './dates.ts';
import expressions from './expressions.json' with { type: 'json' };

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

const isOver = compileForm('(恢复{carry}|(解除|取消|结束|停止)(对)?(暂停|暂缓|中止){carry}?)');
const resumed = compileForm(
  '(恢复{carry}|(解除|取消|结束|停止)(对)?(暂停|暂缓|中止){carry}?)[^。；，《》◇]{0,8}◆(?![^。；◇]{0,60}(时间|日期)[^。；]{0,6}另行)' +
    '|◆[^。；◇]{0,80}(?<!(期满|届满|到期|自行|自动|何时|何日|之?后)[^。；，]{0,4})(恢复{carry}|不再(暂停|暂缓|中止))(?!的?(时间|日期|期限)|[^。；，]{0,6}另行)',
);

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

const { label } = expressionsOf(expressions.validity);

const replaced = new RegExp(anyVerb('replace'));
const repealed = new RegExp(anyVerb('repeal'));
/** 未废止, 尚未失效; and 部分废止, of which the rest stays in force. */
const over = `(?:${anyVerb('repeal')}|${anyVerb('replace')}|${anyVerb('end')})`;
const notOver = new RegExp(`(?:未|没有)(?:被|予)?${over}`);
const partlyOver = new RegExp(`部分(?:条款|内容)?已?(?:被|予以)?${over}`);

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

const lapsed = `(?:${anyVerb('repeal')}|失效|宣布失效|宣告失效)`;
/** 【已废止】, （本文件已失效）: in the heading. */
const inHeading = new RegExp(
  `[【（(\\[〔［](?:(?:本|该|此)(?:文件|办法|规定|文|件))?(?:现|业)?已(?:被|经|予以|宣布)?${lapsed}[^】）)\\]〕］]{0,16}[】）)\\]〕］]`,
);
const thisText = '(?:本|该|此)(?:规范性)?(?:文件|文|件|办法|规定|细则|政策|通知|意见|条例|措施|方案|规章|公告|页面内容)';
const notes: readonly RegExp[] = [
  new RegExp(
    `^${thisText}[^。；，《》期届起施]{0,10}(?:已|业已|现已)(?:于[^。；，《》]{2,16})?(?:由|被|经|根据|依据|按照)?[^。；《》]{0,20}(?:《[^《》]{2,120}》[^。；《》]{0,60})?${lapsed}(?!的|前)`,
  ),
  new RegExp(
    `^(?:${thisText}|本)?(?:已)?(?:由|被|经|根据|依据|按照)[^。；《》]{0,30}《[^《》]{2,120}》[^。；《》]{0,60}${lapsed}(?!的|前)`,
  ),
];

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
