-- The log answers for uses, looks and notices too, which no act writes: its keeper takes down what is new every few seconds
-- (src/proof/log/taking-jobs.ts). It finds them by their time; what is only added to needs no more than ranges of blocks for that.
CREATE INDEX check_uses_at ON check_uses USING brin (at) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX screening_uses_at ON screening_uses USING brin (at) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX program_uses_at ON program_uses USING brin (at) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX record_notices_made_at ON record_notices USING brin (made_at) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX journal_of_the_log ON journal (at) WHERE deed IN ('log.adopt', 'log.take');

CREATE POLICY program_uses_log ON program_uses FOR SELECT USING ((SELECT in_purpose('system')));
