export { ANNULMENT_PROCEDURE, type AnnulmentGiven, openAnnulment } from './annulment-commands.ts';
export { factsWithRemedies } from './annulment-queries.ts';
export { annulmentRoutes } from './annulment-routes.ts';
