-- V041: ids in the order of time.
--
-- Why: a random id has its place anywhere in an index. In a table of ten million files that page is seldom
-- in memory, and a new file needs four of them.
-- Locks: none.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

create function time_ordered_uuid() returns uuid
  language sql volatile parallel safe
  return encode(
    set_bit(
      set_bit(
        overlay(
          uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6),
        52, 1),
      53, 1),
    'hex')::uuid;
