-- The form that made a Viewer said that the role changes nothing; it started and stopped servers and typed into their consoles all the
-- same. A role that is still as that form made it loses both. One that was changed since is somebody's own choice.
select set_config('app.portal', 'on', true);
with made (permissions) as (values (array['member.read', 'role.read', 'project.read', 'server.read', 'server.power', 'server.console',
  'node.read', 'dns.read', 'tunnel.read', 'notification.read', 'sshKey.read', 'auditLog.read']))
update roles set permissions = array_remove(array_remove(roles.permissions, 'server.power'), 'server.console')
  from made where name_key = 'viewer' and roles.permissions @> made.permissions and roles.permissions <@ made.permissions;
