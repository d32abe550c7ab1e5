-- Whether the portal's administrators need a second factor to administer it.
alter table portal_settings add column administrators_need_second_factor boolean not null default false;
grant update (administrators_need_second_factor) on portal_settings to guildhall_app;

-- As before, with whether the session that created the token had a second factor, and the portal's rule. The version before reads the columns that it knows.
drop function enter_token_of_any_reach(bytea);
create function enter_token_of_any_reach(secret bytea)
returns table (id uuid, "userId" uuid, name text, email text, verified boolean, "portalAdmin" boolean, "tokenName" text, reach text,
  "organisationId" uuid, permissions text[], "secondFactor" boolean, "administratorsNeedFactor" boolean)
language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.user_id', '', true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', encode(secret, 'hex'), true);
  update api_tokens t set last_used_at = now()
    where t.token_hash = secret and (t.last_used_at is null or t.last_used_at < now() - interval '1 minute');
  return query
    select t.id, t.user_id, u.name, u.email, u.email_verified_at is not null, u.portal_admin, t.name, t.reach,
      coalesce(t.organisation_id, t.home_organisation_id), t.permissions, t.second_factor,
      (select administrators_need_second_factor from portal_settings)
    from api_tokens t join users u on u.id = t.user_id
    where t.token_hash = secret and (t.expires_at is null or t.expires_at > now()) and u.disabled_at is null;
end $$;
