import type { Issuer, StatedChange } from '../../model/article.ts';
import type { ActEffect, StatusReason } from '../../model/document.ts';
import type { SummaryLine } from '../../model/summary.ts';
import type { Status } from '../../model/vocabulary.ts';
import { numeralOf } from '../../stages/text/numerals.ts';
import { dateNames, type Language, type LanguagePair, type Say, say, word } from './words.ts';

type ReasonLanguage = { readonly say: Say; readonly day: (day: string) => string };

function until({ until: last, endDoubted }: StatusReason, { say, day }: ReasonLanguage): string {
  if (endDoubted) return say('; expiry date uncertain', '；失效日期存疑');
  return last === undefined ? say(', no expiry date stated', '，未注明失效日期') : say(` until ${day(last)}`, `，有效期至${day(last)}`);
}

const noDay = ({ say }: ReasonLanguage): string => say('; effective date not stated', '；未注明施行日期');

const byDay: Readonly<
  Record<
    'effective' | 'expires' | 'signed' | 'published',
    (reason: StatusReason, day: string, tongue: ReasonLanguage, status: Status) => string
  >
> = {
  effective: (reason, day, tongue, status) =>
    (status === 'not-yet-in-force'
      ? tongue.say(`takes effect ${day}`, `${day}起施行`)
      : tongue.say(`in force since ${day}`, `自${day}起施行`)) + until(reason, tongue),
  expires: (_reason, day, { say }) => say(`expired ${day}`, `有效期至${day}，已届满`),
  signed: (_reason, day, tongue) => tongue.say(`signed ${day}`, `${day}成文`) + noDay(tongue),
  published: (_reason, day, tongue) => tongue.say(`published ${day} by the issuer`, `发文机关${day}发布`) + noDay(tongue),
};

const fixed: Readonly<Record<Exclude<StatusReason['by'], keyof typeof byDay>, (tongue: ReasonLanguage) => string>> = {
  number: (tongue) => tongue.say('has a document number') + noDay(tongue),
  validity: ({ say }) => say('as labelled on the page'),
  repealed: ({ say }) => say('repealed by'),
  superseded: ({ say }) => say('replaced by'),
  suspended: ({ say }) => say('suspended by', '暂停实施，依据'),
  'put-off': ({ say }) => say('the day of effect was put off, and no other stated, by', '施行日期推迟，未定新日期，依据'),
  draft: ({ say }) => say('published for comment'),
  approval: ({ say }) => say('awaiting approval'),
  doubt: ({ say }) => say('the page gives several expiry dates, and one has passed'),
  kind: ({ say }) => say('documents of this type are not binding'),
  nothing: ({ say }) => say('no document number, signature or issuer’s date on the page'),
};

function span({ day, until: last }: StatusReason, { say, day: render }: ReasonLanguage): string {
  if (day === undefined) return '';
  const [from, to] = [render(day), last && render(last)];
  return to === undefined ? say(`, since ${from}`, `，自${from}起`) : say(`, from ${from} to ${to}`, `，自${from}至${to}`);
}

/** Why a document has its status, in words that are true on the day asked. */
export function reasonWords(status: Status, reason: StatusReason, tongue: ReasonLanguage): string {
  const { by, day = '', document } = reason;
  if (by in byDay) {
    const words = byDay[by as keyof typeof byDay](reason, tongue.day(day), tongue, status);
    return document === undefined ? words : `${words}${tongue.say(`, as changed by ${document.title}`, `（依据${document.title}）`)}`;
  }
  const words = fixed[by as keyof typeof fixed](tongue);
  return document === undefined ? words : `${words} ${document.title}${span(reason, tongue)}`;
}

/** What a later act does to an earlier one, worded once for pages, mails and the command line. */

type Tongue = { readonly say: Say; readonly day: (day: string) => string };

const steps: Readonly<Record<string, string>> = { 条: 'Article', 章: 'Chapter', 节: 'Section', 款: 'paragraph', 项: 'item' };
const step = /第?[（(]?([一二三四五六七八九十\d]{1,6})[）)]?([条章节款项])/g;

