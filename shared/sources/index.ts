import type { Source } from '../model/source.ts';
import { aiig } from './aiig.ts';
import { alibaba } from './alibaba.ts';
import { alibabaQwen } from './alibaba-qwen.ts';
import { anhuiData } from './anhui-data.ts';
import { awsChina } from './aws-china.ts';
import { baidu } from './baidu.ts';
import { beijingData } from './beijing-data.ts';
import { beijingDataExchange } from './beijing-data-exchange.ts';
import { beijingDocuments } from './beijing-documents.ts';
import { beijingEconomy } from './beijing-economy.ts';
import { beijingEtown } from './beijing-etown.ts';
import { beijingOffice } from './beijing-office.ts';
import { beijingScience } from './beijing-science.ts';
import { cacDrafts } from './cac-drafts.ts';
import { cacEnforcement } from './cac-enforcement.ts';
import { cacNews } from './cac-news.ts';
import { cacReports } from './cac-reports.ts';
import { cacRules } from './cac-rules.ts';
import { caictReports } from './caict-reports.ts';
import { caictViews } from './caict-views.ts';
import { caictWhitePapers } from './caict-white-papers.ts';
import { caixinGlobal } from './caixin-global.ts';
import { carnegie } from './carnegie.ts';
import { cctv } from './cctv.ts';
import { chinaLawTranslate } from './china-law-translate.ts';
import { chinaPolicy } from './china-policy.ts';
import { chinaTelecom } from './china-telecom.ts';
import { chinadailyTech } from './chinadaily-tech.ts';
import { chinanews } from './chinanews.ts';
import { chinatalk } from './chinatalk.ts';
import { chongqing } from './chongqing.ts';
import { chongqingData } from './chongqing-data.ts';
import { chongqingOffice } from './chongqing-office.ts';
import { cnipa } from './cnipa.ts';
import { cnnicReports } from './cnnic-reports.ts';
import { concordia } from './concordia.ts';
import { cset } from './cset.ts';
import { csetPublications } from './cset-publications.ts';
import { deepseek } from './deepseek.ts';
import { digichina } from './digichina.ts';
import { digitalPolicyAlert } from './digital-policy-alert.ts';
import { equinix } from './equinix.ts';
import { eto } from './eto.ts';
import { fujianDrc } from './fujian-drc.ts';
import { geopolitechs } from './geopolitechs.ts';
import { globaltimes } from './globaltimes.ts';
import { govGazette } from './gov-gazette.ts';
import { govLatest } from './gov-latest.ts';
import { govLibrary } from './gov-library.ts';
import { govNews } from './gov-news.ts';
import { govPolicy } from './gov-policy.ts';
import { guangdong } from './guangdong.ts';
import { guangdongCac } from './guangdong-cac.ts';
import { guangdongDrc } from './guangdong-drc.ts';
import { guangdongScience } from './guangdong-science.ts';
import { guangzhouOffice } from './guangzhou-office.ts';
import { guangzhouRegister } from './guangzhou-register.ts';
import { guiyangDataExchange } from './guiyang-data-exchange.ts';
import { guizhouData } from './guizhou-data.ts';
import { hangzhou } from './hangzhou.ts';
import { hebeiData } from './hebei-data.ts';
import { henan } from './henan.ts';
import { huawei } from './huawei.ts';
import { hubeiData } from './hubei-data.ts';
import { hunan } from './hunan.ts';
import { ithome } from './ithome.ts';
import { jiangsu } from './jiangsu.ts';
import { jiangsuData } from './jiangsu-data.ts';
import { jiangsuInterpretations } from './jiangsu-interpretations.ts';
import { jiangxiDrc } from './jiangxi-drc.ts';
import { kr36 } from './kr36.ts';
import { liaoningData } from './liaoning-data.ts';
import { merics } from './merics.ts';
import { miitComments } from './miit-comments.ts';
import { miitDocuments } from './miit-documents.ts';
import { miitInterpretations } from './miit-interpretations.ts';
import { miitPolicies } from './miit-policies.ts';
import { moeDocuments } from './moe-documents.ts';
import { moeNews } from './moe-news.ts';
import { moeScience } from './moe-science.ts';
import { mof } from './mof.ts';
import { mofcom } from './mofcom.ts';
import { mojDrafts } from './moj-drafts.ts';
import { mostDocuments } from './most-documents.ts';
import { mostEnterprise } from './most-enterprise.ts';
import { mostInterpretations } from './most-interpretations.ts';
import { mostNotices } from './most-notices.ts';
import { ncac } from './ncac.ts';
import { ndaExperts } from './nda-experts.ts';
import { ndaInterpretations } from './nda-interpretations.ts';
import { ndaNotices } from './nda-notices.ts';
import { ndaPolicies } from './nda-policies.ts';
import { ndrcAnnouncements } from './ndrc-announcements.ts';
import { ndrcNormative } from './ndrc-normative.ts';
import { ndrcNotices } from './ndrc-notices.ts';
import { ndrcOrders } from './ndrc-orders.ts';
import { ndrcPlans } from './ndrc-plans.ts';
import { neaDocuments } from './nea-documents.ts';
import { neaNews } from './nea-news.ts';
import { nfra } from './nfra.ts';
import { npcDrafts } from './npc-drafts.ts';
import { npcLaws } from './npc-laws.ts';
import { npcObserver } from './npc-observer.ts';
import { nsfc } from './nsfc.ts';
import { openstd } from './openstd.ts';
import { oxfordChinaPolicyLab } from './oxford-china-policy-lab.ts';
import { pbc } from './pbc.ts';
import { peopleEnglish } from './people-english.ts';
import { peoplePolitics } from './people-politics.ts';
import { qbitai } from './qbitai.ts';
import { reconnectChina } from './reconnect-china.ts';
import { samr } from './samr.ts';
import { sasac } from './sasac.ts';
import { scmpEconomy } from './scmp-economy.ts';
import { scmpTech } from './scmp-tech.ts';
import { sesec } from './sesec.ts';
import { shaanxi } from './shaanxi.ts';
import { shandong } from './shandong.ts';
import { shanghaiData } from './shanghai-data.ts';
import { shanghaiDataExchange } from './shanghai-data-exchange.ts';
import { shanghaiDocuments } from './shanghai-documents.ts';
import { shanghaiEconomy } from './shanghai-economy.ts';
import { shanghaiRules } from './shanghai-rules.ts';
import { shanxi } from './shanxi.ts';
import { shenzhenDataExchange } from './shenzhen-data-exchange.ts';
import { shenzhenDocuments } from './shenzhen-documents.ts';
import { shenzhenDrc } from './shenzhen-drc.ts';
import { shenzhenIndustry } from './shenzhen-industry.ts';
import { shenzhenScience } from './shenzhen-science.ts';
import { sichuan } from './sichuan.ts';
import { sichuanData } from './sichuan-data.ts';
import { sinocism } from './sinocism.ts';
import { stdSamr } from './std-samr.ts';
import { stdaily } from './stdaily.ts';
import { suzhou } from './suzhou.ts';
import { tc260 } from './tc260.ts';
import { tencent } from './tencent.ts';
import { thepaper } from './thepaper.ts';
import { tianjinData } from './tianjin-data.ts';
import { wuhan } from './wuhan.ts';
import { xiaomi } from './xiaomi.ts';
import { xinhuaCentral } from './xinhua-central.ts';
import { xinhuaPolitics } from './xinhua-politics.ts';
import { xinhuaTech } from './xinhua-tech.ts';
import { xpeng } from './xpeng.ts';
import { yunnanScience } from './yunnan-science.ts';
import { zenlayer } from './zenlayer.ts';
import { zhejiangData } from './zhejiang-data.ts';
import { zhejiangDrc } from './zhejiang-drc.ts';

