-- V034: uploads in parts, checked.
--
-- Why: the checks of V033 hold for the versions of before too, whose new columns are null.
-- Locks: SHARE UPDATE EXCLUSIVE on file_versions.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

alter table file_versions validate constraint ck_file_versions_part_size;
alter table file_versions validate constraint ck_file_versions_upload_in_parts;
