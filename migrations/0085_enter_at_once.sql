-- Who is calling, found in the message that opens a call's transaction, so that no round to the database is paid for it.
-- The server's own role runs these: the app's role does not reach the keys.

-- By the digest of a key: what the server needs to know of the key, and the standing of the member it acts for.
create function enter_by_key(digest text) returns jsonb language plpgsql as $$
declare found_key record;
begin
  select id, "expiresAt", "lastRequest", metadata::jsonb as metadata into found_key
  from auth.apikey where key = digest and enabled is not false;
  if not found then return null; end if;
  return jsonb_build_object('key', to_jsonb(found_key), 'member',
    enter_as((found_key.metadata ->> 'workspaceId')::uuid, (found_key.metadata ->> 'memberId')::uuid));
end
$$;

-- By the account that a browser is signed in with: in the workspace named, or without a name the first one joined.
create function enter_by_user(account text, named text) returns jsonb language plpgsql as $$
declare membership record;
begin
  perform set_config('app.user_id', account, true);
  select m.workspace_id, m.id into membership from member m
  where m.user_id = account and m.deactivated_at is null and (named is null or m.workspace_id::text = named)
  order by m.created_at limit 1;
  if not found then return null; end if;
  return jsonb_build_object('member', enter_as(membership.workspace_id, membership.id));
end
$$;
