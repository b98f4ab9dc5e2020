-- The log's keeper looks every few seconds for what the feed has told since the last time (0630 gave the other logs such an index).
CREATE INDEX feed_entries_known_at ON feed_entries USING brin (known_at) WITH (pages_per_range = 16, autosummarize = on);
