/** Concepts that, standing in a title, say what the page is about. */
export const telling: readonly string[] =
  'ai model agent ai-plus data-factor data-trade public-data dataset compute data-centre east-west voucher chip self-reliance future fyp ai-education ethics label'.split(
    ' ',
  );

/** What every plan has a chapter of: research, talent, power, duties. */
export const common: readonly string[] =
  'research lab university patent talent startup school education energy energy-use law rule compliance safety enforcement standards equity small-firm open-source filing cac'.split(
    ' ',
  );

const fields =
  'data-factor data-trade public-data dataset data-infra compute data-centre east-west chip energy-use school ai-education'.split(' ');
const aiAsSuch = 'ai-plus ai-plan voucher opc agent token local-law standard-doc sector'.split(' ');

/** A title that plans for data, compute, power, chips or schools alone, and not for AI as such; `titled` tells whether it has a concept. */
export const planOfOne = (titled: (concept: string) => boolean): boolean =>
  titled('plan-doc') && fields.some(titled) && !aiAsSuch.some(titled);
