import type { FieldChange } from '../../model/document.ts';
import { opt } from '../../model/values.ts';
import { sha256 } from '../text/hash.ts';
import { expressionsOf } from '../text/words.ts';
import { normaliseSpelling } from './align.ts';
import expressions from './expressions.json' with { type: 'json' };

const {
  /** What a line says of its own site: 本网站将于10月20日进行系统维护，届时暂停服务。 */
  ofSite,
  /** What a line says of an act: its status, its number, itself, or what is to be done. */
  ofStatus,
} = expressionsOf(expressions.siteLine);

/** A paragraph without a number, of the length of a notice. */
const paragraph = /^text (?:.{1,80} )?¶\d{1,4}$/;
const longest = 120;
const ofNumber = /[〔［[]\d{4}[〕］\]]|第?[\d一二三四五六七八九十百零〇]{1,6}号/;
const ofAct = /《|本(?:法|条例|规定|办法|细则|规则|通知|意见|方案|公告|通告|决定|措施|指引|标准|计划|规划)|应当|不得|必须/;
const day =
  /\d{1,2}\s?月\s?\d{1,2}\s?日|\d{4}\s?年|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日/;

/**
 * A line that its site may have put on all its pages, or taken from them, by a name that is the same on each; undefined for what states a status, day, number or act,
 * or was changed rather than added. A day counts only where the line is not about the site.
 */
export function siteLineOf({ field, before, after }: FieldChange): string | undefined {
  const line = before ?? after;
  if (line === undefined || (before !== undefined && after !== undefined) || !paragraph.test(field) || line.length > longest)
    return undefined;
  const states = [ofStatus, ofNumber, ofAct].some((pattern) => pattern.test(line)) || (day.test(line) && !ofSite.test(line));
  return states ? undefined : sha256(normaliseSpelling(line)).slice(0, 12);
}

/**
 * `waits`: lines by which a page differed from what is stored at its last visit, first seen at `waitsSince`; `furniture`: those that are its site's. `again`: nothing is
 * said before the next visit.
 */
export type SiteLines = {
  readonly waits?: readonly string[];
  readonly waitsSince?: string;
  readonly furniture?: readonly string[];
  readonly again?: boolean;
};
/** What the last visit of another page of the host left. */
export type Neighbour = SiteLines & { readonly checkedAt: string };
type Seen = { readonly known: SiteLines | undefined; readonly others: readonly Neighbour[]; readonly now: Date };
type JudgedChanges = { readonly told: readonly FieldChange[]; readonly lines: SiteLines };

/** Pages of a host on which a line is its site's. */
const pagesOfLine = 3;
/** Where no other pages come to be visited, a line is the act's after so long. */
const longestWait = 7 * 86_400_000;

const merged = (...lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined => {
  const all = [...new Set(lists.flatMap((list) => list ?? []))];
  return all.length > 0 ? all : undefined;
};
const has =
  (line: string) =>
  ({ waits, furniture }: SiteLines): boolean =>
    waits?.includes(line) === true || furniture?.includes(line) === true;

/** Whether a line may yet turn out to be the site's: it is new, or not enough other pages were visited since. */
function isOpen(line: string, { known, others, now }: Seen): boolean {
  if (!known || others.length + 1 < pagesOfLine) return false;
  const { waits = [], waitsSince = now.toISOString() } = known;
  if (!waits.includes(line)) return true;
  const lacking = others.filter((page) => page.checkedAt >= waitsSince && !has(line)(page)).length;
  return lacking + 1 < pagesOfLine && now.getTime() - Date.parse(waitsSince) < longestWait;
}

/**
 * What of the changes of a page is told: not what its site did to several pages. `known`: what its own last visit left. A line that may yet turn out to be the site's
 * waits for the next visit, unless something else is told now.
 */
export function judgeChanges(changes: readonly FieldChange[], seen: Seen): JudgedChanges {
  const { known, others, now } = seen;
  const isFurniture = (line: string | undefined): line is string =>
    line !== undefined && (known?.furniture?.includes(line) === true || others.filter(has(line)).length + 1 >= pagesOfLine);
  const named = changes.map((change) => ({ change, line: siteLineOf(change) }));
  const left = named.filter(({ line }) => !isFurniture(line));
  const again = left.length > 0 && left.every(({ line }) => line !== undefined && isOpen(line, seen));
  const waits = merged(left.map(({ line }) => line).filter((line) => line !== undefined));
  const furniture = merged(known?.furniture, named.map(({ line }) => line).filter(isFurniture));
  const isSame = waits?.some((line) => known?.waits?.includes(line)) === true;
  return {
    told: again ? [] : left.map(({ change }) => change),
    lines: {
      ...(waits ? { waits, waitsSince: (isSame ? known?.waitsSince : undefined) ?? now.toISOString() } : {}),
      ...opt('furniture', furniture),
      ...(again ? { again } : {}),
    },
  };
}
