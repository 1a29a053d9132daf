import type { Amendment, DateFact } from '../../model/article.ts';
import { group, opt, orEmpty } from '../../model/values.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { findDates } from '../dates/dates.ts';
import type { PageLine } from '../html/lines.ts';
import { findNumbers } from '../numbers/numbers.ts';
import { namesInTitle, parseBodyNames } from '../text/body-names.ts';
import { foldText } from '../text/language.ts';
import { anyVerb, either } from '../text/words.ts';
import { toIssuers } from './issuers.ts';
import lists from './word-lists.json' with { type: 'json' };

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
const isEvent = (text: string) =>
  text.length < longestEvent && beginsEvent.test(text) && endsEvent.test(text) && !/[。；！？：]./.test(text);
const opens = new RegExp(
  `^[（(【\\[] ?(?:(?:根据|依据|经|自|于) ?)?(?:${date}|[^（()）。，；]{2,60}(?:令|公告|号)|[^（()）。；]{2,60}(?:通过|公布|发布|印发|颁布))`,
);
const historyWord = new RegExp(`${verb}|令|号`);
/** 2026年5月8日发布: the line of the site. */
const bareDay = new RegExp(`^[（(【\\[]?(?:${date}) ?(?:发布|公布|印发)[）)】\\]]?$`);
const textBegins = /^第[ 　]?[一1][ 　]?(?:章|条|编|节)|^一、|^目[ 　]{0,9}[录次]$/;

export const isHistoryLine = (text: string): boolean =>
  !bareDay.test(text) && (isEvent(text) || (opens.test(text) && historyWord.test(text)));

function findHistoryNote(lines: readonly PageLine[]) {
  for (let at = 0; at < Math.min(lines.length, deepest); at += 1) {
    const text = orEmpty(lines[at]?.text);
    if (textBegins.test(text)) return undefined;
    if (lines[at]?.cells || bareDay.test(text)) continue;
    const found = opens.test(text) ? bracketed(lines, at) : isEvent(text) ? eventLines(lines, at) : undefined;
    if (found !== undefined) return { text: found, at };
  }
  return undefined;
}

function bracketed(lines: readonly PageLine[], from: number) {
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

function furtherNotes(lines: readonly PageLine[], from: number): readonly string[] {
  const rest = lines.slice(from, from + mostLines).map(({ text }) => text);
  const end = rest.findIndex((text) => !opens.test(text) || closing(text) !== text.length - 1);
  return rest.slice(0, end === -1 ? rest.length : end).map((text) => text.slice(1, -1).trim());
}

function closing(text: string) {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (/[（(【[]/.test(text.charAt(at))) depth += 1;
    else if (/[）)】\]]/.test(text.charAt(at))) depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

function eventLines(lines: readonly PageLine[], from: number) {
  const rest = lines.slice(from, from + mostLines);
  const end = rest.findIndex(({ text, cells }) => cells || !isEvent(text));
  return rest
    .slice(0, end === -1 ? rest.length : end)
    .map(({ text }) => text.replace(/[）)。；]{1,2}$/, ''))
    .join(' ');
}

const kinds = {
  over: new RegExp(`(?:${anyVerb('repeal')}|备案)$`),
  adopted: /通过$/,
  approved: /批准$/,
  promulgated: /(?:公布|发布|颁布|颁发|印发)(?:施行|实施|执行)?$|号$/,
  effective: /(?:施行|实施|执行)$/,
  amended: /(?:修正|修订|修改)$/,
} as const;
type StepKind = keyof typeof kinds;

type HistoryStep = {
  readonly kind: StepKind;
  readonly date?: DateFact;
  readonly number?: string;
  readonly bodies: readonly string[];
  readonly quote: string;
};

export type History = {
  readonly at: number;
  readonly number?: string;
  readonly bodies: readonly string[];
  readonly congress: boolean;
  readonly promulgated?: DateFact;
  readonly effective?: DateFact;
  readonly amendments: readonly Amendment[];
};

/**
 * Reads the note under a title (（2015年10月29日某部令第118号公布 根据2022年5月31日某部令第199号修订）), in brackets or one event a line.
 * An adopting congress, without its term, is the body that issued the act; the day it met is none of signing. Undefined where the
 * lines hold no such note.
 */
export function readHistory(lines: readonly PageLine[]): History | undefined {
  const found = findHistoryNote(lines);
  if (!found) return undefined;
  const steps = stepsOf(found.text);
  if (steps.length === 0) return undefined;
  const first = (kind: StepKind) => steps.find((step) => step.kind === kind);
  const order = steps.find(({ kind, number }) => kind === 'promulgated' && number !== undefined) ?? first('promulgated');
  const adopted = first('adopted');
  const congress = adopted?.bodies.filter(isCongress) ?? [];
  const bodies = [congress, order?.bodies ?? [], adopted?.bodies ?? []].find((names) => names.length > 0) ?? [];
  const amendments = steps.filter(({ kind }) => kind === 'amended').map(amendmentOf);
  return {
    at: found.at,
    ...opt({ number: order?.number ?? adopted?.number }),
    bodies,
    congress: congress.length > 0,
    ...opt({
      promulgated: order?.date ?? steps.find(({ kind, date }) => kind === 'promulgated' && date)?.date,
      effective: first('effective')?.date,
    }),
    amendments,
  };
}

const isCongress = (name: string) => /人民代表大会|人大常委会$/.test(name);

const amendmentOf = ({ date, number, bodies, quote }: HistoryStep): Amendment => ({
  ...opt({ date, number, issuer: toIssuers(bodies.slice(0, 1))[0] }),
  quote,
});

const verbs = new RegExp(
  String.raw`${either([anyVerb('repeal'), ...lists.historyVerbs])}(?=[\s，,；;。、）)]|$|(?:根据|依据|自|并)|(?:19|20)\d{2} ?年)`,
  'g',
);

const masked = (text: string) => text.replace(cited, (name) => '\u0001'.repeat(name.length));
const cited = /《[^《》]{0,160}》/g;
const edges = /^[\s，,；;。、）)]{1,9}|[\s，,；;。、）)]{1,9}$/g;

