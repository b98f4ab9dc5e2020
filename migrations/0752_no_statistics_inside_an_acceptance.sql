-- The trigger on competence no longer asks for the code of each row's party (0750): nothing inside an acceptance is planned by what the
-- same transaction brought, and the planner hears of it when the staged rows are cleared (0671).
DROP FUNCTION analyse_new_parties();
