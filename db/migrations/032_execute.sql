-- PostgreSQL lets everybody call every function, also those that run with other rights: as `pdns` one could resize another
-- organisation's server. From here on nobody may but who is named, and that goes for what later migrations make.
revoke execute on all routines in schema public from public;
alter default privileges revoke execute on routines from public;

-- What the application calls, and what policies, generated columns and checks call in its name. A trigger needs no right.
-- The definer role, as which nobody can sign in, calls from the few functions that it owns.
do $$
declare
  called regprocedure;
begin
  for called in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prorettype <> 'trigger'::regtype
      and pg_has_role(p.proowner, 'usage') loop
    execute format('grant execute on function %s to guildhall_app, guildhall_definer', called);
  end loop;
end $$;
alter default privileges in schema public grant execute on routines to guildhall_app, guildhall_definer;
-- Triggers of the definer role's alone cut words.
revoke execute on function word_beginnings(text) from guildhall_app;

-- The policies of what lies beneath its views ask these, in the name of whoever reads: both read a setting.
grant execute on function asking_organisation(), asking_portal() to pdns;
