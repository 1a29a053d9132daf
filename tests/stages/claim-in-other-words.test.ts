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
  ['每家企业每年的上限是五十万元', 'unclear'],
  ['公共服务资金至少占总额的七成', 'unclear'],
  ['到2028年，新一代智能终端的应用普及率将突破百分之七十', 'says'],
  ['核心产业规模超过12000亿元', 'unclear'],
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
  ['平台应当在三日内向网信部门报告。', 'Platforms must report to the market regulator within three days.'],
  ['经主管部门批准的，平台可以提供数据。', 'Platforms may provide data.'],
  ['企业每两年至少开展一次评测。', 'Enterprises must be tested every year.'],
  ['主管部门定期面向企业开展检查。', 'Enterprises must carry out inspections regularly.'],
  ['鼓励平台对数据采取加密措施。', 'Platforms must encrypt data.'],
  ['平台应当在提供服务前告知用户。', 'Platforms must inform users after providing services.'],
  ['平台只能在境内存储数据。', 'Platforms may store data in China and abroad.'],
  ['登记机构在3个工作日内受理，10个工作日内完成审核。', 'Registration bodies must accept applications within 10 working days.'],
  ['非重要数据可以出境。', 'Important data may be exported.'],
  ['平台应当及时处理投诉。', 'Merchants must handle complaints in time.'],
  ['市场监管部门负责登记收费的监督管理。', 'The registration department supervises market charges.'],
  ['初次违法且危害后果轻微并及时改正的，可以不予处罚。', 'A first breach with slight harm that is promptly corrected must go unpunished.'],
  ['个人撤回同意，不影响撤回前的处理。', 'Individuals must withdraw their consent.'],
  ['个人信息处理者应当提供便捷的撤回同意的方式。', 'Individuals must withdraw their consent.'],
  ['任何人不得在客房、浴室、更衣室等未经批准的场所内部安装摄像设备。', '客房、浴室内部不得安装摄像设备'],
  ['企业应当每两年至少开展一次审计。', 'Enterprises must be audited at most once every two years.'],
];

const alike: readonly (readonly [article: string, says: string])[] = [
  ['任何单位或者个人不得擅自占用消防通道。', '任何个人不得擅自占用消防通道'],
  ['任何组织和个人有权举报违法行为。', '任何人有权举报违法行为'],
  ['平台应当在三日内停止提供服务。', 'Platforms must stop providing services within three days.'],
  ['平台应当在三十日内向用户支付费用。', 'Platforms must pay users within 30 days.'],
  ['未成年人不得购买酒。', 'Minors must not buy alcohol.'],
  ['国务院应当在三日内公布决定。', 'The State Council must publish the decision within three days.'],
  ['居住证有效期为三年。', 'The residence permit is valid for three years.'],
  ['登记证书不得转让、买卖、出借。', 'Certificates may not be transferred, bought or sold, or lent.'],
  ['运营者应当对密码人员进行安全背景审查。', 'Operators must conduct security background checks on cryptography staff.'],
  ['平台应当依法要求用户提供真实身份信息。', 'The measures make platforms ask users for their real identity.'],
  [
    '从事数据交易中介服务的机构提供服务，应当审核交易双方的身份，并留存交易记录。',
    'Data intermediaries must verify the identities of both parties to a transaction and keep records.',
  ],
  [
    '自然资源部门应当将必要的建设用地纳入国土空间规划。',
    'Natural resources departments should bring the land needed into the territorial spatial plan.',
  ],
  ['授权期限，原则上最长不超过5年。', 'Authorisation should in principle not run longer than five years.'],
  ['违反本条规定的，处二百万元以上一千万元以下罚款。', 'Breaches are fined two to ten million yuan.'],
  ['监督检查不得收取费用。', 'Supervisory inspections may not charge fees.'],
  ['企业应当在2025年6月1日前报送技术参数。', 'Companies have until 1 June 2025 to submit the technical parameters.'],
  ['任何单位不得危害国家安全、公共利益。', 'No entity may endanger national security or the public interest.'],
  ['运营者应对纳入范围的数据进行登记。', '运营者应当对纳入范围的数据进行登记'],
  ['运营者应当对纳入授权范围的数据进行登记。', '运营者应当对纳入授权的数据进行登记'],
  ['任何人不得在客房、浴室、更衣室等公共场所中的私密空间内部安装摄像设备。', '客房、浴室内部不得安装摄像设备'],
];

describe('a claim of one article', () => {
  const verdictOf = (article: string, says: string): ClaimVerdict =>
    checkClaim({ says, text: `第一条　为了规范登记，制定本办法。\n第二条　${article}\n` }).verdict;
  test.each(unlike)('%s is not: %s', (article, says) => expect(verdictOf(article, says)).not.toBe('says'));
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
