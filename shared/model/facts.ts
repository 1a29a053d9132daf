/** A quantity of policy that a document states, in base units. `scope` is what it is of; `strict` leaves the number itself out (超过); `yearFrom` is `page` when only its day or the plan's period tells the year. */
export type DocumentFigure = {
  readonly value: number;
  readonly unit: string;
  readonly year?: number;
  readonly yearFrom?: 'text' | 'page';
  readonly bound: 'at-least' | 'at-most' | 'about' | 'exactly';
  readonly strict?: true;
  readonly strength: 'target' | 'must' | 'should' | 'support' | 'encourage' | 'fact';
  readonly scope?: string;
  readonly quote: string;
};

/** A time in which something may be handed in that is no comment. Days in Beijing. */
export type Window = {
  readonly kind: 'application' | 'objection';
  readonly from?: string;
  readonly until: string;
  readonly time?: string;
  readonly quote: string;
};

/** How long, and by which ways, views on a draft may be sent. */
export type CommentWindow = {
  readonly from?: string;
  readonly until?: string;
  readonly time?: string;
  readonly mails: readonly string[];
  readonly sites: readonly string[];
  readonly phones: readonly string[];
  readonly addresses: readonly string[];
};

/** A draft and the text it became. `days` are counted from the day of one to the day of the other, where both are days. */
export type DraftStages = {
  readonly draft: { readonly id: string; readonly title: string; readonly english?: string; readonly date?: string };
  readonly final: { readonly id: string; readonly title: string; readonly english?: string; readonly date?: string };
  readonly days?: number;
};
