import seriesTable from './tables/english-series.json' with { type: 'json' };
import table from './tables/prefixes.json' with { type: 'json' };
import syllableTable from './tables/syllables.json' with { type: 'json' };

/** Short names of issuing bodies as they stand in document numbers (机关代字), domain.md 2.7. */

/** Beginnings of central prefixes; the department and the kind of document follow (国数 → 国数资源, 发改 → 发改办数据). */
export const centralBases: readonly string[] = table.central;

/** Single characters that are a whole prefix or begin one; believed only where nothing runs into them. */
export const shortBases: readonly string[] = [...'教财商农水建环林署法银金公民审交人科文体国'];

/** Short names of provinces, of cities that have their own, and full city names that occur; a department or 政府 follows (沪府办, 深工信规). */
export const placeBases: readonly string[] = table.place;

/** What follows a place: its government, party committee or a department. */
export const organs = table.organ.join('|');

/** Last characters of a prefix nobody has listed: kinds of document and departments. */
export const endings =
  /(?:[发函规字办文令秘综通电厅委府政党组科教财信数网商农建环交水民文旅卫医法审监安金税林统工技]|未来|智能|资源|规划|管理|标准)$/;

/** Words before a year in brackets that are never a prefix, however the brackets look. */
export const neverPrefix =
  /(?:编号|号|年|版|期|卷|备|(?:[备档图方草答预立专个教并归结涉办法大要疑]|^)案|证|券|款|元|表|图|附件|合同|订单|批次|第[一二三四五六七八九十]{1,3}|刊|学报|专辑|总|共|约|达|公司|大学|学院|公告|通告|截至|报告|令)$/;

/** Nouns that stand before a year in round or square brackets, and are no prefix there. */
export const nouns =
  /(?:计划|规划|纲要|工程|项目|课题|报|标准|指南|行动|政策|规则|法规|改革|办法|科学技术|合作|解读|政府|研究|建设|发展|系统|平台|服务|智能|管理|资源|数据|网|技|信|会)$/;

/** Words inside a run after which a prefix may begin; none of them stands in a prefix. */
export const cuts =
  /^.{0,60}(?:的|将|把|被|转发|印发|下发|根据|依据|依照|按照|参照|执行|贯彻|落实|提到|写到|引用|以及|有关|号|(?<!意)见|(?<!数)据(?=国|中|工信|发改)|按)/;

/** Words that run into a prefix in a sentence: 根据国发〔2025〕11号. No prefix begins with one of these. */
export const leadIn =
  /^(?:根据|依据|依照|按照|遵照|参照|对照|比照|结合|围绕|落实|贯彻|执行|实施|印发|下发|转发|批转|发布|公布|颁布|公开|发出|制定|出台|收到|见于|详见|参见|另见|并见|参考|引用|废止|停止|修订|修改|替代|代替|取代|纳入|属于|涉及|关于|有关|相关|上述|前述|下列|以下|文件|文号|字号|发文字号|发文|编号|原文|通知|意见|办法|规定|方案|决定|细则|通报|批复|公文|这份|一份|我国|我省|我市|我区|本省|本市|以及|或者|还有|其中|即为|就是|称为|名为|按|据|见|的|是|了|与|及|或|将|把|被|凭)/;

/** The same, for single characters that also begin names of places; taken off only when a listed prefix is left. */
export const weakLeadIn = /^[依原即以和在经由自至到对为其该本此含如因从向并又也等称叫指持文令所]/;

/** Central prefixes that no local prefix ends in; looked for behind words that nobody foresaw. */
export const unmistakable = /(?:国发|国办发|国办函|国函|中发|中办发|国信办|国数|国能|工信部|工信厅|人社部)[\p{Script=Han}]{0,6}$/u;

/** Bodies written out before their own prefix: 教育部办公厅教基厅函. */
export const bodyEnds =
  /^[\p{Script=Han}]{0,30}(?:委员会|办公室|办公厅|总局|人民政府|省政府|市政府|区政府|国务院|财政部|教育部|科技部|科学技术部|商务部|公安部|水利部|民政部|司法部|农业农村部|交通运输部|自然资源部|信息化部|社会保障部|应急管理部|生态环境部|城乡建设部|旅游部|改革委|国资委|卫健委|网信办|数据局|能源局|药监局|知识产权局|科技厅|教育厅|财政厅|经信厅|工信厅|商务厅|农业农村厅|管理局|科技局|教育局|财政局)(?=[\p{Script=Han}]{2})/u;

/** Romanised prefixes, letters only and lower-case, as in "Guo Shu Zi Yuan [2026] No. 186" or "Guobanfa". Syllables of the characters above. */
export const syllables: Readonly<Record<string, string>> = Object.fromEntries(syllableTable);

/** Central prefixes that English texts spell out in syllables or describe. */
export const spelledOut: readonly string[] = table.spelledOut;

/** English words for a document series before "[2026] No. 34" (letters only, lower-case), and the prefix they stand for. */
export const englishSeries: Readonly<Record<string, string>> = Object.fromEntries(seriesTable);

/** Bodies that number orders, as English texts name them. */
export const englishBodies: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/cyberspace administration|\bCAC\b/i, '国家互联网信息办公室'],
  [/development and reform|\bNDRC\b/i, '国家发展和改革委员会'],
  [/industry and information technology|\bMIIT\b/i, '工业和信息化部'],
  [/market regulation|\bSAMR\b/i, '国家市场监督管理总局'],
  [/state council/i, '国令'],
  [/president|PRC order|order of the pr/i, '主席令'],
  [/ministry of commerce|\bMOFCOM\b/i, '商务部'],
  [/ministry of transport\b/i, '交通运输部'],
  [/ministry of education|\bMOE\b/i, '教育部'],
];
