import { oneOf } from '../../text/words.ts';
import type { Row } from '../phrases/rows.ts';

/** Statuses that a sentence can state of the text it speaks of. */
export type SaidStatus = 'draft' | 'in-force' | 'not-yet-in-force' | 'repealed' | 'expired' | 'superseded' | 'adopted-awaiting-approval';

/** Words about asking others for their views, and those that may mean that it is done now. */
const asking = '(?:(?:征求(?!意见稿)|征集|听取)[^。；，]{0,16}(?:意见|建议)|意见征[集求])';
const asked =
  '(?:(?:征求(?!意见稿)|征集)[^。；，]{0,16}(?:意见|建议)|意见征[集求]|(?<=[就对向正现公][^。；，]{0,40})听取[^。；，]{0,16}意见)';
const consent = '(?:批准|核准|批复|核可|审批)';
const draft = oneOf(['草案', '草拟本', '草拟稿', '试拟稿', '征求意见稿', '意见稿', '送审稿', '审议稿', '讨论稿', '初稿']);
/** What stands behind a vote. */
const passed = '(?<=(?:(?:审议|讨论|会议|大会|全票|[获已由])[^。；，]{0,30}通过|条例[^。；，]{0,10}通过|表决|票决|议决)[^。]{0,60})';
const force = '(?:施行|实施|生效)';
const newer = '(?:新版|最新版|现行版|修订版|新本)';

/**
 * What a sentence says of the status of its text. In the folded sentence 《title》 and “words” are emptied first. `not` rows hold back what a
 * duty, a condition or a general remark only seems to say.
 */
