-- What programs signed once and may not send again: nonces of signed requests (RFC 9421) and ids of signed assertions (RFC 7523), for as
-- long as the signature would be good. No context: the door asks before it lets in.
CREATE TABLE auth.program_nonces (
  key_id uuid NOT NULL REFERENCES program_keys (id),
  nonce text NOT NULL CHECK (length(nonce) BETWEEN 8 AND 128),
  until timestamptz NOT NULL,
  PRIMARY KEY (key_id, nonce)
);
CREATE INDEX program_nonces_until ON auth.program_nonces (key_id, until);
GRANT SELECT, INSERT, DELETE ON auth.program_nonces TO zhengming_app;
