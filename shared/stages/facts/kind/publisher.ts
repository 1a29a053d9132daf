/** Who is behind a page, by its host and the credit that it gives. */
export type PublisherKind = 'official' | 'media' | 'company' | 'research' | 'unknown';

const mediaHosts =
  /(?:^|\.)(?:news\.cn|xinhuanet\.com|people\.(?:com\.)?cn|cctv\.(?:com|cn)|chinadaily\.com\.cn|stdaily\.com|ce\.cn|gmw\.cn|chinanews\.com(?:\.cn)?|cnr\.cn|youth\.cn|thepaper\.cn|caixin(?:global)?\.com|yicai\.com|jiemian\.com|21jingji\.com|scmp\.com|reuters\.com|bloomberg\.com|ft\.com|globaltimes\.cn|cgtn\.com|36kr\.com|ithome\.com|jiqizhixin\.com|qbitai\.com|sina\.com\.cn|sohu\.com|163\.com|qq\.com|udn\.com|cnyes\.com|etnet\.com\.hk|bjnews\.com\.cn|bjd\.com\.cn|dzwww\.com|zqrb\.cn|cs\.com\.cn|stcn\.com|nbd\.com\.cn|huanqiu\.com|sixthtone\.com|techradar\.com|tomshardware\.com)$/;
const mediaWords = /(?:^|[.-])(?:news|daily|times|ribao|post|herald|media|xinwen|shibao|press|tribune|wire)(?:[.-]|$)|daily|ribao/;
const researchHosts =
  /(?:^|\.)(?:georgetown\.edu|stanford\.edu|substack\.com|merics\.org|jamestown\.org|csis\.org|carnegieendowment\.org|chinalawtranslate\.com|npcobserver\.com|univie\.ac\.at|policycn\.com|sinocism\.com|sesec\.eu|digitalpolicyalert\.org|brookings\.edu|rand\.org|cov\.com|caict\.ac\.cn|cnnic\.(?:net\.)?cn|chinatalk\.media|geopolitechs\.org|eto\.tech|aiig\.tsinghua\.edu\.cn)$|institute|thinktank|think-tank|research|policy|lawfirm|observatory/;
const officialHosts = /(?:^|\.)gov\.cn$|(?:^|\.)(?:tc260|npc|court|spp|nsfc)\.(?:org|gov)\.cn$|(?:^|\.)sh\.gov\.cn$/;
/** Sites of firms, not of what others publish there. */
const companyHosts =
  /(?:^|\.)(?:huawei\.com|alibabagroup\.com|qwenlm\.github\.io|tencent\.com|ir\.baidu\.com|home\.baidu\.com|deepseek\.com|zenlayer\.com|equinix\.com|amazonaws\.cn|mi\.com|xiaopeng\.com|xpeng\.com|chinatelecom(?:-h)?\.com(?:\.cn)?)$/;
const companyLabel = /^(?:[a-z0-9]{1,20}-)?(?:ai|tech|cloud|robot|robotics|chips?|semi|semiconductor|group|corp|inc)$/;
const commonLabels = new Set(['www', 'com', 'cn', 'net', 'org', 'edu', 'gov', 'co', 'hk', 'tw', 'm', 'en']);

const mediaCredit =
  /新华社|新华网|人民日报|人民网|央视|中央广播电视|经济日报|光明日报|科技日报|中国日报|中新网|中新社|日报|晚报|时报|新闻网|晨报|都市报|界面新闻|财新|第一财经|澎湃/;

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.toLowerCase();
  } catch {
    return '';
  }
}

/** A label before the top-level domain that firms have: xinghe-ai, tech, robotics. */
const isCompany = (host: string): boolean =>
  host
    .split('.')
    .slice(0, -1)
    .some((label) => !commonLabels.has(label) && companyLabel.test(label));

/** By the host of the address; a page without a telling host by its credit. An official host keeps its own pages official. */
export function publisherKindOf(url: string, credit: string | undefined): PublisherKind {
  const host = hostOf(url);
  if (officialHosts.test(host)) return 'official';
  if (mediaHosts.test(host)) return 'media';
  if (researchHosts.test(host)) return 'research';
  if (companyHosts.test(host) || isCompany(host)) return 'company';
  if (mediaWords.test(host)) return 'media';
  if (credit && mediaCredit.test(credit)) return 'media';
  return 'unknown';
}
