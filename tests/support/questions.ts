/** The twenty questions of an analyst (docs/chinese-documents.md 8), as each face is asked them over the demo store. */
export type Question = {
  readonly asks: string;
  /** One call of a tool, and what its answer has to hold. */
  readonly tool: readonly [name: string, given: Readonly<Record<string, unknown>>];
  readonly has: readonly RegExp[];
  /** What the answer says that the store has nothing on. */
  readonly notHeld?: RegExp;
  /** At most two calls of the API, and what they hold together. */
  readonly api: readonly string[];
  readonly apiHas: readonly RegExp[];
  /** One search of the page (or a page that it links), and what it shows. */
  readonly page: string;
  readonly shows: readonly RegExp[];
};

const nothing = /No held document/;
const documents = (q: string): string => `/api/v1/documents?q=${encodeURIComponent(q)}`;
const search = (q: string): string => `/documents?q=${encodeURIComponent(q)}`;

/** A question whose act is known by name and not read: every face says so. */
const known = (asks: string, q: string, title: RegExp): Question => ({
  asks,
  tool: ['search', { q }],
  has: [/"known":/, title],
  notHeld: nothing,
  api: [documents(q)],
  apiHas: [/"total":0/, title],
  page: search(q),
  shows: [title],
});

export const questions: readonly Question[] = [
  {
    asks: 'What did CAC issue or propose since 1 September, and which comment windows are open?',
    tool: ['search', { issuer: 'CAC', from: '2026-09-01', date: 'published' }],
    has: [
      /合成语音服务标识管理办法/,
      /国家互联网信息办公室令第90号/,
      /智能体平台责任规定/,
      /"commentBy":\{"value":"2026-12-17"/,
      /"commentDaysLeft":24/,
    ],
    api: ['/api/v1/documents?issuer=cac&from=2026-09-01&date=published', '/api/v1/calendar?issuer=cac'],
    apiHas: [/国家互联网信息办公室令第90号/, /2026-12-17/],
    page: '/documents?issuer=cac&from=2026-09-01&date=published',
    shows: [/合成语音服务标识管理办法/, /智能体平台责任规定/, /24 days left/],
  },
  {
    asks: 'Is there a draft AI law yet? What do the 2026 State Council and NPC plans say?',
    tool: ['search', { q: '人工智能法' }],
    has: [/As of September 2026 no official draft had been published/],
    notHeld: nothing,
    api: [documents('人工智能法'), '/api/v1/landmarks/ai-law'],
    apiHas: [/"total":0/, /no official draft had been published/],
    page: '/landmarks/ai-law',
    shows: [/no official draft had been published/],
  },
  {
    asks: 'Which documents implement 国发〔2025〕11号, by ministry and date?',
    tool: ['lineage', { ref: '国发〔2025〕11号' }],
    has: [/"relation":"implements"/, /国办发〔2026〕901号/, /国务院办公厅/, /"published":"2026-11-06"/],
    notHeld: nothing,
    api: [`/api/v1/resolve?ref=${encodeURIComponent('国发〔2025〕11号')}`],
    apiHas: [/be556160fcabb0d1/, /implements/],
    page: search('国发〔2025〕11号'),
    shows: [/国务院办公厅关于推进普惠算力服务的意见/],
  },
  {
    asks: 'What exactly must label AI-generated content, from when, under which standard?',
    tool: ['search', { q: '标识', type: 'rule' }],
    has: [/"effective":\{"value":"2027-01-15"/, /保存标识日志不少于六个月/, /keep label logs for at least 6 months/, /十万元以下罚款/],
    api: [`${documents('标识')}&type=rule`, '/api/v1/documents/99dfea68d686e308/text'],
    apiHas: [/2027-01-15/, /应当在语音起始处和结束处添加可感知的标识/],
    page: `${search('标识')}&type=rule`,
    shows: [/合成语音服务标识管理办法/, /2027/],
  },
  {
    asks: 'What is the difference between filing and registration, and how many services are filed?',
    tool: ['search', { q: '已备案' }],
    has: [/1,204 generative AI services had been filed, 61 more/, /截至2026年11月15日/],
    api: [documents('已备案')],
    apiHas: [/1204款/],
    page: search('已备案'),
    shows: [/已备案/],
  },
  known('Which rules apply to AI companions and digital humans, and which are final?', '拟人化', /人工智能拟人化互动服务管理暂行办法/),
  known('What does the 15th Five-Year Plan say about AI, compute and chips?', '第十五个五年规划', /第十五个五年规划/),
  {
    asks: 'Which cities offer compute, model, corpus or token vouchers, how much and until when?',
    tool: ['search', { q: '算力券 OR 训力券 OR 词元券 OR 语料券 OR 模型券' }],
    has: [
      /深工信规〔2026〕9号/,
      /up to 10 million yuan a year/,
      /"expires":\{"value":"2028-11-14"/,
      /京政办发〔2026〕90号/,
      /给予30%补贴，每家企业每年最高100万元/,
    ],
    api: [documents('训力券 OR 词元券'), '/api/v1/figures?unit=CNY'],
    apiHas: [/深工信规〔2026〕9号/, /京政办发〔2026〕90号/, /"value":10000000/],
    page: search('训力券 OR 词元券'),
    shows: [/训力券/, /词元/],
  },
  {
    asks: 'What are the eight hubs and ten clusters, and what has changed since 2022?',
    tool: ['search', { q: '算力枢纽' }],
    has: [/国办发〔2026〕901号/, /发改环资〔2026〕901号/],
    api: [documents('算力枢纽'), '/api/v1/landmarks/east-west'],
    apiHas: [/Eight hubs and ten clusters/, /发改环资〔2026〕901号/],
    page: '/landmarks/east-west',
    shows: [/Eight hubs and ten clusters/],
  },
  {
    asks: 'What green-power or PUE duties apply to new data centres?',
    tool: ['search', { q: '绿电 OR PUE' }],
    has: [
      /share of green power of new intelligent computing centres [^:]*: at least 85%/,
      /电能利用效率（PUE）降至1.2以下/,
      /"effective":\{"value":"2026-12-01"/,
    ],
    api: ['/api/v1/figures?unit=PUE', documents('绿电')],
    apiHas: [/"bound":"at-most"/, /发改环资〔2026〕901号/],
    page: search('绿电'),
    shows: [/智能算力设施绿色用能行动方案/],
  },
  {
    asks: 'Is there an official document banning foreign AI chips? If not, who reported it?',
    tool: ['search', { q: '境外 芯片 禁止' }],
    has: [/"items":\[/],
    notHeld: /No document has all of these words/,
    api: [documents('境外 芯片 禁止'), '/api/v1/reported'],
    apiHas: [/"missing":\[/, /"items":\[/],
    page: search('境外 芯片 禁止'),
    shows: [/not prove|No /],
  },
  {
    asks: 'Which models were trained on domestic chips, according to whom?',
    tool: ['search', { q: '国产 芯片 训练' }],
    has: [/临江智能/, /"type":"news"/, /Yunjiang Daily/],
    notHeld: /No official act/,
    api: [documents('国产 芯片 训练')],
    apiHas: [/临江智能/, /"type":"news"/],
    page: search('国产 芯片 训练'),
    shows: [/临江智能/],
  },
  {
    asks: 'How is AI taught in Beijing, Hangzhou and Guangdong schools? What is national?',
    tool: ['search', { q: '中小学 人工智能', theme: 'education' }],
    has: [/北京市教育委员会/, /at least 8 class hours/, /不少于8课时/, /"issuer":\{"beijing-edu[^}]*":1\}/],
    api: [`${documents('中小学 人工智能')}&theme=education`],
    apiHas: [/北京市教育委员会/, /不少于8课时/],
    page: `${search('中小学 人工智能')}&theme=education`,
    shows: [/中小学人工智能课程/],
  },
  known("What is the AI+ Education plan's number, signing date and 2030 goal?", '人工智能+教育', /教科信〔2026〕1号/),
  known('What is the status of public-data authorisation and data property registration?', '公共数据授权运营', /公共数据授权运营/),
  {
    asks: 'What did the National Data Administration plan for 2026 and what has it issued?',
    tool: ['search', { issuer: 'National Data Administration' }],
    has: [/"total":1/, /智能算力设施绿色用能行动方案/, /发改环资〔2026〕901号/],
    api: ['/api/v1/documents?issuer=nda'],
    apiHas: [/"total":1/, /智能算力设施绿色用能行动方案/],
    page: '/documents?issuer=nda',
    shows: [/智能算力设施绿色用能行动方案/],
  },
  known(
    "Compare Shanghai's, Shenzhen's and Hangzhou's AI regulations: scope, sandbox, liability.",
    '人工智能产业促进条例',
    /深圳经济特区人工智能产业促进条例/,
  ),
  known('Who regulates AI ethics review, what needs expert review, which cities pilot it?', '科技伦理审查', /科技伦理审查办法/),
  {
    asks: 'Which measures target western provinces or small firms, with figures?',
    tool: ['search', { theme: 'equity' }],
    has: [/不低于15%的算力/, /不超过合同额20%的补贴/, /下降30%以上/],
    api: ['/api/v1/documents?theme=equity', '/api/v1/figures?unit=%25'],
    apiHas: [/国办发〔2026〕901号/, /不低于15%/, /不超过合同额20%/],
    page: '/themes/equity',
    shows: [/普惠算力服务/],
  },
  {
    asks: 'What changed between the draft and final of the anthropomorphic AI measures?',
    tool: ['compare', { a: '人工智能拟人化互动服务管理暂行办法（征求意见稿）', b: '人工智能拟人化互动服务管理暂行办法' }],
    has: [/"known":/, /2026-04-10/],
    notHeld: nothing,
    api: [documents('拟人化')],
    apiHas: [/"total":0/, /人工智能拟人化互动服务管理暂行办法/],
    page: search('拟人化'),
    shows: [/人工智能拟人化互动服务管理暂行办法/],
  },
];
