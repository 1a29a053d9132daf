import type { ThemeId } from '../../model/vocabulary.ts';
import type { LandmarkSection, Mark } from './row.ts';

/**
 * A figure that the backgrounder states. `unit` and `about` tell which figures of tracked documents speak of the same thing: the unit as the
 * figures stage names it, and words that must stand in the same sentence, one of each group.
 */
export type FigureLandmark = {
  readonly id: string;
  readonly section: LandmarkSection;
  readonly en: string;
  readonly stated: string;
  readonly mark: Mark;
  readonly themes: readonly ThemeId[];
  readonly unit: string;
  readonly about: readonly (readonly string[])[];
  readonly note: string;
  /** Words of which one must stand in the figure or right behind it: what is counted. */
  readonly counted?: readonly string[];
  /** Stated of the whole country: the figure of a province or a city is no newer value of it. */
  readonly national: boolean;
};

type FigureRow = readonly [
  id: string,
  en: string,
  stated: string,
  mark: Mark,
  themes: string,
  unit: string,
  about: string,
  note: string,
  counted?: string,
];

const rows: Readonly<Partial<Record<LandmarkSection, readonly FigureRow[]>>> = {
  'data-market': [
    [
      'sde-products',
      'Data products listed on the Shanghai Data Exchange',
      '20 on the first day, more than 800 by the end of 2022',
      'V2',
      'data-market',
      'count',
      '上海数据交易所|上海数交所|Shanghai Data Exchange & 产品|products',
      '',
    ],
    [
      'sde-turnover',
      'Turnover of the Shanghai Data Exchange',
      '1.16 billion yuan in 2023',
      '?',
      'data-market',
      'CNY',
      '上海数据交易所|上海数交所|Shanghai Data Exchange & 交易额|交易规模|成交额|turnover',
      'In January 2023 a newspaper only expected more than 1 billion.',
    ],
    [
      'exchanges',
      'Data exchanges in the country',
      '46 by 2024',
      'V1',
      'data-market',
      'count',
      '数据交易所|数据交易机构|数据交易场所|data exchanges & 全国|nationwide',
      '',
    ],
  ],
  compute: [
    ['hub-count', 'National computing hubs', '8 hubs', 'V2', 'compute equity', 'count', '枢纽|hubs & 算力|东数西算|computing', ''],
    [
      'cluster-count',
      'National data centre clusters',
      '10 clusters',
      'V2',
      'compute equity',
      'count',
      '集群|clusters & 数据中心|data cent',
      '',
    ],
    [
      'hub-investment',
      'Direct investment in the hubs',
      '43.5 billion yuan',
      'K',
      'compute',
      'CNY',
      '枢纽|东数西算|hubs & 投资|investment',
      'Figure of 2024; it needs a source.',
    ],
    [
      'data-centres',
      'Data centres',
      '561 data centres, 34 operators',
      '?',
      'compute',
      'count',
      '数据中心|data cent & 家|个|座|centers|centres & 全国|运营|operators',
      'Looks like the count of a colocation directory, not an official one.',
    ],
    [
      'compute-scale',
      'Computing power',
      '300 EFLOPS by 2025',
      'V2',
      'compute',
      'EFLOPS',
      '算力|computing power',
      'Target of the compute infrastructure plan of October 2023.',
    ],
    [
      'pue',
      'Power usage effectiveness of data centres',
      'at most 1.5',
      'V2',
      'energy compute',
      'PUE',
      'PUE|电能利用效率',
      'Target of the green data centre plan of July 2024.',
    ],
    [
      'green-power',
      'Green power in new data centres of the hubs',
      '80%',
      'V2',
      'energy compute',
      '%',
      '绿电|green power|绿色电力 & 枢纽|数据中心|hubs',
      'The same plan.',
    ],
  ],
  education: [
    [
      'teachers',
      'Teachers reached and tools offered',
      '2.97 million teachers, 700 tools',
      'V2',
      'education',
      'count',
      '教师|teachers & 智慧教育|培训|trained',
      'The ministry said 2.97 million person-times of teachers and 738 tools (November 2024): not so many teachers.',
    ],
    [
      'ai-hours',
      'Lessons on AI in a school year',
      '8 hours',
      'V2',
      'education',
      'hour',
      '人工智能|AI & 课时|学时|hours & 学年|每年|year',
      'A rule of Beijing, not of the country; Hangzhou asks for 10.',
    ],
  ],
  research: [
    [
      'patents',
      'Share of the world’s AI patents',
      '60%',
      'V2',
      'research',
      '%',
      '专利|patents & 全球|世界|global|world',
      'Said by the head of the National Data Administration in August 2025. Other shares circulate (38.58% of applications; 74.7% of applications 2011 to 2020; over half of active families): never the same measure.',
    ],
    [
      'firms',
      'AI firms',
      '6,000',
      'V2',
      'companies research',
      'count',
      '人工智能|AI & 企业|firms|companies|enterprises & 超|全国|家|more than',
      'More than 6,000 by the ministry of industry in January 2026.',
    ],
    [
      'industry-size',
      'Size of the AI industry',
      '1.2 trillion yuan',
      'V2',
      'companies',
      'CNY',
      '人工智能|AI & 产业规模|核心产业|industry',
      'Of the core industry, by CAICT in December 2025.',
    ],
    [
      'opc-count',
      'One-person companies',
      '16 million',
      '?',
      'research',
      'count',
      '一人公司|OPC|one-person',
      'Most are ordinary one-person limited companies.',
      '家|户|公司|企业|companies|firms',
    ],
  ],
  policy: [
    [
      'ai-plus-2027',
      'Penetration of new-generation intelligent terminals, agents and other applications by 2027',
      '70%',
      'V2',
      'policy',
      '%',
      '智能终端|terminals & 智能体|agents & 普及率|penetration & 2027',
      'Not 70% of sectors or firms.',
    ],
    [
      'ai-plus-2030',
      'Penetration of new-generation intelligent terminals, agents and other applications by 2030',
      '90%',
      'V2',
      'policy',
      '%',
      '智能终端|terminals & 智能体|agents & 普及率|penetration & 2030',
      '',
    ],
    [
      'voucher-value',
      'Value of a compute voucher',
      '140,000 to 200,000 US dollars',
      '?',
      'compute policy',
      'CNY',
      '算力券|训力券|compute voucher',
      'No general rule: Beijing capped a firm at 2 million yuan a year, Shanghai set a pot of 600 million, Shenzhen up to 500 million a year.',
    ],
  ],
  fyp15: [
    [
      'future-output',
      'AI-related industries by 2030',
      '10 trillion yuan',
      'V1',
      'fyp15 companies',
      'CNY',
      '人工智能相关产业|AI-related',
      'Said of AI-related industries; the backgrounder ascribes it to future industries.',
    ],
    ['rd-growth', 'Yearly growth of spending on R&D in the plan', '7%', 'V2', 'fyp15 research', '%', '研发经费|R&D & 年均|增长|annual', ''],
    ['digital-core', 'Core industries of the digital economy in GDP', '12.5%', 'V2', 'fyp15', '%', '数字经济核心产业|digital economy', ''],
  ],
  beyond: [
    [
      'filed',
      'Generative AI services filed',
      '302 at the end of 2024; 988 by 30 June 2026',
      'V1',
      'regulation',
      'count',
      '生成式人工智能服务|generative AI services|generative artificial intelligence services & 备案|filed|filing',
      '598 more were registered by 30 June 2026; filing and registration are two things.',
    ],
  ],
};

/** Figures of one place or one firm, and those that each city sets for itself. */
const local = new Set(['sde-products', 'sde-turnover', 'ai-hours', 'voucher-value']);

/** Figures of the backgrounder in the order of its sections. */
export const figureLandmarks: readonly FigureLandmark[] = Object.entries(rows).flatMap(([section, list]) =>
  list.map(([id, en, stated, mark, themes, unit, about, note, counted]) => ({
    id,
    section: section as LandmarkSection,
    en,
    stated,
    mark,
    themes: themes.split(' ').filter(Boolean) as ThemeId[],
    unit,
    about: about.split(' & ').map((group) => group.split('|')),
    note,
    ...(counted === undefined ? {} : { counted: counted.split('|') }),
    national: !local.has(id),
  })),
);
