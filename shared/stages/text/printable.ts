/**
 * Letters that nobody sees and a machine reads: tags, selectors of variants, fillers, joiners, marks of direction. A page can carry whole
 * sentences in them. `Default_Ignorable_Code_Point` is what Unicode wants shown as nothing; a selector behind a picture (☎️) alone says how
 * a letter looks.
 */
const unseen =
  /(?<!\p{Extended_Pictographic})[\ufe0e\ufe0f]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb\ufffe\uffff]/gu;

/** The same but for blanks of no width, hyphens and marks of direction, which editors leave behind and readers of pages know. */
const smuggling =
  /(?<!\p{Extended_Pictographic})[\ufe0e\ufe0f]|(?![\ufe0e\ufe0f]|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff])\p{Default_Ignorable_Code_Point}/gu;

/**
 * Whether a text can hold any of them, by units: of the last kind the first halves. Most texts have none, and are looked at without
 * Unicode's tables.
 */
const mayHide =
  /[\u17b4-\u180f]|[\ufe00-\ufe0f]|[\u034f\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\ud82f\ud834\udb40-\udb43]/;

export const withoutUnseen = (text: string): string => (mayHide.test(text) ? text.replace(unseen, '') : text);

export const withoutSmuggled = (text: string): string => (mayHide.test(text) ? text.replace(smuggling, '') : text);

export const clearText = (text: string): { readonly text: string; readonly unseen?: true } =>
  mayHide.test(text) ? { text: text.replace(smuggling, ''), ...(isMessage(text) && { unseen: true }) } : { text };

/** One selector behind a Han character names a form of it, as in a name: no message. */
const honest = /(?<=\p{Script=Han})[\ufe00-\ufe0f\u{e0100}-\u{e01ef}](?![\ufe00-\ufe0f\u{e0100}-\u{e01ef}])/gu;

/** As many blanks of no width in a row as a letter has bits. */
const bits = /[\u200b-\u200d\u2060-\u2064\ufeff]{8}/;

/**
 * A selector that stands alone behind a letter is left over from a picture that was taken out; one that no picture has (of the last plane)
 * is a letter.
 */
const message = /[\ufe00-\ufe0f]{2}|[\u034f\u115f\u1160\u3164\uffa0]|[\u{e0000}-\u{e0fff}]/u;

const isMessage = (text: string) => bits.test(text) || message.test(text.replace(honest, ''));

/** Whether letters that nobody sees say something: more of them than editors and fonts leave behind. */
export const saysUnseen = (text: string): boolean => mayHide.test(text) && isMessage(text);

/**
 * Characters by which a text steers the screen that shows it instead of being read: control characters (tab and line ends stay; a carriage
 * return alone goes back over what was written), and those of C1, which are ESC sequences in one character. Marks that turn the direction
 * are among the unseen ones.
 */
const steering = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

export const toPrintable = (text: string): string => withoutUnseen(text).replace(steering, '');

const unescaped = /[\u007f-\u009f]/g;

const asEscape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * JSON of a value: without letters that nobody sees, and with what would steer written as escapes. (JSON itself escapes only what lies
 * below the blank.)
 */
export const toPrintableJson = (value: unknown, indent?: number): string =>
  withoutUnseen(JSON.stringify(value, undefined, indent)).replace(unescaped, asEscape);

/** All that may be unseen or steer, by units: the last planes by both halves. */
const inexact =
  /[\u17b4-\u180f]|[\ufe00-\ufe0f]|[\u034f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]|[\ud82f\ud834\udb40-\udb43]./g;

/** JSON of exactly this value, for what is compared by its hash or read in again: what nobody sees and what steers are escapes. */
export const toExactJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(inexact, (found) => Array.from(found.split(''), asEscape).join(''));
