-- V033: uploads in parts.
--
-- Why: content of more than 5 GiB comes in parts, and an upload in parts goes on after a break. A version
-- says the size of its parts, S3's id of the upload, and until when it may go on.
-- Locks: ACCESS EXCLUSIVE on file_versions.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

alter table file_versions add column multipart_upload_id character varying(1024);
alter table file_versions add column part_size bigint;
alter table file_versions add column upload_expires_at timestamp with time zone;
alter table file_versions add constraint ck_file_versions_part_size CHECK ((part_size > 0)) not valid;
alter table file_versions add constraint ck_file_versions_upload_in_parts CHECK (((part_size IS NOT NULL) OR (num_nonnulls(multipart_upload_id, upload_expires_at) = 0))) not valid;
