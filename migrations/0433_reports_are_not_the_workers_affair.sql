-- The way by which a party opens the text of its own report is the application's. Asked of the role that deletes, erases and seals
-- anew, it failed for want of a right to read reports, and all three stood still.
ALTER POLICY sealed_values_report ON sealed_values TO zhengming_app;
