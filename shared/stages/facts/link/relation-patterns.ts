import type { StatedRelation } from './relation.ts';

/** Words by which a sentence says how it stands to a text that it names (sentences.md), before and behind the name; folded text. */

/** 根据…《关于修改X的决定》修正: how a law came to its present text. */
export const amendedBy = /^[^。；《》，]{0,6}(?:修正|修订)(?!草案)/;
/** 被《X》取代, 为《X》所代替: here the text named is the new one. */
export const agentBefore = /(?:被|由|为)(?:[^。；《》，]{0,14}的)?$/;
export const agentAfter = /^[^。；《》，]{0,4}(?:所)?(?:取代|代替|替代|替换|废止)/;
export const interpretBefore =
  /(?:解读|图解|答记者问[：:|｜丨]|[读看弄]懂|问答|释义|(?:^|[，。；：:\s])[简点短]?评|解析|详解|权威发布|专家谈)[^。；《》，]{0,10}$/;
export const interpretAfter =
  /^[”"》〉]?\s{0,6}(?:[^。；《》，]{0,10}(?:解读|[一二三四五六七八九十]{1,3}问(?:[一二三四五六七八九十]{1,3}答)?(?=$|[，。：！\s])|问答|释义|图解|[读看]懂|解析|懒人包|要点速览|来了[，,！][^。；《》]{0,8}解读|新闻发布会实录|发布会文字实录)|政策要点|[^。；《》？！，]{0,14}[！，|｜]\s{0,3}(?:一文|一图|一次|一分钟|带你)(?:[读看]懂|解读)|(?:有何|有哪些|有什么|带来哪些)[^。；，《》]{0,6}(?:亮点|看点|变化|要点|新意)[?？])|^[^。；《》]{0,16}(?:答[^。；《》，]{0,12}(?:记者)?问(?!题)|答(?:网友|网民)|(?:回答|接受|回应)[^。；《》]{0,12}(?:采访|关切|提问|记者))|^[^。；《》，]{0,24}(?:作[^。；《》，]{0,8}解读|解读如下|(?:解|回)答如下)/;
export const helpUnderstand = /(?:为(?:了)?(?:便于|帮助|更好|方便|使|让)|帮助|便于)[^。；《》]{0,30}理解/;
export const becameFinal =
  /(?<!将|拟|即将|年内)正式(?:稿|文本|版|条文|出台|印发|发布|公布|颁布|通过|文件|实施|施行)|定稿|成为\u3000|前身|底稿|脱胎|最终(?:稿|版|文本|以)|(?:公布|发布|通过|出台|印发)的(?:文本|版本)|经批准后(?:发布|公布)|(?:获|得到)[^。；，]{0,6}批准[^。；]{0,16}(?:发布|公布|施行)|基础上[^。；]{0,10}(?:修改|完善|修订|形成)|(?:修改|完善|修订)[^。；，]{0,8}形成了?本|初稿[^。]{0,20}(?:通过|印发)|(?:修改|修订|更名|演变|完善|发展|调整|转化)而(?:来|成)|(?:更|改|定)名(?!单)|改为现名|以[^。；，]{0,6}名称|修改后[^。；，《》]{0,12}(?:公布|印发|发布)|转正|(?:由|从)[^。；]{0,30}(?:升格|转为正式)/;
/** 本规定较《X（征求意见稿）》…: the text that speaks is the final one. */
export const comparedByFinal =
  /(?:本|该|此|新)(?:办法|规定|条例|细则|规则|方案|意见|标准|规范|指南|文件|法|措施)(?:较|比|相较(?:于)?|与)\s{0,6}$/;
export const asksViews =
  /征求[^。；《》]{0,14}(?:意见|建议)|征集[^。；《》]{0,8}(?:意见|建议)|听取[^。；《》]{0,10}意见|意见征集|意见征求|征求过?意见/;
export const draftedBefore = /(?:起草|制定|拟订|拟定|形成|修改|完善|就|对|关于|征求|征集|编制|公布)[^。；《》，]{0,24}$/;
export const basis =
  '(?:根据|依据|依照|按照|遵照|(?:深入|全面|认真|贯彻|推动|切实|坚决|进一步)?(?:落实|贯彻)(?!情况)(?:落实)?(?:好)?|为贯彻|为落实|为(?:深入|全面|扎实|加快|有效|更好)?(?:实施|推进实施|执行))';
/** What is done to those who broke a rule. */
export const penalty =
  /处罚|惩处|论处|查处|取缔|追究|给予[^，。；]{0,8}处分|予以处[分理置]|依法(?:予以)?处[理分置](?![^，。；、])|罚款|罚金|责令|吊销|没收|治安管理|承担[^，。；]{0,6}责任/;
/** A text that is drawn up on that basis may be about penalties all the same. */
export const drawsUp = /制定|制订|拟[订定]|起草|编制|修订|出台|印发|[通公]告如下|现予(?:公布|发布)|(?:发布|公布)(?:本|如下|《)|决定如下/;
export const punished = /^[^.;]{0,100}\b(?:punished|penali[sz]ed|fined|sanctioned|penalt(?:y|ies)|liab(?:le|ility)|prosecuted)\b/i;
export const basisBefore = new RegExp(`${basis}[^。；，《》]{0,36}$`);
export const shortBasis = /(?:^|[，。；：:\s])(?:按|依|据)[^。；，《》]{0,16}$|(?<!不)按\s{0,3}$/;

export const englishRules: readonly (readonly [StatedRelation, RegExp, RegExp])[] = [
  [
    'interprets',
    /\b(?:interpret(?:ations?|ing|s) of|interprets|interpreted|unpack(?:s|ed|ing)?|decod(?:es|ed|ing)|understanding|explain(?:s|ed|ing|er)|Q&As?|infographic|reading of|questions)\b[^.;]{0,40}$/i,
    /^["”]?\s{0,6}(?:explained|interpreted)\b/i,
  ],
  [
    'implements',
    /\b(?:pursuant to|in accordance with|to implement|implement(?:s|ing)|on the basis of|according to)\b[^.;]{0,40}$/i,
    /^\u0000$/,
  ],
];
/** "a draft of the Provisions on …": the text that is named is not issued. */
export const englishDraft =
  /\b(?:soliciting|seeking|inviting|solicits|seeks|invites)\b[^.;]{0,24}\b(?:opinions|comments|views|feedback)\b[^.;]{0,16}\b(?:on|about|regarding) (?:the |its |new )?["“]?$|\b(?:draft(?: version| text)?|drafts) of (?:the |its |new |these |their ){0,2}["“]?$/i;
export const englishFinal =
  /\b(?:adopted|published|final|finali[sz]ed|official) (?:text|version|rules|measures|regulations?|provisions|standard|edition)|\bfinal \u3000|version now in force|compared (?:with|to)|departs? from|became\b|(?:grew|grown|evolved) (?:out of|from)|(?:was|were|been) finali[sz]ed|as (?:promulgated|adopted|issued|published)\b|in final form|what began as|under (?:an?other|a new|a different) (?:name|title)|^\s{0,6}unlike\b/i;