/** The steps of a note, each up to its verb. What has no verb counts only where a day or number says that it is the promulgation. */
function stepsOf(text: string) {
  const plain = masked(foldText(text));
  // Several numbers are those of several acts.
  if (numbersIn(plain).filter(({ kind }) => kind === 'document').length > 1) return [];
  const steps: HistoryStep[] = [];
  let from = 0;
  for (const verb of plain.matchAll(verbs)) {
    const end = verb.index + verb[0].length;
    steps.push(stepOf(text.slice(from, end), plain.slice(from, end)));
    from = end;
  }
  const rest = plain.slice(from).replace(edges, '');
  if (rest === '') return steps;
  const start = plain.indexOf(rest, from);
  const last = { ...stepOf(text.slice(start, start + rest.length), rest), kind: 'promulgated' as const };
  if (last.number !== undefined || (last.date && last.bodies.length > 0)) return [...steps, last];
  return rest.length < 12 ? steps : [];
}

const numbersIn = (plain: string) => findNumbers(plain).filter((each) => each.kind !== 'standard');

function stepOf(written: string, plain: string): HistoryStep {
  const quote = written.replace(edges, '').trim();
  const kind = (Object.keys(kinds) as StepKind[]).find((each) => kinds[each].test(plain)) ?? 'over';
  const day = findDates(plain).find(({ precision, yearless }) => precision === 'day' && !yearless);
  const [number] = numbersIn(plain);
  const date: DateFact | undefined = day && { value: day.value, precision: 'day', from: 'body', quote };
  const without = (text: string) => (day ? `${text.slice(0, day.start)}${' '.repeat(day.end - day.start)}${text.slice(day.end)}` : text);
  return { kind, ...opt({ date, number: number?.canonical }), bodies: bodiesIn(without(written), without(plain)), quote };
}

const count = '[一二三四五六七八九十百千\\d]{1,6}';
const meeting = new RegExp(
  `(?:第? ?${count} ?届)?(人民代表大会常务委员会|人大常委会|人民代表大会|常务委员会)?第? ?${count} ?次?[^\\s，；、\\d]{0,12}会议`,
);
const sign = /(?:令|公告|通告)(?=\s{0,3}(?:[（(〔[]|第|(?:19|20)\d{2}|[一二〇○零]))/;
const lead = /^[\s，,；;。、]{0,40}(?:(?:根据|依据|并|经|由|自|于)\s{0,40}){0,3}/;

function bodiesIn(written: string, plain: string): readonly string[] {
  const from = lead.exec(plain)?.[0].length ?? 0;
  const met = meeting.exec(plain.slice(from));
  if (met) return sessionOf(`${written.slice(from, from + met.index)}${group(met, 1)}`);
  const end =
    sign.exec(plain)?.index ?? /关于|\u0001|(?:令|公布|发布|颁布|颁发|印发|批准|修正|修订|修改)$/.exec(plain)?.index ?? plain.length;
  const before = written
    .slice(from, end)
    .trim()
    .replace(/[局部委署办厅行]务会议$/, '');
  const names =
    parseBodyNames(before === '国' ? '国务院' : before) ?? namesInTitle(written.slice(plain.indexOf('\u0001') + 1))?.names ?? [];
  return names.map((name) => name.replace(/^中华人民共和国(?=国务院)/, '')).filter((name) => !/主席$/.test(name));
}

/** The body that met: a congress without its term; the council of a court or government stands for it. */
function sessionOf(met: string): readonly string[] {
  const name = met
    .replace(/\s/g, '')
    .replace(term, '')
    .replace(/(?:审判委员会|检察委员会)$/, '');
  return /^\p{Script=Han}{2,40}$/u.test(name) && (isCongress(name) || findIssuer(name)) ? [name] : [];
}
const term = new RegExp(`第?${count}届`);
