import type { Place } from './place.ts';

const signedLeft =
  /\bdated\s{0,6}$|(?:成文|签署|发文|落款|签发|制发)(?:日期|时间)\s{0,6}[\]】]?\s{0,6}[:：]?\s{0,6}$|\b(?:signed|signature date|Date:)(?: on)?\s{0,6}$/i;
const bodyEnd =
  /(?:局|部|委|厅|办|政府|院|会|署|社|中心|处|公司|大学|学院|协会|科协|妇联|残联|工商联|银行|集团|室|组|军|司|馆|站|所|学会|联合会|委员会|Ministry[^.]{0,60}|Administration|Commission|Bureau|Office|Council|Commerce|Transport|Technology|Education)\s{0,6}$/;
const signatureRight = /^\s{0,6}(?:[（(][^（）()]{0,20}[）)]|[）)])?\s{0,6}$/;

/** A signature: bodies and a day, nothing else since the line began. */
export function isSigned(place: Place): boolean {
  if (
    signedLeft.test(place.left) ||
    /签署(?:了)?\s{0,6}$|\b[Ss]igned\b(?:(?!posted|published|released|made public)[^;]){0,140}\bon\s{0,6}$/.test(place.left)
  )
    return true;
  if (/^\s{0,6}(?:联合)?(?:签署|签发)(?!日|时|之)|^，[^。；]{0,110}(?:联合)?(?:签署|签发)(?!的|日|时)/.test(place.right)) return true;
  if (personSigns.test(place.left) && signatureRight.test(place.right)) return true;
  const line = place.left.slice(place.left.lastIndexOf('\n') + 1);
  // A row of a table: number, name, day.
  if (line.includes('\t')) return false;
  return (
    signatureRight.test(place.right) &&
    bodyEnd.test(line.trimEnd()) &&
    !/[，,：:]\s{0,6}\S{0,12}$/.test(line) &&
    !/(?:会议|大会|代表)/.test(line)
  );
}

/** 省长 王某某 2026年3月9日: who signs an order. */
const personSigns =
  /(?:^|[\s　。])(?:总理|主席|省长|市长|州长|县长|区长|盟长|部长|主任|局长|署长|行长|院长|会长|检察长)[\s　]{1,6}[一-龥·]{1,6}(?:[\s　]{1,4}[一-龥·]{1,4})?\s{0,6}$/;
