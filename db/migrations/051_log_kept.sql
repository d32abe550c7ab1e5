-- As long as the portal's settings say.
create or replace function audit_days_of_portal() returns integer language sql stable parallel safe as
  $$ select audit_kept_days from portal_settings $$;
grant select on portal_settings to guildhall_definer;
