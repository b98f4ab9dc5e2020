-- The nightly proof (河南省社会信用条例 arts. 19, 41, 42) asks for all that has an end: besides what was published, entries of serious
-- lists past their term or resting, public notices of service past their day, and what was told to somebody, has ended, and was never
-- recalled. Null: a night before that.
ALTER TABLE visibility_audits ADD COLUMN seen_in_lists uuid[], ADD COLUMN seen_in_notices uuid[], ADD COLUMN never_recalled uuid[];

-- Everything here is worked out from the facts alone: what asked the functions of the pages and the followers would repeat their mistakes.

-- Entries that nobody may see on that day: past the earlier of their written last day and the months that were decided, not in effect, or
-- on a record that is marked or used no more.
CREATE FUNCTION list_entries_over(day date) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM procedure_cases c JOIN determination_terms t ON t.case_id = c.id
  JOIN LATERAL (SELECT s.to_state FROM procedure_steps s WHERE s.case_id = c.id ORDER BY s.number DESC LIMIT 1) AS s ON true
  JOIN LATERAL (SELECT x.term_months FROM determination_contents x WHERE x.case_id = c.id ORDER BY x.version DESC LIMIT 1) AS k ON true
  WHERE context_purpose() = 'system' AND c.procedure = 'determination' AND c.ground = 'serious_list'
    AND (least(t.until_on, (t.effective_on + make_interval(months => k.term_months))::date) < day OR NOT is_in_effect(s.to_state)
      OR EXISTS (SELECT FROM procedure_cases o
        JOIN LATERAL (SELECT x.procedure, x.to_state FROM procedure_steps x WHERE x.case_id = o.id ORDER BY x.number DESC LIMIT 1) AS x ON true
        JOIN procedure_states y ON y.procedure = x.procedure AND y.state = x.to_state
        WHERE o.subject_id = c.subject_id AND o.record_id = c.record_id AND (y.marks_record OR y.ends_use))) $$;

