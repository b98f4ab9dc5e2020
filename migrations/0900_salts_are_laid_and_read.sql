-- A salt is laid and read wherever something is sealed. Only the worker that carries out an erasure replaces one: the trigger asks for
-- the erasure, and now the policy asks who comes.
DROP POLICY vault_scopes_all ON vault_scopes;
DROP POLICY vault_scopes_party ON vault_scopes;
CREATE POLICY vault_scopes_read ON vault_scopes FOR SELECT USING ((SELECT in_purpose('work', 'check', 'system', 'party')));
CREATE POLICY vault_scopes_add ON vault_scopes FOR INSERT WITH CHECK ((SELECT in_purpose('work', 'check', 'system', 'party')));
CREATE POLICY vault_scopes_erase ON vault_scopes FOR UPDATE
  USING ((SELECT in_purpose('system'))) WITH CHECK ((SELECT in_purpose('system')));
