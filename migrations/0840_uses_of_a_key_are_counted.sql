-- A program that asks a thousand times a second about parties had a thousand rows a second in the use log of its key that say the same,
-- beside the row of each check. Requests of one key that follow each other within a second, through one door, in the same matters and with
-- the same end, are one row that counts them; the row says when the first came. Absent: one, as in all rows of before.
ALTER TABLE program_uses ADD COLUMN requests integer CHECK (requests > 1);
