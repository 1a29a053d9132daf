import { describe, expect, test } from 'vitest';
import type { ClaimVerdict } from '../../shared/model/claim.ts';
import { checkClaim } from '../../shared/stages/claim/claim.ts';

/** Claims in other words than those of the act, and the same with one detail changed. Of real acts: tests/corpus/claims-in-other-words.tsv. */
const act = `云江市数据集与算力券管理办法
第一条　为规范数据集登记和算力券发放，根据有关法律、法规，制定本办法。
第二条　市数据主管部门应当自受理数据集登记申请之日起20个工作日内，作出登记决定，法律另有规定的除外。
数据集登记不得收取费用。
第三条　登记机构应当向社会公布公益性数据集，供无偿使用。
第四条　任何组织和个人不得损毁、伪造或者变造登记簿。
第五条　运营机构应当将存放登记数据的服务器设在中华人民共和国境内，登记记录保存期限不少于3年。
第六条　公示期间，任何组织和个人有权提出异议。
第七条　登记机构受理申请的，申请人可以在登记前撤回申请。
第八条　算力券按照下列标准发放：
（一）每家企业每年最高不超过50万元；
（二）用于公共服务的资金规模不低于总额的70%。
第九条　到2028年，新一代智能终端应用普及率超70%，核心产业规模突破1.2万亿元。
第十条　未按规定备案的，处5万元以上50万元以下罚款。
第十一条　算力券有效期为六个月。
第十二条　大型平台，是指注册用户5000万以上的平台。
第十三条　本办法自2027年3月1日起施行。
第十四条　登记证书有效期原则上为三年，自颁发之日起计算。
第十五条　登记机构应当在与申请人签订服务协议后10日内，将应退还的押金退还给申请人。
第十六条　市场监督管理部门负责登记收费的监督管理工作。
第十七条　两次检查间隔期不得少于六个月。
第十八条　运营机构不得利用职权以及其他方式强迫用户登记。
第十九条　遗失或者污损证书的，由登记机构补发。
第二十条　收费标准应当每两年评估一次。
第二十一条　在登记大厅不得放置烟具。`;

type Row = readonly [says: string, verdict: ClaimVerdict];

const told: readonly Row[] = [
  ['数据集登记是免费的', 'says'],
  ['公益性数据集供大家免费使用', 'unclear'],
  ['登记机构须向社会发布公益性数据集，供免费使用', 'says'],
  ['主管部门要在受理申请后二十个工作日内作出登记决定', 'says'],
  ['登记决定应在受理申请后20个工作日内作出', 'says'],
  ['禁止任何单位损毁登记簿', 'says'],
  ['登记记录至少要保存三年', 'says'],
  ['登记记录须留存36个月以上', 'says'],
  ['运营机构必须把存放登记数据的服务器设在中国境内', 'says'],
  ['公示期间任何人都可以提出异议', 'says'],
  ['算力券每家企业每年至多50万元', 'says'],
  ['每家企业每年的上限是五十万元', 'says'],
  ['公共服务资金至少占总额的七成', 'unclear'],
  ['到2028年，新一代智能终端的应用普及率将突破百分之七十', 'says'],
  ['核心产业规模超过12000亿元', 'says'],
  ['未按规定备案的，罚款5万元至50万元', 'says'],
  ['未按规定备案的，最高罚款50万元', 'says'],
  ['算力券的有效期是半年', 'says'],
  ['办法于二〇二七年三月一日起实施', 'says'],
  ['该办法从2027年3月1日开始施行', 'says'],
  ['By 2028, the adoption rate of new-generation intelligent terminals exceeds 70%.', 'says'],
  ['By 2028 the scale of core industries exceeds 1.2 trillion yuan.', 'says'],
  ['Registration records must be kept for no less than three years.', 'says'],
  ['Each enterprise receives up to 500,000 yuan a year.', 'says'],
  ['Whoever fails to file may be fined up to 500,000 yuan.', 'unclear'],
  ['Large platforms have more than 50 million registered users.', 'unclear'],
  ['The measures entered into force on 1 March 2027.', 'says'],
  ['登记证书有效期原则上为3年，从颁发之日起计算', 'says'],
  ['The market regulation department supervises registration charges.', 'says'],
  ['The interval between two inspections may not be less than six months.', 'says'],
  ['运营机构不得强迫用户登记', 'says'],
  ['污损证书的，由登记机构补发', 'says'],
  ['收费标准每两年评估一次', 'says'],
  ['登记大厅里禁止放置烟具', 'says'],
];

