/**
 * Questions of an analyst over the acts of the corpus, with what stands for acts that the corpus lacks: these are invented, with their titles. The
 * right answers were written down before any was looked at.
 */

/** `draft`: shown as a call for comment. */
export type Invented = { readonly name: string; readonly title: string; readonly day: string; readonly lines: readonly string[] };

const dialogue = '生成式人工智能对话服务管理暂行办法';

export const invented: readonly Invented[] = [
  {
    name: 'dialogue',
    title: dialogue,
    day: '2025-07-10',
    lines: [
      '国家互联网信息办公室令第91号',
      `《${dialogue}》已经国家互联网信息办公室室务会议审议通过，现予公布，自2025年8月15日起施行。`,
      '国家互联网信息办公室主任',
      '2025年7月10日',
      dialogue,
      '第一条 为了促进生成式人工智能对话服务健康发展，根据《中华人民共和国网络安全法》《中华人民共和国数据安全法》，制定本办法。',
      '第二条 利用生成式人工智能技术向中华人民共和国境内公众提供对话服务，适用本办法。科研机构研发、应用对话模型，未向境内公众提供服务的，不适用本办法。',
      '第七条 提供者开展训练数据处理活动，应当使用具有合法来源的数据和基础模型；涉及个人信息的，应当取得个人同意。',
      '第十条 提供者应当采取有效措施防范未成年人用户过度依赖或者沉迷对话服务；向不满十四周岁未成年人提供服务的，应当取得其监护人的同意。',
      '第十二条 提供者应当按照《人工智能生成合成内容标识办法》对生成内容进行标识，并保存日志不少于六个月。',
      '第十七条 提供具有舆论属性或者社会动员能力的对话服务的，应当按照国家有关规定开展安全评估，并在提供服务之日起十个工作日内履行算法备案手续。',
      '第二十条 境外提供者向境内公众提供生成式人工智能对话服务的，应当指定境内代表，并向国家网信部门备案。',
      '第二十一条 提供者违反本办法规定的，由网信部门责令改正；拒不改正的，处二百万元以下罚款。',
      '第二十四条 本办法自2025年8月15日起施行。',
    ],
  },
  {
    name: 'flows',
    title: '数据跨境交换便利规定',
    day: '2025-03-20',
    lines: [
      '国家互联网信息办公室令第88号',
      '《数据跨境交换便利规定》已经国家互联网信息办公室室务会议审议通过，现予公布，自公布之日起施行。',
      '2025年3月20日',
      '数据跨境交换便利规定',
      '第一条 为了便利数据跨境往来，根据《中华人民共和国数据安全法》《中华人民共和国个人信息保护法》，制定本规定。',
      '第三条 国际贸易、跨境运输等活动中收集和产生的数据，不包含个人信息或者重要数据的，免予申报数据出境安全评估。',
      '第九条 通过数据出境安全评估的结果有效期为三年，自评估结果出具之日起计算。',
      '第十三条 《数据跨境交换安全评估办法》《数据跨境交换标准合同办法》与本规定不一致的，适用本规定。',
      '第十四条 本规定自公布之日起施行。',
    ],
  },
  {
    name: 'assessment',
    title: '数据跨境交换安全评估办法',
    day: '2022-07-07',
    lines: [
      '国家互联网信息办公室令第61号',
      '《数据跨境交换安全评估办法》已经国家互联网信息办公室室务会议审议通过，现予公布，自2022年9月1日起施行。',
      '2022年7月7日',
      '数据跨境交换安全评估办法',
      '第一条 为了规范数据跨境交换安全评估活动，根据《中华人民共和国网络安全法》，制定本办法。',
      '第十四条 通过数据跨境交换安全评估的结果有效期为二年，自评估结果出具之日起计算。',
      '第二十条 本办法自2022年9月1日起施行。',
    ],
  },
  {
    name: 'contract',
    title: '数据跨境交换标准合同办法',
    day: '2023-02-22',
    lines: [
      '国家互联网信息办公室令第62号',
      '《数据跨境交换标准合同办法》已经国家互联网信息办公室室务会议审议通过，现予公布，自2023年6月1日起施行。',
      '2023年2月22日',
      '数据跨境交换标准合同办法',
      '第一条 为了保护个人信息权益，根据《中华人民共和国个人信息保护法》，制定本办法。',
      '第七条 个人信息处理者应当在标准合同生效之日起十个工作日内向所在地省级网信部门备案。',
      '第十三条 本办法自2023年6月1日起施行。',
    ],
  },
  {
    name: 'shanghai',
    title: '上海市人民政府办公厅关于印发《上海市推动“人工智能+”对话产业行动方案》的通知',
    day: '2025-11-03',
    lines: [
      '沪府办发〔2025〕97号',
      '各区人民政府，市政府各委、办、局：',
      '现将《上海市推动“人工智能+”对话产业行动方案》印发给你们，请认真按照执行。',
      '上海市人民政府办公厅',
      '2025年11月3日',
      '上海市推动“人工智能+”对话产业行动方案',
      '为贯彻落实《国务院关于深入实施“人工智能+”行动的意见》（国发〔2025〕11号），制定本行动方案。',
      '一、到2027年，智能体等应用普及率超过75%，建成20个以上示范场景。',
      '二、对示范场景建设单位给予最高500万元补贴。',
    ],
  },
  {
    name: 'notice',
    title: '国家互联网信息办公室关于开展对话服务备案工作的通知',
    day: '2025-09-08',
    lines: [
      '国信办通字〔2025〕97号',
      '各省、自治区、直辖市互联网信息办公室：',
      `根据《${dialogue}》（国家互联网信息办公室令第91号），现就有关事项通知如下：`,
      '一、对话服务提供者应当在2026年1月31日前完成备案。',
      '国家互联网信息办公室',
      '2025年9月8日',
    ],
  },
  {
    name: 'call',
    title: '国家互联网信息办公室关于《对话模型标识规范（征求意见稿）》公开征求意见的通知',
    day: '2025-12-11',
    lines: [
      `为规范对话模型标识活动，根据《${dialogue}》，国家互联网信息办公室起草了《对话模型标识规范（征求意见稿）》，现向社会公开征求意见。`,
      '公众可以通过电子邮件方式发送至：xushi@cac.sample.example。',
      '意见反馈截止时间为2026年1月10日。',
      '国家互联网信息办公室',
      '2025年12月11日',
    ],
  },
];

