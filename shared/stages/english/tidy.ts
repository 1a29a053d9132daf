export const tidyEnglish = (text: string): string =>
  text
    .replace(/\s{1,20}/g, ' ')
    .replace(/ ([,;:.!?)\]])/g, '$1')
    .replace(/([([]) /g, '$1')
    .replace(/,,/g, ',')
    .replace(/([,;:])(?=[A-Za-z\p{Script=Han}])/gu, '$1 ')
    .replace(/\b(of|on|for|the|and|AI) \1\b/g, '$1')
    .replace(/\bthe (?=Several )/g, '')
    .replace(/\b(Approving|Supporting|Launching|Encouraging) Carrying Out /g, '$1 ')
    .replace(/, and\b/g, ' and')
    .trim();
