/** The door of `reminders/`: what is due for a person, by mail and calendar (提醒). */
export { type ReminderDeps, reminding, type SendMail, smtpSender, startReminderWorker } from './reminder-jobs.ts';
export { reminderRoutes } from './reminder-routes.ts';
