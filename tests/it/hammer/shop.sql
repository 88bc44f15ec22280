-- Upon rows.sql: four lifts, four mechanics, a thousand oil filters.
INSERT INTO bay (site_id, name, kind, position) VALUES (1, 'Lift 2', 'lift', 2), (1, 'Lift 3', 'lift', 3), (1, 'Lift 4', 'lift', 4);
INSERT INTO staff (name, is_mechanic, created_at) VALUES ('Ben', TRUE, T(0)), ('Cem', TRUE, T(0)), ('Dora', TRUE, T(0));
INSERT INTO stock_movement (site_id, part_id, kind, on_hand_milli, value_minor, at) VALUES (1, 1, 'receipt', 992000, 595200, T(0));
UPDATE stock SET on_hand_milli = 1000000, value_minor = 600000 WHERE id = 1;
