/** An article behind the first: what an act rests on stands before it. */
const laterArticle = /^第(?!一条|1条)[一二三四五六七八九十百零〇\d]{1,6}条/;
/** 应当按照《X》的规定, …的，依照《X》处理: somebody is to keep X in one case. */
const complies = /(?:应当?|必须|须|由[^，。；]{1,20}|的[，,])\s{0,3}(?:按照|依照|依据|根据)[^。；《]{0,4}《|(?:按照|依照)《[^》]{2,80}》第/;
const drawsUp = /制定|制订|编制|贯彻|落实|实施|结合|提出|现[就将]|印发|特(?:通知|作)/;

/** Whether the words of a citation say that the whole document rests on what it names, and not that one clause refers to it. */
export const isBasis = (quote: string): boolean =>
  drawsUp.test(quote.replace(/《[^》]{0,200}》/g, '')) || !(laterArticle.test(quote.trim()) || complies.test(quote));
