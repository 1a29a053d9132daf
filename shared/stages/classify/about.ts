import type { ShownDocument } from '../../model/document.ts';
import { expressionsOf } from '../text/words.ts';
import { aiConcepts, coreConcepts, coreInTitle } from './derived.ts';
import expressions from './expressions.json' with { type: 'json' };
import { featureNames, readFeatures } from './features.ts';

const {
  /** What a bank, school or road office does with AI for its customers, who was honoured, a wrong telephone number: none of the field. */
  everyday,
  /** Robots and models in a body are AI as such; the other industries of the future are not. */
  embodied,
} = expressionsOf(expressions.about);

const slotsOf = (names: readonly string[]): readonly number[] => names.map((name) => featureNames.indexOf(name));
const asSuch = slotsOf([
  ...aiConcepts.filter((name) => name !== 'ai-plus'),
  ...'dataset compute data-centre east-west voucher label anthro filed-list compute-energy'.split(' '),
]);
const fields = slotsOf([...coreConcepts.filter((name) => name !== 'standard-doc'), ...coreInTitle, 'data']);
const long = featureNames.indexOf('long');
const inTitle = 0.72;
/** A long text with this strength of a concept speaks of it all through. */
const throughout = 0.6;

/** Where an act says what it is for: 为规范生成式人工智能合成语音服务，制定本办法. */
const opening = 1200;

/** By its title and what it is for, else by the whole text: 3 an act is about AI, 2 about data, chips or cars, 0 neither, or in passing. */
export function aboutAi({ title, act, text, issuers }: ShownDocument): 0 | 2 | 3 {
  if (everyday.test(title)) return 0;
  const named = issuers.reduce((words, { name }) => words.replaceAll(name, ''), act?.title ?? title);
  const [, purpose = ''] = /(?:^|[\s。])为了?([^，。；\n]{4,60})/.exec(text.slice(0, opening)) ?? [];
  const { values } = readFeatures(`${named} ${purpose.replace(/《[^》]{0,60}》?/g, '')}`, text);
  const strength = (slots: readonly number[]) => Math.max(...slots.map((at) => values[at] ?? 0));
  const ai = strength(asSuch);
  if (ai > inTitle || embodied.test(named) || (values[long] === 1 && ai >= throughout)) return 3;
  return strength(fields) > inTitle ? 2 : 0;
}
