-- Whether a deleted organisation required a second factor: its former owner needs one to bring it back or to read its log.
-- The rule outlives the organisation's row, because its log does.
alter table deleted_organisations add column second_factor_required boolean not null default false;
update deleted_organisations d set second_factor_required = o.second_factor_required
  from organisations o where o.id = d.organisation_id and o.second_factor_required;
-- Kept by the database, so that a version which doesn't know the column keeps it as well.
create function keep_second_factor_rule() returns trigger language plpgsql as $$
begin
  new.second_factor_required := coalesce(
    (select o.second_factor_required from organisations o where o.id = new.organisation_id), false);
  return new;
end $$;
create trigger keep_second_factor_rule before insert on deleted_organisations
  for each row execute function keep_second_factor_rule();
