-- A sealed file leaves on its retention day (个人信息保护法 arts. 19, 47); who sent it, when, its hash and what came of it stay. The
-- account of a batch or a list keeps the number of the file that there was, and no longer keeps the file.
ALTER TABLE batches DROP CONSTRAINT IF EXISTS batches_file_id_fkey;
ALTER TABLE screening_files DROP CONSTRAINT IF EXISTS screening_files_file_id_fkey;
