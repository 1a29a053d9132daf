/** Radicals of the supplement, which no Unicode normalisation replaces, each before the character it stands for. */
const supplement = [
  '⺁厂⺃乚⺅亻⺆冂⺇几⺉刂⺋㔾⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺥爫⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺱罓⺲罒⺵网⺶羊⺷羊⺹耂⺻聿⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶',
  '⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟',
].join('');

const [first, kangxi, last] = [0x2e80, 0x2f00, 0x2fd5];

/**
 * The character for each radical. Programs that print PDF files (browsers among them) write many characters as the radicals that look like them:
 * ⼒ (U+2F12) for 力, ⻘ (U+2ED8) for 青; whoever copies from such a file puts them on a page. No text means a radical by them.
 */
export const radicals: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: last - kangxi + 1 }, (_, at) => String.fromCharCode(kangxi + at)).map(
    (sign) => [sign, sign.normalize('NFKC')] as const,
  ),
  ...Array.from({ length: supplement.length / 2 }, (_, at) => [supplement.charAt(2 * at), supplement.charAt(2 * at + 1)] as const),
]);

/** Any radical. */
export const radicalSigns = new RegExp(`[${String.fromCharCode(first)}-${String.fromCharCode(last)}]`);