const untold: readonly Row[] = [
  ['数据集登记可以收取费用', 'unclear'],
  ['登记机构须向社会发布公益性数据集，供有偿使用', 'unclear'],
  ['主管部门要在受理申请后三十个工作日内作出登记决定', 'does not say'],
  ['主管部门要在受理申请后二十日内作出登记决定', 'unclear'],
  ['任何单位可以损毁登记簿', 'does not say'],
  ['登记记录至少要保存五年', 'does not say'],
  ['登记记录保存期限不超过三年', 'does not say'],
  ['运营机构可以把存放登记数据的服务器设在境外', 'unclear'],
  ['申请人可以在登记后撤回申请', 'unclear'],
  ['每家企业每月至多50万元', 'unclear'],
  ['每家企业每年至多60万元', 'does not say'],
  ['到2028年，新一代智能终端的应用普及率将突破百分之九十', 'does not say'],
  ['到2030年，新一代智能终端的应用普及率将突破百分之七十', 'does not say'],
  ['未按规定备案的，罚款5万元至60万元', 'does not say'],
  ['算力券的有效期是一年', 'unclear'],
  ['该办法从2027年5月1日开始施行', 'does not say'],
  ['市公安机关要在受理申请后二十个工作日内作出登记决定', 'does not say'],
  ['运营机构应当将存放登记数据的服务器设在省内', 'unclear'],
  ['By 2028, the adoption rate of new-generation intelligent terminals exceeds 90%.', 'does not say'],
  ['By 2028 the scale of core industries exceeds 1.2 billion yuan.', 'does not say'],
  ['Registration records must be kept for no more than three years.', 'does not say'],
  ['Each enterprise receives up to 5 million yuan a year.', 'does not say'],
  ['Users must keep registration records for no less than three years.', 'unclear'],
  ['The measures entered into force on 1 May 2027.', 'does not say'],
  // Another occasion in as many words.
  ['登记证书有效期原则上为三年，自申请之日起计算', 'unclear'],
  ['登记证书有效期原则上为三年，自到期之日起计算', 'unclear'],
  ['登记机构应当在接到办理注销业务的通知后10日内，将应退还的押金退还给申请人', 'unclear'],
  ['登记机构应当在与申请人产生服务纠纷后10日内，将应退还的押金退还给申请人', 'unclear'],
  ['市数据主管部门应当自公示数据集登记申请之日起20个工作日内，作出登记决定', 'unclear'],
  ['The registration department supervises market charges.', 'unclear'],
  ['The finance department supervises registration charges.', 'unclear'],
  ['The market regulation department supervises registration.', 'unclear'],
  ['The interval between two inspections may not exceed six months.', 'does not say'],
  ['The interval between two inspections may not be less than nine months.', 'does not say'],
  ['运营机构不得强迫企业登记', 'unclear'],
  ['运营机构可以强迫用户登记', 'unclear'],
  ['未污损证书的，由登记机构补发', 'unclear'],
  ['污损证书的，由用户补发', 'unclear'],
  ['收费标准可以每两年评估一次', 'does not say'],
  ['收费标准每三年评估一次', 'does not say'],
  ['登记大厅外禁止放置烟具', 'unclear'],
  ['登记大厅里可以放置烟具', 'does not say'],
];

/** One article each, and a claim that is near it and false. */
const unlike: readonly (readonly [article: string, says: string])[] = [
  ['任何个人不得携带宠物进入展厅。', '任何单位不得携带宠物进入展厅'],
  ['任何单位可以向登记机构提出异议。', '任何人可以向登记机构提出异议'],
  ['国有土地使用权出让应当公开进行招标。', '国有土地使用权转让应当公开进行招标'],
  ['发生争议的，施工单位应当停止施工。', '发生争议的，施工单位应当终止施工'],
  ['主管部门可以收回经营许可证书。', '主管部门可以撤回经营许可证书'],
  ['企业可以提前解除服务合同。', '企业可以事先解除服务合同'],
  ['申请人应当在登记时提交材料。', '申请人应当在登记后提交材料'],
  ['业主应当过半数同意才能改造。', '业主应当一半同意才能改造'],
  ['登记有效期为一年半，期满应当重新登记。', '登记有效期为一年，期满应当重新登记'],
  // What has to be done within the time.
  ['登记机构应当在三日内撤销登记。', '登记机构应当在三日内登记'],
  ['登记机构应当在十日内通知用户缴纳税款。', '登记机构应当在十日内缴纳税款'],
  ['用户应当在十日内申请退还押金。', '用户应当在十日内退还押金'],
  ['登记有效期届满30日前申请变更登记。', '登记有效期届满30日前申请登记'],
  ['服务费用减收50万元。', '服务费用50万元'],
  ['平台应当停止提供服务。', 'Platforms must provide services.'],
  ['平台应当审核用户提供的内容。', 'Platforms must provide content.'],
  ['平台应当在三日内停止提供服务。', 'Platforms must provide services within three days.'],
  ['禁止未成年人销售烟草。', 'Tobacco must not be sold to minors.'],
  ['省农业委员会应当在三日内公布决定。', 'The State Council must publish the decision within three days.'],
  ['建设单位应当在七日内支付工资。', 'Employers must pay wages within seven days.'],
  ['建设单位应当在七日内支付工资。', 'Companies must pay wages within seven days.'],
];

