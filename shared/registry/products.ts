/** Products and models that news name, with their makers (domain.md 1.6 and 2.8). `names` in both languages, the first one is shown. */
export type Product = { readonly id: string; readonly company: string; readonly names: readonly string[] };

const rows: readonly (readonly [id: string, company: string, names: string])[] = [
  ['ascend', 'huawei', '昇腾|Ascend 910|Ascend 950|Huawei Ascend'],
  ['kunpeng', 'huawei', '鲲鹏处理器|鲲鹏920|Kunpeng'],
  ['mindspore', 'huawei', '昇思|MindSpore'],
  ['cann', 'huawei', 'CANN'],
  ['pangu', 'huawei', '盘古大模型|Pangu model|Pangu models'],
  ['cloudmatrix', 'huawei', 'CloudMatrix|Atlas 900'],
  ['harmonyos', 'huawei', '鸿蒙|HarmonyOS'],
  ['telechat', 'china-telecom', '星辰大模型|TeleChat'],
  ['tianyi-cloud', 'china-telecom', '天翼云|Tianyi Cloud|eSurfing Cloud'],
  ['jiutian', 'china-mobile', '九天大模型|Jiutian'],
  ['qwen', 'alibaba', '通义千问|千问|Qwen|Tongyi Qianwen'],
  ['hunyuan', 'tencent', '混元|Hunyuan'],
  ['yuanbao', 'tencent', '腾讯元宝|Yuanbao'],
  ['ernie', 'baidu', '文心一言|文心大模型|Ernie Bot|ERNIE'],
  ['apollo-go', 'baidu', '萝卜快跑|Apollo Go'],
  ['paddlepaddle', 'baidu', '飞桨|PaddlePaddle'],
  ['deepseek-v3', 'deepseek', 'DeepSeek-V3|DeepSeek V3'],
  ['deepseek-r1', 'deepseek', 'DeepSeek-R1|DeepSeek R1'],
  ['deepseek-v4', 'deepseek', 'DeepSeek-V4|DeepSeek V4'],
  ['doubao', 'bytedance', '豆包|Doubao'],
  ['kimi', 'moonshot', 'Kimi'],
  ['glm', 'zhipu', 'GLM-4|GLM-5|ChatGLM'],
  ['hailuo', 'minimax', '海螺AI|Hailuo'],
  ['kling', 'kuaishou', '可灵|Kling'],
  ['spark', 'iflytek', '讯飞星火|SparkDesk'],
  ['sensenova', 'sensetime', '日日新|SenseNova'],
  ['cyberone', 'xiaomi', 'CyberOne'],
  ['iron', 'xpeng', '小鹏IRON|XPeng IRON'],
  ['h20', 'nvidia', 'H20芯片|H20 chip|H20 chips|Nvidia H20|英伟达H20'],
  ['h200', 'nvidia', 'H200芯片|H200 chip|H200 chips|Nvidia H200|英伟达H200'],
];

export const products: readonly Product[] = rows.map(([id, company, names]) => ({ id: `product:${id}`, company, names: names.split('|') }));
