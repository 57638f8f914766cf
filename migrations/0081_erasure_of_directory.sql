-- Erasing a person forgets them in the directory and single sign-on as well.
-- The member's row keeps its id, role and days, and nothing that names anyone. The account goes where no other
-- organisation knows the person; where one does, only what reached this organisation.
create or replace function erase_member(person uuid, at timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here uuid := current_workspace();
  who member;
  is_known_elsewhere boolean;
  directory text;
begin
  select * into strict who from member where workspace_id = here and id = person for update;
  perform set_config('app.user_id', who.user_id, true);
  is_known_elsewhere := exists (
    select from member where user_id = who.user_id and workspace_id <> here and erased_at is null);
  delete from auth.apikey where "referenceId" = who.user_id
    and (not is_known_elsewhere or position(here::text in coalesce(metadata, '')) > 0);
  delete from auth.session where "userId" = who.user_id
    and (not is_known_elsewhere or "workspaceId" = here::text);
  if not is_known_elsewhere then
    delete from auth.verification where position(who.user_id in value) > 0 or position(lower(who.email) in identifier) > 0
      or position(lower(who.email) in value) > 0;
    delete from auth."user" where id = who.user_id;
  end if;
  perform set_config('app.user_id', '', true);

  delete from person_key k where workspace_id = here and (person_id = person or exists (
    select from invitation i where i.workspace_id = here and i.id = k.person_id
      and (i.accepted_by = person or lower(i.email) = lower(who.email))));
  -- Who they are to the organisation's directory and single sign-on, where there is one.
  foreach directory in array array['sign_in_identity', 'scim_user'] loop
    if to_regclass(directory) is not null then
      execute format('delete from %I where workspace_id = $1 and member_id = $2', directory) using here, person;
    end if;
  end loop;
  update invitation set email = null
    where workspace_id = here and (accepted_by = person or lower(email) = lower(who.email));
  delete from saved_view where workspace_id = here and owner_id = person and not is_shared;
  delete from idempotency_key where workspace_id = here
    and (member_id = person or position(person::text in response::text) > 0
      or position(who.email in response::text) > 0);
  update member set user_id = 'erased ' || id, name = '', email = '', locale = null, erased_at = at,
    deactivated_at = coalesce(deactivated_at, at), version = version + 1
    where workspace_id = here and id = person;
end
$$;