/** One detail changed: who, how much, when, whether, of whom, in which case. */
const nearMisses: readonly (readonly [article: string, says: string])[] = [
  ['平台不得收集、使用与服务无关的个人信息。', '平台不得收集个人信息'],
  ['平台可以公开或者转载经过审核的内容。', '平台可以公开内容'],
  ['占用消防通道的，由消防救援机构责令改正，处五千元以上五万元以下罚款。', '占用消防通道的，由公安机关处五千元以上五万元以下罚款'],
  ['占用消防通道的，由消防救援机构责令改正，处五千元以上五万元以下罚款。', '占用消防通道的，罚款五千元到十万元'],
  ['占用消防通道的，由消防救援机构责令改正，处五千元以上五万元以下罚款。', '占用消防通道的，最低罚款五万元'],
  ['逾期不改正的，由城管部门处一千元罚款。', '由城管部门罚款一千元'],
  ['经营者应当在三十日内向所在地主管部门备案。', '经营者可以在三十日内向所在地主管部门备案'],
  ['经营者应当在三十日内向所在地主管部门备案。', '主管部门应当在三十日内向经营者备案'],
  ['经营者应当在三十日内向所在地主管部门备案。', '经营者必须在十三天里向当地主管部门备案'],
  ['经营者应当在三十日内向所在地主管部门备案。', '经营者不需要在三十日内向主管部门备案'],
  ['仅对首次申请的企业给予补贴。', '对申请的企业给予补贴'],
  ['仅对首次申请的企业给予补贴。', '对所有申请的企业都给予补贴'],
  ['学校食堂应当每日留样。', '食堂应当每日留样'],
  ['学校食堂应当每日留样。', '学校食堂只应当每日留样'],
  ['鼓励企业公开碳排放数据。', '企业应当公开碳排放数据'],
  ['鼓励企业公开碳排放数据。', '企业必须对外公布碳排放数据'],
  ['省级部门负责审批，市级部门负责检查。', '市级部门负责审批'],
  ['省级部门负责审批，市级部门负责检查。', '省级部门负责检查'],
  ['居民可以凭身份证借阅图书，每次不超过五册。', '居民每次最少可以借阅五册图书'],
  ['居民可以凭身份证借阅图书，每次不超过五册。', '居民每次最多能借十五册图书'],
  ['申请人应当在开工前十五日提交方案。', '申请人应当在开工后十五日提交方案'],
  ['申请人应当在开工前十五日提交方案。', '申请人要在完工前十五日提交方案'],
  ['将审批改为备案。', '把备案改成审批'],
  ['将审批改为备案。', '将备案改为审批'],
  ['平台不得向未成年人推送广告。', '平台不得推送广告'],
  ['平台不得向未成年人推送广告。', '未成年人不得向平台推送广告'],
  ['经专家评审同意的，可以延期一年。', '可以延期一年'],
  ['经专家评审同意的，可以延期一年。', '经主管部门同意的，可以延期一年'],
  ['未经同意，不得公开个人信息。', '不得公开个人信息'],
  ['未取得许可证的，不得经营危险品。', '取得许可证的，不得经营危险品'],
  ['未取得许可证的，不得经营危险品。', '任何人都不得经营危险品'],
  ['个人和单位捐赠超过一万元的，颁发证书。', '捐赠超过一万元的，不颁发证书'],
  ['个人和单位捐赠超过一万元的，颁发证书。', '个人捐赠一千元以上的，颁发证书'],
  ['事故发生后，单位应当在一小时内报告应急部门，在二十四小时内提交书面报告。', '单位要在一小时内提交书面报告'],
  ['事故发生后，单位应当在一小时内报告应急部门，在二十四小时内提交书面报告。', '单位要在24小时内报告应急部门'],
  ['特种设备每两年检验一次，普通设备每五年检验一次。', '普通设备每两年检验一次'],
  ['特种设备每两年检验一次，普通设备每五年检验一次。', '特种设备每五年检验一次'],
  ['除涉密项目外，项目信息应当公开。', '所有项目信息都应当公开'],
  ['除涉密项目外，项目信息应当公开。', '涉密项目信息应当公开'],
  ['项目信息应当公开，但是涉密项目除外。', '项目信息一律应当公开'],
  ['甲方违约的，乙方可以解除合同。', '乙方违约的，甲方可以解除合同'],
  ['甲方违约的，乙方可以解除合同。', '乙方可以解除合同'],
  ['中小学校应当配备至少一名专职保安。', '中小学校应当配备至多一名专职保安'],
  ['中小学校应当配备至少一名专职保安。', '高等学校应当配备至少一名专职保安'],
  ['重大事故应当在两小时内上报。', '特别重大事故应当在两小时内上报'],
  ['特别重大事故应当在两小时内上报。', '重大事故应当在两小时内上报'],
  ['特别重大事故应当在两小时内上报。', '事故应当在两小时内上报'],
  ['较大以上事故应当上报国务院。', '较大事故以下应当上报国务院'],
  ['市政府可以委托第三方机构进行评估。', '市政府应当委托第三方机构进行评估'],
  ['市政府可以委托第三方机构进行评估。', '第三方机构可以委托市政府进行评估'],
  ['应当优先使用国产设备。', '应当使用进口设备'],
  ['应当优先使用国产设备。', '应当只使用国产设备'],
  ['补助资金由省财政和市财政按照6:4比例分担。', '补助资金由省财政全部承担'],
  ['补助资金由省财政和市财政各承担一半。', '补助资金由省财政承担'],
  ['乘客携带的行李不超过20千克的，免收费用。', '乘客携带的行李超过20千克的，免收费用'],
  ['乘客携带的行李不超过20千克的，免收费用。', '乘客携带的行李一律免费'],
  ['企业提供虚假材料的，撤销许可，三年内不得再次申请。', '企业提供虚假材料的，五年内不得再次申请'],
  ['企业提供虚假材料的，撤销许可，三年内不得再次申请。', '企业撤销许可的，三年内不得再次申请'],
  ['医疗机构应当在收到申请之日起五个工作日内出具证明。', '医疗机构应当在出具证明之日起五个工作日内收到申请'],
  ['医疗机构应当在收到申请之日起五个工作日内出具证明。', '医疗机构应当在五天内出具证明'],
  ['医疗机构应当在收到申请之日起五个工作日内出具证明。', '医疗机构应当自受理申请之日起五个工作日内出具证明'],
  ['施工单位应当每半年组织一次应急演练。', '施工单位应当每年组织一次应急演练'],
  ['施工单位应当每半年组织一次应急演练。', '建设单位应当每半年组织一次应急演练'],
  ['对举报属实的，给予奖励。', '对举报不属实的，给予奖励'],
  ['对举报属实的，给予奖励。', '对举报的，给予奖励'],
  ['夜间施工应当经居民委员会同意并公告。', '夜间施工应当经居民委员会同意或者公告'],
  ['夜间施工应当经居民委员会同意或者公告。', '夜间施工应当公告'],
  ['夜间不得施工。', '白天不得施工'],
  ['夜间不得施工。', '任何时候不得施工'],
  ['夜间不得施工。', '不得施工'],
  ['本办法适用于市区范围内的出租房屋。', '本办法适用于全市范围内的出租房屋'],
  ['本办法适用于市区范围内的出租房屋。', '本办法适用于出租房屋'],
  ['申请材料不齐全的，应当一次性告知申请人。', '申请材料齐全的，应当一次性告知申请人'],
  ['申请材料不齐全的，应当一次性告知申请人。', '应当一次性告知申请人'],
  ['主管部门收到异议后，应当组织复核，并将结果告知异议人。', '异议人应当组织复核，并将结果告知主管部门'],
  ['主管部门收到异议后，应当组织复核，并将结果告知异议人。', '主管部门收到异议后，可以组织复核'],
  ['公共平台处理的重要数据和个人信息应当在境内存储。', 'Public information handled by the platform must be stored in China.'],
  ['跨省的管制由国务院决定。', '跨省的管制由省政府决定'],
  ['处理重要数据的企业应当每年开展一次评估。', '处理一般数据的企业每年要做一次评估'],
  ['有关记录保存期限不少于三年。', '有关记录至少可以保存三年'],
  ['企业应当建立台账。', '个人应当建立台账'],
  ['任何单位可以提出异议。', '谁都可以提出异议'],
  ['数据供无偿使用。', '数据供有偿使用'],
  ['逾期未缴纳的，按日加收万分之五的滞纳金。', '逾期未缴纳的，按日加收千分之五的滞纳金'],
  ['博士补贴四十万元，硕士补贴二十五万元。', '硕士能拿到四十万元补贴'],
  ['机构不得向境外提供数据。', '机构不得提供数据'],
  ['机构应当每季度检查两次。', '机构每季度要检查一次'],
  ['县级公安机关负责备案。', '省级公安机关负责备案'],
  ['项目应当于六月底前完成。', '项目可以在六月底之前做完'],
  ['试点工作小组由卫生部门和教育部门组成。', 'The office of the working group sits in the health department.'],
];

