import { orEmpty } from '../../../model/values.ts';
import type { DocumentType } from '../../../model/vocabulary.ts';
import { anyVerb, expressionsOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const { call } = expressionsOf(expressions.act);

export type IssuerTraits = {
  readonly legislature: boolean;
  readonly local: boolean;
  readonly ministry: boolean;
  readonly council: boolean;
};
type TypeRule = readonly [pattern: RegExp, type: DocumentType];

/** What may follow the type word at the end of a name. */
const tail = '(?:\\s{0,2}[（(][^（）()]{1,24}[）)]){0,3}$';
const ends = (words: string): RegExp => new RegExp(`(?:${words})${tail}`);

/** Type by the last word of the name of a work, the more special first. */
const works: readonly TypeRule[] = [
  [ends('立法工作计划|立法规划|立法计划'), 'legislative-plan'],
  [/政府工作报告(?:\s{0,2}(?:[-—]{1,2}|[（(])|$)/, 'work-report'],
  [ends('申报指南|项目指南|申报通知|征集指南|揭榜榜单'), 'call'],
  [ends('措施|举措|若干政策|扶持政策|支持政策|[一二三四五六七八九十]{1,3}条'), 'several-measures'],
  [ends('实施细则|操作细则|细则|管理细则|实施规范|操作规程'), 'detailed-rules'],
  [
    ends(
      '行动计划|行动方案|实施方案|工作方案|总体方案|规划|规划纲要|纲要|行动纲要|计划|方案|工作要点|路线图|重点任务|任务清单|分工方案|任务分工|实施计划|愿景|预案',
    ),
    'plan',
  ],
  [ends('指引|指南|框架|倡议|公约|规范|伦理规范|手册|要求|参考|目录|清单|导则|模板|范本|示范文本'), 'guideline'],
  [ends('指导意见|实施意见|意见'), 'opinions'],
  [ends('规例'), 'rule'],
  [ends('办法|规定|规则|制度|准则'), 'measures'],
  [ends('批复|复函'), 'reply'],
  [ends('公告|通告|(?:更正|勘误|刊误|订正)(?:的?(?:说明|启事|声明|表))?'), 'announcement'],
  [ends('公示'), 'public-notice'],
  [ends('决定|通知|通报|函|意见的通知'), 'notice'],
  [ends('建议'), 'recommendations'],
];

const draft =
  /征求[^，。]{0,40}意见|公开征求|[（(](?:草案|修改稿|修订草案|送审稿|审议稿|[一二三]审稿|征求意见|讨论稿)[^）)]{0,12}[）)]|征集[^，。]{0,24}意见|草案(?:二次|三次)?(?:征求|修改稿|审议稿)/;
/** What became of the opinions that were asked for. */
const answered = /意见(?:建议)?(?:的)?(?:采纳|反馈|处理|征集)?(?:情况|结果)/;
/** A term is made longer: 关于延长《X》有效期的通知, 继续执行…政策. Events and applications that are put off are no such thing. */
const continued =
  /(?:延长|延续|顺延)[^，。]{0,60}(?:有效期|时效|期限|实施|执行|施行|政策)|有效期(?:的)?(?:延长|延续|延期)|继续(?:施行|执行|有效|实施|适用)|(?:办法|规定|政策|措施|细则|意见|方案|文件|[》])延期/;
/** A page that shows no title but the addressee of its notice. */
const addressee = /^(?:各|国务院各|[省市县区]直|有关)[^。！？《》]{2,600}[:：]$/;
/** A decision in one case, made public: 行政处罚信息公开表（…号）. */
const decision = ends('行政(?:处罚|许可|强制)[^，。《》]{0,20}(?:表|决定书|告知书|公开|公示|公告|信息|结果)');
const isShell = /(?:通知|公告|通告|决定|函)(?:[（(][^）)]{1,20}[）)])?$/;

function isOrder(title: string, head: string, number: string | undefined): boolean {
  if (/令(?:〔\d{4}〕|\d{4}年)?第?\s{0,2}[\d〇零一二三四五六七八九十百]{1,6}\s{0,2}号|第\d{1,4}号令/.test(`${orEmpty(number)} ${title}`))
    return true;
  if (/^\p{Script=Han}{2,40}(?:政府|[部局署院行]|委员会|办公室)令$/u.test(title.trim())) return true;
  const opening = head.slice(0, 400);
  // A collection of rules says under the title by which order they were made known.
  if (/^[^。]{0,200}[（(][^（）()]{0,80}令第?\s?[\d〇零一二三四五六七八九十百]{1,6}\s?号(?:公布|发布|修订)/.test(opening)) return true;
  return (
    /令\s{0,3}第\s{0,2}[\d〇零一二三四五六七八九十百]{1,6}\s{0,2}号/.test(opening) &&
    /现予公布|予以公布|公布，自|施行/.test(head.slice(0, 800))
  );
}

function orderType(name: string, number: string | undefined, bodies: IssuerTraits): DocumentType {
  if (/主席令/.test(orEmpty(number)) || /(?<!办)法$/.test(name)) return 'law';
  if (/国令|国务院令/.test(orEmpty(number)) || bodies.council) return 'regulation';
  return bodies.legislature ? 'local-regulation' : 'rule';
}

const isList = /(?:目录|名单|清单)(?:[（(][^（）()]{1,20}[)）])?$/;

/** 关于印发《X》的通知 and 关于印发X的通知: the work X; else the title itself. */
function workIn(title: string): string {
  const shell = /(?:印发|发布|公布|颁布|转发|下发|批转)[^《]{0,24}《([^》]{2,120})》/.exec(title)?.[1];
  if (shell && isList.test(shell) && /(?:公告|通告)$/.test(title)) return title;
  if (shell) return shell.replace(/^[^〈]{0,60}〈([^〉]{2,100})〉[^〉]{0,40}$/, '$1');
  const plain =
    /(?:关于(?:印发|公布|发布|转发|下发)|(?:印发|下发)关于|[府厅局部委办室会院]印发)(.{3,80}?)的?通知(?:[（(][^（）()]{4,30}号?[）)])?$/.exec(
      title,
    )?.[1];
  // Lists are made known by the notice itself; they are no work that it issues.
  if (plain && !/(?:目录|名单|清单)$/.test(plain)) return plain;
  const only = /^《([^》]{2,100})》(?:\s{0,2}\d{4}年第\d{1,4}号令)?$/.exec(title.replace(/^[（(][^）)]{1,12}[）)]/, ''))?.[1];
  return (only ?? title).replace(/^[（(](?:转载|受权发布|授权发布|全文)[）)]|^(?:受权发布|全文)[丨|：:]/g, '');
}

