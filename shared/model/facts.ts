import type { Fixed } from './fixed.ts';
import type { LanguagePair } from './reader.ts';

/** How binding a quantity is, from 鼓励 to 必须; `target` is set for a time to come, `fact` is so already. */
export type Strength = 'target' | 'must' | 'should' | 'support' | 'encourage' | 'fact';

/**
 * A quantity of policy that a document states, in base units. `scope` is what is counted; `strict` excludes the number itself (超过);
 * `yearFrom` is `page` when the year is known only from the day of the page or the plan's period.
 */
export type DocumentFigure = Fixed<{
  value: number;
  unit: string;
  year?: number;
  yearFrom?: 'text' | 'page';
  bound: 'at-least' | 'at-most' | 'about' | 'exactly';
  strict?: true;
  /** It comes anew each year: 每年布局150项. */
  every?: 'year';
  strength?: Strength;
  scope?: string;
  quote: string;
}>;

/** What a figure is for: a sanction, an aim, or money that is given. */
export const figureKinds = {
  fine: ['Fines', '罚款'],
  target: ['Targets', '目标'],
  support: ['Support', '资助'],
} as const satisfies Readonly<Record<string, LanguagePair>>;
export type FigureKind = keyof typeof figureKinds;

/** 罚款 of so many yuan, so many times the illegal gains, or so much of the turnover. */
export function kindOfFigure({ strength, scope = '', unit, quote }: Omit<DocumentFigure, 'bound'>): FigureKind | undefined {
  if (/罚[款金]/.test(scope) || (unit === '%' && /营业额|销售额/.test(scope) && quote.includes('罚款'))) return 'fine';
  return strength === 'target' || strength === 'support' ? strength : undefined;
}

export type Window = Fixed<{
  kind: 'application' | 'objection';
  from?: string;
  until: string;
  time?: string;
  quote: string;
}>;

export type DraftStages = Fixed<{
  draft: { id: string; title: string; english?: string; date?: string };
  final: { id: string; title: string; english?: string; date?: string };
  days?: number;
}>;