/** 第三条第一款 is Article 3, paragraph 1; what is no number of a part stays as it is written. */
function partName(part: string): string {
  const found = [...part.matchAll(step)];
  const whole = found.map(([words]) => words).join('') === part.trim();
  return whole && found.length > 0 ? found.map(([, number = '', unit = '']) => `${steps[unit]} ${numeralOf(number)}`).join(', ') : part;
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
  amends: ({ parts }, tongue) => tongue.say('amended', '修改') + partsIn(parts, tongue),
  'ends-in-part': ({ parts }, tongue) => tongue.say('ends in part', '部分废止') + partsIn(parts, tongue),
  extends({ until, term }, tongue) {
    if (until) return tongue.say(`last day moved to ${tongue.day(until.value)}`, `有效期延长至${tongue.day(until.value)}`);
    if (term) return tongue.say(`term longer by ${termWords(term, tongue)}`, `有效期延长${termWords(term, tongue)}`);
    return tongue.say('goes on, last day not stated', '继续有效，未注明失效日期');
  },
  postpones: ({ effective }, { say, day }) =>
    effective
      ? say(`day of effect moved to ${day(effective.value)}`, `施行日期调整为${day(effective.value)}`)
      : say('day of effect put off, no other stated', '施行日期推迟，未注明新日期'),
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
      ? say('corrected', '更正')
      : say(`corrected: ${before ?? '…'} -> ${after ?? '…'}`, `更正：${before ?? '…'} -> ${after ?? '…'}`),
  'prevails-over': (_, { say }) => say('gives way where they differ', '不一致时让位'),
};

export const renderEffect = (change: StatedChange, tongue: Tongue): string => wordings[change.relation](change, tongue);

/** What stands beside the status of an act: the parts that it has lost, or that are suspended. */
export const besideStatus = (effects: readonly ActEffect[] | undefined, tongue: Tongue): readonly string[] =>
  (effects ?? [])
    .filter(({ relation, parts }) => relation === 'ends-in-part' || (relation === 'suspends' && parts !== undefined))
    .map((effect) => renderEffect(effect, tongue));

const names: Readonly<Record<string, readonly [string, string]>> = {
  title: ['title', '标题'],
  number: ['number', '文号'],
  issuers: ['issuers', '发文机关'],
  type: ['type', '类型'],
  validity: ['validity', '有效性'],
  language: ['language', '语言'],
  text: ['text', '正文'],
  attachments: ['attachments', '附件'],
  'text renumbered': ['renumbered', '条号变动'],
  'text moved': ['moved', '位置变动'],
};

export const landmarkDates: Readonly<Record<string, LanguagePair>> = {
  ...dateNames,
  adopted: ['adopted', '通过'],
  draft: ['draft', '草案'],
};

/** What a field of a change or doubt is called (`dates.commentBy`, `text 第五条 ¶2`); the text's own headings stay as they are written. */
export function fieldName(field: string, language: Language): string {
  const known = Object.hasOwn(names, field) ? names[field] : undefined;
  if (known) return say(language, ...known);
  if (field.startsWith('dates.')) return word(dateNames, field.slice(6), language);
  if (!field.startsWith('text ')) return field;
  return field.slice(5).replace(/¶(\d{1,9})/, (_, n: string) => say(language, `paragraph ${n}`, `第${n}段`));
}

type Summarised = { readonly title: string; readonly issuers: readonly Issuer[]; readonly summary?: readonly SummaryLine[] };

const bare = (text: string): string => text.replaceAll(/[\s，。、；：“”]/g, '');
const dayAlone = /^(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日$/;

/** The quotes, each once, without those that only prove who issued it, when, or its title: these stand beside them anyway. */
export function quotesShown({ title, issuers, summary = [] }: Summarised): readonly string[] {
  const names = issuers.map(({ name }) => bare(name));
  const saysMore = (quote: string): boolean => {
    const text = bare(quote);
    const unnamed = names.reduce((left, name) => left.replace(name, ''), text);
    return unnamed !== '' && text !== bare(title) && !dayAlone.test(unnamed);
  };
  return [...new Set(summary.map(({ quote }) => quote))].filter(saysMore);
}