/** Every source that is built in, in the order in which lists show them. One declaration a file. */
export const sources: readonly Source[] = [
  govLatest,
  govPolicy,
  govNews,
  govGazette,
  govLibrary,
  npcLaws,
  npcDrafts,
  cacNews,
  cacRules,
  cacDrafts,
  cacEnforcement,
  cacReports,
  miitDocuments,
  miitPolicies,
  miitComments,
  miitInterpretations,
  ndrcOrders,
  ndrcNormative,
  ndrcAnnouncements,
  ndrcNotices,
  ndrcPlans,
  ndaPolicies,
  ndaNotices,
  ndaInterpretations,
  ndaExperts,
  mostDocuments,
  mostEnterprise,
  mostNotices,
  mostInterpretations,
  moeScience,
  moeDocuments,
  moeNews,
  neaNews,
  neaDocuments,
  sasac,
  mofcom,
  mof,
  pbc,
  mojDrafts,
  ncac,
  cnipa,
  nsfc,
  samr,
  nfra,
  tc260,
  stdSamr,
  openstd,
  beijingDocuments,
  beijingOffice,
  beijingEconomy,
  beijingData,
  beijingScience,
  shanghaiDocuments,
  shanghaiRules,
  shanghaiEconomy,
  shanghaiData,
  guangdongDrc,
  guangdongScience,
  guangdong,
  guangdongCac,
  jiangsu,
  jiangsuInterpretations,
  jiangsuData,
  chongqing,
  chongqingOffice,
  chongqingData,
  zhejiangDrc,
  zhejiangData,
  anhuiData,
  guizhouData,
  sichuan,
  sichuanData,
  henan,
  shaanxi,
  shanxi,
  yunnanScience,
  tianjinData,
  shandong,
  fujianDrc,
  hunan,
  jiangxiDrc,
  liaoningData,
  hebeiData,
  hubeiData,
  guangzhouOffice,
  guangzhouRegister,
  shenzhenScience,
  shenzhenDrc,
  shenzhenDocuments,
  shenzhenIndustry,
  suzhou,
  wuhan,
  hangzhou,
  beijingEtown,
  xinhuaPolitics,
  xinhuaCentral,
  xinhuaTech,
  peoplePolitics,
  stdaily,
  chinanews,
  kr36,
  ithome,
  qbitai,
  scmpTech,
  scmpEconomy,
  caixinGlobal,
  chinadailyTech,
  globaltimes,
  peopleEnglish,
  sinocism,
  thepaper,
  cctv,
  npcObserver,
  caictWhitePapers,
  caictReports,
  caictViews,
  digichina,
  cset,
  csetPublications,
  chinatalk,
  concordia,
  merics,
  cnnicReports,
  geopolitechs,
  eto,
  chinaLawTranslate,
  oxfordChinaPolicyLab,
  aiig,
  carnegie,
  chinaPolicy,
  sesec,
  digitalPolicyAlert,
  reconnectChina,
  beijingDataExchange,
  shanghaiDataExchange,
  shenzhenDataExchange,
  guiyangDataExchange,
  chinaTelecom,
  huawei,
  alibaba,
  alibabaQwen,
  tencent,
  baidu,
  deepseek,
  zenlayer,
  equinix,
  awsChina,
  xiaomi,
  xpeng,
];