const isLaw = ends('法');
const bracketed = new RegExp(tail);
const isRegulation = ends('条例');
/** What a local congress adopts is its regulation, whatever its last word. */
const localLaw = ends('办法|规定|细则|规则|条例');

function regulationType(name: string, bodies: IssuerTraits): DocumentType | undefined {
  if (isLaw.test(name) && !/(?:办|方|做|用|写|立|司|执|守|普)法$/.test(name.replace(bracketed, '')) && !/细则/.test(name)) return 'law';
  if (/修正案|人民代表大会常务委员会关于[^，。]{1,60}的?决定$/.test(name)) return bodies.local ? 'local-regulation' : 'law';
  if (isRegulation.test(name)) return bodies.local || bodies.legislature ? 'local-regulation' : 'regulation';
  return undefined;
}

function standardOf(title: string, head: string, number: string | undefined): boolean {
  const id = /\b(?:GB(?:\/[TZ])?|YD\/T|DB\d{2}\/T|SJ\/T|TC260-)\s?-?\d{2,6}/i;
  return (
    id.test(orEmpty(number)) ||
    /^[\s]*(?:GB|YD|SJ|DB|TC260)[/\w\s-]{3,}/i.test(title) ||
    (/国家标准(?:全文)?$|技术规范$|安全规范$|标识方法$/.test(title) && id.test(head.slice(0, 300)))
  );
}

/** The supreme court and procuratorate bind all others by 司法解释, which explain no act to the public. */
const judicial = /^(?:中华人民共和国)?最高人民(?:法院|检察院)[^，。]{0,20}关于[^，。]{2,90}的?解释(?:[（(][^（）()]{1,12}[）)])?$/;

/** Laws of Macau are numbered with the year behind a stroke: 第5/2026号法律. */
const macau = /^第\d{1,3}\/(?:19|20)\d{2}号法律/;

const amends = new RegExp(`^国务院关于(?:修改|(?:修改和)?${anyVerb('repeal')})[^，。]{0,60}决定$`);

/** Type of the act that a page carries; nothing when the title names no act. Title and head are folded. */
export function actType(title: string, head: string, number: string | undefined, bodies: IssuerTraits): DocumentType | undefined {
  if (draft.test(title) && !answered.test(title)) return 'draft';
  if (addressee.test(title)) return /本公告|特此公告/.test(head) ? 'announcement' : 'notice';
  if (continued.test(title) && isShell.test(title)) return 'continuation';
  if (
    /第?\d{1,5}号?(?:建议|提案)[^，。]{0,20}答复|(?:建议|提案)(?:的)?答复|关于[^，。]{0,60}(?:建议|提案)[^，。]{0,12}(?:答复|复函)/.test(
      title,
    )
  )
    return 'reply';
  if (decision.test(title)) return 'public-notice';
  if (/名单(?:的)?公示|公示(?:公告|名单)?$|的公示|进行公示/.test(title)) return 'public-notice';
  if (/^(?:中共中央)?关于制定[^，。]{0,40}五年规划的建议$|中共中央关于制定[^，。]{0,60}的建议/.test(title)) return 'recommendations';
  if (call.test(title)) return 'call';
  if (/常见问题|(?:申请|办事|办理)(?:指引|指南|须知)$/.test(title)) return 'notice';
  if (amends.test(title)) return 'regulation';
  if (/^.{0,40}(?:公告|通告)\s{0,2}(?:\d{4}年|[（(〔].{2,8}[)）〕]\s?)第[〇零一二三四五六七八九十百\d]{1,6}号/.test(title))
    return 'announcement';
  if (judicial.test(title)) return 'rule';
  if (macau.test(title) || macau.test(orEmpty(number))) return 'law';
  const name = workIn(title);
  const order = isOrder(title, head, number);
  if (order && /国令|国务院令/.test(orEmpty(number))) return 'regulation';
  if (bodies.legislature && bodies.local && localLaw.test(name)) return 'local-regulation';
  const regulation = regulationType(name, bodies);
  if (regulation && regulation !== 'local-regulation' && !bodies.local) return regulation;
  if (regulation) return regulation;
  if (order) return orderType(name, number, bodies);
  if (standardOf(name, head, number)) return 'standard';
  return works.find(([pattern]) => pattern.test(name))?.[1] ?? works.find(([pattern]) => pattern.test(title))?.[1];
}
