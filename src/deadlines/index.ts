export { type Duty, dutyOf, type ShownDuty, shownDuty, WHENS, type When, whenDue, workingDaysLeft } from './duty.ts';
export { DutyShape } from './duty-shape.ts';
