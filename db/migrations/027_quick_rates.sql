-- Counters of tries that live for minutes: not worth a wait for the disk in each request. After a crash of the database, and on one that
-- took over from another, they begin again at nothing.
alter table rate_limits set unlogged;
