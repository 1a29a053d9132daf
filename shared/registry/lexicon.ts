/**
 * Concepts of the field and the words that show them, Chinese (blank between) and English (| between).
 * What a concept says about a theme stands in themes.ts.
 */
export type Concept = { readonly id: string; readonly terms: readonly string[] };

type Row = readonly [id: string, zh: string, en: string];

const rows: readonly Row[] = [
  // ——— artificial intelligence as such
  [
    'ai',
    '人工智能 生成式 AIGC 机器学习 深度学习 神经网络 智能经济 智能社会 智能化 生成AI 生成合成 智能助手 智能助教 智能语音 智能问答 人机协同 换脸 拟声 智能算法 类脑 智能技术 智能系统 智能产品 计算机视觉 自然语言处理 聊天机器人 智能客服 智能红利 机器智能 智能计算 AI声音 合成声音 对话服务 语音助手 智能导学 智能记账 智能问诊 智能机器',
    'artificial intelligence|AI|generative AI|GenAI|machine learning|AGI|deep learning|AI-powered|chatbot|deepfake|AI-generated|AI-enabled|AI-driven|machine intelligence|neural network|intelligent systems|conversational AI|image generator|machine-made|cloned voice|voice assistant|AI model|AI helper|AI tools|AI training|synthetic voice',
  ],
  [
    'ai-industry',
    '人工智能产业 人工智能发展 人工智能创新 人工智能应用 人工智能行业 人工智能技术 人工智能赋能 赋能新型工业化 智能装备 智能制造 智能终端 智能驾驶 智能科学 智能仪器 人工智能企业 人工智能产品 人工智能服务 人工智能领域 人工智能生态 人工智能场景 人工智能高地',
    'AI industry|AI development|AI industries|artificial intelligence industry|AI adoption|AI application|AI sector|AI product|AI service|AI ecosystem|AI start-up|AI startup|AI firm',
  ],
  [
    'model',
    '大模型 大语言模型 语言模型 基础模型 行业模型 推理模型 多模态 通用人工智能 ChatGPT 模型应用 开源模型 预训练 世界模型 垂直模型 千亿参数 万亿参数 模型企业 模型研发 模型训练 模型服务 大型语言模型 语言大模型 专用模型 端侧模型 模型额度 万亿级模型 大模型企业 大模型服务',
    'large language model|LLM|foundation model|AI model|language model|large model|open model|reasoning model|ChatGPT|large models|model developer|open weights|open-weights|frontier model|pre-training|world model|model maker|multimodal|foundation models|chat model|trillion-parameter|billion-parameter|chat service|video model|speech model|image model|coding model',
  ],
  [
    'agent',
    '智能体 数字员工',
    'AI agent|intelligent agent|agentic|AI agents|agents|agent services|agent registration|agent provider|agent rules|coding agent',
  ],
  [
    'ai-plus',
    '人工智能+ AI+ 模塑申城 人工智能与交通 人工智能赋能 全面赋能 场景培育 应用场景 场景清单 标杆场景 场景开放 场景创新 应用试点 典型场景 人工智能应用场景 赋能千行百业',
    'AI Plus|AI+|AI + |Artificial Intelligence Plus|artificial intelligence +|AI Plus drive|AI adoption|AI scenarios|pilots in',
  ],
  [
    'ai-plan',
    '新一代人工智能发展规划 人工智能发展规划 人工智能行动计划 人工智能产业促进 人工智能创新高地 人工智能政策 人工智能条例 人工智能促进条例 人工智能高质量发展 人工智能产业发展 人工智能三年行动 人工智能产业政策 人工智能若干措施',
    'AI development plan|AI policy|AI strategy|AI governance initiative|national AI strategy|AI plan|AI blueprint|AI action plan|plan for AI',
  ],
  ['token', '词元 词元经济 词元券', 'token economy|token calls'],
  // ——— data as a factor of production
  [
    'data-factor',
    '数据要素 数据要素× 数据二十条 数据基础制度 要素市场化 生产要素 数据生产要素 数据要素市场 数据价值 数据要素综合试验区 数据要素流通 数据要素化 数据生产力 数据乘数效应 要素市场化配置 数据红利 数字资产 数据入市',
    'data element|data factor|data elements|data factors|factor of production|data twenty|data 20|data-element|asset class|data as a factor|data as an asset|value of data|data dividend',
  ],
  [
    'data-trade',
    '数据交易 数据首单 数据第一单 数据成交 数据变现 脱敏数据 数据交易所 数据流通 场内交易 场外交易 数商 数据经纪 数据产品 数据市场 数据商品 数交所 数据供需 数据定价 数据价格 数据流通交易 数据交易机构 数据交易平台 数据商 数据服务商 语料交易 数据跨境交易 数据撮合 数据资产质押 数据挂牌 数据经营 数据集团 数据运营 有偿数据 可交易产品 数据服务 数据变现 数据买卖 数据流通安全',
    'data exchange|data trading|data trade|data marketplace|data market|data circulation|on-exchange|off-exchange|data product|data exchanges|open data trading|data flows|data broker|data brokers|trading of data|data transaction|data marketplaces|data-trading|data supplier|anonymised records|data vendor|pay per query|data sales|data deals|data platform',
  ],
  [
    'public-data',
    '公共数据 授权运营 数据产权 数据确权 数据资产 数据资源登记 三权分置 数据资产入表 公共数据资源 数据权益 数据登记 数据资源开发 首席数据官 资源入表 数据入表 入表 数据资产登记 数据产权登记 数据知识产权 数据权属 政务数据 数据授权 数据收益 数据资产评估 数据质押 数据资产化 数据持有权 数据使用权 数据经营权 数据资产管理 数据要素登记 公共数据授权 数据资源 沉睡数据 数据变资产 数据资产凭证 数据确权登记 医疗数据 数据归集 数据治理',
    'public data|data property|data rights|data asset|data ownership|data strategy|data property rights|data resources|property register|property certificate|data assets|authorised operation|authorized operation|government data|property rights in data|data resource|records platform|data governance|data licence',
  ],
  [
    'dataset',
    '数据集 高质量数据集 语料 语料库 语料券 数据券 数据标注 可信数据空间 数据空间 训练数据集 数据供给 可信空间 标注基地 标注产业 数据标注产业 数据采集中心 行业数据集 语料专区 语料产品 语料联盟 标注员 标注企业 数据采集员 语料产业',
    'dataset|datasets|high-quality data|data labelling|data labeling|data annotation|trusted data space|corpus|training data|AI-ready|data space|labelling base|corpora|annotation|labelling industry|annotators|labelling|labellers|training corpus',
  ],
  [
    'data-infra',
    '国家数据基础设施 数据基础设施 数据流通利用基础设施 一体化数据市场',
    'data infrastructure|national data infrastructure|integrated data market|unified data market',
  ],
  ['nda', '国家数据局 数据局', 'National Data Administration|National Data Bureau|State Data Administration|NDA'],
  ['data', '数据', 'data'],
  ['digital', '数字经济 数字中国 数字化 数字化转型', 'digital economy|digital transformation|digitalisation|digitalization'],
  // ——— compute
  [
    'compute',
    '算力 智算 毫秒用算 用算 智能化基础设施 计算平台 智能算力 算力网 算力基础设施 算力规模 算力服务 算力供给 超算 万卡 千卡 算力资源 算力调度 通算 算力布局 算网 训力 算力池 算力飞地 算力城 算力互联网 算力中心 机架 标准机架 超节点 算力产业 算力市场 算力标识 算力并网 算力券 云算力 机柜 智算规模 智算产业 算力租赁 算力价格 算力园区 训练服务 渲染 算力集群 算力需求 云端算力',
    'computing power|compute|computing capacity|computing infrastructure|AI computing|EFLOPS|PFLOPS|EFlops|supercomputing|computing network|GPU cluster|AI infrastructure|AI and cloud infrastructure|token factory|computational power|computing resource|cloud capacity|computing base|petaflops|exaflops|computing hubs|ten-thousand-card|supernode|idle compute|GPU rental|accelerator cluster|computing cluster|compute centre|compute center|computing resources|server cluster|GPU time|server halls|server campus|computing boom|compute boom|GPU hours|western clusters|computing clusters|accelerator hours|computing services|-card cluster|training capacity|card cluster|server farm|server farms',
  ],
  [
    'compute-net',
    '算力网 全国一体化算力网 算力互联互通 调度算力 算力并网 新型基础设施 算力互联 算力互联网 算力互认 算力调度平台',
    'national integrated computing|computing network|compute network|computing interconnection|compute monitoring|dispatch platform|compute dispatch|national dispatch',
  ],
  [
    'data-centre',
    '数据中心 冷板式 浸没式液冷 液冷机房 液冷服务器 液冷机柜 智算中心 算力中心 智能计算中心 智算集群 数据中心集群 数据机房 云数据中心',
    'data center|data centre|datacenter|computing center|computing centre|server farm|server farms|data hall|server halls|server park|data-center|data-centre',
  ],
  [
    'east-west',
    '东数西算 枢纽节点 算力枢纽 东数西存 东西部 国家枢纽 西算 西训 东数 西迁 东数西训 国家算力枢纽',
    'East Data West Computing|Eastern Data|east-data-west|EDWC|computing hub|national hub|channeling computing|western center|western centre|east-to-west|western computing|western server|East Data|computing bases in the west',
  ],
  [
    'voucher',
    '算力券 模型券 训力券 智算券 智能券 创新券 词元券 算力补贴 券通兑 算力消费券',
    'computing voucher|compute voucher|AI voucher|power voucher|voucher|vouchers|compute subsidy|GPU subsidy',
  ],
  [
    'cloud',
    '云计算 云服务 可用区 天翼云 阿里云 火山引擎 云区域 云服务商 云厂商 公有云 腾讯云 华为云 云计算中心',
    'cloud computing|cloud|cloud infrastructure|cloud region|cloud pilot|cloud provider|cloud unit|cloud firm',
  ],
  [
    'infra-spend',
    '资本开支 资本支出 基础设施投资 硬件基础设施 云和AI AI基础设施',
    'capex|capital expenditure|infrastructure investment|AI infrastructure',
  ],
  // ——— education
  [
    'school',
    '中小学 学校 小学 初中 高中 课程 教师 学生 课堂 教材 教学 秋季学期 课时 学段 通识课 学习工具 校园 备课 作业 教研 本科 微专业 助教 教师培训 职业院校 职业学校 幼儿园 学科 专业点 专业设置 师范 双师课堂 选修 必修 学分 未成年学生 乡村学校 导学 孩子 校长 必修课 研究生培养 中小学教师 毕业 师生 开学 班级 开放大学 扫盲 职业院校',
    'school|schools|curriculum|teacher|student|classroom|textbook|pupil|K-12|campus|grade school|tutor|homework|lesson|lessons|freshmen|timetable|course|courses|undergraduate|kindergarten|teacher training|village schools|credits|senior exam|enrolment|high school|module|vocational college|vocational colleges|college majors|degree programme|undergraduate programme',
  ],
  [
    'education',
    '教育 教育部 教育数字化 智慧教育 教育强国 教育局 教委 职业教育 高等教育 素养 学科专业 教学改革 育人 教育评价 教育平台 教育厅',
    'education|Ministry of Education|MOE|educational|literacy|smart education|SmartEDU|pupils|teaching|vocational college',
  ],
  [
    'ai-education',
    '人工智能教育 人工智能+教育 人工智能通识 人工智能助力教育 人工智能课 智能教育 教育大模型 人工智能素养 人工智能学院 人工智能专业 教育智能 人工智能课程 人工智能教材 人工智能通识课 人工智能类专业 人工智能教研 人工智能学习 人工智能微专业 人工智能实验学校 人工智能+高等教育 人工智能+X 人工智能助教 人工智能基础教育 人工智能学科 人工智能人才培养 大模型必修课 智能导学 人工智能素养提升 人工智能人才培养方案 AI课 AI扫盲 智能教育 AI通识',
    'AI education|AI + Education|AI+education|AI course|AI literacy|AI curriculum|AI in education|AI in schools|AI-education|AI Plus Education|artificial intelligence in education|artificial intelligence education|AI classes|AI class|AI lessons|AI clubs|AI textbook|AI major|AI majors|AI degree|AI for teachers|AI teaching|AI on the timetable|AI technician|AI tests|AI courses',
  ],
  // ——— research and innovation
  [
    'university',
    '大学 高校 院校 研究院 研究所 中科院 中国科学院 实验室 科研机构 学会 清华 北大 浙大 复旦 交大 科大 研究团队 院士 学者',
    'university|universities|academic|Academy of Sciences|institute|laboratory|joint lab|college|Tsinghua|Peking University|Fudan|professor|scholars|postdoc|doctoral',
  ],
  [
    'lab',
    '实验室 联合实验室 国家实验室 智源 鹏城 之江 创新中心 重点实验室 新型研发机构 概念验证中心 科学装置 孵化器',
    'joint labs|research lab|AI lab|Zhejiang Lab|laboratories|innovation center|innovation centre|joint laboratory|laboratory|lab|incubator|research institute',
  ],
  [
    'research',
    '科研 研发 基础研究 科技重大专项 重大专项 重大科技项目 科技项目 项目群 创新高地 重点专项 关键核心技术 攻关 联合攻关 揭榜挂帅 以赛代评 国家自然科学基金 科学智能 开放创新平台 创新发展试验区 试验区 产学研 科技创新 创新平台 科学研究 科学家 期刊 顶会 课题 基金委 自然科学基金 开源社区 科研范式 科学基础模型 基础理论 科研人员 重大研究计划 项目指南 科研成果 科学发现 共性技术 科技成果 国家奖 科学奖 青年科学家 非共识 算法探索 研究团队 科研项目 科学家团队',
    'research|R&D|research program|innovation platform|scientific research|innovation ecosystem|AI for Science|science and technology program|journal|papers|scientific model|basic research|preprint|study finds|conferences|breakthrough|citations|returnees|scientists at|top conferences|protein model|research grants|funding agency|open-sources',
  ],
  [
    'patent',
    '专利 论文 专利申请 发明专利 知识产权局 高被引 引用 期刊 被引',
    'patent|patents|WIPO|invention|inventions|intellectual property|papers|patent filings|patent applications|citations|authors',
  ],
  [
    'talent',
    '人才 科学家 创新团队 博士后 青年学者 首席科学家 引才 科研团队 海归 青年人才 科学家流动',
    'talent|talents|scientists|researchers|doctoral posts|recruit|young researchers|chief scientist|researchers return|affiliations',
  ],
  [
    'opc',
    '一人公司 OPC 超级个体 单人成军 一人成军 一人企业 一人公司社区 单人公司 个人创业者 一个人开公司 带智能体开公司 一个人带 单人创业',
    'one-person company|one-person companies|OPC|OPCs|solo founder|one-person firm|solo entrepreneur|solo founders|one-person startup',
  ],
  [
    'startup',
    '创业 初创 创业生态 孵化 创客 创业社区 创业者 众创 路演 创业团队 科技成果转化',
    'startup|start-up|incubator|entrepreneur|founders|venture builder|startups',
  ],
  [
    'net-law',
    '网络安全法 数据安全法 个人信息保护法 网络数据安全 算法推荐 深度合成 算法备案 互联网信息服务 人脸识别技术 深度伪造 AI换脸 大数据杀熟 信息茧房',
    'Cybersecurity Law|Data Security Law|Personal Information Protection Law|PIPL|Network Data Security|algorithm recommendation|deep synthesis',
  ],
  [
    'fyp-core',
    '国民经济和社会发展第十五个五年规划 十五五规划建议 十五五规划纲要 第十五个五年规划的建议 第十五个五年规划纲要',
    '15th Five-Year Plan outline|outline of the 15th Five-Year Plan|recommendations for the 15th Five-Year Plan',
  ],
  [
    'open-source',
    '开源 开源社区 开源生态 开放源代码 開放原始碼 开源项目 开放下载',
    'open source|open-source|open-weight|open weights|open licence|open license|permissive licence',
  ],
  [
    'call',
    '申报 项目申报 申报指南 申报通知 遴选 大赛 征集 申请截止 受理 报名 组织申报 申领 揭榜 案例征集',
    'call for proposals|call for projects|application guide|competition|deadline for proposals|applicants',
  ],
  // ——— policy instruments
  [
    'plan-doc',
    '规划 行动计划 行动方案 实施方案 实施意见 指导意见 若干措施 政策措施 若干政策 工作方案 行动纲要 三年行动 发展规划 八条 十条 工作要点 扶持政策 指南 措施 方案 试点工作 专项行动 实施细则 倡议 行动纲领 十六条 十二条 指引 试点方案',
    'action plan|guideline|guidelines|guidance|opinions|implementation plan|implementation opinions|blueprint|roadmap|work plan|master plan|initiative|action outline|policy document|plan|measures|scheme|programme|pilot|two-year plan|guide',
  ],
  [
    'policy-body',
    '国务院 国务院常务会议 政府工作报告 工作报告 部门 部长 主任 党组 部署 政策 战略 支持 人民政府 市政府 地方扶持 省委 市委 全会 外交部 发言人 省政府 国资委 工信部 发展改革委 科技部 经信局 工信厅 总理 政治局 代表建议 市政府办公厅 海关总署 省政府办公厅 委员建议',
    'State Council|government work report|Two Sessions|policy|policies|strategy|ministry|ministries|MIIT|NDRC|government|State-owned|subsidy|subsidize|subsidies|Premier|premier|Politburo|municipality|executive meeting|ministers|planning agency|assets regulator|party secretary|offers cash|subsidises|municipal notice|city hall|delegates|bureaus',
  ],
  ['report', '政府工作报告 两会 智能经济新形态 工作会议', 'government work report|Two Sessions|work conference|legislative session'],
  [
    'standards',
    '标准体系 标准化 标准和知识产权 国家标准 行业标准 强制性国标 强制性国家标准 推荐性 标准化技术委员会 标准引领 国标 安全规范 技术规范 团体标准 评价规范 标准指南 实践指南 标准研制 贯标 国际标准 标准获批 标准立项 国标立项',
    'standard system|standards system|national standard|standardization|standardisation|standards committee|technical committee|GB/T|mandatory standard|GB 45438|GB45438|standards work|draft standard|GB text|international standard',
  ],
  [
    'standard-doc',
    'GB/T GB45438 GB_45438 GB/T45652 安全规范 强制性国标 强制性国家标准 国家标准 推荐性国家标准 实践指南 标准实践指南',
    'GB45438-2025|GB 45438-2025|GB/T 45652|mandatory standard|mandatory national standard|draft standard|national standard sets',
  ],
  [
    'intl',
    '全球治理 全球人工智能治理 人工智能治理 世界人工智能大会 世界人工智能合作组织 人工智能全球治理 国际合作 AI治理 全球南方 能力建设 东盟 金砖 上合 联合国 倡议 普惠计划 合作组织 国际规则 发展中国家 国际标准 国际合作倡议 研修班',
    'WAIC|World AI Conference|World Artificial Intelligence Conference|WAICO|global AI governance|global governance|AI governance|World AI Cooperation|ASEAN|BRICS|Global South|United Nations|capacity building|developing countries|training programme|Gulf states|capacity-building',
  ],
  [
    'promote',
    '促进 产业促进 加快推进 高质量发展 创新发展 支持 培育 推动 赋能 专项支持',
    'promote|promoting|boost|spur|accelerate|support|foster|innovative development|empower|empowerment|bidirectional empowerment',
  ],
  [
    'sector',
    '人工智能+交通 人工智能+制造 人工智能+能源 人工智能+医疗 人工智能+信息通信 人工智能+消费 人工智能+农业 交通运输 医疗卫生 央企 中央企业 制造业 典型应用案例 应用服务商 人工智能+民航 民航 文旅 气象 农业农村 医疗 金融 社会治理 政务 智慧农业 煤矿 新型工业化 养老 城市治理 电力行业 文化旅游 千行百业 智慧海关 商贸 健康 热线 城市运行 智慧城市',
    'AI + health|medical and health|transport|manufacturing|health applications|state-owned enterprises|AI+energy|AI and energy|hospitals|factories|farming|banks|aviation|public services|healthcare',
  ],
  // ——— law and enforcement
  [
    'law',
    '网络安全法 数据安全法 个人信息保护法 人工智能法 立法 法律 法规 条例 修正案 修订 表决通过 人大常委会 全国人大 法治 立法计划 法律责任 促进条例 法官 起诉 人大 司法解释 判决 法院 最高法',
    'law|laws|legislation|legislator|legislators|legislative|lawmakers|amendment|amends|amended|amend|revision|revise|bill|NPC|Cybersecurity Law|Data Security Law|PIPL|statute|court|courts|judge|lawsuit|top legislature|provisions|liability|copyright',
  ],
  [
    'rule',
    '管理办法 暂行办法 管理规定 管理暂行办法 实施办法 审查办法 标识办法 规定 部门规章 部令 令公布 办法 监管办法 安全管理规定 细则 若干规定 管理细则 第一条 责令改正 新规 监管新规 拟出台 红线 不得代替 不得替代 负面清单',
    'regulation|regulations|rule|rules|interim measures|administrative measures|labeling measures|labelling measures|anthropomorphic measures|provisions|regulatory|regulate|regulates|strengthens regulation|ban|bans|prohibit|mandatory|mandates|regime|licence|licences|draft rules|duty|duties|ethics list|would need approval|told to|must report|tougher|rules would|consent rules',
  ],
  [
    'local-law',
    '产业促进条例 促进人工智能产业 地方法规 地方性法规 人工智能产业促进条例 机器人产业发展条例 人工智能促进条例 人工智能条例 促进条例 发展条例 人工智能发展条例',
    'regulation of the Shanghai|local regulation|Shenzhen Special Economic Zone|regulations for the promotion|promoting the development|municipal statute|promotion regulation|AI statute',
  ],
  [
    'draft',
    '征求意见 征求意见稿 草案 修改稿 审议报告 公开征求 送审稿 反馈意见 意见反馈 拟规管 拟规范 报批稿',
    'draft|drafts|public comment|consultation|public comments|seeks public input|comments due|open for comment|seeks comments|seek comments|comments are open|public consultation',
  ],
  [
    'filing',
    '备案 算法备案 大模型备案 服务登记 登记管理 已备案 上线服务备案 届出 备案公告 算法备案信息 上线备案 登记公告 登记',
    'filing|filed|registry|algorithm registry|registration|registered services|filings|unfiled|registry adds',
  ],
  [
    'filed-list',
    '已备案信息 备案信息公告 备案服务 登记信息 备案清单 登记公告 新增备案 批深度合成 算法备案信息 备案的生成式 已备案生成式',
    'filed generative AI|approved models|newly registered',
  ],
  [
    'label',
    '标识办法 生成合成内容 深度合成 内容标识 显式标识 隐式标识 显式 隐式 水印 换脸 拟声 合成内容 生成内容标识 隐形标识 打标',
    'watermark|content labeling|content labelling|synthetic content|deepfake|deep synthesis|explicit marks|cloned voice|face-swap|visible and hidden|tag machine-made',
  ],
  // Seats, food and machines bear labels too.
  ['label-weak', '标识 溯源', 'labeling|labelling|label|labels|tracing|metadata|marks'],
  ['ethics', '伦理 科技伦理 伦理审查 伦理规范', 'ethics|ethical|ethics review'],
  [
    'enforcement',
    '清朗 整治 查处 处罚 罚款 违规 执法 约谈 下架 乱象 滥用 未备案 责令 通报 罚单 侵权 判决 诈骗 侦破 专项检查 抽查 整改 警告 侵害 连带责任 法院 被罚 公安机关 违法 典型案例 一审 二审 宣判 约束 停止服务 处罚决定',
    'crackdown|campaign|fines|fine|penalties|penalty|Qinglang|enforcement|punish|antitrust|fined|probe|court|courts|inspectors|violators|lawsuit|suspended|taken down|infringement|watchdog|punished|penalised',
  ],
  [
    'safety',
    '安全治理 人工智能安全 治理框架 安全治理框架 安全评估 内容安全 算法安全 分类分级 包容审慎 安全监管 安全规范 安全要求 安全测试 风险评估 安全基本要求 红队 对齐 安全保护 急停',
    'AI safety|safety governance|governance framework|safety framework|AI risk|risk monitoring|risk assessment|security assessment|safety tests|safety test|security review|backdoor|safeguards',
  ],
  [
    'anthro',
    '拟人化 数字人 虚拟人 数字虚拟人 情感陪伴 聊天机器人 虚拟伴侣',
    'anthropomorphic|anthropomorphization|human-like|digital human|digital humans|virtual human|virtual humans|chatbot|virtual relationships|companion bot',
  ],
  // Whom such services may harm; every rule on schools and cards names them too.
  [
    'minors',
    '未成年人 沉迷 防沉迷 陪伴 儿童 监护人 伴侣 家长同意',
    'companion|minors|emotional|guardians|children|addictive|parental consent',
  ],
  [
    'compliance',
    '合规 监管 治理 规范 义务 责任 审查 审核义务 台账 监督检查',
    'compliance|regulator|regulators|oversight|governance|obligations|comply|accountability|supervision|duties|approval',
  ],
  // ——— the plan and future industries
  [
    'fyp',
    '十五五 第十五个五年规划 十五五规划 规划建议 规划纲要草案 十五五时期 十五五期间 五年规划',
    '15th Five-Year Plan|Fifteenth Five-Year|15th Five Year|15th FYP|next five-year plan|five-year plan|five-year outline|15th plan|15th five-year',
  ],
  [
    'future',
    '未来产业 具身智能 人形机器人 脑机接口 量子 量子科技 6G 第六代移动通信 生物制造 核聚变 低空经济 具身应用 商业航天 智能机器人 机器人产业 具身 机器人训练场 真机 脑机 六G 无人机配送 飞行汽车 无人驾驶 自动驾驶 萝卜快跑 氢能 量子计算 量子信息 未来产业先导区 机器人 自动驾驶出租车 低空 无人驾驶出租车 灵巧手 机器人租赁 人形 空域 试飞 量子云',
    'future industries|future industry|humanoid|humanoids|humanoid robot|humanoid robotics|embodied AI|embodied intelligence|brain-computer|quantum|6G|low-altitude|biomanufacturing|robotaxi|robotics|flying taxi|embodied|brain-computer interface|industries of the future|robotaxis|drone delivery|humanoid makers|hydrogen|fusion|brain chips|fold laundry|robots box|flying car|air taxi',
  ],
  ['sandbox', '沙盒 沙箱 沙盒监管 监管沙盒 先行先试 包容审慎的沙盒', 'sandbox|regulatory sandbox|sandboxes'],
  // ——— energy
  [
    'energy',
    '能源 电力 绿电 绿色低碳 PUE 能耗 节能 可再生能源 新能源 能效 节能审查 用电 碳排放 绿色化 耗电 光伏 风电 电网',
    'energy|electricity|renewable|renewables|PUE|kWh|coal|power grid|grid|green energy|clean power|carbon|wind-powered|power demand|water|low-carbon|green power|power consumption|nuclear',
  ],
  [
    'compute-energy',
    '算电协同 绿电直连 算力绿色化 算力电力协同 绿色算力 数据中心绿色 双向赋能 能效分级 算力电力 虚拟电厂 算电融合',
    'computing power and electricity|power AI|data center power|data-centre power|green data center|green data centre|data centres with green|power its AI|server farms and power',
  ],
  // ——— chips
  [
    'chip',
    '芯片 半导体 刻蚀 刻蚀机 集成电路 昇腾 GPU NPU 英伟达 輝達 辉达 美光 台积电 H20 H200 H800 A100 光刻 AI处理器 加速卡 晶圆 算力芯片 存储芯片 寒武纪 海光 摩尔线程 高带宽内存 HBM 先进封装 流片 训练芯片 推理芯片 先进制程 算子 软件栈 光刻胶 EDA 晶圆厂 良率 图形处理器 处理器 晶片 人工智能芯片 云端芯片 带宽内存 存储带宽 光刻机 智算芯片 晶圆代工 GPU企业 芯片企业',
    'chip|chips|semiconductor|silicon|Ascend|Nvidia|AMD|GPU|GPUs|H20|H200|H800|TSMC|SMIC|chipmaker|processor|processors|lithography|Cambricon|Hygon|Moore Threads|accelerator|accelerators|HBM|foundry|wafer|fab|memory bandwidth|advanced packaging|tape-out|chip maker|chip sales|AI chips|Kunlun|AI processor|chip curbs|lithography machine|chipmakers',
  ],
  [
    'self-reliance',
    '国产芯片 国产算力 国产替代 自主可控 卡脖子 国产化 国产加速卡 适配验证 自主底气 供应链安全 核心技术 国产人工智能芯片 自主创新 国产训练 国产软硬件 国产加速 国产GPU 自主软件栈 替代计划 安全可靠测评 国产深度学习框架 自立自强 供应链短板 信创 国产化率 自主平台 迁移到自主',
    'domestic chip|homegrown chip|homegrown chips|domestic AI chip|self-sufficiency|self-reliance|local chips|domestically powered|Huawei chips|Huawei silicon|indigenous|home-grown|home-made|domestic accelerators|Chinese-made chips|no foreign accelerators|import substitution|replace foreign|in-house chips',
  ],
  [
    'export',
    '出口管制 制裁 实体清单 出口限制 对华出口 封锁 加征关税 出口许可 断供 对华特供 反制 许可证 管制清单 收紧出口 限制光刻机 芯片限制 出口禁令',
    'export control|export controls|export restriction|export restrictions|sanctions|Entity List|export rules|trade ban|smuggled|limits on AI chip|chip sales to China|foreign supply|entity-list|export ban|tariff|chip curbs|countermeasures|adds AI processor firms',
  ],
  // ——— companies
  [
    'company-act',
    '财报 融资 上市 募资 估值 营收 出海 开源模型 发布新模型 战略合作 千问项目 新一代模型 全资 研发中心 推理模型 招股书 招股 递表 科创板 港股 半年报 年报 季报 子公司 合资公司 分拆 B轮 A轮 C轮 领投 投资方 新一轮融资 签署战略 量产 扩产 营业收入 净利润 亏损 收购 并购 开放下载 海外市场 股东 董事会 电话会 资本开支 注册资本 创始人 上市委 过会 裁撤 裁员 下调价格 调用量 披露 申请上市 上市申请 持续亏损',
    'funding|fundraising|IPO|valuation|revenue|earnings|launch|launches|unveils|releases|investment round|raises|open-sources|listing|market share|first round|ecosystem|startup|files for|spins off|posts|profit|losses|backers|stake|expands|opened an office|joint venture|proceeds|acquires|capital budget|venture funds|shareholders|investors|new round|sells|flotation|break even|opens its weights|loses|inference costs|customers',
  ],
  [
    'firm',
    '科技公司 有限公司 股份公司 本公司 完成融资 大模型企业 机器人企业 芯片企业 该公司 这家公司 创业公司 创业企业 公司称 公司表示 公司宣布 公司公告 公司主营 企业表示 这家企业 管理层 科技企业 初创公司 子公司 公司创始人',
    'tech firm|tech company|AI company|AI firm|chip company|AI startup|the company|the firm|its founder|start-up|startup|the developer|model developer|tech group|spin-off|the carrier',
  ],
  [
    'companies-many',
    '头部企业 大厂 科技公司 巨头 网科大厂 企业竞争 互联网公司 平台企业 人工智能公司 云厂商 运营商 中国企业 AI企业 三家企业 龙头企业',
    'tech giants|tech companies|AI companies|unicorn|big tech|hyperscalers|cloud firms|tech groups|Chinese firms|internet groups|rivals|AI darling|rival',
  ],
  // ——— equity
  [
    'equity',
    '共同富裕 数字鸿沟 欠发达 弥合 均衡 公平 普惠 普惠化 东西部 城乡 乡村振兴 乡村 农村 脱贫 特殊教育 老年人 无障碍 西部地区 区域协调 薄弱学校 区域经济 产业链跃迁 区域差距 平衡发展 中西部 老年 助老 适老化 适老 留守儿童 山区 残疾人 老区 返乡 帮扶 县域 乡镇 均等化 共享智能 共享发展 数字包容 弱势 下沉 转移支付 低收入 高龄老人 老人 对口支援 就业和税收 利益共享 村级 偏远 高原 牧区 对口援助 孩子们 个体户 小店 县城青年 数字饭碗 家门口 百县 欠发达地区 偏远地区 留守 革命老区',
    'digital divide|urban-rural|rural|poverty|inclusive|inequality|western regions|western China|west China|prosperity|countryside|affordable|equity|gap between|elderly|under-used western|idle western|coal-dependent eastern|east-west|less developed|Qinghai|Xinjiang|villages|village|poor counties|rural clinics|western counties|inclusion|older people|remote areas|small shops|equitable|left-behind|disabilities|coastal cities|inland provinces|tax sharing|oldest|volunteers|mountain|remote|herders|less-developed|coastal users',
  ],
  [
    'small-firm',
    '中小企业 小微企业 用得起 降低成本 成本 小微商户 个体工商户 小微 小商户',
    'SME|SMEs|small firms|small companies|small businesses|small and medium|small domestic|small shops|small business|smaller firms',
  ],
  [
    'hub-place',
    '贵州 宁夏 甘肃 内蒙古 庆阳 中卫 贵安 成渝 西部 青海 新疆 西藏 云南 陕西 西部省区 老区',
    "Guizhou|Ningxia|Gansu|Inner Mongolia|western|Qinghai|Xinjiang|Tibet|Yunnan|Shaanxi|China's west",
  ],
  // ——— weaker words: alone they say little
  [
    'model-weak',
    '模型 训练 推理 参数 算法 权重 智能 智慧 机器人',
    'model|models|training|inference|algorithm|algorithms|robot|robots|bot|bots|tokens|intelligent',
  ],
  [
    'dc-weak',
    '集群 机房 服务器 液冷 上架率 上云 云平台 云端 云网 云上 云边 云边端 云服务器 云资源 云业务 云主机 云网融合 时延 带宽 节点',
    'cluster|clusters|server|servers|rack|racks|GPU|hub|hubs|latency',
  ],
  [
    'energy-use',
    '用电 耗电 绿电 绿证 能耗 用能 PUE 供电 负荷 电价 用水 水效 水资源 取水 零碳 直供 绿电直供 绿电直连 源网荷储 电力供应 电力规划 节能审查 碳排放 电力支撑 电力消纳 可再生能源 算电 算力与电力 电算 绿色低碳 能效 水电 风电直连 储能 虚拟电厂 调峰 一度电 单位电耗 电耗 电力保障 电网 用电量',
    'electricity|PUE|kWh|kilowatt-hours|green power|green electricity|renewable|renewables|power demand|power-hungry|power hungry|power supply|power use|green certificate|green certificates|wind power|solar|water use|cooling|grid|carbon|clean power|nuclear|reactors|energy demand|power consumption|wind farm|direct line|grid fees|hydropower|water limits|kilowatt|energy storage|power line|utility',
  ],
  [
    'energy-sector',
    '人工智能+能源 人工智能+电力 巡检 煤矿 油气 勘探 设备诊断 负荷预测 智能调度 电网企业 发电企业 电力行业 能源行业 能源企业 能源领域',
    'AI+energy|AI in the energy sector|energy firms|oil and gas|power companies|grid inspection',
  ],
  [
    'cac',
    '网信办 网信部门 国家互联网信息办公室 网信',
    'cyberspace|Cyberspace Administration|cyberspace regulator|CAC|internet regulator|internet watchdog',
  ],
  [
    'court',
    '法院 判决 侵权 著作权 版权 肖像权 声音权益 案件 司法 诈骗 侵害 二审 一审 宣判 人格权 法官 诉讼',
    'court|courts|lawsuit|copyright|ruling|infringement|plaintiff|judges|civil rules|court ruling',
  ],
  // ——— what makes a page irrelevant
  [
    'stock',
    '龙头股 概念股 游资 龙虎榜 涨停 抢筹 早盘 个股 目标价 主力资金 板块 拉升 股票投资 投资策略 股吧 牛股 大盘 沽空 几只票 资金流向 值得关注 机构称 行情 ETF 基金份额 买入评级 逢低 收涨 台股 美股 投顾 增持 净流入 净买入 席位买入 营业部 看好后市 概念基金 股价周涨 股价大涨 股价创新高 机构调研 基金持仓 获基金关注 券商 研报 重仓 光模块股 减持 走强 午后 领涨 收跌 涨幅 跌幅 喊进 外资买超 配息 跌停 净卖出 大幅卖出 卖出',
    'buyback|target price|target prices|price target|broker recommendations|brokers|shares slump|shares rise|stock price|stocks to buy|ratings|analyst ratings|Street|ETF|buy rating|hold rating|overweight|momentum|technical levels|stocks|share price|dividend|gained percent|shares rose|shares fell|shares jump|stock picks|Price target|shares slip|take profit|traders|fell two percent',
  ],
  [
    'procure',
    '招标 采购 中标 磋商公告 竞争性磋商 投标 询价 成交公告 开标 招标公告 采购项目 联合采购 结果公示 抽取结果 中标公告 谈判公告 询价公告 比选 供应商 投标人 保证金 评标 竞争性谈判 单一来源 招标文件 采购人 采购预算 代理机构 成交供应商 更换项目 采购公告 公开招标 最高限价 采购结果公告 结果公告',
    'tender|bidding|procurement notice|invitation to bid|bidder|bidders|request for proposals|contract award',
  ],
  [
    'admission',
    '招生 入学 小升初 学位申请 幼升小 教资 高考 考试时间 报名时间 入学条件 随迁子女 体检 录取 学位 义务教育入学 积分入学 教师资格 复试 拟录取 录取名单 招生简章 单招 报考 划片 学费 夏令营 遴选公务员 面试公告 教师招聘 招聘公告 入学登记 就近入学 招生入学 资格审查 公开招聘 夏令营报名 报名须知 推荐信 招生办',
    'admission|admissions|enrollment guide|exam dates|MBA|tuition|job vacancy|vacancies|summer camp',
  ],
  [
    'weather',
    '天气 气温 降水 降雨 强降雨 高温 台风 中央气象台 热带风暴 暴雨 防汛 雨情 会商会 寒潮 大风蓝色预警 预警信号',
    'weather forecast|rainfall|heatwave|typhoon|rainstorm|cold wave',
  ],
  [
    'agent-ad',
    '代办 代理 咨询办理 办理流程 材料清单 哪些材料 全程代办 下证 包过 收费标准 代理公司 联系我们 立即咨询 免费咨询 办理材料 代办公司 咨询公司 注意事项 一站式办理 适用对象 报价 一站式代办 材料全包 加急 退款 拿证 资质代办 微信同号 领取资料 免费领取 驻场辅导 通过率 ICP 许可证代办 代理算法备案 添加微信 添加顾问 专业顾问 在线客服 咨询客服 扫码添加 我公司提供 本公司专注 我们的团队 欢迎咨询 资深顾问 出号 怎么办理 如何办理 如何快速 费用一次说清 全程辅导 八折 名额有限 一条龙 先过后付 全包',
    'filing service|service page|contact us|our services|free consultation|we help|market-entry agency|how to apply|offers help|required documents|service listing|what documents|B2B|our consultants|free quote|get a quote|price list|customer quotes|we handle|we set up|consultants|ICP licence|our team|get started|turnkey',
  ],
  ['seo', '网站制作 建站 做网站 网络营销 网站建设 建站公司 关键词', 'SEO|web design|spam page'],
  [
    'mill',
    '可行性研究报告 市场数据 投资策略研究 行业市场 前景预测 标签页 文档目录 范文 模板 数据监测 总结分析 研究报告目录 链接页 原文链接 预测报告 发展趋势预测 投资前景 深度调研 范本 文库 积分 可编辑 图表清单 订购 会员可下载 服务方案 市场现状分析 研究报告模板 下载需 前景预测报告 行业深度 免费试读 试读章节 行业报告',
    'market research report|table of contents|template|report sample|tag page|topic page|editorial guide|forecast report|market size report|buy report|download sample|CAGR|sample pages',
  ],
  [
    'review',
    '手机评测 续航 充电 售价 开箱 跑分 选型 选型指南 哪款 好用 排行榜 使用教程 深度测评 横评 工具推荐 写作生成器 实测 亲测 购买建议 打分 体验两周 哪款最好用 哪个好 推荐清单 使用体验 拍照 屏幕 性价比 新手教程 一键生成 一键降重 扫码领取 代金券 注册即送 限时免费 首月 打开相册 提示词模板 下载安装 点击下载 查重 降重 横向对比 绘画软件 哪家强 样张 旗舰对比 好用吗 深度体验',
    'compared|comparison of|product review|best tools|hands-on|tutorial|how to use|engineering comparison|best apps|apps compared|we tried|we tested|note-taking|worth buying|top 10|best AI|hands on',
  ],
  [
    'foreign',
    '菲律宾 马尼拉 印尼 印度尼西亚 越南 泰国 马来西亚 柔佛 巴西 墨西哥 俄罗斯 澳大利亚 沙特 阿联酋 迪拜 以色列 土耳其 意大利 西班牙 荷兰 瑞典 瑞士 波兰 肯尼亚 尼日利亚 南非 埃及 巴基斯坦 奥特曼 布鲁塞尔 谷歌 微软 特斯拉 苹果公司 亚马逊 欧盟 欧洲 印度 美国 日本 韩国 英国 法国 德国 新加坡 全球能源 伦敦 首尔 国会 东京 经产省 加州 白宫 加拿大 澳大利亚 越南 沙特 阿联酋 以色列 俄罗斯 巴西 马来西亚 泰国 华盛顿 美方 联邦议院 硅谷 纽约 欧盟委员会 荷兰 瑞士 意大利 西班牙',
    'Philippine|Philippines|Manila|Indonesia|Jakarta|Vietnam|Thailand|Malaysia|Kuala Lumpur|Johor|Brazil|Mexico|Russia|Australia|Canberra|Saudi|UAE|Dubai|Israel|Turkey|Italy|Spain|Netherlands|Sweden|Switzerland|Poland|Kenya|Nigeria|South Africa|Egypt|Pakistan|Texas|Stargate|Oracle|OpenAI|DeepMind|Anthropic|Google|Microsoft|Meta AI|EU|European|Brussels|London|Tokyo|New Delhi|Seoul|U.S.|US data|US AI|United States|White House|Europe|European Union|India|IndiaAI|Indian|Virginia|Japan|South Korea|United Kingdom|Britain|American|California|Texas|Futures Exchange|UK|Canada|Australia|Saudi|France|Paris|Germany|Berlin|Brazil|Israel|Russia|Vietnam|Malaysia|Singapore|Washington|Pentagon|European Commission|Senate|Congress passed|governor|Ohio|New York|Silicon Valley|Arizona|Oregon|Georgia|Ireland|Netherlands|Dutch|Italy|Spain|Mexico|Wall Street|Congress|federal',
  ],
  [
    'china',
    '中国 我国 全国 国产 对华 在华 中方 中美 中央 中共 国内 华为 阿里 腾讯 百度 两部门 三部门 四部门 五部门 六部门 七部门 八部门 工信部 网信办 国务院 内地 大陆 自治区 我市',
    "China|Chinese|Beijing|Shanghai|Shenzhen|Hangzhou|Guizhou|Hainan|Hong Kong|Zhejiang|Guangdong|Jiangsu|CAC|MIIT|NDRC|State Council|Cyberspace Administration|Huawei|Alibaba|Tencent|Baidu|DeepSeek|Zhipu|National Data Administration|Xinhua|yuan|GB 45438|GB45438|Nanjing|Suzhou|Hefei|Chengdu|Chongqing|Wuhan|Xi'an|Guiyang|Hohhot|Ningxia|Gansu|Qinghai|Tibet|Xinjiang|Inner Mongolia|Tianjin|Shandong|Sichuan|Hubei|Hunan|Fujian|Anhui|Henan|Hebei|Shaanxi|Yunnan|Zhangjiakou|Qingyang|Zhongwei|Wuhu|renminbi|RMB|Zhongguancun|Ministry of Education|Ministry of Science|National Energy Administration|National Development and Reform Commission|Moonshot|MiniMax|ByteDance|SenseTime|Cambricon|Unitree|iFlytek|StepFun|SMIC|Ascend",
  ],
  [
    'car',
    '汽车价格战 新能源汽车 电动汽车 降价 购车补贴 新能源汽车下乡 车企 电动轿车',
    'price war|electric-car|automotive|carmaker|carmakers|BYD|electric vehicle|electric sedan|car sales|discounts',
  ],
  ['delegation', '代表团 来访 访问我校', 'delegation|hosts|visit'],
  [
    'off-topic',
    '养老服务 养老机构 电缆 政务公开 园艺 经费管理 资金管理 税收 消防 食品安全 校服 双减 明星 房地产 旅游攻略 医疗保障 校园食品安全 陪餐 阶梯价格 碳市场 直播打赏 低俗 侵害用户权益 煤炭 防溺水 物业 医保 房产中介 水泥 钢铁 控辍保学 学生资助 股东大会 迎峰度夏 电煤 抽水蓄能 保供 能源保供 宽带普及 个人信息保护执法 铁路 粮食收购 偷税 带货 暑运 消费者投诉 退费 满减 炒股 考研 冲刺班 买一送一 带单 骗局 门禁 招募名单 三支一扶',
    'tourism|football|celebrity|housing market|pension|coal output|miners|subscriber growth|prompt engineering|social media for under-16s|certificates and discounts|home sales',
  ],
  ['paper', '内在机理 路径研究 面板数据 经验证据 实证 研究论文 面板 实证研究 影响机制', 'panel data|empirical|regression|survey data'],
];

/** Every concept, in a fixed order (the trained weights refer to it by id). */
export const concepts: readonly Concept[] = rows.map(([id, zh, en]) => {
  const terms = new Set<string>();
  for (const term of zh.split(' ')) terms.add(term.replaceAll('_', ' ').trim());
  for (const term of en.split('|')) terms.add(term.trim());
  terms.delete('');
  return { id, terms: [...terms] };
});
