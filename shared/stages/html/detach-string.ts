/**
 * The same text in memory of its own. A piece cut from a page holds the whole page in memory, so what is remembered beyond a page is
 * taken through this; as the name of a property a text is stored once, by itself.
 */
export const detachString = (text: string): string => Object.keys({ [text]: 0 })[0] ?? text;
