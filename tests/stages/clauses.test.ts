import { describe, expect, test } from 'vitest';
import table from '../../shared/registry/tables/clauses/words.json' with { type: 'json' };
import { tellIndicator, tellMeasures, tellMoney } from '../../shared/stages/english/clause/figures.ts';
import { tellDuty } from '../../shared/stages/english/clause/sentence.ts';
import { tellConsequences, tellOffence, tellScope, tellSubjects, tellTasks } from '../../shared/stages/english/clause/whom.ts';

/** Sentences of duty, target and money in English by the words and frames of clauses/words.json. All sentences are invented. */

describe('a duty that is known whole', () => {
  test.each([
    ['雾灯服务提供者应当建立健全投诉举报机制。', undefined],
    ['提供者应当建立健全投诉举报机制。', 'Providers must establish and improve a complaints and reporting mechanism.'],
    [
      '发生数据安全事件的，数据处理者应当在24小时内向主管部门报告。',
      'Where data security incidents occur, data handlers must report to the competent authorities within 24 hours.',
    ],
    [
      '未经用户同意，平台不得向境外提供个人信息。',
      'Without the consent of users, platforms must not provide personal information overseas.',
    ],
    [
      '企业应当依法如实向主管部门报送信息，并对提供的信息真实性负责。',
      'Enterprises must lawfully and truthfully submit information to the competent authorities and be responsible for the truthfulness of the information provided.',
    ],
    ['任何单位和个人不得伪造或者出借登记证书。', 'No entity or individual may forge or lend registration certificates.'],
    ['运营者应当于每年1月31日前报送评估报告。', 'Operators must submit assessment reports before 31 January each year.'],
    [
      '处理重要数据，应当每年开展一次风险评估，并向主管部门报送评估报告。',
      'Those who handle important data must carry out one risk assessment every year and submit assessment reports to the competent authorities.',
    ],
    ['在公共场所使用机器人的，应当投保责任保险。', 'Those who use robots in public places must take out liability insurance.'],
    ['提供者应当取得用户逐次确认。', "Providers must obtain the user's confirmation each time."],
    ['政务部门不得使用境外大模型。', 'Government departments must not use overseas large models.'],
    [
      '高风险人工智能提供者应当在上市前完成安全评估。',
      'Providers of high-risk AI must complete security assessments before release to the market.',
    ],
    ['生产者应当在产品上市前完成安全测试。', 'Producers must complete security testing before products go on the market.'],
    ['未经许可，企业不得公开数据。', 'Without permission, enterprises must not make data public.'],
    ['审核未完成的，应当向申请人说明理由。', 'Where reviews are not completed, it is required to give reasons to applicants.'],
    ['保存期限不得少于三年。', 'Retention periods must be at least 3 years.'],
    [
      '平台不得收集儿童个人信息，法律、行政法规另有规定的除外。',
      'Platforms must not collect the personal information of children, unless laws or administrative regulations provide otherwise.',
    ],
    // What is of the last of a list is of all; what is done to the last is done to all.
    ['企业应当公开产品、服务的价格和标准。', 'Enterprises must make the prices of products and services and standards public.'],
    ['企业应当保护采集的信息和产生的数据。', 'Enterprises must protect the information collected and the data produced.'],
    [
      '处理重要数据，应当明确数据安全责任人和管理机构。',
      'Those who handle important data must specify persons responsible for data security and management bodies.',
    ],
    [
      '运营机构应当按照有关规定记录和存储运营信息。',
      'Operating institutions must record and store operation information in accordance with relevant provisions.',
    ],
    [
      '涉及重要数据的，运营者应当及时向公安机关报告，最迟不得超过1小时。',
      'In cases involving important data, operators must report to public security organs in time, within 1 hour at the latest.',
    ],
    ['运营机构开展授权运营，不得泄露数据。', 'Operating institutions that carry out authorized operation must not disclose data.'],
    // A term goes with what follows it; a way to refuse is not left out; what is done through platforms is done by nobody else.
    [
      '登记机构应当及时受理申请，自受理申请之日起五个工作日内，向申请人公开登记结果。',
      'Registration institutions must accept applications in time and within 5 working days of accepting applications, make registration results public to applicants.',
    ],
    [
      '登记机构应当受理申请，自受理申请之日起五个工作日内，调试雾灯。',
      'Registration institutions must accept applications, among other duties.',
    ],
    ['数据提供单位应当自受理申请之日起两个工作日内提供数据；不同意提供的，擦拭雾灯。', undefined],
    [
      '主管部门应当自决定受理之日起6个月内完成调查处理。',
      'The competent authorities must complete investigation and handling within 6 months from the day of the decision to accept the case.',
    ],
    ['主管部门应当自决定发布之日起6个月内完成调查处理。', undefined],
    ['部门应当按照规定，通过公共数据共享交换平台、雾灯平台，有序共享公共数据。', undefined],
    [
      '数据提供单位应当自受理申请之日起两个工作日内提供数据；不同意提供的，说明理由。',
      'Entities that provide data must provide data within 2 working days of accepting applications; where they do not agree to provide them, they must give reasons.',
    ],
    ['机构应当开展风险评估；对不符合要求的，提出整改意见。', 'Bodies must carry out risk assessments, among other duties.'],
    [
      '有下列情形之一的，提供者应当开展风险评估：（一）上线服务的；（二）擦拭雾灯的。',
      'In the cases that the article lists, providers must carry out risk assessments.',
    ],
    [
      '提供者应当履行下列义务，确保服务安全，并支持用户：（一）应当公开服务规则；（二）保存日志。',
      'Providers must make service rules public and keep logs.',
    ],
    [
      '提供者应当针对不同年龄用户的特点，坚持友好、实用的原则，设置未成年人模式。',
      "Providers must set up a minors' mode, among other duties.",
    ],
    [
      '掌握超过100万用户个人信息的企业赴境外上市，应当公开数据。',
      'Enterprises that hold the personal information of more than 1 million users and list abroad must make data public.',
    ],
    [
      '在本市开展测试活动的智能网联车辆应当接入监管平台。',
      'Intelligent connected vehicles that carry out tests in the city must connect to supervision platforms.',
    ],
    [
      '平台应当建立对平台企业的投诉、举报通道。',
      'Platforms must establish the channels for complaints and reports about platform enterprises.',
    ],
    ['企业应当落实数据管理主体责任。', 'Enterprises must bear the main responsibility for data management.'],
    ['运营者应当采取有效措施处置事件。', 'Operators must take effective measures to handle incidents.'],
    // Of several bodies none is the same one; before a thing stands one of each.
    [
      '同一评估机构及其关联机构不得连续三次以上对同一网络数据处理者开展风险评估。',
      'The same assessment institution and its affiliates must not carry out risk assessments of the same network data handler three or more times in a row.',
    ],
    ['平台应当搭建交流合作平台。', 'Platforms must set up exchange and cooperation platforms.'],
    // What is done besides, and besides what, stands in another sentence.
    ['涉及国家安全的，运营者还应当在24小时内向主管部门报告。', undefined],
    ['应当在语音起始处和结束处添加可感知的标识。', 'It is required to add perceptible labels at the beginning and end of the speech.'],
    [
      '平台不得利用数据优势，排除其他平台；应当公开服务规则。',
      'Platforms must not use data strengths to exclude other platforms; they must make service rules public.',
    ],
    [
      '平台企业应当公开服务规则；不得利用数据、算法、流量、市场、资本优势，损害中小企业合法权益。',
      'Platform enterprises must make service rules public; they must not use advantages in data, algorithms, traffic, market or capital to harm the lawful rights and interests of small and medium-sized enterprises.',
    ],
    [
      '企业应当保存日志；发生重大数据安全事故的，应当立即启动应急预案，擦拭雾灯。',
      'Enterprises must keep logs; where major data security accidents occur, they must start the emergency plan at once, among other duties.',
    ],
    ['任何单位不得非法处理他人个人信息。', "No entity may unlawfully handle others' personal information."],
    ['企业应当落实雾灯登记和重要数据出境安全管理等相关制度。', undefined],
    [
      '有关部门应当根据保护部门的需要，及时提供技术支持。',
      'According to the needs of the protection departments, the departments concerned must provide technical support in time.',
    ],
    ['评估报告应当包括数据的种类，开展处理活动的情况。', 'Assessment reports must include the kinds of data, among other things.'],
    ['企业不得伪造、篡改数据。', 'Enterprises must not forge or tamper with data.'],
    // Who does something is who must; what is done to a thing.
    [
      '处理敏感个人信息应当取得个人的单独同意。',
      'Those who handle sensitive personal information must obtain the separate consent of the individual.',
    ],
    ['数据交易应当依法登记。', 'Data trading must be lawfully registered.'],
    ['评估报告应当至少保存三年。', 'Assessment reports must be kept for at least 3 years.'],
    ['发生安全事件，企业应当及时报告。', 'Where security incidents occur, enterprises must report in time.'],
    // What is said first is not known, or rests on something: what follows is told.
    ['机构应当建立雾灯调光制度，定期开展风险评估。', 'Bodies must assess risks regularly, among other duties.'],
    ['机构应当根据雾灯方案，公开数据。', 'Bodies must make data public.'],
    [
      '企业应当依法开展业务，定期擦拭雾灯，不得泄露数据。',
      'Enterprises must lawfully carry out business, and must not disclose data, among other requirements.',
    ],
    ['机构应当根据雾灯方案，按照法律法规要求，公开数据。', 'Bodies must make data public.'],
    // What happened before stands in another sentence.
    ['企业应当按照有关要求立即采取措施。', undefined],
    ['发生安全事件的，企业应当立即报告。', 'Where security incidents occur, enterprises must report at once.'],
    ['任何个人不得窃取或者以其他非法方式获取数据。', 'No individual may steal data, or obtain it by other unlawful means.'],
    ['企业应当对数据处理活动定期开展风险评估。', 'Enterprises must regularly carry out risk assessments of data processing activities.'],
    ['鼓励企业开放应用场景。', 'Enterprises are encouraged to open application scenarios.'],
    ['国家鼓励企业开放应用场景。', 'Enterprises are encouraged to open application scenarios.'],
    // What occurs, and to whom: who is who must.
    [
      '运营者发生网络安全事件时，应当立即启动应急预案。',
      'Where cybersecurity incidents occur, operators must start the emergency plan at once.',
    ],
    [
      '发生或者可能发生个人信息泄露、篡改、丢失的，个人信息处理者应当立即采取补救措施。',
      'Where falsification, loss or leaks of personal information occur or may occur, personal information handlers must take remedial measures at once.',
    ],
    [
      '运营者应当自系统投入使用之日起30日内，将基本情况，向公安机关备案。',
      'Within 30 days after systems are put into use, operators must file basic information with public security organs.',
    ],
    [
      '除法律、法规规定外，国家机关应当归集公共数据。',
      'State organs must gather public data, unless laws or regulations provide otherwise.',
    ],
    // To what it is done may stand first, and who checks is not who must.
    [
      '企业对主管部门依法开展的检查应当予以配合。',
      'Enterprises must cooperate with the inspections lawfully carried out by the competent authorities.',
    ],
    ['平台对用户提出的投诉应当及时处理。', 'Platforms must handle the complaints put forward by users in time.'],
    [
      '企业对有关部门依法实施的监督检查，应当予以配合。',
      'Enterprises must cooperate with the supervision and inspection lawfully carried out by the departments concerned.',
    ],
    ['企业对主管部门开展的检查，应当公开数据。', undefined],
    // A duty beside another is not what that is for.
    [
      '企业应当建立健全投诉举报机制，履行数据安全保护义务。',
      'Enterprises must establish and improve a complaints and reporting mechanism and perform their data security obligations.',
    ],
    ['管理数据的部门应当公开数据目录。', 'Departments that manage data must make data catalogues public.'],
    [
      '使用国家和省级信息系统的政务部门，应当留存数据。',
      'Government departments that use national and provincial information systems must keep data.',
    ],
    ['提供者应当与注册其服务的用户签订服务协议。', undefined],
    ['机构应当通过统一的数据开放平台，向社会开放数据。', 'Through unified data open platforms, bodies must open data to the public.'],
    [
      '工业和信息化领域数据处理者应当每年报告数据。',
      'Data handlers in the industry and information technology field must report data every year.',
    ],
    ['企业应当设立管理机构，履行数据安全保护义务。', 'Enterprises must set up management bodies, among other duties.'],
    // How long after what, on what by name, whom one asks, and a list item by item.
    [
      '企业应当在完成整改后的10个工作日内报送整改报告。',
      'Enterprises must submit rectification reports within 10 working days after completing rectification.',
    ],
    [
      '登记机构应当自收到申请之日起，3个工作日内予以受理。',
      'Registration institutions must accept the application within 3 working days from the day of receipt of the application.',
    ],
    ['企业应当按照《网络安全法》等法律法规的规定公开数据。', 'Enterprises must make data public in accordance with relevant provisions.'],
    ['机构应当将实施方案报主管部门备案。', 'Bodies must file implementation plans with the competent authorities.'],
    ['企业应当自行或者委托机构开展风险评估。', 'Enterprises must themselves carry out risk assessments or entrust bodies to do so.'],
    ['数据处理者未经委托方同意，不得访问数据。', 'Without the consent of the entrusting party, data handlers must not access data.'],
    ['不予受理的，应当向登记主体说明原因。', 'Where an application is not accepted, it is required to give the applicant the reasons.'],
    ['评估报告至少保存3年。', 'Assessment reports must be kept for at least 3 years.'],
    [
      '企业应当履行下列义务：（一）公开服务规则；（二）保存日志；（三）擦拭雾灯。',
      'Enterprises must make service rules public and keep logs, among other duties.',
    ],
    [
      '企业应当具备下列条件：（一）依法成立3年以上的法人；（二）建立日志制度。',
      'Enterprises must establish log systems, among other duties.',
    ],
    ['企业应当采取必要的风险控制措施，保障安全。', 'Enterprises must take necessary risk control measures.'],
    ['企业应当建立完善的安全管理制度。', 'Enterprises must establish sound security management systems.'],
    ['公共数据资源平台应当提供标准化的接口服务。', 'Public data resource platforms must provide standardized interface services.'],
    ['任何个人不得有下列行为：（一）窃取数据；（二）出售个人信息。', 'No individual may steal data or sell personal information.'],
    // The task of whom one names.
    [
      '企业应当设立管理机构，负责开展风险评估。',
      'Enterprises must set up management bodies to be responsible for carrying out risk assessments.',
    ],
    [
      '企业应当配备专职人员，承担数据安全保护工作。',
      'Enterprises must provide full-time staff to undertake data security protection work.',
    ],
    ['企业应当指定雾灯员，负责风险评估。', undefined],
    // What is said of the first is said of those behind it.
    ['企业产生的数据、信息应当加密。', 'The data and information produced by enterprises must be encrypted.'],
    ['处理重要数据的企业和机构应当定期评估风险。', 'Enterprises and bodies that handle important data must regularly assess risks.'],
    ['企业应当保护用户的权益和公共利益。', 'Enterprises must protect the rights and interests of users and public interests.'],
    ['企业应当公开企业的名称和条件。', 'Enterprises must make the names and conditions of enterprises public.'],
    ['企业应当确保其收集的个人信息安全。', 'Enterprises must ensure the security of the personal information collected by them.'],
    ['机构应当鼓励技术创新和模式创新。', 'Bodies must encourage technological innovation and mode innovation.'],
    ['研究过程应当形成书面记录。', undefined],
    ['承担单位应当公开数据。', 'Undertaking entities must make data public.'],
    ['国务院建设主管部门应当公开数据。', 'The construction authorities of the State Council must make data public.'],
    ['国务院制定主管部门应当公开数据。', undefined],
    ['检测机构应当公开数据。', 'Testing institutions must make data public.'],
    ['建设雾灯采购的设备应当符合标准。', undefined],
    ['任何单位不得违反国家有关规定，以雾灯名义收集数据。', undefined],
    ['部门应当会同有关部门合理规划建设数据基础设施。', undefined],
    [
      '鼓励提供者支持用户使用公共服务登记信息。',
      'Providers are encouraged to support users to use public service registration information.',
    ],
    // On what they rest is whole: 开放平台 is opened by nobody.
    [
      '鼓励组织和个人依托公共数据开放平台，开发人工智能产品。',
      'Using public data open platforms, organizations and individuals are encouraged to develop AI products.',
    ],
    // 公开 is a verb before rules.
    ['企业应当公开收集、使用规则。', 'Enterprises must make rules of collection and use public.'],
    // How stands where it is of the verb.
    ['企业应当定期选择通过认证的供应商。', 'Enterprises must regularly choose suppliers that are certified.'],
    ['企业应当优先选择通过认证的供应商。', 'Enterprises must give priority to choosing suppliers that are certified.'],
    [
      '企业应当对收集的数据保密，不得出售、泄露。',
      'Enterprises must keep the data collected confidential, and must not sell or disclose it.',
    ],
    // What the rest is for, and what somebody else must do, are no other things that they must do.
    ['企业应当公开数据，确保数据真实、准确、完整、及时、可用。', 'Enterprises must make data public.'],
    ['企业应当公开数据，由主管部门备案。', 'Enterprises must make data public.'],
    ['企业应当公开数据，主管部门应当及时备案。', 'Enterprises must make data public.'],
    ['企业应当采取必要措施，保障接收方处理个人信息的活动达到雾灯标准。', undefined],
    ['机构应当按照规定公开雾灯目录，定期开展风险评估。', 'Bodies must assess risks regularly, among other duties.'],
    // What was left out may be what is not to be disclosed.
    ['机构应当公开数据，擦拭雾灯，不得泄露或者非法向他人提供。', 'Bodies must make data public, among other duties.'],
    ['企业应当泄露或者非法向他人提供。', undefined],
    ['涉及国家秘密的，应当遵守保密规定。', 'In cases involving state secrets, it is required to comply with confidentiality provisions.'],
    ['任何单位不得泄露数据，不得出售个人信息。', 'No entity may disclose data or sell personal information.'],
    ['企业、个人等应当遵守法律法规。', 'Enterprises, individuals and others must comply with laws and regulations.'],
    ['企业应当公开数据；主管部门应当加强监督。', 'Enterprises must make data public.'],
    // What is put on the market or into use is no investment and no input.
    ['产品投放市场后，企业应当公开数据。', 'After products are placed on the market, enterprises must make data public.'],
    ['平台投入运营前，企业应当公开数据。', 'Before platforms are put into operation, enterprises must make data public.'],
    ['提供者应当在服务投入市场前完成备案。', undefined],
    ['企业应当将产品投入生产。', undefined],
    // Who is eligible is whoever meets the conditions, of whatever act.
    ['符合本办法规定条件的老年人可以申请补贴。', 'The eligible elderly may apply for subsidies.'],
    ['符合条件的老年人申请补贴的，应当提交材料。', 'Where the eligible elderly apply for subsidies, it is required to submit materials.'],
    ['申请登记的主体应当提交材料。', 'Applicants for registration must submit materials.'],
    // Whom facilities belong to is nobody that is subordinate to them.
    ['气象设施所属单位应当建立管理制度。', 'Meteorology facility owners must establish management systems.'],
    ['优势企业应当公开数据。', 'Leading enterprises must make data public.'],
    // A ban within a scope is not one of everything.
    [
      '运营机构不得直接或者间接参与授权范围内已交付的公共数据产品和服务再开发。',
      'Operating institutions must not directly or indirectly redevelop public data products and services already delivered within the scope of authorization.',
    ],
    // What is registered is not told twice.
    ['登记机构应当办理数据产权登记的登记。', undefined],
  ])('%s', (zh, en) => expect(tellDuty(zh)).toBe(en));

  test('of a draft it is what would have to be done', () => {
    expect(tellDuty('提供者不得生成虚假信息。', true)).toBe('Providers would be forbidden to generate false information.');
    expect(tellDuty('提供者不得泄露数据，不得出售个人信息。', true)).toBe(
      'Providers would be forbidden to disclose data or sell personal information.',
    );
  });

  test('what nobody may do, with what is left out', () => {
    expect(tellDuty('任何个人不得窃取数据；不得从事雾灯活动。')).toBe('No individual may steal data, among other bans.');
  });

  test('duties that are left out are said to be there', () => {
    expect(tellDuty('提供者应当公开服务规则，并对雾灯进行调光。')).toBe('Providers must make service rules public, among other duties.');
  });
});

