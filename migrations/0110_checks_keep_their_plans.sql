-- A check's look-ups are the same for everybody: by key, a few rows each. PostgreSQL reckons that planning anew for each
-- question might pay, and plans some twenty tables with their policies at every call, ten times the work of reading them.
ALTER FUNCTION check_read SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION check_log SET plan_cache_mode = force_generic_plan;
