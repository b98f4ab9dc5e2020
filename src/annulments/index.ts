export { ANNULMENT_PROCEDURE, type AnnulmentGiven, openAnnulment } from './annulment-commands.ts';
export { annulmentRoutes } from './annulment-routes.ts';
