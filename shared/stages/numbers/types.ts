export type NumberKind = 'document' | 'order' | 'announcement' | 'standard' | 'congress';

/** Parts of a number. `prefix` is the 机关代字, the issuer of an order, or the code of a standard; `number` is a plain integer where there is one. */
type NumberParts = {
  readonly canonical: string;
  readonly kind: NumberKind;
  readonly prefix?: string;
  readonly year?: number;
  readonly number?: number;
  /** Equal for all spellings of one number. */
  readonly key: string;
};

/** A number in a text; offsets are UTF-16 units of the text. */
export type LocatedNumber = NumberParts & { readonly start: number; readonly end: number };
