import { describe, expect, test } from 'vitest';
import { ambiguousCompanies, ambiguousPlaces } from '../../shared/registry/institutions.ts';
import { entityIdOf, landmarks } from '../../shared/registry/known.ts';
import { bodiesOf } from '../../shared/registry/landmarks/bodies.ts';
import { classify } from '../../shared/stages/classify/classify.ts';
import { findCitedLandmarks, mergeEntities } from '../../shared/stages/facts/entities.ts';
import { readCitations } from '../../shared/stages/facts/link.ts';

/** Who and what a text names: spellings that were not in view when the names were written down, and words that only look like names. */

function named(title: string, text = ''): string[] {
  const citations = readCitations({ title, text, type: 'news', language: 'zh' });
  return mergeEntities(classify({ title, text }).entities, findCitedLandmarks({ title, citations })).map(({ id }) => id);
}

describe('every landmark is found', () => {
  const spelled = landmarks.flatMap((landmark) => {
    const { zh, en } = landmark;
    const id = entityIdOf(landmark);
    // One name is too common in English to be believed without its country.
    if (id === 'smart-program') return [];
    const chinese = zh === '' ? [] : [[id, `各地推进${zh.replace(/[“”]/g, '"')}的情况`] as const];
    return [...chinese, [id, `What became of the ${en} this week`] as const];
  });
  test('by its Chinese name in straight quotation marks, and by its English name', () => {
    expect(spelled.filter(([id, title]) => !named(title).includes(id))).toEqual([]);
  });

  test.each([
    ['place:beijing', ['北京市印发算力方案', '北京：加快建设人工智能社区', 'Beijing Municipality issues a compute plan']],
    ['place:guizhou', ['Guizhou Province, an example of big data', 'Big Data Guizhou at ten', '贵州大数据十年']],
    ['place:zhuhai', ['珠海面向人工智能人才推出首年免租人才住房', 'Zhuhai offers homes to AI engineers']],
    ['zhuhai-housing', ['珠海面向人工智能人才推出首年免租人才住房']],
    ['beijing-exchange', ['北数所上线新平台', 'Beijing International Big Data Exchange opens a desk']],
    ['embodied-ai', ['具身智能机器人中试平台开工', '人形機器人半程馬拉松', 'Embodied intelligence at work', 'Humanoid robots on the line']],
    ['biomedicine', ['生物医药与人工智能融合', 'AI and biopharmaceuticals']],
    ['low-altitude', ['低空經濟提速', 'The low altitude economy takes off']],
    ['quantum', ['量子计算云平台上线', 'Quantum computing in Hefei', '量子信息与人工智能']],
    ['brain-computer', ['脑机接口产业政策', 'Brain-computer interfaces enter hospitals']],
    ['6g', ['6G技术研发试验启动', '第六代移动通信技术展望', 'Trials of 6G begin']],
    ['digital-humans', ['数字人主播须标识', 'The market of digital humans']],
    [
      'virtual-humans',
      ['《数字虚拟人信息服务管理办法（征求意见稿）》公开征求意见', 'Draft rules on digital humans', '数字虚拟人管理办法征求意见'],
    ],
    ['trusted-data-space', ['《可信数据空间发展行动计划》（征求意见稿）解读', 'Trusted data space action plan']],
    ['humanoid-standards', ['人形机器人与具身智能标准体系发布', 'Standards system for humanoid robots and embodied AI']],
    ['data-security-law', ['數據安全法上路三年', 'China’s Data Security Law turns three', '数安法施行']],
    ['fyp14', ['第十四个五年规划收官', '"十四五"规划纲要评估']],
    ['shanghai-data-exchange', ['上海數交所掛牌', 'Shanghai data exchange lists a product', '上海資料交易所新進展']],
    ['guiyang-exchange', ['贵阳数交所改版', 'The Global Big Data Exchange in Guiyang']],
    ['east-west', ['“東數西算”工程啟動', 'The East Data, West Computing project', 'Eastern Data Western Computing at four']],
    ['hubs', ['八大算力枢纽建设', '甘肃枢纽建设提速', 'Eight national computing hubs']],
    ['clusters', ['庆阳数据中心集群扩容', '中卫集群用电', 'Ten national data center clusters']],
    ['aidp', ['新一代人工智慧發展規劃', 'The Next Generation Artificial Intelligence Development Plan']],
    ['education-powerhouse', ['教育強國建設規劃綱要發布']],
    ['gb-45652', ['GBT 45652 宣贯', 'GB/T45652-2025实施']],
    ['ai-plus', ['關於深入實施「人工智慧+」行動的意見', '国务院印发《关于深入实施“人工智能＋”行动的意见》', '国发[2025]11号解读']],
    ['ai-plus-action', ['人工智能+行动提速', 'The AI+ initiative', 'China’s AI Plus campaign']],
    ['fyp15-recommendations', ['中共中央关于制定“十五五”规划的建议', 'Recommendations for the 15th Five-Year Plan']],
    ['fyp15-outline', ['十五五规划纲要草案', 'The outline of the 15th Five-Year Plan']],
    ['opc', ['OPC社区招募', '單人公司扶持', 'A one-person company boom']],
    ['compute-vouchers', ['訓力券申领', 'Computing vouchers for small firms']],
    ['sandbox', ['沙箱監管试点', 'An AI sandbox for hospitals']],
    ['nda', ['The National Data Administration said', '國家資料局宣布']],
    ['cac', ['The Cyberspace Administration of China said', '國家網信辦通報']],
    ['pipl', ['《個人信息保護法》', 'PIPL audits begin']],
    ['huawei', ['華為發布', '昇腾910C出货']],
    ['alibaba', ['阿里云降价', 'Alibaba Cloud cuts prices', '阿里、字节、腾讯加码']],
    ['bytedance', ['阿里、字节、腾讯加码', '字节跳动招人']],
  ])('%s by other spellings', (id, titles) => {
    expect(titles.filter((title) => !named(title).includes(id))).toEqual([]);
  });
});

