-- Whom a browser's session stands for: in the workspace that is named, or else the one that it has open, or else the
-- oldest. Where single sign-on is the only way in, a session made by other means passes by, but for the owner.
create function enter_by_session(account text, named text, opened text, by_sign_on boolean) returns jsonb language plpgsql as $$
declare
  membership record;
  entered jsonb;
  is_shut boolean := false;
begin
  perform set_config('app.user_id', account, true);
  for membership in
    select m.workspace_id, m.id from member m
    where m.user_id = account and m.deactivated_at is null and (named is null or m.workspace_id::text = named)
    order by coalesce(m.workspace_id::text = opened, false) desc, m.created_at
  loop
    entered := enter_as(membership.workspace_id, membership.id);
    if by_sign_on or entered->>'role' = 'owner' or not (entered->'workspace'->>'single_sign_on_only')::boolean then
      return jsonb_build_object('member', entered);
    end if;
    is_shut := true;
  end loop;
  if is_shut then return jsonb_build_object('member', null, 'isShut', true); end if;
  return null;
end
$$;
