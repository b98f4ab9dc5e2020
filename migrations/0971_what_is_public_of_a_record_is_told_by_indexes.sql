-- Every check and every page of the portal asks of each record of a party which publication it has, since when and until when. Each answer
-- lay on a page of its own in two tables of many gigabytes; now the indexes by which they are found tell it.

ALTER TABLE publications
  DROP CONSTRAINT publications_subject_id_record_id_key,
  ADD CONSTRAINT publications_subject_id_record_id_key UNIQUE (subject_id, record_id) INCLUDE (id, begins_on, decided_at);

ALTER TABLE publication_term_proposals DROP CONSTRAINT publication_term_proposals_publication_id_replaces_fkey;
ALTER TABLE publication_terms
  DROP CONSTRAINT publication_terms_pkey,
  ADD CONSTRAINT publication_terms_pkey PRIMARY KEY (publication_id, version) INCLUDE (last_day, known_at);
ALTER TABLE publication_term_proposals ADD CONSTRAINT publication_term_proposals_publication_id_replaces_fkey
  FOREIGN KEY (publication_id, replaces) REFERENCES publication_terms (publication_id, version);