describe('what is not told', () => {
  test.each([
    '提供者应当公开服务规则，但雾灯服务除外。',
    '有雾灯情形的，提供者应当停止服务。',
    '企业应当明示收集的目的。',
    '设备，采取措施，不得损害公共利益。',
    '可以通过共享方式获取的公共数据，不得重复收集。',
    '提供者应当加强网络安全、数据',
    '提供者不得收集雾灯信息，出售用户信息。',
    '提供者应当保护“雾灯”。',
    '机构应当通过数据平台与其他机构共享数据。',
    '企业承担安全主体责任，应当公开规则。',
    // Whose ban it is, what a thing cannot do, and two things that are done in a row.
    '企业应当擦拭雾灯，部门负责调光，不得泄露数据。',
    '共享的数据不得扩大使用范围。',
    '强化数据管理，不得泄露数据。',
    '机构应当在同意后，公开数据。',
    '机构应当加强数据归集治理。',
    // Whom they require, and no requirement through which it is done.
    '运营者应当通过采购文件、协议等要求提供者配合网络安全审查。',
    '机构应当开展数据的登记、交易、雾灯。',
    '机构应当公开服务规则，或者擦拭雾灯。',
    '机构应当依照《云溪法》《雾灯法》等法律法规的规定和国家标准的强制性要求，履行安全义务。',
    '主办单位发生变化的，应当及时变更账号信息。',
    '雾灯发生网络安全事件时，应当立即启动应急预案。',
    // On what it rests is no duty; whom one organizes to do what is not known.
    '机构应当按照数据分级管理要求。',
    '机构应当组织有关部门，擦拭雾灯。',
    '机构应当留存雾灯行为日志。',
    '机构应当对雾灯产品，完成登记。',
    '需要实施检测，开展评估的，雾灯人员应当说明情况。',
    '机构应当会同有关部门根据数据调查和评估结果。',
    // Nobody chooses a right.
    '平台经营者应当保护用户自主选择的权利。',
  ])('%s', (zh) => expect(tellDuty(zh)).toBeUndefined());
});

