/**
 * Twenty questions as a client plays them with `hongtou mcp`: the eighteen of tests/corpus/asked.ts, of acts that the store of the test holds
 * (the samples, and the invented acts of that file), and two on silence. What is right was written down from the acts before any was asked.
 */
export type Played = {
  readonly asks: string;
  /** At most two calls. */
  readonly calls: readonly (readonly [tool: string, given: Readonly<Record<string, unknown>>])[];
  /** What the answers hold together. */
  readonly right: readonly RegExp[];
  readonly never?: readonly RegExp[];
};

const dialogue = '生成式人工智能对话服务管理暂行办法';
const voices = '合成语音服务标识管理办法';
const search = (q: string, more = {}): Played['calls'] => [['search', { q, ...more }]];

export const twenty: readonly Played[] = [
  {
    asks: 'Which rules bind a foreign provider of generative AI?',
    calls: search('foreign provider generative AI'),
    right: [/生成式人工智能对话服务管理暂行办法/, /(foreign|overseas|outside)[^.“”]{0,160}(represent|agent)/i, /\bfile\b|\bfiling\b/i],
  },
  {
    asks: 'What did Shanghai do after AI+?',
    calls: search('AI+', { place: 'shanghai' }),
    right: [/沪府办发〔2025〕97号/, /more than 75 ?(%|percent)/i, /5 million yuan|5,000,000 yuan/],
  },
  {
    asks: 'Which deadlines are there in the next 30 days?',
    calls: [
      ['deadlines', { to: '2026-12-23' }],
      ['deadlines', { kind: 'effective', to: '2026-12-23' }],
    ],
    right: [/智能体平台责任规定/, /2026-12-17/, /智能算力设施绿色用能行动方案/, /2026-12-01/],
    never: [/2027-01-15/],
  },
  {
    asks: 'Which acts have fines above 1 million?',
    calls: [['figures', { kind: 'fine', unit: 'CNY', above: '1000000' }]],
    right: [/生成式人工智能对话服务管理暂行办法/, /"value":2000000[,}]/, /二百万元以下罚款/],
    never: [/"value":100000[,}]/],
  },
  {
    asks: 'What changed between draft and final of the measures on synthetic speech?',
    calls: [['compare', { a: `${voices}（征求意见稿）`, b: voices }]],
    right: [/语音起始处和结束处/, /保存标识日志不少于六个月/, /十万元以下罚款/],
  },
  {
    asks: 'Who has carried out AI+?',
    calls: [['lineage', { ref: '国发〔2025〕11号' }]],
    right: [/国办发〔2026〕901号/, /沪府办发〔2025〕97号/, /not watched/],
  },
  {
    asks: 'Who gives compute or token vouchers, and how much?',
    calls: search('训力券 OR 词元券'),
    right: [/深工信规〔2026〕9号/, /10 million yuan/, /京政办发〔2026〕90号/, /30 ?(%|percent)/],
  },
  {
    asks: 'From when are the rules on labelling synthetic speech, and what must be done?',
    calls: search('synthetic speech labelling'),
    right: [/合成语音服务标识管理办法/, /2027-01-15/, /must[^.“”]{0,160}label/i],
  },
  {
    asks: 'Are the rules for cross-border data in force?',
    calls: search('cross-border data'),
    right: ['便利规定', '安全评估办法', '标准合同办法'].map(
      (name) => new RegExp(`数据跨境交换${name}"[^{}]*{[^{}]*}[^{}]*"status":"in-force"`),
    ),
    never: [/"status":"(expired|superseded|repealed)"/],
  },
  {
    asks: 'Until when and how can one comment on the draft on agent platforms?',
    calls: search('智能体平台 征求意见稿'),
    right: [/智能体平台责任规定/, /2026-12-17/, /agents@cac\.example/],
  },
  {
    asks: 'What are the targets of the opinions on inclusive compute?',
    calls: [['document', { ref: '国办发〔2026〕901号' }]],
    right: [/2028/, /30 ?(%|percent)/, /15 ?(%|percent)/],
  },
  {
    asks: 'Who cites the interim measures on dialogue services?',
    calls: [['lineage', { ref: dialogue }]],
    right: [/国信办通字〔2025〕97号/, /对话模型标识规范/],
  },
  {
    asks: 'What is the highest fine of the interim measures on dialogue services?',
    calls: search('dialogue services fines'),
    right: [/生成式人工智能对话服务管理暂行办法/, /2 million yuan|2,000,000 yuan/i],
  },
  {
    asks: 'What does article 20 of the interim measures say?',
    calls: [['document', { ref: dialogue, article: '20' }]],
    right: [/第二十条/, /应当指定境内代表，并向国家网信部门备案/, /(foreign|overseas|outside)[^.“”]{0,160}(represent|agent)/i],
  },
  {
    asks: 'What is there on embodied intelligence?',
    calls: search('embodied intelligence'),
    right: [/工信部联科〔2026〕902号/, /100,000|10万名/, /2030/],
  },
  {
    asks: 'Who need not apply for an assessment before exporting data?',
    calls: search('data export security assessment exemption'),
    right: [/数据跨境交换便利规定/, /免予申报数据出境安全评估|exempt/],
  },
  {
    asks: 'What protects minors?',
    calls: search('minors'),
    right: [/生成式人工智能对话服务管理暂行办法/, /(guardian|parent)/i, /14|fourteen/i],
  },
  {
    asks: 'Which act is CAC Order No. 90?',
    calls: [['resolve', { ref: 'CAC Order No. 90' }]],
    right: [/合成语音服务标识管理办法/, /"held":true/],
  },
  {
    asks: 'Has Guangxi put out compute vouchers, and does an empty answer prove that it has not?',
    calls: search('算力券', { place: 'guangxi' }),
    right: [/"total":0/, /does not prove/],
  },
  {
    asks: 'Which site refuses to be read, and since when?',
    calls: [['coverage', {}]],
    right: [/demo-shenzhen/, /"state":"refused"/, /2026-11-16/],
  },
];
