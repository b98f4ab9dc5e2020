-- A new master key seals the secrets of second factors anew (0730). What the log answers for is therefore a mark of the secret itself, made with
-- it as the key, and not its sealed bytes. Secrets of before have none.
ALTER TABLE auth.totp_secrets ADD COLUMN mark bytea CHECK (length(mark) = 32);
-- What the log has yet to take when the master key changes is vouched for anew under the next one.
ALTER TABLE journal_seals DROP CONSTRAINT journal_seals_pkey, ADD PRIMARY KEY (tx, seal);