describe('whom an act and its penalties are for', () => {
  test.each([
    ['在中华人民共和国境内开展数据处理活动，适用本办法。', "data processing in the territory of the People's Republic of China"],
    [
      '第二条 在本省行政区域内的数据交易及其相关促进、保障、监管等活动，适用本条例。',
      'data trading and related activities in the province',
    ],
    ['本市行政区域内处理个人信息的活动，适用本办法。', 'handling personal information in the city'],
    ['云溪省行政区域内开展的数据交易活动及其监督管理，适用本细则。', 'data trading and supervision in the province'],
    [
      '向中华人民共和国境内公众提供数据服务，适用本办法。',
      "providing data services to the public in the territory of the People's Republic of China",
    ],
    ['本市行政区域内擦拭雾灯及相关活动，适用本办法。', undefined],
    ['本办法适用于公共数据授权运营。', 'authorized operation of public data'],
    ['开展雾灯服务，适用本办法。', undefined],
    ['开展数据交易活动，适用本办法；军队除外。', undefined],
    ['开展数据处理活动及其监督管理，适用本办法。', 'data processing and supervision'],
    ['开展数据处理活动及其雾灯，适用本办法。', undefined],
  ])('%s', (zh, en) => expect(tellScope(zh)).toBe(en));

  test('those who did all that stands before the penalty', () => {
    const quote = '泄露国家秘密，危害国家安全的，由主管部门处十万元以上一百万元以下罚款。';
    expect(tellOffence(quote)).toBe('for those who disclose state secrets and endanger national security');
    expect(tellOffence(quote.replace('国家秘密', '雾灯'))).toBeUndefined();
    expect(tellOffence('有前款规定的行为，情节严重的，由主管部门处五千万元以下罚款。')).toBe('in serious cases');
    expect(tellOffence('违反本条例第三条规定，由机关责令限期改正，逾期不改正的，处五百元以下罚款。')).toBe(
      'where no correction is made in time',
    );
  });
});

