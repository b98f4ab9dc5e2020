export { type Duty, dutyOf, type ShownDuty, shownDuty, workingDaysLeft } from './duty.ts';
export { DutyShape } from './duty-shape.ts';
