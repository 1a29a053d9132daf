/** Concepts that define what a page is about when the title names them. */
export const titleDefiningConcepts: readonly string[] =
  'ai model agent ai-plus data-factor data-trade public-data dataset compute data-centre east-west voucher chip self-reliance future fyp ai-education ethics label'.split(
    ' ',
  );

/** Concepts that nearly every plan has a chapter on: research, talent, power, duties. They count less in its text. */
export const planChapterConcepts: readonly string[] = (
  'research lab university patent talent startup school education energy energy-use ' +
  'law data-law rule compliance safety enforcement standards equity small-firm open-source filing cac'
).split(' ');

const fields =
  'data-factor data-trade public-data dataset data-infra compute data-centre east-west chip energy-use school ai-education'.split(' ');
const aiAsSuch = 'ai-plus ai-plan voucher opc agent token local-law standard-doc sector'.split(' ');

/** Robots and embodied AI are AI as such; quantum, brain-computer interfaces, 6G and the like are not. */
const embodied = /人工智能|人工智慧|AI|具身|机器人|機器人|[Rr]obot|[Ee]mbodied|[Hh]umanoid/;

/**
 * A title that plans for data, compute, power, chips, schools or future industries alone, and not for AI as such; `titled` tells whether it
 * has a concept.
 */
export const isSingleFieldPlan = (titled: (concept: string) => boolean, title: string): boolean =>
  titled('plan-doc') && (fields.some(titled) || (titled('future') && !embodied.test(title))) && !aiAsSuch.some(titled);
