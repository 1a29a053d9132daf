import { isOffTopicTitle } from './off-topic.ts';

/** Concepts that follow from others; they have no words of their own (`firm-title` has the name it found). */
export const derived = [
  'company',
  'company-title',
  'firm-title',
  'companies-two',
  'ai-firm',
  'ai-any',
  'ai-alone',
  'ai&plan',
  'ai&law',
  'foreign-only',
  'no-china',
  'core',
  'no-core',
  'energy&compute',
  'use&compute',
  'use&hubs',
  'edu&ai',
  'firm&ai',
  'gb-number',
  'noise-title',
  'weak-pair',
  'plan-of-one',
  'opc&plan',
  'lab&firm',
  'campus&firm',
  'data&filing',
  'ethics-title',
  'short-title',
  'english',
  'long',
] as const;

/** A page that names none of these is not about AI, its data, compute, chips or plans. */
export const coreConcepts = [
  'data-factor',
  'data-trade',
  'public-data',
  'dataset',
  'data-infra',
  'data-statute',
  'big-data',
  'biometric',
  'smart-car',
  'compute',
  'data-centre',
  'east-west',
  'voucher',
  'chip',
  'gpu',
  'self-reliance',
  'future',
  'quantum',
  'fyp-core',
  'ethics',
  'net-law',
  'opc',
  'label',
  'anthro',
  'standard-doc',
  'foreign-cards',
  'compute-energy',
  'filed-list',
];
/** Nearly every act has an article on personal information: only a title makes these what a page is about. */
const coreInTitle = ['data-law'];
export const aiConcepts = ['ai', 'ai-industry', 'model', 'agent', 'ai-plus', 'ai-plan', 'ai-education', 'token', 'ai-product'];
/** Weaker words that together speak of the field: servers and power, pupils and models, duties and algorithms. */
const pairs: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['dc-weak'], ['energy-use', 'compute-energy', 'infra-spend', 'east-west']],
  [['model-weak'], ['school', 'ai-education', 'enforcement', 'court', 'cac', 'company-act', 'startup', 'research']],
  [
    ['dataset', 'data'],
    ['data-trade', 'public-data', 'equity'],
  ],
  [['cloud'], ['company-act', 'infra-spend']],
  [['label-weak'], ['model-weak', 'cac', 'net-law', 'ai']],
];
/** A concept that the title names is at least this strong. */
const titled = 0.75;
/** Who is ahead of a foreign place stands at home. */
const outdone =
  /^[^美欧英日韩印德法]{2,20}(?:超越|超过|超過|反超|领先|領先|赶超|趕超)[^，。]{0,4}(?:硅谷|矽谷|美国|美國|欧洲|歐洲|日本|韩国|韓國)/;
/** Opinions on a subject are a plan; an opinion as such is none. */
const opinion = /(?:关于|關於)[^，。]{2,40}的(?:若干)?(?:意见|意見)/;
const gbNumber = /\bGB(?:\/[TZ])?[\s_]?\d{4,6}/i;

export type PageSignals = {
  readonly title: string;
  readonly length: number;
  readonly han: number;
  readonly chinaInTitle: boolean;
  readonly foreignInTitle: boolean;
  readonly firmInTitle: boolean;
  readonly company: number;
  readonly companyInTitle: boolean;
  readonly plan: boolean;
  readonly distinct: number;
  readonly pureAi: boolean;
  readonly long: boolean;
  /** No word but those of AI itself was found. */
  readonly bare: boolean;
  /** The title calls for research projects; its guide and programme are no plan for AI. */
  readonly call: boolean;
};
export type Values = { get(name: string): number; set(name: (typeof derived)[number], amount: number): void };

/** Fills in the derived features from the strengths of the concepts. */
export function derive({ get, set }: Values, page: PageSignals): void {
  const most = (names: readonly string[]): number => Math.max(...names.map(get));
  const ai = Math.max(most(aiConcepts), page.pureAi ? 0.7 : 0);
  const compute = Math.max(ai, most(['compute', 'data-centre']));
  set('company', page.company);
  set('company-title', page.companyInTitle ? 1 : 0);
  set('firm-title', page.firmInTitle ? 1 : 0);
  set('companies-two', page.distinct >= 3 ? 1 : page.distinct === 2 ? 0.5 : 0);
  set('ai-firm', page.pureAi ? 1 : 0);
  set('ai-any', ai);
  set('ai-alone', page.bare && page.company === 0 ? 1 : 0);
  // Measures for the management of services are rules, measures as such are a plan.
  set(
    'ai&plan',
    page.call || get('measures-act') >= titled ? 0 : Math.min(ai, Math.max(get('plan-doc'), opinion.test(page.title) ? titled : 0)),
  );
  set('ai&law', Math.min(ai, most(['law', 'rule'])));
  const abroad = page.foreignInTitle && !page.chinaInTitle;
  set('foreign-only', outdone.test(page.title) ? 0 : abroad ? 0.9 : get('china') < 0.2 ? get('foreign') : 0);
  set('no-china', get('china') > 0 || page.companyInTitle || page.han > 0.3 ? 0 : 1);
  const core = Math.max(ai, most(coreConcepts), ...coreInTitle.map(get).filter((strength) => strength >= titled));
  set('core', Math.min(1, core * 1.5));
  const pair = Math.max(...pairs.map(([some, others]) => Math.min(most(some), most(others))));
  set('weak-pair', pair);
  set('no-core', core === 0 ? (pair > 0 ? 0.4 : 1) : 0);
  set('plan-of-one', page.plan ? 1 : 0);
  set('noise-title', isOffTopicTitle(page.title) ? 1 : 0);
  set('energy&compute', Math.min(get('energy'), compute));
  set('use&compute', Math.min(get('energy-use'), compute));
  // A page that weighs hubs only by their power is not about regions.
  set('use&hubs', get('equity') > 0 ? 0 : Math.min(get('energy-use'), get('east-west')));
  // Measures for one-person companies are policy; an institute that a firm shares is research of that firm.
  set('opc&plan', Math.min(get('opc'), most(['plan-doc', 'policy-body'])));
  set('lab&firm', Math.min(get('lab'), most(['firm', 'company'])));
  // Universities that a title names beside a firm are where its people come from. A registry of rights in data is a market's, and no filing with a regulator.
  set('campus&firm', get('lab') > 0 || get('university') < titled || !page.companyInTitle ? 0 : 1);
  set('data&filing', Math.min(get('filing'), most(['data-trade', 'public-data', 'data-factor'])));
  set('ethics-title', get('ethics') >= titled ? 1 : 0);
  set('edu&ai', Math.min(most(['school', 'education']), ai));
  set('firm&ai', Math.min(Math.max(page.firmInTitle ? 1 : 0, get('firm'), page.company), ai));
  set('gb-number', gbNumber.test(page.title) ? 1 : 0);
  set('short-title', page.title.length < 8 ? 1 : 0);
  set('english', page.han < 0.1 ? 1 : 0);
  set('long', page.long ? 1 : 0);
}
