/** National laws by their short name and the English name in common use: `中文=English`, parted by semicolons. A bare "X" stands for "X Law". */
const table = `
民法典=Civil Code;宪法=Constitution;刑法=Criminal;刑事诉讼法=Criminal Procedure;民事诉讼法=Civil Procedure;行政诉讼法=Administrative Litigation;立法法=Legislation;监察法=Supervision
国家安全法=National Security;网络安全法=Cybersecurity;数据安全法=Data Security;个人信息保护法=Personal Information Protection;密码法=Cryptography;电子商务法=E-Commerce;电子签名法=Electronic Signature
反垄断法=Anti-Monopoly;反不正当竞争法=Anti-Unfair Competition;专利法=Patent;商标法=Trademark;著作权法=Copyright;广告法=Advertising;产品质量法=Product Quality;标准化法=Standardization;计量法=Metrology
教育法=Education;高等教育法=Higher Education;义务教育法=Compulsory Education;职业教育法=Vocational Education;学前教育法=Preschool Education;教师法=Teachers
劳动法=Labour;劳动合同法=Labour Contract;就业促进法=Employment Promotion;社会保险法=Social Insurance;公司法=Company;证券法=Securities;保险法=Insurance;期货和衍生品法=Futures and Derivatives
反洗钱法=Anti-Money Laundering;外商投资法=Foreign Investment;对外贸易法=Foreign Trade;出口管制法=Export Control;反外国制裁法=Anti-Foreign Sanctions;海关法=Customs;政府采购法=Government Procurement
能源法=Energy;电力法=Electric Power;节约能源法=Energy Conservation;可再生能源法=Renewable Energy;环境保护法=Environmental Protection;药品管理法=Drug Administration;食品安全法=Food Safety
道路交通安全法=Road Traffic Safety;安全生产法=Work Safety;治安管理处罚法=Public Security Administration Punishments;行政处罚法=Administrative Penalty;行政许可法=Administrative Licensing
行政强制法=Administrative Compulsion;行政复议法=Administrative Reconsideration;国家赔偿法=State Compensation;反间谍法=Counter-Espionage;反恐怖主义法=Counterterrorism;反有组织犯罪法=Anti-Organized Crime
国籍法=Nationality;民用航空法=Civil Aviation;核安全法=Nuclear Safety;测绘法=Surveying and Mapping;档案法=Archives;统计法=Statistics;预算法=Budget;企业破产法=Enterprise Bankruptcy;生物安全法=Biosecurity
民营经济促进法=Private Economy Promotion;乡村振兴促进法=Rural Revitalization Promotion;增值税法=Value-Added Tax;企业所得税法=Enterprise Income Tax;个人所得税法=Individual Income Tax;关税法=Tariff;慈善法=Charity
反食品浪费法=Anti-Food Waste;金融稳定法=Financial Stability;文物保护法=Cultural Relics Protection
未成年人保护法=Law on the Protection of Minors;老年人权益保障法=Law on the Protection of the Rights and Interests of the Elderly;妇女权益保障法=Law on the Protection of Women's Rights and Interests
残疾人保障法=Law on the Protection of Persons with Disabilities;消费者权益保护法=Law on the Protection of Consumer Rights and Interests;科学技术进步法=Law on Scientific and Technological Progress
促进科技成果转化法=Law on Promoting the Transformation of Scientific and Technological Achievements;中小企业促进法=Law on the Promotion of Small and Medium-Sized Enterprises
反电信网络诈骗法=Law on Combating Telecom and Online Fraud;保守国家秘密法=Law on Guarding State Secrets;中国人民银行法=Law on the People's Bank of China;商业银行法=Law on Commercial Banks
人民法院组织法=Organic Law of the People's Courts;国务院组织法=Organic Law of the State Council`;

const nation = "of the People's Republic of China";
const full = (en: string): string => (/\b(?:Law|Code|Constitution)\b/.test(en) ? en : `${en} Law`);
/** The same with the name of the country: Law of the … on X, X Law of the …. */
const whole = (en: string): string => (/^Law on /.test(en) ? en.replace('Law on', `Law ${nation} on`) : `${en} ${nation}`);

/** Names of national laws, short and in full, with their English. */
export const laws: readonly { readonly zh: string; readonly en: string }[] = table
  .split(/[\n;]/)
  .filter(Boolean)
  .flatMap((row) => {
    const [zh = '', name = ''] = row.split('=');
    const en = full(name);
    return [
      { zh, en },
      { zh: `中华人民共和国${zh}`, en: whole(en) },
    ];
  });