describe('turns that English takes in another order, and lists whose items it does not know', () => {
  test.each([
    ['公共数据产品，运营机构应当每年报告。', 'For public data products, operating institutions must report every year.'],
    ['公共数据产品，企业不得转让。', 'Enterprises must not transfer public data products.'],
    ['公共数据，政府部门不得重复收集。', 'Government departments must not collect public data again.'],
    [
      '凡能通过共享方式获取或者确认的政务数据，主管部门不得重复收集。',
      'The competent authorities must not collect again government data that can be obtained by sharing.',
    ],
    ['公共数据目录，应当报送主管部门审核。', 'Catalogues of public data must be submitted for review to the competent authorities.'],
    [
      '企业应当将数据中心建设在境内，或者使用境内的数据中心。',
      'Enterprises must build data centres in the country or use the data centres of the country.',
    ],
    ['企业应当公开数据，并保存日志，或者使用雾灯。', undefined],
    [
      '企业不得将数据用于未经授权的其他目的或者向第三方提供。',
      'Enterprises must not use data for other unauthorized purposes or provide it to third parties.',
    ],
    ['机构符合以下情形之一的，应当开展风险评估：', 'In the cases that the article lists, bodies must carry out risk assessments.'],
    ['企业一旦发现安全事件，应当立即报告。', 'When enterprises find security incidents, it is required to report at once.'],
    ['机构应当根据雾灯方案，依法公开数据。', 'Bodies must lawfully make data public.'],
    ['共享的数据，用于授权运营的，应当取得提供单位同意。', undefined],
    [
      '企业应当按照主管部门的规定将评估报告报送主管部门。',
      'Enterprises must submit assessment reports to the competent authorities as the competent authorities provide.',
    ],
    [
      '平台不得公开个人信息，取得个人单独同意的除外。',
      'Platforms must not make personal information public, unless the separate consent of the individual is obtained.',
    ],
    [
      '公示期满无异议，登记机构应当公开结果。',
      'Where nobody objects within the period of public display, registration institutions must make results public.',
    ],
    ['网信、公安等有关部门应当公开数据。', 'Cyberspace, public security and other departments concerned must make data public.'],
    [
      '企业应当对申请材料的真实性、完整性负责。',
      'Enterprises must be responsible for the truthfulness and integrity of application materials.',
    ],
    ['乡(镇)人民政府、街道办事处应当公开数据。', "Township people's governments and subdistrict offices must make data public."],
    ['通用模型，由具备资格的机构检测认证合格后，方可销售或者提供。', undefined],
    ['运营机构应当完成安全评估后，方可提供服务。', 'Operating institutions must complete security assessments before providing services.'],
    ['服务提供者完成备案后方可提供服务。', 'Service providers must complete filing before providing services.'],
    ['经营者不得从事下列活动：（一）利用“雾灯”造假；（二）擦拭“雾灯”。', 'Business operators must not engage in the listed activities.'],
    ['经营者应当符合下列条件：（一）有“雾灯”；（二）有“灯罩”。', 'Business operators must meet the listed conditions.'],
    ['经营者应当履行下列义务：（一）有“雾灯”；（二）有“灯罩”。', undefined],
    ['擦拭雾灯后，方可提供服务。', undefined],
    ['擦拭过的雾灯，企业不得转让。', undefined],
  ])('%s', (zh, en) => expect(tellDuty(zh)).toBe(en));
});

