import { type Permission, permissionWords, resources } from "@/lib/access";

/** Permissions by resource; resources without one are left out. */
export function byResource(given: readonly Permission[]) {
  return resources
    .map(({ resource, title, permissions }) => ({
      resource,
      title,
      permissions: permissions.filter((permission) => given.includes(permission)),
    }))
    .filter(({ permissions }) => permissions.length > 0);
}

/** "See the servers, use the console": their names in one sentence. */
export function inWords(given: readonly Permission[]): string {
  const [first = "", ...others] = given.map((permission) => permissionWords[permission].name);
  return [first, ...others.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(", ");
}
