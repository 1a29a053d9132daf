import { expect, test } from 'vitest';
import { englishTitleKey } from '../../shared/stages/text/english-title-key.ts';

test.each([
  [
    'Interim Measures for the Management of Generative Artificial Intelligence Services',
    'Interim Measures for the Administration of Generative AI Services',
  ],
  ['Interim Administrative Measures for Generative AI Services', 'Interim Measures for the Administration of Generative AI Services'],
  ['Provisional Measures on the Management of Generative AI Service', 'Interim Measures for the Administration of Generative AI Services'],
  [
    'Provisions on the Management of Algorithmic Recommendations in Internet Information Services',
    'Provisions on the Administration of Algorithm Recommendation for Internet Information Services',
  ],
  [
    'Measures for the Labelling of Artificial Intelligence-Generated Synthetic Content',
    'Measures for Labeling AI-Generated Synthetic Content',
  ],
  ['Personal Information Protection Law of the People’s Republic of China', 'Law on the Protection of Personal Information'],
  ['Notice of the CAC on Soliciting Public Comments on the Rules for Agents (Draft for Comment)', 'Rules for Agents (Draft for Comment)'],
  ['Notice of the Ministry of Education on Issuing the Action Plan for AI Plus Education', 'Action Plan for AI Plus Education'],
  ['Measures for Data Centres Utilisation', 'Measures for Data Center Utilization'],
])('%s is %s', (a, b) => {
  expect(englishTitleKey(a)).toBeDefined();
  expect(englishTitleKey(a)).toBe(englishTitleKey(b));
});

test.each([
  ['Interim Measures for the Administration of Generative AI Services', 'Measures for the Administration of Generative AI Services'],
  ['Interim Measures for the Administration of Generative AI Services', 'Interim Measures for the Administration of Generative AI Models'],
  ['Cybersecurity Review Measures of 2021', 'Cybersecurity Review Measures of 2020'],
])('%s is not %s', (a, b) => expect(englishTitleKey(a)).not.toBe(englishTitleKey(b)));

test.each(['', 'Measures', 'the law of China', '生成式人工智能服务管理暂行办法', 'a'.repeat(500)])('%j is no title of one act', (title) =>
  expect(englishTitleKey(title)).toBeUndefined(),
);