test('what a plan calls for, and what follows for who breaks an act without fines', () => {
  expect(tellTasks('推动数据共享，建设数据平台。')).toEqual({
    tasks: expect.stringContaining(' and building data platforms'),
    partial: false,
  });
  expect(tellTasks('建设数据平台，擦拭雾灯。')).toEqual({ tasks: 'building data platforms', partial: true });
  expect(tellTasks('擦拭雾灯，建设数据平台。')).toBeUndefined();
  // What the rest is about, and a work with a name of its own, may stay untold; what somebody else is to do may not.
  for (const first of ['围绕雾灯', '以雾灯为核心', '建设“雾灯屋”', '打造雾灯'])
    expect(tellTasks(`${first}，建设数据平台。`)).toEqual({ tasks: 'building data platforms', partial: true });
  expect(tellTasks('支持“雾灯屋”，建设数据平台。')).toBeUndefined();
  expect(tellTasks('建设“雾灯屋，建设数据平台”。')).toBeUndefined();
  expect(tellTasks('建设“雾灯屋”，推动数据共享。')).toBeUndefined();
  expect(tellTasks('围绕雾灯。')).toBeUndefined();
  expect(tellTasks('到2028年，建设数据平台。')).toEqual({ tasks: 'building data platforms', partial: false, by: '2028' });
  const breaches = ['隐瞒事实的，由登记机构撤销登记。', '违反本办法的，依照有关法律处理。'];
  expect(tellConsequences(breaches)).toEqual({
    says: 'Consequences named: registration revoked; penalties under other laws.',
    quote: '隐瞒事实的，由登记机构撤销登记。',
  });
  expect(tellConsequences([])).toBeUndefined();
  // When a notice's own term ends.
  expect(tellConsequences(['截至通报规定时限，尚有2款应用未完成整改反馈。'])?.says ?? '').not.toContain('naming');
  expect(tellConsequences(['拒不改正的，给予警告，责令暂停提供相关服务，没收违法所得。'], true)?.says).toBe(
    'Consequences named beside fines: services or business suspended; unlawful gains confiscated; a warning.',
  );
  expect(tellTasks('推进人工智能发展相关地方立法工作。')?.tasks).toBe('advancing local legislation for the development of AI');
  expect(tellTasks('建设安全合规的个人数据空间，建设互联互通的数据平台。')?.tasks).toBe(
    'building secure and compliant personal data spaces and building interconnected data platforms',
  );
  // One name of a body, of which 与 is a part.
  expect(tellTasks('加快建设杭州信息与智慧教育研究院等平台。')).toBeUndefined();
  expect(tellTasks('建设智能体互联互通平台。')?.tasks).toBe('building agent interconnection platforms');
  // A row of seven names no one can read.
  expect(tellTasks('完善政务信息化项目全流程管理机制。')).toBeUndefined();
  expect(tellTasks('重点围绕数据平台。')).toBeUndefined();
});

