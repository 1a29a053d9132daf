/** 利用X加强Y: Using X to Strengthen Y. */
export const aims: Readonly<Record<string, string>> = {
  加强: 'Strengthen',
  促进: 'Promote',
  推动: 'Promote',
  推进: 'Advance',
  提升: 'Improve',
  支持: 'Support',
  优化: 'Optimize',
};
/** Agent-Led Development. */
export const drivenBy: Readonly<Record<string, string>> = { Leading: 'Led', Driving: 'Driven' };
export const drivers: Readonly<Record<string, string>> = {
  驱动: 'Driving',
  带动: 'Driving',
  引领: 'Leading',
  支撑: 'Supporting',
  助推: 'Boosting',
};
