/** How binding a quantity is, from 鼓励 to 必须; `target` is set for a time to come, `fact` is so already. */
export type Strength = 'target' | 'must' | 'should' | 'support' | 'encourage' | 'fact';

/**
 * A quantity of policy that a document states, in base units. `scope` is what is counted; `strict` excludes the number itself (超过);
 * `yearFrom` is `page` when the year is known only from the day of the page or the plan's period.
 */
export type DocumentFigure = {
  readonly value: number;
  readonly unit: string;
  readonly year?: number;
  readonly yearFrom?: 'text' | 'page';
  readonly bound: 'at-least' | 'at-most' | 'about' | 'exactly';
  readonly strict?: true;
  /** It comes anew each year: 每年布局150项. */
  readonly every?: 'year';
  /** How binding it is; left out where its own words do not say. */
  readonly strength?: Strength;
  readonly scope?: string;
  readonly quote: string;
};

/** A period in which something other than a comment may be handed in. Days in Beijing. */
export type Window = {
  readonly kind: 'application' | 'objection';
  readonly from?: string;
  readonly until: string;
  readonly time?: string;
  readonly quote: string;
};

/** A draft and its final text. `days` are those between their days, where both are known. */
export type DraftStages = {
  readonly draft: { readonly id: string; readonly title: string; readonly english?: string; readonly date?: string };
  readonly final: { readonly id: string; readonly title: string; readonly english?: string; readonly date?: string };
  readonly days?: number;
};
