-- The hour before which counts of a kind are folded: added up by day. What is counted before it is closed.
INSERT INTO mien_number (name, newest) VALUES ('count-fold', 0), ('outcome-fold', 0);
