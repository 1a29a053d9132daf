/**
 * Programs that print PDF files (browsers among them) write many characters as the radicals that look like them: ⼒ (U+2F12) for 力, ⻘ (U+2ED8)
 * for 青; whoever copies from such a file puts them on a page. No text means a radical by them.
 */
const radical = /[\u2e80-\u2fd5]/;
const radicals = /[\u2e80-\u2fd5]/g;

/** Radicals of the supplement, which no Unicode normalisation replaces, each before the character it stands for. */
const supplement = [
  '⺁厂⺃乚⺅亻⺆冂⺇几⺉刂⺋㔾⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺥爫⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺱罓⺲罒⺵网⺶羊⺷羊⺹耂⺻聿⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶',
  '⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟',
].join('');
const ordinary = new Map<string, string>();
for (let at = 0; at < supplement.length; at += 2) ordinary.set(supplement.charAt(at), supplement.charAt(at + 1));

/** Puts characters for radicals; every place in the text stays where it was. */
export function replaceRadicals(text: string): string {
  return radical.test(text) ? text.replace(radicals, (sign) => ordinary.get(sign) ?? sign.normalize('NFKC')) : text;
}
