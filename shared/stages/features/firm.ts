/** A firm is the subject of the title: its name ends as firms' names do and a verb of business follows. */
const firmZh =
  /^(?:[^，。：:《]{0,24}[：:])?[\u4e00-\u9fff]{1,8}(?:(?<!人工)智能|科技|集团|公司|股份|半导体|微电子|机器人|芯片|云)(?:今日|正式|宣布|已)?(?:发布|推出|完成|宣布|设立|上线|开源|获得?|签署|与|拟|上市|首发)/;
const firmEn = /\b(?:unveils|launches|raises|open-sources|files for|lists on|acquires|reports (?:revenue|earnings|profit))\b/i;
const publicBody = /^(?:China|Beijing|Shanghai|Shenzhen|Hangzhou|MIIT|CAC|NDRC|Ministry|State|Government|The )/;

/** Whether a title tells what a firm does: 某某科技发布…, X unveils …; a country, city or ministry as subject is no firm. */
export const firmIsSubject = (title: string): boolean => firmZh.test(title) || (firmEn.test(title) && !publicBody.test(title));
