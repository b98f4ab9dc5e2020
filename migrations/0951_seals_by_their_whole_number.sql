-- Under row-level security no statement could read this index (docs/decisions/0950-conditions-that-indexes-may-see.md), and every act wrote into it.
-- The log's keeper asks for seals by the whole number of their transaction now, which is their key.
DROP INDEX journal_seals_xid;
