/**
 * Characters by which a text steers the screen that shows it instead of being read: control characters (tab and line ends stay; a carriage
 * return alone goes back over what was written), those of C1, which are ESC sequences in one character, and marks that turn the direction.
 */
const steering = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text for a terminal or a file of text: what would steer is left out. */
export const toPrintable = (text: string): string => text.replace(steering, '');

const unescaped = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const asEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON of a value: the same value, with what would steer written as escapes. (JSON itself escapes only what lies below the blank.) */
export const toPrintableJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(unescaped, asEscape);
