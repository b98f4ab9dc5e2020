-- Organs (机关) are a tree; accounts act in a post (岗位) at an organ.
CREATE TABLE organs (
  id uuid PRIMARY KEY,
  parent_id uuid REFERENCES organs,
  -- Place in the tree, '1.' or '1.3.': an organ sees what begins with its own path.
  path text NOT NULL UNIQUE CHECK (path ~ '^([0-9]+[.])+$'),
  kind text NOT NULL CHECK (kind IN ('province_department', 'city_bureau', 'section', 'county_bureau', 'association', 'partner')),
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 200),
  name_en text NOT NULL CHECK (length(name_en) BETWEEN 2 AND 200),
  uscc text UNIQUE CHECK (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  division_code text NOT NULL CHECK (division_code ~ '^[0-9]{6}$'),
  opened_on date NOT NULL,
  closed_on date CHECK (closed_on >= opened_on)
);
CREATE INDEX organs_parent ON organs (parent_id);

CREATE TABLE posts (
  id uuid PRIMARY KEY,
  organ_id uuid NOT NULL REFERENCES organs,
  role text NOT NULL CHECK (role IN ('clerk', 'reviewer', 'publisher', 'counter', 'administrator', 'auditor')),
  title text NOT NULL CHECK (length(title) BETWEEN 2 AND 100),
  title_en text NOT NULL CHECK (length(title_en) BETWEEN 2 AND 100)
);
CREATE INDEX posts_organ ON posts (organ_id);

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  -- A program may ask and deliver; only a person decides (design §1.2).
  kind text NOT NULL CHECK (kind IN ('person', 'program')),
  display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 60),
  state text NOT NULL CHECK (state IN ('active', 'locked', 'left')),
  created_at timestamptz NOT NULL,
  UNIQUE (id, kind)
);

CREATE TABLE post_holdings (
  account_id uuid NOT NULL REFERENCES accounts,
  post_id uuid NOT NULL REFERENCES posts,
  since date NOT NULL,
  until date CHECK (until >= since),
  PRIMARY KEY (account_id, post_id, since),
  EXCLUDE USING gist (account_id WITH =, post_id WITH =, daterange(since, until, '[]') WITH &&)
);
CREATE INDEX post_holdings_post ON post_holdings (post_id);

-- Keys of programs: only the hash is kept; what a key may do follows from the post it acts in.
CREATE TABLE program_keys (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  account_id uuid NOT NULL REFERENCES accounts,
  post_id uuid NOT NULL REFERENCES posts,
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
  created_at timestamptz NOT NULL,
  expires_on date NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX program_keys_account ON program_keys (account_id);
CREATE INDEX program_keys_post ON program_keys (post_id);

ALTER TABLE organs ENABLE ROW LEVEL SECURITY;
ALTER TABLE posts ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE post_holdings ENABLE ROW LEVEL SECURITY;
ALTER TABLE program_keys ENABLE ROW LEVEL SECURITY;
-- Which organs exist is public; who works there is for those who work.
CREATE POLICY organs_read ON organs FOR SELECT USING (context_purpose() IS NOT NULL);
CREATE POLICY posts_read ON posts FOR SELECT USING (context_purpose() IN ('work', 'check', 'system'));
CREATE POLICY accounts_read ON accounts FOR SELECT USING (context_purpose() IN ('work', 'check', 'system'));
CREATE POLICY post_holdings_read ON post_holdings FOR SELECT USING (context_purpose() IN ('work', 'check', 'system'));
CREATE POLICY program_keys_read ON program_keys FOR SELECT USING (context_purpose() = 'system');
CREATE POLICY organs_write ON organs FOR ALL USING (within_context(path)) WITH CHECK (within_context(path));
CREATE POLICY posts_write ON posts FOR ALL
  USING (EXISTS (SELECT FROM organs o WHERE o.id = organ_id AND within_context(o.path)));
CREATE POLICY accounts_write ON accounts FOR ALL USING (context_purpose() IN ('work', 'system'));
CREATE POLICY post_holdings_write ON post_holdings FOR ALL
  USING (EXISTS (SELECT FROM posts p JOIN organs o ON o.id = p.organ_id WHERE p.id = post_id AND within_context(o.path)));
CREATE POLICY program_keys_write ON program_keys FOR ALL
  USING (EXISTS (SELECT FROM posts p JOIN organs o ON o.id = p.organ_id WHERE p.id = post_id AND within_context(o.path)));
GRANT SELECT, INSERT, UPDATE ON organs, posts, accounts, post_holdings, program_keys TO zhengming_app;
GRANT SELECT ON organs, posts, accounts, post_holdings TO zhengming_intake;