describe('the tasks of a plan', () => {
  test.each([
    ['完善工作机制。', 'improving working mechanisms'],
    ['支持企业发展。', 'supporting enterprise development'],
    ['打造发展平台。', 'building development platforms'],
  ])('%s: what any plan says is marked as such', (zh, tasks) => {
    expect(tellTasks(zh)).toMatchObject({ tasks, hollow: true });
  });
  test('what any plan says is left out beside what this one says', () => {
    expect(tellTasks('完善工作机制，建设数据平台。')).toEqual({ tasks: 'building data platforms', partial: true });
  });
  test.each([
    ['拓展消费新场景。', 'expanding new spending scenarios'],
    ['建设数据产业新生态。', 'building new data industry ecosystems'],
    ['推动“人工智能+产业”融合发展。', 'promoting the integration of AI and industry'],
    ['完善安全管理方式。', 'improving security management methods'],
    ['完善知识图谱。', 'improving knowledge graphs'],
    ['建设集约化平台。', 'building consolidated platforms'],
    ['培育发展软件产业。', 'fostering and developing the software industry'],
    ['构建普惠便捷数字社会。', 'building an inclusive convenient digital society'],
    ['提升服务智能化水平。', 'improving the level of intelligent operation of services'],
  ])('%s', (zh, en) => expect(tellTasks(zh)?.tasks).toBe(en));
  test.each([
    // The team is theirs to build.
    '鼓励企业、科研院所，根据需要建设数据标注团队。',
    // An innovation is made use of, and nobody innovates that.
    '加快创新成果转化。',
    '支持企业申报就业见习单位。',
    '加快各类财政资金基金支付使用。',
    '推进工业智能化发展。',
  ])('%s: what English would garble stays in Chinese', (zh) => expect(tellTasks(zh)).toBeUndefined());
});

