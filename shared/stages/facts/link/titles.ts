import { foldScript } from './fold-script.ts';

/** Words by which an act calls itself, at the end of its title (or before a bracket or dash there). */
const actWords =
  '(?<![方语算书用做说想看技疗玩手打写魔句文兵佛])法|法典|条例|规定|规章|办法|意见|通知|通告|通报|公告|决定|决议|命令|批复|复函|函|请示|方案|计划|规划|纲要|要点|细则|规则|规程|规范|准则|导则|指南|指引|标准|要求|目录|清单|名录|措施|政策|举措|' +
  '条|建议|提案|报告|说明|倡议|倡议书|公约|宣言|共识|声明|框架|分类|章程|制度|流程|任务书|提示|白皮书|蓝皮书|路线图|行动|协定|纪要|公报|技术条件|禁令|不准|须知|指示|规约|解释|答复|建议稿|草案|预案|安排|部署|体系|图谱|口径|大纲|课标|手册|守则|修正案|工作书|政策包|项目库|提纲|指标|指导目录|若干事项|有关事项';
const ending = new RegExp(`(?:${actWords})$`);
const beforeDash = new RegExp(`(?:${actWords})(?:[—―-]{1,2}|：|:)`);

/** Titles of works that are no acts: what the words around 《》 say of them. */
const otherWorkBefore =
  /(?:论文|小说|歌曲|电影|影片|纪录片|随笔集|散文|诗集|专著|著作|图书|新书|教材|绘本|漫画|动画|画作|专辑|单曲|剧集|电视剧|短剧|话剧|舞剧|游戏|节目|栏目|央视|卫视|刊文|撰文|文章|评论|社论|特稿|报道|期刊|杂志|学报|主题曲|MV|课程|微信公众号|公众号|App|APP|软件|合同|协议)[“"]?$/;
const otherWorkAfter =
  /^[”"]?(?:发表|刊登|刊载|杂志|期刊|学报|周刊|日报|晚报|报社|一书|一文|节目|栏目|报道|刊文|刊发|文章|影片|电影|小说|专栏|公众号|作者|主编|编辑部|课程|演唱)/;
const otherWork =
  /(?:合同|协议|协议书|年度报告|季度报告|年报|审计报告|招股书|说明书|研报|财报|申报书|任务清单表|备忘录|承诺书|报价单|表|论文|学报|日报|晚报|周刊|杂志|新闻联播|申请书|登记表|意见表|反馈表|回执|授权书|证书|证|问卷)$/;

const brackets = /[（(〔[【][^（）()〔〕[\]【】]{0,60}[）)〕\]】]/g;

/** The title without bracketed words, blanks and quotation marks, Simplified. */
function bareTitle(title: string): string {
  return foldScript(title)
    .replace(brackets, '')
    .replace(/[\s“”"'‘’《》〈〉「」]/g, '');
}

/** Whether 《title》 names an act, by its own last word and the words around it; a book, song, form or contract is none. */
export function namesAct(title: string, before: string, after: string): boolean {
  const plain = bareTitle(title);
  if (plain.length < 2 || otherWork.test(plain)) return false;
  if (otherWorkBefore.test(before) || otherWorkAfter.test(after)) return false;
  // A standard may be called anything: 国家标准《大模型服务能力成熟度评估》.
  if (/标准[“"]?$/.test(before) || /^[”"]?等?[\d一二三四五六七八九十]{0,4}项?(?:推荐性|强制性)?(?:国家|行业|团体|地方)标准/.test(after))
    return true;
  return (
    ending.test(plain) ||
    beforeDash.test(plain) ||
    /[（(][^（）()]{0,20}(?:稿|草案|试行|暂行|修订)[^（）()]{0,6}[）)]$/.test(foldScript(title))
  );
}

const kinds =
  '法|条例|规定|办法|意见|通知|公告|决定|批复|函|方案|计划|规划|纲要|细则|规则|规程|规范|指南|指引|标准|要求|目录|清单|措施|政策|举措|建议|报告|行动|框架|倡议|导则';
const generic = new RegExp(`^(?:实施|行动|指导|管理|暂行|试行|若干|工作|专项|技术|服务|建设|本|该|新)*(?:${kinds})$`);

/** A short name that says nothing alone (《办法》, 《行动方案》, 《条例（草案）》). */
export function isGeneric(title: string): boolean {
  const plain = bareTitle(title);
  return plain.length <= 6 && generic.test(plain);
}

/** Whether the title itself says that the text is a draft. */
export function isDraftTitle(title: string): boolean {
  return /稿[）)\s》〉]*$|稿[）)]|草案/.test(foldScript(title)) || /\b(?:draft|consultation draft)\b/i.test(title);
}

/**
 * Keys under which a title is the same work: without blanks, quotation marks, 中华人民共和国 and the shell 关于印发《X》的通知.
 * The first key is the whole title; the others are X, and what follows the issuers before 关于.
 */
export function citedTitleKeys(title: string): string[] {
  const whole = citedTitleKey(title);
  const keys = [whole];
  const shell = /(?:印发|发布|公布|颁布|下发|征求|征集|公开征求|就|对|关于)[^《》]{0,20}《([^《》]{2,150})》/.exec(
    foldScript(title).replace(/〈/g, '《').replace(/〉/g, '》'),
  );
  const naked = /关于(?:印发|公布|发布)([^《》]{4,100})的(?:通知|公告|通告|决定)$/.exec(foldScript(title).replace(/\s/g, ''));
  for (const inner of [shell?.[1], naked?.[1]]) if (inner) keys.push(citedTitleKey(inner));
  const about = whole.indexOf('关于');
  if (about > 0 && about < 60) keys.push(whole.slice(about));
  return keys.filter((each) => each.length >= 2);
}

/** One spelling of a title. */
export function citedTitleKey(title: string): string {
  return foldScript(title)
    .normalize('NFKC')
    .replace(/[\s“”"'‘’《》〈〉「」＂\u200b-\u200d\ufeff]/g, '')
    .replace(/^中华人民共和国(?=.{3})/, '')
    .replace(/[—–―－-]+/g, '-')
    .toLowerCase();
}

/** Without the invisible characters that copies put into titles. */
export function withoutInvisible(title: string): string {
  return title
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** In 《〈X〉解读》 the text that is named is X. */
export function innerTitle(title: string, plain: string): string {
  const name =
    /^(?:关于)?[〈《<]([^〈〉《》]{3,150})[〉》>]的?(?:政策|标准|条文|专家|图文|起草|编制)?(?:解读|问答|答记者问|图解|释义)$/.exec(
      plain,
    )?.[1];
  return name ? title.slice(plain.indexOf(name), plain.indexOf(name) + name.length) : title;
}
