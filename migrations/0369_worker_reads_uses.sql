-- The worker looks in the use log for what was told and has ended since. It sees organs and records, and writes nothing there.
GRANT SELECT ON check_uses TO zhengming_intake;
