const session =
  /[（(]\s{0,3}(?:19|20)\d\d年\d{1,2}月\d{1,2}日([一-龥]{2,12}?)(?:第?[一二三四五六七八九十百\d]{1,5}届)?(人民代表大会(?:常务委员会)?)第[一二三四五六七八九十百\d]{1,6}次会议[^（）()。]{0,12}通过/;

/** How far down a text the note of its adoption stands. */
const reach = 600;

/** The congress that the note under a law's title names (2026年…某市第十四届人民代表大会常务委员会第…次会议通过), without its term. */
export function adoptedBy(text: string): string | undefined {
  const found = session.exec(text.slice(0, reach).replace(/[ \u3000\n]/g, ''));
  return found ? `${found[1]}${found[2]}` : undefined;
}
