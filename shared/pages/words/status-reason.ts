import type { Issuer, StatedChange } from '../../model/article.ts';
import type { ActEffect, StatusReason } from '../../model/document.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { orEmpty } from '../../model/values.ts';
import type { DocumentType, Status } from '../../model/vocabulary.ts';
import { isAct, isBinding } from '../../stages/text/acts.ts';
import { numeralOf } from '../../stages/text/numerals.ts';
import names from './names.json' with { type: 'json' };
import { dateNames, type Language, type LanguagePair, named, type Say, sayIn, statusNames, word } from './words.ts';

type ReasonLanguage = { readonly say: Say; readonly day: (day: string) => string };
type Standing = { readonly status: Status; readonly type: DocumentType };

/** Opinions, plans, notices: as a rule they state no day of effect. */
const isPolicy = (type: DocumentType): boolean => isAct(type) && !isBinding(type) && type !== 'standard';

/** The one name of a status that lists, pages, mails and answers have. */
export const statusName = ({ status, type }: Standing, say: Say): string =>
  status === 'issued' && isPolicy(type) ? say('Policy document') : say(...statusNames[status]);

function until({ until: last, endDoubted }: StatusReason, { say, day }: ReasonLanguage): string {
  if (endDoubted) return say('; expiry date uncertain');
  return last === undefined ? say(', no expiry date stated') : say(' until {last}', { last: day(last) });
}

type Reason = (reason: StatusReason, of: Standing, tongue: ReasonLanguage) => string;

/** What has no day of effect: usual of a policy document, a gap in an act that binds. */
const undated =
  (on: readonly [string, string]): Reason =>
  ({ day, beginUnknown }, { type }, { say, day: render }) => {
    if (isPolicy(type))
      return say(
        `${day === undefined ? '' : ` of ${render(day)}`}; ${
          beginUnknown ? 'it counts its effect from a day that the page does not give' : 'such texts have no day of effect'
        }`,
        `${day === undefined ? '' : `，${render(day)}`}；${beginUnknown ? '施行日期依页面未载明的日期计算' : '此类文件通常不设施行日期'}`,
      );
    return day === undefined
      ? say('; effective date not stated')
      : say(`, ${on[0]} ${render(day)}; effective date not stated`, `，${render(day)}${on[1]}；未注明施行日期`);
  };
const plainly =
  (english: string, chinese: string): Reason =>
  (_reason, _of, { say }) =>
    say(english, chinese);

/** What follows the name of the status. */
const reasons: Readonly<Record<StatusReason['by'], Reason>> = {
  effective: (reason, { status }, tongue) => {
    const day = tongue.day(orEmpty(reason.day));
    const since = status === 'in-force' ? tongue.say(' since {day}', { day }) : tongue.say('; effective {day}', { day });
    return since + until(reason, tongue);
  },
  expires: ({ day }, _of, tongue) => tongue.say(' on {day}', { day: tongue.day(orEmpty(day)) }),
  signed: undated(['signed', '成文']),
  published: undated(['published', '发布']),
  number: undated(['', '']),
  validity: plainly(', as labelled on the page', '（页面效力标注）'),
  repealed: plainly(' by', '，依据'),
  superseded: plainly(' by', '，替代文本：'),
  suspended: plainly(' by', '，依据'),
  'put-off': plainly('; the day of effect was put off, and no other stated, by', '；施行日期推迟，未定新日期，依据'),
  draft: plainly('', ''),
  approval: plainly('', ''),
  doubt: (_reason, { status }, { say }) =>
    status === 'expired'
      ? say(': the page gives several expiry dates, and all have passed', '：页面所载失效日期不一，均已过')
      : say(': the page gives several expiry dates, and one has passed', '：页面所载失效日期不一，其一已过'),
  kind: plainly(': documents of this type are not binding', '：此类文件不具约束力'),
  nothing: plainly(': no document number, signature or issuer’s date on the page', '：页面无文号、成文日期及发文机关日期'),
};

