import type { FieldChange } from '../../../model/document.ts';
import type { Unit } from './units.ts';

type UnitStep = { readonly before?: Unit; readonly after?: Unit };
type NumberRun = { readonly first: readonly [string, string]; readonly last: readonly [string, string] };

const span = (first: string, last: string): string => (first === last ? first : `${first} – ${last}`);
/** Kind of a heading: 第X条 goes with 第Y条, （一） with （二）. */
const headingKind = (heading: string): string => heading.replace(/[一二三四五六七八九十百千零〇两\d①-⑳]{1,8}/, '');

/** Articles that kept their words under another number: one change for each run of them, `第三条 – 第九条` before and `第四条 – 第十条` after. */
export function findRenumbered(steps: readonly UnitStep[]): FieldChange[] {
  const runs: NumberRun[] = [];
  let open = false;
  let kind = '';
  for (const { before, after } of steps) {
    if (!before?.own || !after?.own) continue;
    const shifted = before.own !== after.own;
    const same = open && shifted && headingKind(after.own) === kind;
    const last = runs.at(-1);
    if (same && last) runs[runs.length - 1] = { ...last, last: [before.own, after.own] };
    else if (shifted) runs.push({ first: [before.own, after.own], last: [before.own, after.own] });
    // Items between two articles do not end a run of articles.
    if (shifted || headingKind(after.own) === kind) {
      open = shifted;
      kind = headingKind(after.own);
    }
  }
  return runs.map(({ first, last }) => ({ field: 'text renumbered', before: span(first[0], last[0]), after: span(first[1], last[1]) }));
}
