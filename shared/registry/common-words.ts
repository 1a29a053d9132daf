import table from './tables/common-words.json' with { type: 'json' };

/**
 * Words of everyday officialese. They say nothing of the field; they tell where words end: between 办法 and 规定 there is no 法规.
 * Only words that can stand across a word of the field are listed, and none that the lexicon has.
 * A word of the field that two words of this list or of the lexicon cover from both sides is a piece of them and stands for nothing.
 */
export const commonWords: readonly string[] = Object.values(table).flat();