describe('words that look like names', () => {
  test.each([
    ['xiaomi', ['小米种植技术推广', '谷子小米丰收', '小米椒价格']],
    ['inspur', ['人工智能浪潮来袭', '数字浪潮下的转型']],
    ['lenovo', ['由此联想到的问题']],
    ['alibaba', ['西藏阿里地区数据中心开工', '夸克物理研究进展']],
    ['bytedance', ['每字节存储成本下降', '豆包子美食节']],
    ['cambricon', ['寒武纪生命大爆发化石研究']],
    ['agibot', ['数智元宇宙产业', '智元素材库']],
    ['phytium', ['巨龙飞腾的时代']],
    ['tencent', ['请关注市数据局微信公众号', '金元宝首饰']],
    ['huawei', ['鲲鹏展翅九万里', '以此为中华为人民']],
    ['hygon', ['东海光伏项目', '南海光缆']],
    ['kuaishou', ['算力资源可灵活调度']],
    ['product:kling', ['算力资源可灵活调度']],
    ['moonshot', ['A moonshot project in brain science']],
    ['amd', ['AMD 黄斑变性的智能诊断']],
    ['tsinghua', ['清华园街道党群服务中心']],
    ['ai-law', ['欧盟人工智能法案生效', '韩国《人工智能基本法》', '人工智能法律服务']],
    ['fyp15-outline', ['浙江省国民经济和社会发展第十五个五年规划纲要']],
    ['ai-plus', ['四川省人民政府关于深入实施“人工智能+”行动的意见', 'Google’s AI Plus plan']],
    ['compute-plan-2023', ['贵州省算力基础设施高质量发展行动计划']],
    ['cybersecurity-law', ['越南网络安全法', 'Vietnam’s Cybersecurity Law']],
    ['moe', ['新加坡教育部发布指南', '日本教育部', 'An MoE model with 8 experts']],
    ['hubs', ['国家物流枢纽节点']],
    ['orca', ['Killer orca whales']],
  ])('%s', (id, titles) => {
    expect(titles.filter((title) => named(title).includes(id))).toEqual([]);
  });

  test('cities that are words, seams of words, schools and streets', () => {
    const titles = [
      '推广安全可信技术',
      '机器大连接',
      '建设美丽水乡',
      '重大庆祝活动',
      '白银期货',
      '第三明确责任',
      '吉林大学',
      '南京路步行街',
      '保定下来',
      '长江门户',
    ];
    expect(titles.filter((title) => named(title).some((id) => id.startsWith('place:')))).toEqual([]);
    expect(
      ['广安市算力中心', '大连发布行动计划', '丽水市政府', '大庆算力中心', '北京发布'].map(
        (title) => named(title).filter((id) => id.startsWith('place:')).length,
      ),
    ).toEqual([1, 1, 1, 1, 1]);
  });
});

test('the lists of words hold names that the registries know, and patterns that look at a few letters', () => {
  for (const [name, rule] of [...ambiguousCompanies, ...ambiguousPlaces]) {
    expect(Object.keys(rule).length).toBeGreaterThan(0);
    expect(name).toBe(name.toLowerCase());
  }
  for (const landmark of landmarks) expect([landmark.id, bodiesOf(landmark).length]).toEqual([landmark.id, landmark.issuers.length]);
});
