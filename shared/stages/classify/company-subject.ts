/** Where a firm's name stands in a title. */
export type CompanySpan = { readonly start: number; readonly end: number };

/** How names of firms end, and what firms do; a name ends here whatever stands before it, so firms nobody has listed are found. */
const suffix =
  '(?:(?<!人工)智能|科技|集团|集團|公司|股份|半导体|半導體|微电子|机器人|機器人|芯片|晶片|智算|星辰|(?<!阿里)云|数科|网络|软件|信息|电子|通信|智谱|未来|企业|企業)';
const act =
  '(?:发布|發布|發佈|推出|完成|宣布|设立|設立|上线|开源|開源|获|獲|签署|簽署|与|與|拟|擬|上市|首发|招股|递交|递表|披露|分拆|量产|量產|登陆|入股|收购|牵手|携手|扩产|成立|交付|营收|财报|財報|半年报|年报|一季度|二季度|三季度|融资|融資|加快|新获|开放|回应)';
const firmZh = new RegExp(`^(?:[^，。：:《]{0,24}[：:])?([\\u4e00-\\u9fff]{2,10}?${suffix})(?:今日|正式|昨日|近日)?${act}`);
const bodyZh =
  /[部委局办厅院校会省市区县国](?:等|联合)?$|^(?:国家|中国|我国|全国|全省|全市|某市|多家|[一二三四五六七八九十两]+家|[\u4e00-\u9fff]{2,6}[省市区县])/;
const firmEn =
  /^((?:[A-Z][\w.&-]{0,20} ){0,4}?(?:[A-Z][\w.&-]{0,20}|(?:model |chip |robot |AI )?(?:start-up|startup|developer|maker)))(?: [A-Za-z-]{1,12}){0,2}? (?:unveils|launches|raises|open-sources|files for|lists on|acquires|releases|prices|posts|reports|spins off|expands|plans to spend|shows|debuts|secures|closes|opens office|buys|narrows|swings|hires|rolls out|introduces|partners with|goes public)\b/;
const firmEnInside =
  /\b(?:[Mm]odel|AI|[Cc]hip|[Rr]obot|[Aa]gent) (?:start-up|startup|developer|maker|firm|company) [a-z]{1,12}s\b|^(?:Start-up|Startup|Chipmaker|Developer|Cloud seller) [a-z]{1,12}s\b/;
const publicBody =
  /^(?:China|Chinese|Beijing|Shanghai|Shenzhen|Hangzhou|Guangdong|Zhejiang|Hefei|Suzhou|MIIT|CAC|NDRC|Ministry|Ministries|State|Government|Courts?|University|Universities|Researchers|Officials|City|Province|Provincial|Municipal|Regulators?|Data|Hub|District|Premier|National|Washington|Trump|EU|India|Brussels|Western|Eastern|Small|Rural|The )/;

/** The firm that is the subject of a title (某某科技发布…, X unveils …); a country, city, ministry or school is no firm. */
export function findCompanySubject(title: string): CompanySpan | undefined {
  const zh = firmZh.exec(title);
  const name = zh?.[1];
  if (zh && name && !bodyZh.test(name)) {
    const start = title.indexOf(name, zh[0].length - name.length > 0 ? Math.max(0, zh[0].indexOf(name)) : 0);
    return { start, end: start + name.length };
  }
  const en = firmEn.exec(title);
  if (en?.[1] && !publicBody.test(title)) return { start: 0, end: en[1].length };
  const inside = firmEnInside.exec(title);
  return inside ? { start: inside.index, end: inside.index + inside[0].lastIndexOf(' ') } : undefined;
}
