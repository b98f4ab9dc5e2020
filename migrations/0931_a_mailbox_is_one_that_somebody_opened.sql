-- Electronic service arrives where somebody reads: in the mailbox of a party for whom somebody has used the code of the invitation, and
-- may still speak for it that day. A letter that was handed out and never used opens nothing (行政处罚法 art. 61, 民事诉讼法 art. 90).
CREATE FUNCTION service_arrives_somewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.channel = 'electronic' AND NOT EXISTS (
      SELECT FROM procedure_cases c JOIN party_accounts p ON p.subject_id = coalesce(c.party_id, c.subject_id)
      JOIN accounts a ON a.id = p.account_id JOIN auth.users u ON u.id = p.account_id
      WHERE c.id = NEW.case_id AND a.state = 'active' AND (p.until IS NULL OR p.until >= NEW.begun_on)
        AND NOT EXISTS (SELECT FROM party_account_ends e WHERE e.account_id = p.account_id)) THEN
    RAISE EXCEPTION 'nobody has opened a mailbox of this party' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER services_arrive BEFORE INSERT ON services FOR EACH ROW EXECUTE FUNCTION service_arrives_somewhere();
