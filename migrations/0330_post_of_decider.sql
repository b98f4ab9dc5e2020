-- The post of decider (决定岗, 负责人): who draws up, who reviews and who decides are three people (行政处罚法 arts. 57, 58), and
-- whoever decides does not publish. The post of publisher keeps publication and the adoption of editions.
ALTER TABLE posts DROP CONSTRAINT posts_role_check;
ALTER TABLE posts ADD CONSTRAINT posts_role_check
  CHECK (role IN ('clerk', 'reviewer', 'decider', 'publisher', 'counter', 'administrator', 'auditor'));
