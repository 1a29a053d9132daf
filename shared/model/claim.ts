/** What became of a claim about a text. `unclear`: passages are there, and no rule is sure. */
export const verdicts = ['says', 'does not say', 'unclear', 'article not there', 'text not held'] as const;
export type ClaimVerdict = (typeof verdicts)[number];

/** What a passage says otherwise than the claim: as claimed, and as stated (empty where one side has nothing). */
export type ClaimDifference = {
  readonly what:
    | 'figure'
    | 'bound'
    | 'date'
    | 'negation'
    | 'modality'
    | 'who'
    | 'words'
    | 'condition'
    | 'context'
    | 'exception'
    | 'article';
  readonly claimed: string;
  readonly stated: string;
};

/** A passage of the text, word for word, with the article that it stands in. */
export type ClaimPassage = { readonly article?: string; readonly quote: string; readonly differs: readonly ClaimDifference[] };

export type ClaimCheck = {
  readonly verdict: ClaimVerdict;
  /** Why, in a sentence. */
  readonly why: string;
  /** The nearest first. */
  readonly passages: readonly ClaimPassage[];
};
