import { withoutUnseen } from './unseen.ts';

/**
 * Characters by which a text steers the screen that shows it instead of being read: control characters (tab and line ends stay; a carriage
 * return alone goes back over what was written), and those of C1, which are ESC sequences in one character. Marks that turn the direction are among the unseen ones.
 */
const steering = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Text for a terminal or a file of text: what would steer is left out, and letters that nobody sees. */
export const toPrintable = (text: string): string => withoutUnseen(text).replace(steering, '');

const unescaped = /[\u007f-\u009f]/g;
const asEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON of a value: without letters that nobody sees, and with what would steer written as escapes. (JSON itself escapes only what lies below the blank.) */
export const toPrintableJson = (value: unknown, indent?: number): string =>
  withoutUnseen(JSON.stringify(value, undefined, indent)).replace(unescaped, asEscape);

/** All that may be unseen or steer, by units: the last planes by both halves. */
const inexact =
  /[\u17b4-\u180f]|[\ufe00-\ufe0f]|[\u034f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]|[\ud82f\ud834\udb40-\udb43]./g;

/** JSON of exactly this value, for what is compared by its hash or read in again: what nobody sees and what steers are escapes. */
export const toExactJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(inexact, (found) => Array.from(found.split(''), asEscape).join(''));