const alike: readonly (readonly [article: string, says: string])[] = [
  ['任何单位或者个人不得擅自占用消防通道。', '任何个人不得擅自占用消防通道'],
  ['任何组织和个人有权举报违法行为。', '任何人有权举报违法行为'],
  ['平台应当在三日内停止提供服务。', 'Platforms must stop providing services within three days.'],
  ['平台应当在三十日内向用户支付费用。', 'Platforms must pay users within 30 days.'],
  ['未成年人不得购买酒。', 'Minors must not buy alcohol.'],
  ['国务院应当在三日内公布决定。', 'The State Council must publish the decision within three days.'],
  ['两次检查之间应当间隔六个月以上。', '两次检查之间至少要隔半年'],
  ['申请人首次申领证书，免收工本费。', '申请人第一次领证书不用交工本费'],
  ['登记机构应当自受理之日起15日内发放证书。', '登记机构受理后十五天里要发证'],
  ['项目信息应当公开，但是涉密项目除外。', '除涉密项目外，项目信息都要公开'],
  ['任何单位不得强迫、限制职工参加保险。', '任何单位都不能强迫职工投保'],
  ['占用消防通道的，由消防救援机构责令改正，处五千元以上五万元以下罚款。', '占用消防通道的，罚款五千元至五万元'],
  ['监督检查不得收取费用。', 'No fee may be charged for supervision and inspection.'],
  ['居住证有效期为三年。', 'The residence permit is valid for three years.'],
  ['公安机关开展检查应当制作检查笔录。', '开展检查要做检查笔录'],
  ['经营者可以自愿向登记机构申领证书。', '经营者可以自愿申领证书'],
  ['没有违法所得的，并处五万元以下罚款。', '没有违法所得的，最多可以罚5万元'],
  ['逾期未缴纳的，按日加收万分之五的滞纳金。', '逾期未缴纳的，按天加收0.05%的滞纳金'],
  ['办公用房不得出租、出借。', '办公用房不能租给别人'],
  ['公园应当依法提供免费停车服务。', 'Parks must provide free parking.'],
];

