-- check: allow table-dropped -- finds exemption-malformed
drop table authors; -- finds table-dropped
-- check: allow everything because I say so -- finds exemption-malformed
