truncate books; -- finds truncated
