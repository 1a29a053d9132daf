import { defineSource } from './define.ts';

export const digitalPolicyAlert = defineSource({
  id: 'digital-policy-alert',
  publisher: 'digital-policy-alert',
  names: { zh: '数字政策警报', en: 'Digital Policy Alert' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://digitalpolicyalert.org/',
  },
  expect: { atLeast: 1, freshWithinDays: 30 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: a tracker of dated events: consultations that open and close, rules that take effect.',
  needs: 'the JSON that its script-only pages are filled from',
});
