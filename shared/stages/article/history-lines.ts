import { orEmpty } from '../../model/values.ts';
import type { PageLine } from '../html/lines.ts';
import { anyVerb } from '../text/words.ts';

/** The words under a title that tell how the text came to be, and in which line they begin. */
export type HistoryText = { readonly text: string; readonly at: number };

/** An order, its text and a table of contents may stand between the title and the note. */
const deepest = 40;
const longest = 3000;
const mostLines = 24;
const date =
  '(?:19|20)\\d{2} ?年 ?\\d{1,2} ?月(?: ?\\d{1,2} ?日)?|[一二][〇○零九][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月';
const verb = `(?:通过|批准|公布|发布|颁布|颁发|印发|施行|实施|执行|修正|修订|修改|${anyVerb('repeal')}|备案|起施行)`;
const longestEvent = 260;
const beginsEvent = new RegExp(`^(?:(?:根据|依据|经|自|于) ?)?(?:${date})`);
/** 自2026年5月1日起，《X》暂停执行: what befell another text. */
const endsEvent = new RegExp(`(?<!暂停|暂缓|中止|恢复|继续|延期|延续|推迟)${verb}[）)]?[。；]?$`);
/** 2009年5月12日 中华人民共和国国务院令第556号公布: an event has a line of its own. */
const isEvent = (text: string): boolean =>
  text.length < longestEvent && beginsEvent.test(text) && endsEvent.test(text) && !/[。；！？：]./.test(text);
const opens = new RegExp(
  `^[（(【\\[] ?(?:(?:根据|依据|经|自|于) ?)?(?:${date}|[^（()）。，；]{2,60}(?:令|公告|号)|[^（()）。；]{2,60}(?:通过|公布|发布|印发|颁布))`,
);
const historyWord = new RegExp(`${verb}|令|号`);
/** 2026年5月8日发布: the line of the site. */
const bareDay = new RegExp(`^[（(【\\[]?(?:${date}) ?(?:发布|公布|印发)[）)】\\]]?$`);
const textBegins = /^第[ 　]?[一1][ 　]?(?:章|条|编|节)|^一、|^目[ 　]{0,9}[录次]$/;

/** Whether a line tells of a step in the life of a text: its day is none of the page. */
export const isHistoryLine = (text: string): boolean =>
  !bareDay.test(text) && (isEvent(text) || (opens.test(text) && historyWord.test(text)));

/** Finds the note under a title: in brackets over one line or more, or one event a line. */
export function findHistoryNote(lines: readonly PageLine[]): HistoryText | undefined {
  for (let at = 0; at < Math.min(lines.length, deepest); at += 1) {
    const text = orEmpty(lines[at]?.text);
    if (textBegins.test(text)) return undefined;
    if (lines[at]?.cells || bareDay.test(text)) continue;
    const found = opens.test(text) ? bracketed(lines, at) : isEvent(text) ? eventLines(lines, at) : undefined;
    if (found !== undefined) return { text: found, at };
  }
  return undefined;
}

/** From the opening bracket to the one that closes it. */
function bracketed(lines: readonly PageLine[], from: number): string | undefined {
  let whole = '';
  for (let at = from; at < Math.min(lines.length, from + mostLines) && whole.length < longest; at += 1) {
    const text = orEmpty(lines[at]?.text);
    if (at > from && textBegins.test(text)) return undefined;
    whole = whole === '' ? text : `${whole} ${text}`;
    const end = closing(whole);
    if (end !== undefined)
      return end >= whole.trimEnd().length - 2 ? [whole.slice(1, end).trim(), ...furtherNotes(lines, at + 1)].join(' ') : undefined;
  }
  return undefined;
}

/** Notes that follow in brackets of their own, one for each change. */
function furtherNotes(lines: readonly PageLine[], from: number): readonly string[] {
  const rest = lines.slice(from, from + mostLines).map(({ text }) => text);
  const end = rest.findIndex((text) => !opens.test(text) || closing(text) !== text.length - 1);
  return rest.slice(0, end === -1 ? rest.length : end).map((text) => text.slice(1, -1).trim());
}

/** Where the bracket that opens a text is closed. */
function closing(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (/[（(【[]/.test(text.charAt(at))) depth += 1;
    else if (/[）)】\]]/.test(text.charAt(at))) depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** Lines of one event each, one after the other. */
function eventLines(lines: readonly PageLine[], from: number): string {
  const rest = lines.slice(from, from + mostLines);
  const end = rest.findIndex(({ text, cells }) => cells || !isEvent(text));
  return rest
    .slice(0, end === -1 ? rest.length : end)
    .map(({ text }) => text.replace(/[）)。；]{1,2}$/, ''))
    .join(' ');
}