describe('a claim of one article', () => {
  const verdictOf = (article: string, says: string): ClaimVerdict =>
    checkClaim({ says, text: `第一条　为了规范登记，制定本办法。\n第二条　${article}\n` }).verdict;
  test.each([...unlike, ...nearMisses])('%s is not: %s', (article, says) => expect(verdictOf(article, says)).not.toBe('says'));
  test.each(alike)('%s is: %s', (article, says) => expect(verdictOf(article, says)).toBe('says'));
});

describe('a claim in other words', () => {
  test.each([...told, ...untold].map((row) => ({ row })))('$row', ({ row: [says, verdict] }) => {
    const found = checkClaim({ says, text: act, day: '2026-11-20' });
    expect(found.verdict, `${found.why} ${JSON.stringify(found.passages[0])}`).toBe(verdict);
  });

  test('sentences set far apart, as prints of pages are', () => {
    const spaced = act.replace(/(.{18})/g, '$1\n').replaceAll('\n', '\n\n');
    expect(checkClaim({ says: '登记记录保存期限不少于3年', text: spaced }).verdict).toBe('says');
  });

  test('of several days at the head of an act each is that of the word behind it', () => {
    const text = act.replace('\n', '\n（2026年11月2日公布 自2027年3月1日起施行）\n');
    for (const [says, verdict] of [
      ['The measures took effect on 1 March 2027.', 'says'],
      ['The measures took effect on 2 November 2026.', 'does not say'],
      ['The measures apply from 2 November 2026.', 'unclear'],
    ])
      expect(checkClaim({ says: String(says), text }).verdict, says).toBe(verdict);
  });

  test('a claim may name the act that it is about', () => {
    const says = '《云江市数据集与算力券管理办法》规定，登记记录保存期限不少于3年。';
    expect(checkClaim({ says, text: act, title: '云江市数据集与算力券管理办法' }).verdict).toBe('says');
  });
});
