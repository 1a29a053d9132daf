import type { StatedChange } from '../../model/article.ts';
import type { ActEffect } from '../../model/document.ts';
import { parseHanNumber } from '../../stages/english/numbers.ts';
import type { Say } from './words.ts';

/** What a later act does to an earlier one, worded once for pages, mails and the command line. */

type Tongue = { readonly say: Say; readonly day: (day: string) => string };

const steps: Readonly<Record<string, string>> = { 条: 'Article', 章: 'Chapter', 节: 'Section', 款: 'paragraph', 项: 'item' };
const step = /第?[（(]?([一二三四五六七八九十\d]{1,6})[）)]?([条章节款项])/g;

/** 第三条第一款 is Article 3, paragraph 1; what is no number of a part stays as it is written. */
function partName(part: string): string {
  const found = [...part.matchAll(step)];
  const whole = found.map(([words]) => words).join('') === part.trim();
  return whole && found.length > 0
    ? found.map(([, number = '', unit = '']) => `${steps[unit]} ${parseHanNumber(number)}`).join(', ')
    : part;
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
