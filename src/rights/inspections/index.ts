export { startInspectionWorker } from './inspection-jobs.ts';
export { inspectionRoutes } from './inspection-routes.ts';
export { type InspectionWork, inspectionWork } from './inspection-work-queries.ts';
export { drawPlan, planInspections } from './plan-commands.ts';
export { enterInspector } from './register-commands.ts';
export { type ToldInspection, toldInspections } from './told-queries.ts';