test('what an act is about, by the names of its chapters', () => {
  expect(tellSubjects(['总则', '数据流通', '数据安全', '法律责任'])).toBe('data circulation and data security');
  expect(tellSubjects(['数据流通', '数据安全', '雾灯擦拭'])).toBe('data circulation, data security, among other subjects');
  expect(tellSubjects(['总则', '数据安全', '雾灯擦拭'])).toBeUndefined();
  expect(tellSubjects(['规划和计划', '数据安全'])).toBe('plans and data security');
});

describe('measures and money', () => {
  test.each([
    [
      '到2027年，新一代智能终端、智能体等应用普及率超70%。',
      ['penetration of new-generation intelligent terminals, agents and other applications: more than 70%'],
    ],
    [
      '到2028年，数字经济核心产业增加值占GDP比重达到16%以上，雾灯明显增多。',
      ['value added of the core industries of the digital economy as a share of GDP: at least 16%'],
    ],
    [
      '打造3个千亿级数字产业集群，培育100家以上人工智能企业。',
      ['build 3 hundred-billion-yuan digital industry clusters', 'foster at least 100 AI enterprises'],
    ],
    ['关键工序数控化率由2026年的60%提高到70%。', ['share of key processes under numerical control: raised to 70%']],
    ['平均PUE降至1.25以下。', ['average PUE: at most 1.25']],
    [
      '人工智能核心产业规模和数据产业规模分别达到500亿元、300亿元。',
      ['size of the core AI industry: 50 billion yuan; size of the data industry: 30 billion yuan'],
    ],
    ['人工智能核心产业规模和相关产业规模分别达到500亿元、300亿元。', []],
    ['培育企业60家以上。', ['foster at least 60 enterprises']],
    // A running total is no new building.
    ['到2027年，累计建成40个可信数据空间。', ['build 40 trusted data spaces in total']],
    [
      '到2027年，全市集聚企业超3000家，数据有效共享率达到100%。',
      ['gather more than 3,000 enterprises', 'effective data sharing rate: 100%'],
    ],
    ['建设3至5个可信数据空间。', ['build 3 to 5 trusted data spaces']],
    ['研发投入强度较2026年提高0.5个百分点。', []],
    ['覆盖率达到90%。', []],
    ['服务16个先进制造业集群的标准不少于20项。', []],
    [
      '到2029年，国家算力枢纽节点新建智算中心绿电占比达到85%以上。',
      ['share of green power of new intelligent computing centres of national computing hub nodes: at least 85%'],
    ],
    [
      '到2027年，数字经济领域专精特新中小企业达到300家以上。',
      ['specialized and innovative small and medium-sized enterprises in the digital economy field: at least 300'],
    ],
    ['到2028年，制造业企业人工智能应用普及率超过60%。', ['share of manufacturing enterprises that use AI: more than 60%']],
    ['到2028年，具身智能机器人产业规模超过800亿元。', ['industry size of embodied AI robots: more than 80 billion yuan']],
    ['绿色算力及人工智能产业规模超过1000亿元', []],
    ['上市企业达到5家。', ['listed enterprises: 5']],
  ])('%s', (zh, en) => expect(tellMeasures(zh).map((each) => each.en)).toEqual(en));

  test('two thousand of a thing are no year', () => {
    const years = (zh: string) => tellMeasures(zh).map(({ year }) => year);
    expect(years('打造2000个数据产品，建设2030个数据集')).toEqual([undefined, undefined]);
    expect(years('到2027年，打造2000个数据产品，2028年底前建设30个数据集')).toEqual([2027, 2028]);
  });

  test.each([
    ['智能算力占比', 'share of intelligent computing power'],
    ['满意度', 'satisfaction'],
    ['数据集', 'datasets'],
    ['雾灯数据集', undefined],
    ['全国枢纽节点新建智算中心绿电占比', undefined],
  ])('what is counted, %s, where its words are known and few', (zh, en) => expect(tellIndicator(zh)).toBe(en));

  test.each([
    ['对民营企业，按规定给予不超过100万元的奖励。', 'up to 1 million yuan in rewards for private enterprises'],
    ['每家企业最高补助不超过10万元。', 'up to 100,000 yuan for each enterprise'],
    ['对通过备案的大模型，给予一次性奖励100万元。', '1 million yuan for large models that pass filing'],
    [
      '对租用算力的企业，按照实际支出的30%给予最高200万元补贴。',
      'subsidies of 30% of actual spending, at most 2 million yuan for enterprises that rent computing power',
    ],
    [
      '对租用算力的企业，按照不超过雾灯中心实际支出的30%给予最高200万元补贴。',
      'subsidies of up to 30% of actual spending, at most 2 million yuan for enterprises that rent computing power',
    ],
    ['对租用算力的企业，按照实际支出的30%给予补贴。', undefined],
    ['单个主体每年奖补金额最高不超过30万元（获国家专项奖补的不重复奖补）。', 'up to 300,000 yuan a year for each entity'],
    ['对首次交易的企业给予100万元奖励。', undefined],
    ['对雾灯企业给予100万元奖励。', undefined],
    ['对雾灯数据集，经评审认定，给予牵头单位一次性最高100万元奖励。', 'up to 1 million yuan in rewards for lead bodies, on conditions'],
    ['积极培育雾灯品牌，对雾灯数据集，给予牵头单位最高100万元奖励。', 'up to 1 million yuan in rewards for lead bodies, on conditions'],
    ['对金融机构发放科技贷款的损失，给予最高1000万元补偿。', undefined],
    ['对雾灯数据集，擦拭以后，给予牵头单位最高100万元奖励。', undefined],
    ['对企业每年给予100万元奖励。', undefined],
    [
      '对采购大模型服务的企业，按照合同额的20%给予补贴，最高200万元。',
      '20% of the contract sum, at most 2 million yuan for enterprises that procure large model services',
    ],
  ])('%s', (zh, en) => expect(tellMoney(zh)).toBe(en));
});