-- Every service by public notice that began: when, when it was written down as served, and whether its document was withdrawn. By which
-- day it counts as served the program computes (民事诉讼法 art. 95).
CREATE FUNCTION announced_services()
  RETURNS TABLE (id uuid, begun_on date, served_on date, withdrawn boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.id, v.begun_on, e.served_on, NOT EXISTS (SELECT FROM service_documents d WHERE d.service_id = v.id
    AND NOT EXISTS (SELECT FROM document_withdrawals w WHERE w.document_id = d.document_id))
  FROM services v LEFT JOIN service_outcomes e ON e.service_id = v.id
  WHERE context_purpose() = 'system' AND v.channel = 'public_notice' $$;

-- The instant from which a record is told no more, by whatever ended it first: its withdrawal, that of its publication, the end of a
-- penalty's term, a case that ends its use. Null: nothing did.
CREATE FUNCTION record_ended_at(subject uuid, record uuid) RETURNS timestamptz
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT least(
    (SELECT v.known_at FROM (SELECT x.action, x.known_at FROM record_versions x WHERE x.subject_id = subject AND x.record_id = record
      ORDER BY x.version DESC LIMIT 1) AS v WHERE v.action = 'withdraw'),
    (SELECT min(w.decided_at) FROM publications p JOIN publication_withdrawals w ON w.publication_id = p.id
      WHERE p.subject_id = subject AND p.record_id = record),
    (SELECT greatest((t.last_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', t.known_at)
      FROM publications p JOIN records r ON r.subject_id = p.subject_id AND r.id = p.record_id AND r.item = 'penalty'
      JOIN LATERAL (SELECT x.last_day, x.known_at FROM publication_terms x WHERE x.publication_id = p.id ORDER BY x.version DESC LIMIT 1) AS t
        ON true
      WHERE p.subject_id = subject AND p.record_id = record),
    (SELECT min(s.taken_at) FROM procedure_cases c
      JOIN LATERAL (SELECT x.procedure, x.to_state, x.taken_at FROM procedure_steps x WHERE x.case_id = c.id ORDER BY x.number DESC LIMIT 1) AS s
        ON true
      JOIN procedure_states y ON y.procedure = s.procedure AND y.state = s.to_state AND y.ends_use
      WHERE c.subject_id = subject AND c.record_id = record)) $$;

-- What somebody got by a check, by the code for a report or by the feed, and of whose end that somebody was never told: each record that had
-- ended before that instant, and each penalty that was never published, of which the program computes whether it lapsed (`ended` false).
-- Records by id, after the given one.
CREATE FUNCTION told_and_not_recalled(before timestamptz, after uuid, most integer)
  RETURNS TABLE (subject_id uuid, record_id uuid, ended boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH got AS (
    SELECT u.subject_id, x.id AS record_id, u.organ_id AS receiver_id, min(u.at) AS first_at
      FROM check_uses u CROSS JOIN unnest(u.record_ids) AS x (id) WHERE u.at < before GROUP BY 1, 2, 3
    UNION ALL SELECT c.subject_id, x.id, c.id, c.made_at FROM credit_reports c CROSS JOIN unnest(c.record_ids) AS x (id)
      WHERE c.made_at < before AND c.grant_id IS NOT NULL),
  fed AS (
    SELECT DISTINCT ON (f.publication_id) p.subject_id, p.record_id, f.change
      FROM feed_entries f JOIN publications p ON p.id = f.publication_id ORDER BY f.publication_id, f.position DESC)
  SELECT DISTINCT r.subject_id, r.id, e.at IS NOT NULL AND e.at < before
  FROM got g JOIN records r ON r.subject_id = ANY (subject_kin(g.subject_id)) AND r.id = g.record_id
  CROSS JOIN LATERAL record_ended_at(r.subject_id, r.id) AS e (at)
  WHERE context_purpose() = 'system' AND r.id > after
    AND (g.first_at < e.at AND e.at < before OR r.item = 'penalty' AND e.at IS NULL
      AND NOT EXISTS (SELECT FROM publications p WHERE p.subject_id = r.subject_id AND p.record_id = r.id))
    AND NOT EXISTS (SELECT FROM record_notices n WHERE n.record_id = r.id AND n.receiver_id = g.receiver_id
      AND (n.cause IN ('withdrawn', 'taken_down', 'expired') OR n.made_at >= e.at))
    AND NOT EXISTS (SELECT FROM procedure_notices n JOIN procedure_states y ON y.procedure = n.procedure AND y.state = n.state
      WHERE n.record_id = r.id AND n.receiver_id = g.receiver_id AND (y.ends_use OR n.made_at >= e.at AND NOT y.marks_record))
  UNION SELECT f.subject_id, f.record_id, true
  FROM fed f WHERE context_purpose() = 'system' AND f.record_id > after AND f.change <> 'ended' AND record_ended_at(f.subject_id, f.record_id) < before
  ORDER BY 2 LIMIT most $$;
REVOKE EXECUTE ON FUNCTION list_entries_over, announced_services, record_ended_at, told_and_not_recalled FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_entries_over, announced_services, told_and_not_recalled TO zhengming_intake;
-- What was only told by a report that somebody fetched lapses for that reader too.
GRANT SELECT ON credit_reports TO zhengming_intake;

-- A notice by which service it is shown, so that it can be named where it is seen too long.
DROP FUNCTION public_service_notices(date);
CREATE FUNCTION public_service_notices(day date)
  RETURNS TABLE (service_id uuid, organ text, organ_en text, title text, number text, party text, party_kind text, begun_on date,
    served_on date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.id, o.name, o.name_en, d.title, n.serial || '〔' || n.year || '〕' || n.number || '号', (SELECT x.name FROM subject_names x
      WHERE x.subject_id = s.id ORDER BY x.known_at DESC, x.folded LIMIT 1), s.kind, v.begun_on, e.served_on
  FROM services v
  JOIN procedure_cases c ON c.id = v.case_id
  JOIN subjects s ON s.id = coalesce(c.party_id, c.subject_id)
  JOIN service_documents sd ON sd.service_id = v.id
  JOIN case_documents d ON d.id = sd.document_id
  JOIN document_signatures g ON g.document_id = d.id
  LEFT JOIN document_numbers n ON n.document_id = d.id AND n.year = extract(year FROM g.signed_on)
  JOIN organs o ON o.id = d.organ_id
  LEFT JOIN service_outcomes e ON e.service_id = v.id
  WHERE v.channel = 'public_notice' AND v.begun_on <= day AND v.begun_on > day - 400
    AND NOT EXISTS (SELECT FROM document_withdrawals w WHERE w.document_id = d.id)
  ORDER BY v.begun_on DESC, d.id LIMIT 500 $$;
REVOKE EXECUTE ON FUNCTION public_service_notices(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public_service_notices(date) TO zhengming_app;
