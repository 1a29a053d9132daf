import { saysUnseen } from '../text/unseen.ts';

/** A reference to a letter that nobody sees. */
const unseenReference =
  /&#(?:x0{0,5}(?:e0[0-9a-f]{3}|fe0[0-9a-f]|3164|115f|1160|34f|200[b-d]|206[0-4]|feff)|0{0,5}(?:9(?:1[7-9]|2[01])\d{3}|650[23]\d|12644|444[78]|847|820[345]|82[89]\d|65279))/i;
/** References side by side, with the letter before them. */
const references = /.?(?:&#(?:x[0-9a-f]{1,8}|\d{1,8});?){1,1000}/gisu;

const resolved = (markup: string): string =>
  markup.replace(/&#(?:x([0-9a-f]{1,8})|(\d{1,8}));?/gi, (_, hex: string | undefined, decimal: string | undefined) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10ffff ? '' : String.fromCodePoint(code);
  });

/** Whether references of a page say something that nobody sees. */
export const refersToUnseen = (html: string): boolean =>
  unseenReference.test(html) && (html.match(references) ?? []).some((run) => saysUnseen(resolved(run)));
