-- As long as the portal's settings say.
create or replace function audit_days_of_portal() returns integer language sql stable parallel safe as
  $$ select audit_kept_days from portal_settings $$;
grant select on portal_settings to guildhall_definer;

-- The owner is told what the portal's administration does to an organisation.
do $$
declare
  present text;
begin
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'notifications_kind_check';
  execute format('alter table notifications drop constraint notifications_kind_check, add constraint notifications_kind_check check (%s
    or kind in (''suspended'', ''resumed'', ''deleted'', ''restored''))', present);
end $$;