function span({ day, until: last }: StatusReason, { say, day: render }: ReasonLanguage): string {
  if (day === undefined) return '';
  const [from, to] = [render(day), last && render(last)];
  return to === undefined ? say(', since {from}', { from }) : say(', from {from} to {to}', { from, to });
}

/** The status of a document in plain words, true on the day asked: its name, and what follows that. */
export function statusWords(
  document: Standing & { readonly statusReason: StatusReason },
  tongue: ReasonLanguage,
): { readonly name: string; readonly rest: string } {
  const { statusReason: reason } = document;
  const words = reasons[reason.by](reason, document, tongue);
  const by = reason.document?.title;
  const isDay = reason.by === 'effective' || reason.by === 'expires';
  const rest =
    by === undefined ? words : isDay ? `${words}${tongue.say(', as changed by {by}', { by })}` : `${words} ${by}${span(reason, tongue)}`;
  return { name: statusName(document, tongue.say), rest };
}

/** What a later act does to an earlier one, worded once for pages, mails and the command line. */

type Tongue = { readonly say: Say; readonly day: (day: string) => string };

const steps: Readonly<Record<string, string>> = { 条: 'Article', 章: 'Chapter', 节: 'Section', 款: 'paragraph', 项: 'item', 部分: 'Part' };
const step = /第?[（(]?([一二三四五六七八九十\d]{1,6})[）)]?(部分|[条章节款项])/g;

/** 第三条第一款 is Article 3, paragraph 1; what is no number of a part stays as it is written. */
function partName(part: string): string {
  const found = [...part.matchAll(step)];
  const whole = found.map(([words]) => words).join('') === part.trim();
  return whole && found.length > 0 ? found.map(([, number = '', unit = '']) => `${steps[unit]} ${numeralOf(number)}`).join(', ') : part;
}

/** 第二十条之一 is Article 20-1, 第二部分第（三）项 Part 2, item 3; an item （三） stays as it is written. */
export function articleName(label: string, { language }: { readonly language: Language }): string {
  const [, article, branch] = /^(第.{1,8}条)(?:之(.{1,2}))?$/.exec(label) ?? [];
  if (language === 'zh') return label;
  if (article === undefined) return /^第.{1,8}(?:部分|项)/.test(label) ? partName(label) : label;
  return partName(article) + (branch === undefined ? '' : `-${numeralOf(branch)}`);
}

const partsIn = (parts: readonly string[] | undefined, { say }: Tongue): string =>
  parts === undefined ? '' : say(`: ${parts.map(partName).join('; ')}`, `：${parts.join('、')}`);

/** +2y: 2 years. */
function termWords(term: string, { say }: Tongue): string {
  const [, count = '', unit] = /^\+(\d{1,3})([ym])$/.exec(term) ?? [];
  const [one, zh] = unit === 'y' ? ['year', '年'] : ['month', '个月'];
  return say(`${count} ${one}${count === '1' ? '' : 's'}`, `${count}${zh}`);
}

type Wording = (change: StatedChange, tongue: Tongue) => string;
const wordings: Readonly<Record<StatedChange['relation'], Wording>> = {
  amends: ({ parts }, tongue) => tongue.say('amended') + partsIn(parts, tongue),
  'ends-in-part': ({ parts }, tongue) => tongue.say('ends in part') + partsIn(parts, tongue),
  extends({ until, term }, tongue) {
    if (until) return tongue.say('last day moved to {value}', { value: tongue.day(until.value) });
    if (term) return tongue.say('term longer by {term}', { term: termWords(term, tongue) });
    return tongue.say('goes on, last day not stated');
  },
  postpones: ({ effective }, { say, day }) =>
    effective ? say('day of effect moved to {value}', { value: day(effective.value) }) : say('day of effect put off, no other stated'),
  suspends({ from, to, term, parts }, tongue) {
    const { say, day } = tongue;
    const span = say(
      `suspended${from ? ` from ${day(from.value)}` : ''}${to ? ` to ${day(to.value)}` : term ? ` for ${termWords(term, tongue)}` : ''}`,
      `暂停实施${from ? `，自${day(from.value)}起` : ''}${to ? `至${day(to.value)}` : term ? `，为期${termWords(term, tongue)}` : ''}`,
    );
    return span + partsIn(parts, tongue);
  },
  corrects: ({ before, after }, { say }) =>
    before === undefined && after === undefined
      ? say('corrected')
      : say(`corrected: ${before ?? '…'} -> ${after ?? '…'}`, `更正：${before ?? '…'} -> ${after ?? '…'}`),
  'prevails-over': (_, { say }) => say('gives way where they differ'),
};

