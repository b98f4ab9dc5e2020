export { type CalendarEvent, calendarOf } from './calendar.ts';
export { type Duty, dutyOf, type ShownDuty, shownDuty, WHENS, type When, whenDue, workingDaysLeft } from './duty.ts';
export { DutyShape } from './duty-shape.ts';
export { confirmOutage, recordOutage } from './outage-commands.ts';
export { daysOfOutages } from './outage-queries.ts';
export { outageRoutes } from './outage-routes.ts';
