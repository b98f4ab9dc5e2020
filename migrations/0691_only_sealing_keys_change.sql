-- A person is found by the hash under the lookup key alone: another lookup key would make everybody recorded so far unfindable, so no
-- change of it can be asked for.
ALTER TABLE vault_rotations ADD CONSTRAINT vault_rotations_of_sealing CHECK (purpose = 'seal');