export const renderEffect = (change: StatedChange, tongue: Tongue): string => wordings[change.relation](change, tongue);

/** What stands beside the status of an act: the parts that it has lost, or that are suspended. */
export const besideStatus = (effects: readonly ActEffect[] | undefined, tongue: Tongue): readonly string[] =>
  (effects ?? [])
    .filter(({ relation, parts }) => relation === 'ends-in-part' || (relation === 'suspends' && parts !== undefined))
    .map((effect) => renderEffect(effect, tongue));

const fields = named<string>(names.fields);

export const landmarkDates: Readonly<Record<string, LanguagePair>> = {
  ...dateNames,
  adopted: ['adopted', '通过'],
  draft: ['draft', '草案'],
};

/** What a field of a change or doubt is called (`dates.commentBy`, `text 第五条 ¶2`); the text's own headings stay as they are written. */
export function fieldName(field: string, language: Language): string {
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  const say = sayIn(language);
  if (known) return say(...known);
  if (field.startsWith('dates.')) return word(dateNames, field.slice(6), language);
  if (!field.startsWith('text ')) return field;
  return field.slice(5).replace(/¶(\d{1,9})/, (_, n: string) => say('paragraph {n}', { n }));
}

const doubts = Object.values(named(names.doubts));
/** A reason to verify in the words of the page; one that carries an answer of a server or of a reader stays in English. */
export function doubtWords(reason: string, language: Language): { readonly says: string; readonly isEnglish: boolean } {
  const chinese = language === 'zh' ? doubts.find(([english]) => english === reason)?.[1] : undefined;
  return { says: chinese ?? reason, isEnglish: chinese === undefined };
}

type Summarised = { readonly title: string; readonly issuers: readonly Issuer[]; readonly summary?: readonly SummaryLine[] };

const bare = (text: string): string => text.replaceAll(/[\s，。、；：“”]/g, '');
/** A line of the head of a page, as 发布时间：… 来源：…, which says nothing of the act. */
const ofTheHead =
  /^(?:发文(?:机关|单位|日期)|发布(?:机构|机关|日期|时间)|发表(?:日期|时间)|成文(?:日期|时间)|印发日期|公布日期|生成日期|更新时间|索引号?|(?:信息)?来源)[:：]/;
const dayAlone =
  /^(?:(?:实施|施行|生效|失效|废止|成文|发布|公布|印发|发文)(?:日期|时间))?(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日$/;

/** The quotes, each once, without those that only prove who issued it, when, or its title: these stand beside them anyway. */
export function quotesShown({ title, issuers, summary = [] }: Summarised): readonly string[] {
  const names = issuers.map(({ name }) => bare(name));
  const saysMore = (quote: string): boolean => {
    const text = bare(quote);
    const unnamed = names.reduce((left, name) => left.replace(name, ''), text);
    return unnamed !== '' && text !== bare(title) && !dayAlone.test(unnamed) && !ofTheHead.test(quote.replaceAll(/\s/g, ''));
  };
  return [...new Set(summary.map(({ quote }) => quote))].filter(saysMore);
}