/** Ids of held acts by the names below. */
export type Ids = Readonly<Record<'aiPlus' | 'dialogue' | 'icvDraft' | 'icv', string>>;
/** The titles, or the number, by which these are found. */
export const referred: Readonly<Record<keyof Ids, string>> = {
  aiPlus: '国发〔2025〕11号',
  dialogue,
  icvDraft: '天津市促进智能网联汽车发展条例（征求意见稿）',
  icv: '天津市促进智能网联汽车发展条例',
};

export type Asked = {
  /** Its number among the twenty; without one it counts beside them. */
  readonly n?: number;
  readonly asks: string;
  /** What is typed into the search box, or the page that is opened. */
  readonly page: string | ((ids: Ids) => string);
  readonly tool: readonly [name: string, given: Readonly<Record<string, unknown>>];
  /** What page and tool have to say, in English. */
  readonly right: readonly RegExp[];
  /** What the first hit has to be. */
  readonly first?: RegExp;
  readonly never?: readonly RegExp[];
};

const search = (q: string) => ({ page: `/documents?q=${encodeURIComponent(q)}`, tool: ['search', { q }] }) as const;
const dialogueTitle = /Interim Measures for the Administration of [^“”"]{0,80}Dialogue Services/i;
const inForce = (title: string): RegExp => new RegExp(`In force[^“”]{0,300}${title}|${title}[^“”]{0,120}"status":"in-force"`, 'i');

export const asked: readonly Asked[] = [
  {
    n: 1,
    asks: 'Which rules bind a foreign provider of generative AI?',
    ...search('foreign provider generative AI'),
    first: dialogueTitle,
    right: [/(foreign|overseas|outside)[^.“”]{0,160}(represent|agent)/i, /\bfile\b|\bfiling\b/i],
  },
  {
    n: 2,
    asks: 'What did Shanghai do after AI+?',
    page: search('AI+ Shanghai').page,
    tool: ['search', { q: 'AI+', place: 'shanghai' }],
    first: /Shanghai[^“”"]{0,60}(AI|Artificial Intelligence)/i,
    right: [/more than 75 ?(%|percent)/i, /5 million yuan|5,000,000 yuan/],
  },
  {
    n: 3,
    asks: 'Which deadlines are there in the next 30 days?',
    page: '/calendar',
    tool: ['deadlines', { to: '2026-01-15' }],
    right: [
      /Risk Assessment of Network Data Security/i,
      /5 Jan(uary)? 2026|2026-01-05/,
      /Dialogue Model/i,
      /10 Jan(uary)? 2026|2026-01-10/,
    ],
    never: [/"kind":"expires"[^{}]{0,200}Cross-border/i],
  },
  {
    n: 4,
    asks: 'Which acts have fines above 1 million?',
    page: search('fines above 1 million').page,
    tool: ['figures', { kind: 'fine', unit: 'CNY', above: '1000000' }],
    right: [
      /Personal Information Protection Law/i,
      /50 million yuan|50,000,000|50000000/,
      dialogueTitle,
      /2 million yuan|2,000,000|2000000/,
    ],
    never: [/at most 1 million yuan/, /"value":1000000[,}]/],
  },
  {
    n: 5,
    asks: "What changed between draft and final of Tianjin's regulations on connected vehicles?",
    page: ({ icvDraft, icv }) => `/compare?a=${icvDraft}&b=${icv}`,
    tool: ['compare', { a: referred.icvDraft, b: referred.icv }],
    right: [/Regulations of Tianjin|Tianjin[^“”"]{0,80}Regulations/i, /fine/i, /100,000 yuan/i, /1 Jan(uary)? 2026|2026-01-01/],
  },
  {
    n: 6,
    asks: 'Who has carried out AI+?',
    page: ({ aiPlus }) => `/lineage/${aiPlus}`,
    tool: ['lineage', { ref: referred.aiPlus }],
    right: [/Chongqing/, /Hebei/, /Suzhou/, /Shanghai/, /not watched|NotWatched/i],
  },
  {
    n: 7,
    asks: 'Who gives compute vouchers, and how much?',
    ...search('compute vouchers'),
    first: /Tianjin/i,
    right: [/10 ?(%|percent)/i, /2 million yuan|2,000,000 yuan/i],
  },
  {
    n: 8,
    asks: 'From when are the labelling rules, and what must be done?',
    ...search('labelling AI-generated content'),
    first: /Measures for[^“”"]{0,80}Label/i,
    right: [/1 Sep(tember|t)? 2025|2025-09-01/, /must[^.“”]{0,160}label/i],
  },
  {
    n: 9,
    asks: 'Are the rules for cross-border data in force?',
    ...search('cross-border data'),
    right: [inForce('Facilitation of'), inForce('Security Assessment of'), inForce('Standard Contracts of')],
    never: [/(Expired|Superseded)[^“”]{0,300}Cross-border Data/i, /"status":"(expired|superseded)"/],
  },
  {
    n: 10,
    asks: 'Until when and how can one comment on the draft on risk assessment?',
    ...search('network data security risk assessment draft'),
    first: /Risk Assessment of Network Data Security/i,
    right: [/5 Jan(uary)? 2026|2026-01-05/, /shujuju@cac\.gov\.cn/],
  },
  {
    n: 11,
    asks: 'What are the targets of AI+?',
    page: search('AI+ opinions targets').page,
    tool: ['document', { ref: referred.aiPlus }],
    right: [
      /2027/,
      /(terminals|agents)[^“”"]{0,120}(more than|over|exceeds?) 70 ?(%|percent)/i,
      /2030/,
      /(more than|over|exceeds?) 90 ?(%|percent)/i,
    ],
  },
  {
    n: 12,
    asks: 'Who cites the interim measures?',
    page: ({ dialogue: id }) => `/documents/${id}`,
    tool: ['lineage', { ref: dialogue }],
    right: [/Filing[^“”"]{0,60}Dialogue|Dialogue[^“”"]{0,60}Filing/i, /Dialogue Model/i],
  },
  {
    n: 13,
    asks: 'What is the highest fine of the Personal Information Protection Law?',
    ...search('personal information protection law fines'),
    first: /Personal Information Protection Law/i,
    right: [/50 million yuan|50,000,000 yuan/i, /5 ?(%|percent) of[^.“”]{0,80}(turnover|revenue)/i],
  },
  {
    n: 14,
    asks: 'What does article 20 of the interim measures say?',
    page: ({ dialogue: id }) => `/documents/${id}`,
    tool: ['document', { ref: dialogue, article: '20' }],
    right: [/第二十条|Art(icle|\.) 20/, /(foreign|overseas|outside)[^.“”]{0,160}(represent|agent)/i],
  },
  {
    n: 15,
    asks: 'What is there on facial recognition?',
    ...search('facial recognition'),
    first: /Facial Recognition/i,
    right: [/In force|in-force/, /must|consent|file/i],
  },
  {
    n: 17,
    asks: 'What holds for exports of car data?',
    ...search('cross-border data export cars'),
    first: /(Automobile|Automotive|Car|Vehicle) Data/i,
    right: [/security assessment/i],
  },
  {
    n: 18,
    asks: 'What protects minors?',
    ...search('minors'),
    right: [
      dialogueTitle,
      /consent[^.“”]{0,80}(guardian|parent)|(guardian|parent)[^.“”]{0,80}consent/i,
      /(under|below|younger than) (the age of )?(14|fourteen)/i,
    ],
    // What else the acts say was not asked.
    never: [/keep logs/i, /\bfiling within/i],
  },
  {
    n: 19,
    asks: 'Which standard stands behind labelling?',
    page: search('GB 45438-2025').page,
    tool: ['resolve', { ref: 'GB 45438-2025' }],
    right: [/GB[ /]?T? ?45438[-—]2025/, /Label/i],
  },
  {
    asks: 'One word puts measures before a plan for websites',
    ...search('generative'),
    first: /Generat/i,
    right: [dialogueTitle],
  },
  {
    asks: 'Facts are asked for by their kind',
    ...search('AI+ dialogue industry targets'),
    right: [/more than 75 ?(%|percent)/i],
    never: [/subsidies/, /No document has all of these words/],
  },
  {
    asks: 'A claim in English that holds',
    page: ({ aiPlus }) =>
      `/api/v1/documents/${aiPlus}/claim?says=${encodeURIComponent('By 2027, the penetration rate of intelligent terminals and agents exceeds 70%')}`,
    tool: ['check_claim', { ref: referred.aiPlus, says: 'By 2027, the penetration rate of intelligent terminals and agents exceeds 70%' }],
    right: [/"verdict":"says"/],
  },
  {
    asks: 'A claim in English that does not hold',
    page: ({ aiPlus }) =>
      `/api/v1/documents/${aiPlus}/claim?says=${encodeURIComponent('By 2030, the penetration rate of intelligent terminals and agents exceeds 70%')}`,
    tool: ['check_claim', { ref: referred.aiPlus, says: 'By 2030, the penetration rate of intelligent terminals and agents exceeds 70%' }],
    right: [/"verdict":"does not say"/],
  },
];
