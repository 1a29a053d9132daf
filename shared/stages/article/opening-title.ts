import { orEmpty } from '../../model/values.ts';
import type { PageLine } from '../html/lines.ts';
import { parseBodyNames } from '../text/body-names.ts';
import { joinBroken } from '../text/clean.ts';
import { parseNumberLine } from './heading.ts';

const mostTitleLines = 8;
/** Shells end with their own word; a work that stands for itself is followed by 第一条 or a number. */
const ending = /(?:通知|公告|通告|公示|意见|办法|规定|条例|细则|方案|决定|批复|函|通报|措施)(?:\s{0,2}[（(][^（()）]{1,20}[)）])?$/;

/**
 * The name of an act in the first lines of a text: the bodies, then 关于…的通知, each on lines of their own, ended by the number or the addressee.
 * Old pages show their title only there. Undefined where the lines say no such thing.
 */
export function readOpeningTitle(lines: readonly PageLine[]): string | undefined {
  const head: string[] = [];
  for (const { text, cells, align } of lines.slice(0, mostTitleLines)) {
    const ends = /[：:]$/.test(text) || parseNumberLine(text) !== undefined;
    const name = ends ? joinTitleLines(head) : undefined;
    if (name !== undefined || /[：:]$/.test(text)) return name;
    // The number and the red head of the paper stand over the title too.
    if (ends || /^.{4,60}文\s{0,3}件$/.test(text)) {
      head.length = 0;
      continue;
    }
    if (cells || align === 'right' || text.length > 90 || /[。；！？]/.test(text)) return undefined;
    head.push(text);
  }
  return undefined;
}

function joinTitleLines(head: readonly string[]): string | undefined {
  const about = head.findIndex((text) => /关于|關於/.test(text));
  if (about < 0 || !ending.test(orEmpty(head.at(-1)))) return undefined;
  const bodies = head.slice(0, about).map((text) => (parseBodyNames(text) ? text : undefined));
  const from = bodies.lastIndexOf(undefined) + 1;
  return joinBroken(head.slice(from));
}
