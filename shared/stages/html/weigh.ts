/** What is counted of the text of an element. */
export type Weight = { chars: number; linkChars: number; marks: number };

const marks = new Set([...'，。；、：,.;'].map((mark) => mark.charCodeAt(0)));

/** Adds the characters of a text that are no blanks, and the punctuation among them. */
export function weigh(text: string, extent: Weight, inLink: boolean): void {
  let chars = 0;
  let found = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x3010 && code < 0xff00) chars += 1;
    else if (code > 32 && code !== 0xa0 && code !== 0x3000) {
      chars += 1;
      if (isMark(code)) found += 1;
    }
  }
  extent.chars += chars;
  if (inLink) extent.linkChars += chars;
  else extent.marks += found;
}

/** No mark stands among letters or Han characters: most characters are not looked up. */
const isMark = (code: number): boolean => (code < 0x40 || (code >= 0x3000 && code < 0x3010) || code >= 0xff00) && marks.has(code);
