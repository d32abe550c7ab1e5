-- The host that a record points at, for those whose host must not be an alias: its last word, with the last dot. Kept, because
-- below a policy an index on an expression would not be used.
alter table records add column target text collate "C" generated always as (
  case when type in ('MX', 'NS', 'SRV') then reverse(split_part(reverse(content), ' ', 1)) end) stored;
create index records_target on records (zone_id, target) where target is not null and until_version is null;