export const statusRows: readonly Row<SaidStatus>[] = [
  {
    says: 'not draft',
    sentence: new RegExp(
      `(?:应当|可以|不得|必须|需要|鼓励|一般|必要时|涉及|(?<![重主需只将])要(?![求点素闻件]))[^。；《》]{0,80}${asking}`,
    ),
    yes: ['编制湿地修复规划，应当公开听取专家的意见。', '第九条 制定收费标准，要广泛征求使用者的意见。'],
    no: ['现公开征求意见，有关单位应当于7月1日前反馈。'],
  },
  {
    says: 'not draft',
    sentence: new RegExp(
      `${asking}(?:(?:建议)?[等及]?的?(?:方式|形式|机制|程序|环节|情况|材料|时间不|期限一般|单位|是)|的(?:[，；。]|$)|后|，(?:接受|回答|协商|组织|并接受))`,
    ),
    yes: [
      '公开征求意见的方式由起草单位选择。',
      '征求公众意见是立法的必经步骤。',
      '（三）未按规定公开征求意见的；',
      '征求意见后，现印发给你们。',
    ],
  },
  {
    says: 'not draft',
    sentence: new RegExp(
      `(?:通过|采取|采用)[^。；《》]{0,60}${asking}|(?:充分|广泛|认真|虚心|主动|事先|注重|定期|书面|到会)地?${asking}|、征求意见、`,
    ),
    yes: ['镇政府通过热线向农户征集意见建议。', '各级代表要认真听取选民意见。', '主管部门负责标准的起草、征求意见、审查等工作。'],
    no: ['该局正就养犬规定听取居民意见。'],
  },
  {
    says: 'not draft',
    sentence: /(?:法律|法规|规章|决策|预算|决算)(?:草案|送审稿)/,
    yes: ['会议讨论法律草案、审议行政法规草案。', '规章送审稿规定的主要制度存在较大争议的，应当说明。'],
    no: ['条例草案首次提请审议。'],
  },
  {
    says: 'draft',
    sentence: new RegExp(
      `草案[^。；《》]{0,24}(?:审议|[一二三]审(?!稿))|处于[^。；]{0,8}(?:征求意见|报批)|(?<!经|已|曾|须|应当?)(?<!经[^。；，]{1,6})${asked}(?![^。；]{0,20}(?:基础上|现(?:将|予)[^。；]{0,40}印发))|提请审议`,
    ),
    yes: ['养犬条例草案首次提请审议。', '该标准仍处于征求意见阶段。', '现就堤坝巡检规程公开征求意见。'],
    no: ['在征求意见的基础上，现将堤坝巡检规程印发给你们。'],
  },
  {
    says: 'draft',
    sentence: new RegExp(
      `^附件\\s{0,6}\\d?[:：][^。]{2,60}(?:稿|草案)[）)]|草案经修改|(?:^|[，。；本该此\\s])${draft}(?:还|也|中|将|已|拟)?(?:明确|提出|规定|要求|拟|建议|提交|提请|报|显示|指出)|(?:审议|送审|讨论)稿(?:还|也|中|将|已)?(?:明确|提出|规定|要求|拟|建议|吸收)`,
    ),
    yes: ['附件：堤坝巡检规程（征求意见稿）', '草案规定，养犬人应当办理登记。', '本意见稿拟于近期提交局务会。'],
    no: ['编制机关应当将规划草案予以公示。'],
  },
  {
    says: 'draft',
    sentence: new RegExp(
      `(?:欢迎|请|诚邀|恳请)[^。；]{0,16}${draft}[^。；]{0,10}(?:提出?|发表|反馈|贡献|留下)|${draft}第[^。；，]{1,6}条[^。；]{0,12}(?:怎么|如何|是否|要不要|该不该)|${draft}[^。；，]{0,12}(?:如何看|怎么看|怎么改|请投票)`,
    ),
    yes: ['请对校规草拟稿提出看法。', '送审稿第三条是否过严？'],
  },
  {
    says: 'draft',
    sentence:
      /(?:本|该|此|新)(?:办法|规定|条例|细则|规则|规程|方案|意见|标准|规范|指南|指引|守则|须知|章程|法|文件|文)[^。；，《》]{0,6}(?:仍|尚|还|正|目前)(?:处?[在于属]|待)[^。；，《》批准]{0,8}(?:试写|起草|酝酿|会签|论证|打磨|润色|修改|审议|讨论|征求意见|表决|草拟|拟定|商议|斟酌)/,
    yes: ['本规程尚在起草，请勿引用。', '该条例目前仍在会签。'],
    no: ['该条例已经审议通过。', '本规程仍在有效期内。'],
  },
  {
    says: 'draft',
    sentence:
      /for (?:public )?comment|seeking views|asking[^.]{0,60}views|comments are due|comment period|exposure draft|\bconsultation\b[^.;]{0,40}\b(?:runs|closes|ends|is open)\b|to weigh in\b|draft (?:code|rules|measures|provisions)|\b(?:drafts?|bills?)\b[^.;]{0,100}\b(?:deliberation|first reading|second reading)/i,
    yes: ['The exposure draft runs to forty pages.', 'The ferry bill passed its first reading.'],
    no: ['The ferry bill was vetoed.'],
  },
  { says: 'repealed', sentence: /【废止】/, yes: ['【废止】堤坝巡检规程（2014年）'] },
  {
    says: 'superseded',
    sentence: new RegExp(
      `(?:旧版|旧本|上一版|前一版|历史版本|过期版本)[^。；，]{0,8}[，,][^。；]{0,4}${newer}[^。；]{0,6}(?:已|于)|(?:已有|已经有|另有)[^。；，]{0,4}(?:新版|更新的版本|新的版本)|本(?:版|版本|页|件)(?:已|现已)(?:不是|非)(?:最新|现行)`,
    ),
    yes: ['此处显示的是上一版，新版已于五月启用。', '本版已不是现行文本。', '本文件已有更新的版本。'],
    no: ['新版已于五月启用。'],
  },
  {
    says: 'not adopted-awaiting-approval',
    sentence: new RegExp(
      `(?:另行|负责|组织|依法|会同)[^。；]{0,8}(?:制定|编制|拟[订定])[^。；]{0,20}${consent}|未(?:获|经|能)[^。；，]{0,16}通过|[^《》]{0,8}(?:规划|预算|计划)[^。；《》]{0,30}(?:审议|审查)通过`,
    ),
    yes: ['分级标准由主管部门另行制定，报省政府批准。', '决算未获人大常委会通过的，应当修改后重新提请审查批准。'],
  },
  {
    says: 'adopted-awaiting-approval',
    sentence: new RegExp(
      `${passed}(?:(?<!申)报(?!名|告|道|送|销|纸|考)|提请|呈)[^。；（(]{0,40}${consent}(?!后?[，、]?(?:现|予以|向社会)|了)`,
    ),
    yes: ['该决定表决通过后将呈自治区批准。', '章程修正案已由社员大会通过，报请主管局核准。'],
    no: ['渔港条例已经县人大通过并报市里批准，现予公布。'],
  },
  {
    says: 'adopted-awaiting-approval',
    sentence: new RegExp(`${passed}(?:(?:待|等候|静候|[须需])[^。；]{0,30}${consent}|卡在[^。；]{0,8}(?:报批|${consent}))`),
    yes: ['章程修正案已经社员大会表决，尚待主管局核可。', '条例已获全票通过，目前卡在报批环节。'],
    no: ['条例已获全票通过。'],
  },
  {
    says: 'adopted-awaiting-approval',
    sentence: new RegExp(`${passed}${consent}(?:手续|程序|环节|流程)?[^。；，]{0,6}(?:尚|还|仍|正)(?:未|在|待|没)`),
    yes: ['渔港条例已获县人大票决，批准手续还在市里办理。'],
  },
  {
    says: 'adopted-awaiting-approval',
    sentence: new RegExp(
      `(?<=(?:条例|章程|本(?:法|办法|规定|细则|决定))[^。；，]{0,4}(?:自|须|需|尚需|尚须|应当?|经|待|报|虽|目前正|正)[^。；]{0,30})(?:${consent}(?:后|之后)[^。；]{0,24}(?:${force}|公布)|报批程序)`,
    ),
    yes: ['本办法报市政府批准后施行。', '该条例须经省人大常委会批准后才能施行。', '该条例正在履行报批程序。'],
    no: ['企业应当报批准后实施。'],
  },
  {
    says: 'adopted-awaiting-approval',
    sentence: new RegExp(
      `(?:待|等候|有待)[^。；]{0,30}${consent}后?[^。；，]{0,4}(?:公布|${force})|报请${consent}的《》[^。]{0,30}尚未${consent}`,
    ),
    yes: ['章程修正案等候主管局核准后施行。', '市里报请批准的《渔港条例》，省里尚未批准。'],
    no: ['企业等候核准。'],
  },
  {
    says: 'adopted-awaiting-approval',
    sentence:
      /\b(?:adopted|passed|approved|voted|cleared|carried)\b[^.]{0,120}\b(?:pending (?:\w{1,20} ){0,2}(?:approval|consent)|await(?:s|ing)\b[^.;]{0,40}\b(?:approval|consent|sign-off)|cannot be promulgated until|subject to (?:\w{1,20} ){0,2}approval|(?:still |yet )(?:has|have|needs?|must)\b[^.;]{0,20}\b(?:approve|sign|confirm|consent|endorse)\w{0,3}|yet to be (?:approved|signed off|confirmed|endorsed)|has to (?:approve|sign|confirm|endorse))/i,
    yes: [
      'The town adopted the by-law, but it is yet to be confirmed by the county.',
      'The port rules were passed; the region still has to sign them off.',
    ],
    no: ['The town adopted the by-law on Monday.'],
  },
  {
    // Licences, approvals and other papers run out, and a condition says what would be.
    says: 'not expired',
    sentence:
      /令牌|许可|合同|证书|会话|session|公示|审批|核准|备案(?!管理|办法)|执照|资质|资格|登记(?:证|结果)|凭证|验证码|账号|保函|签证|逾期|设施|保存期|(?:反馈|意见|公示|申报|报名|过渡|宽限|缓冲)期|licen[cs]e|certificate|permit\b|visa\b|warranty|contract|(?:届满|到期|期满|失效)(?:前|后(?!没|未|无)|之日|时|的|且|仍|未|需|等|情形|、)|(?:过期|变更|是否)、?[^。；，]{0,6}(?:失效|届满)|满一年/i,
    yes: ['排污许可有效期已届满。', '有效期届满仍需继续开展的，应当重新申报。', '过期、失效的器械不得销售。'],
    no: ['该补贴办法有效期已届满。'],
  },
  {
    says: 'expired',
    sentence:
      /(?:^|[^一-龥])失效(?!日期)|已(?:经)?失效|(?:已|现|自动|自行|到期|早)[^。；，]{0,12}(?:失效(?!日)|到期失效)|日起失效|宣布失效|(?:已|均)(?:经|全部|陆续|先后|均)?到期|自然失效|(?:已|业已)(?:经)?失去效力|宣布[^。；]{0,20}失效|到期后(?:没有|未)/,
    yes: ['该补贴办法现已失效。', '以下文件自7月1日起失效。', '上述政策已全部到期。'],
    no: ['失效日期由市政府另定。'],
  },
  {
    says: 'expired',
    sentence:
      /期限?[^。；，]{0,6}(?:已|业已|均已|也已)(?:经|于[^。；，]{1,8})?(?:满|过|届满|届至|结束|走完|到头|用完)|期限?届满[^。]{0,8}(?:失效|不再|终止)|(?:有效期|施行期限)届满，(?:经|不)|期已?(?:满|过)[，而]|因[^。；，]{0,8}(?:逾期|超期|到期|期限届满)而?[^。；，]{0,8}(?:终止|失效|停止)|(?:^|《》[^。；，]{0,14}|(?:已|业已|均)[^。；，]{0,20})(?:届满|期满)(?=[，。]|$)|(?:试行|施行)?期满，?[^。]{0,30}(?:终止|没有转为)|过了有效期|(?:已|就|便)到了?头/,
    yes: ['该补贴办法施行期已经结束。', '该细则因超期而终止。', '这项减免到去年底就到了头。', '《堤坝巡检办法》的期限已于上月走完。'],
    no: ['有效期为三年。'],
  },
  {
    says: 'expired',
    sentence: /\bexpired\b|\blapsed\b|\b(?:ran|run|completed|served) (?:out|its (?:full )?(?:term|course))\b|\bcame to (?:its|an) end\b/i,
    yes: ['The tax credit ran its course last spring.', 'The rebate lapsed in May.'],
    no: ['The rebate runs to May.'],
  },
  {
    says: 'not-yet-in-force',
    sentence: new RegExp(
      `(?:将|拟|(?<![规决确指法约])定)(?:于|自|从|在)[^。；]{0,24}${force}|即将(?:正式)?${force}|(?:尚未|还没有?|仍未|还未|未)到[^。；]{0,6}${force}|(?:尚未|还没有?|仍未|并未|还未)(?:正式|开始)?${force}`,
    ),
    yes: ['新规将从十月起施行。', '该办法尚未生效。', '新规即将实施。'],
    no: ['本办法自十月一日起施行。'],
  },
  {
    says: 'not-yet-in-force',
    sentence:
      /(?:are|is) (?:to|due to) (?:take effect|enter into force|come into (?:force|effect))|will (?:take effect|enter into force|come into (?:force|effect)|be (?:implemented|effective|enforced))|(?:not yet|yet to) (?:taken? effect|in (?:force|effect)|enter(?:ed)? into force|come into (?:force|effect)|effective)/i,
    yes: ['The rules will take effect in May.', 'The code is not yet in force.'],
    no: ['The rules took effect in May.'],
  },
  {
    // 已实施强制免疫的动物, 已发放的居住证继续有效: no act is spoken of.
    says: 'not in-force',
    sentence: new RegExp(
      `已[^。；，]{0,14}${force}[^。；，、]{1,20}的|(?:证书?|登记簿?|许可|合同|执照|标志|资质|资格)[^。；]{0,24}继续有效|组织实施|推进实施`,
    ),
    yes: ['应当给已实施免疫的动物加施标识。', '已发放的登记证在有效期内继续有效。', '按照已审定的方案组织实施建设。'],
    no: ['该办法已于上月起施行。'],
  },
  {
    says: 'in-force',
    sentence: new RegExp(
      `(?:今日|今天|今起|昨日起|(?<!自)即日起|(?<!将|尚)已|已经)[^。；]{0,14}起?${force}(?!的|后|日)|现行(?:有效)?的?《|现行有效(?=[，。；、）)】\\s]|$)|(?:^|状态|效力)\\s{0,3}[:：]?\\s{0,3}现行|(?:尚|仍|还|目前|依然|均)在有效期|继续有效(?!的(?![^。；，]{0,12}[：:]))|仍然?有效(?!的)`,
    ),
    yes: ['该办法今日起施行。', '上述规定继续有效。', '本目录现行有效。'],
    no: ['继续有效的文件目录另行公布。'],
  },
  {
    says: 'in-force',
    sentence:
      /\b(?:in force|effective|in effect|operative) since\b|\b(?:entered|came) into (?:force|effect)\b|(?:have|has) been in force|now in force|\btook effect\b/i,
    yes: ['The code took effect in May.', 'The code, in effect since May, covers drones.'],
    no: ['The code takes effect in May.'],
  },
];