describe('every word of the table is understood in a sentence', () => {
  test.each(table.actors.filter(([, en = '']) => !/^(?:domestic|the same level)$/.test(en)))('%s', (zh) =>
    expect(tellDuty(`${zh}应当公开数据。`)).toMatch(/(?:must|may) make data public/),
  );
  test.each(table.things)('%s', (zh) => expect(tellDuty(`企业应当建立${zh}。`)).toMatch(/^Enterprises must /));
  test.each(table.verbs.filter(([, , frame = '']) => !/[avogn]/.test(frame)))('%s', (zh) =>
    expect(tellDuty(`企业应当${zh}数据。`)).toMatch(/^Enterprises must .*data/),
  );
  test.each(table.verbs.filter(([, , frame = '']) => frame.includes('n')))('%s', (zh, en) => {
    expect(tellDuty(`企业应当${zh}。`)).toMatch(/^Enterprises must /);
    expect(tellDuty(`企业应当${zh}数据。`) ?? '').not.toContain(`${en} data`);
  });
  test.each(table.deeds)('%s', (zh) =>
    expect(tellDuty(`发生安全事件的，企业应当${zh}。`)).toMatch(/^Where security incidents occur, enterprises must /),
  );
  test.each(table.indicators)('%s', (zh, en) => {
    const [said] = tellMeasures(`到2027年，${(en ?? '').includes('{}') ? '数据' : ''}${zh}达到10%。`);
    expect(said?.en).toMatch(/: (?:up )?10%/);
  });
});

describe('what a reader would forward', () => {
  test.each([
    ['运营者应当制定个人信息安全事件应急预案。', 'Operators must draw up emergency plans for personal information security incidents.'],
    ['企业应当建立数据产品全生命周期安全合规登记管理机制。', undefined],
    ['鼓励企业创建示范企业，给予100万元奖励。', 'Enterprises are encouraged to create demonstration enterprises, among other things.'],
    ['任何组织不得删除本办法规定的标识。', 'No organization may delete prescribed labels.'],
    ['鼓励提供者添加数字水印等形式的标识。', 'Providers are encouraged to add digital watermarks and other labels.'],
    ['企业应当提供检测、认证等专业化服务。', 'Enterprises must provide testing, certification and other specialized services.'],
    [
      '企业申请有条件开放的公共数据，应当明确使用目的。',
      'Enterprises that apply for public data that is open on conditions must specify use purposes.',
    ],
    ['鼓励企业在贵安建设智算中心。', "Enterprises are encouraged to build intelligent computing centres in Gui'an."],
  ])('%s', (zh, en) => {
    expect(tellDuty(zh)).toBe(en);
  });

  test('on what a task rests is nothing that is done', () => {
    expect(tellTasks('鼓励行业组织依据能力评价结果，开展分级。')).toBeUndefined();
  });
});
