-- Who is calling, in one look whose plan each connection keeps: enters the workspace and tells the member's standing in it.
create function enter_as(workspace uuid, member_id uuid) returns jsonb language plpgsql as $$
begin
  perform set_config('app.workspace_id', workspace::text, true);
  return (
    with recursive led as (
      select u.unit_id as id from unit_member u
      where u.workspace_id = workspace and u.member_id = enter_as.member_id and u.is_lead
      union
      select unit.id from unit join led on unit.parent_id = led.id where unit.workspace_id = workspace
    ), above as (
      select unit.parent_id as id from unit_member u
      join unit on unit.workspace_id = u.workspace_id and unit.id = u.unit_id
      where u.workspace_id = workspace and u.member_id = enter_as.member_id and unit.parent_id is not null
      union
      select unit.parent_id from unit join above on unit.id = above.id
      where unit.workspace_id = workspace and unit.parent_id is not null
    )
    select jsonb_build_object('id', m.id, 'role', m.role, 'locale', m.locale, 'workspace', to_jsonb(w),
      'units', array(select u.unit_id from unit_member u where u.workspace_id = workspace and u.member_id = m.id),
      'led', array(select id from led), 'above', array(select id from above))
    from member m join workspace w on w.workspace_id = m.workspace_id
    where m.workspace_id = workspace and m.id = enter_as.member_id and m.deactivated_at is null
  );
end
$$;
