import type { Attachment, Dates, Issuer } from '../model/article.ts';
import { dateKinds } from '../model/article.ts';
import type { FieldChange } from '../model/document.ts';
import { normaliseForHash, type Unit, unitsOf } from './compare/units.ts';

export { normaliseForHash } from './compare/units.ts';

/** What is compared of two readings of one document. */
export type Comparable = {
  readonly title: string;
  readonly text: string;
  readonly dates: Dates;
  readonly number?: string;
  readonly issuers?: readonly Issuer[];
  readonly attachments?: readonly Attachment[];
  readonly type?: string;
  readonly validity?: string;
};

/** A revision is stored whole, so quotes and their number are bounded. */
const longest = 600;
const most = 80;

function clip(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

function change(field: string, before: string | undefined, after: string | undefined): FieldChange[] {
  const same = normaliseForHash(before ?? '') === normaliseForHash(after ?? '');
  if (same) return [];
  return [{ field, ...(before ? { before: clip(before) } : {}), ...(after ? { after: clip(after) } : {}) }];
}

function fieldChanges(before: Comparable, after: Comparable): FieldChange[] {
  const names = (all: readonly Issuer[] | undefined): string => (all ?? []).map((each) => each.name).join('、');
  const files = (all: readonly Attachment[] | undefined): string => (all ?? []).map((each) => each.title || each.url).join('、');
  return [
    ...change('title', before.title, after.title),
    ...change('number', before.number, after.number),
    ...dateKinds.flatMap((kind) => change(`dates.${kind}`, before.dates[kind]?.value, after.dates[kind]?.value)),
    ...change('issuers', names(before.issuers), names(after.issuers)),
    ...change('type', before.type, after.type),
    ...change('validity', before.validity, after.validity),
    ...change('attachments', files(before.attachments), files(after.attachments)),
  ];
}

/** Lengths of the longest common runs of equal units; both sides are trimmed and bounded by the caller. */
function commonLengths(before: readonly Unit[], after: readonly Unit[]): Uint16Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const same = before[i]?.key === after[j]?.key;
      const value = same ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(rows[i + 1]?.[j] ?? 0, rows[i]?.[j + 1] ?? 0);
      const row = rows[i];
      if (row) row[j] = value;
    }
  }
  return rows;
}

type Gap = { readonly removed: Unit[]; readonly added: Unit[] };

/** What lies between the units that both texts share. */
function gapsOf(before: readonly Unit[], after: readonly Unit[]): Gap[] {
  const lengths = commonLengths(before, after);
  const gaps: Gap[] = [{ removed: [], added: [] }];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const old = before[i];
    const fresh = after[j];
    const gap = gaps.at(-1);
    if (old && fresh && old.key === fresh.key) {
      gaps.push({ removed: [], added: [] });
      i += 1;
      j += 1;
    } else if (old && (!fresh || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      gap?.removed.push(old);
      i += 1;
    } else if (fresh) {
      gap?.added.push(fresh);
      j += 1;
    }
  }
  return gaps;
}

/** Pairs of one gap: the same label first, then what is left in order when both sides have as many. */
function pairsOf(gap: Gap): FieldChange[] {
  const added = [...gap.added];
  const changes: FieldChange[] = [];
  const alone: Unit[] = [];
  for (const old of gap.removed) {
    const at = added.findIndex((each) => each.label === old.label);
    const fresh = at >= 0 ? added.splice(at, 1)[0] : undefined;
    if (fresh) changes.push({ field: fresh.label, before: clip(old.text), after: clip(fresh.text) });
    else alone.push(old);
  }
  const even = alone.length === added.length;
  alone.forEach((old, i) => {
    const fresh = even ? added[i] : undefined;
    changes.push(
      fresh ? { field: fresh.label, before: clip(old.text), after: clip(fresh.text) } : { field: old.label, before: clip(old.text) },
    );
  });
  if (!even) for (const fresh of added) changes.push({ field: fresh.label, after: clip(fresh.text) });
  return changes;
}

/** How many units a side may have for the exact comparison (time grows with their product). */
const exact = 1500;

/**
 * What changed between two texts, by article: `field` is `text 第五条`, `text 一、` or `text ¶3` (an unnumbered paragraph), with the words
 * before and after (absent when added or removed).
 */
export function compareTexts(before: string, after: string): FieldChange[] {
  if (normaliseForHash(before) === normaliseForHash(after)) return [];
  const old = unitsOf(before);
  const fresh = unitsOf(after);
  let from = 0;
  while (from < Math.min(old.length, fresh.length) && old[from]?.key === fresh[from]?.key) from += 1;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - from && old.at(-1 - tail)?.key === fresh.at(-1 - tail)?.key) tail += 1;
  const left = old.slice(from, old.length - tail);
  const right = fresh.slice(from, fresh.length - tail);
  if (left.length > exact || right.length > exact) return [{ field: 'text', before: clip(before), after: clip(after) }];
  return gapsOf(left, right)
    .flatMap(pairsOf)
    .map((each) => ({ ...each, field: `text ${each.field}` }));
}

/**
 * What changed between two readings: fields (`title`, `number`, `dates.effective`, `issuers`, `attachments`, …) and the text by
 * article (see `compareTexts`), each with the words before and after (at most 600 characters; absent when added or removed). Blanks, width, script, counters and related links make no change; a mere renumbering of articles makes none.
 */
export function compareArticles(before: Comparable, after: Comparable): FieldChange[] {
  return [...fieldChanges(before, after), ...compareTexts(before.text, after.text)].slice(0, most);
}
