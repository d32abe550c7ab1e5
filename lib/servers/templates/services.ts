import type { Template } from "@/lib/servers/templates/template";
import { identifier, secret, text, yesNo } from "@/lib/servers/templates/variable";

/** For images that start as root, hand their files to their own user, and continue as that user. */
const demotes = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"] as const;

/** A web server for the files in /data that needs neither root nor a writable folder. */
const webServer = `cat > /tmp/nginx.conf <<'END'
worker_processes auto; pid /tmp/nginx.pid; error_log stderr;
events {}
http {
  include /etc/nginx/mime.types; access_log /dev/stdout; sendfile on;
  client_body_temp_path /tmp/body; proxy_temp_path /tmp/proxy; fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi; scgi_temp_path /tmp/scgi;
  server { listen 8080; root /data; index index.html; }
}
END
exec nginx -c /tmp/nginx.conf -g 'daemon off;'`;

/** The greeting is written to /tmp, apart from the server’s files, which are served instead once there are any. */
const onePage = `echo "$GREETING" > /tmp/index.html
if [ -f /data/index.html ]; then folder=/data; else folder=/tmp; fi
echo "serving $folder"
exec httpd -f -p 8080 -h "$folder"`;

export const services = {
  postgresql: {
    title: "PostgreSQL",
    about: "A relational database.",
    group: "service",
    image: "postgres:17",
    memoryMb: 512,
    cores: 1,
    diskMb: 10_240,
    ports: [{ port: 5432, protocol: "tcp" }],
    variables: [
      secret("POSTGRES_PASSWORD", { label: "Password", help: "Used only when the database is created.", least: 12 }),
      identifier("POSTGRES_USER", { label: "User", initial: "postgres" }),
      identifier("POSTGRES_DB", { label: "Database", help: "Empty: the user name." }),
    ],
    profile: {
      capabilities: demotes,
      readOnlyRoot: true,
      temporary: ["/tmp", "/run/postgresql"],
      environment: { PGDATA: "/data/postgresql" },
    },
  },
  mariadb: {
    title: "MariaDB",
    about: "A relational database, compatible with MySQL.",
    group: "service",
    image: "mariadb:11.4",
    memoryMb: 512,
    cores: 1,
    diskMb: 10_240,
    ports: [{ port: 3306, protocol: "tcp" }],
    variables: [
      secret("MARIADB_ROOT_PASSWORD", {
        label: "Root password",
        help: "Used only when the database is created.",
        least: 12,
      }),
      identifier("MARIADB_DATABASE", { label: "Database", help: "Optional." }),
      identifier("MARIADB_USER", { label: "User", help: "Has access to that database. Optional." }),
      secret("MARIADB_PASSWORD", { label: "User’s password" }),
    ],
    profile: { capabilities: demotes, command: ["--datadir=/data/mariadb"] },
  },
  redis: {
    title: "Redis",
    about: "A fast key–value store.",
    group: "service",
    image: "redis:8",
    memoryMb: 256,
    cores: 0.5,
    diskMb: 2_048,
    ports: [{ port: 6379, protocol: "tcp" }],
    variables: [
      secret("REDIS_PASSWORD", { label: "Password", least: 12 }),
      yesNo("REDIS_APPENDONLY", { label: "Persist every change (AOF)", initial: "true" }),
    ],
    profile: {
      user: "redis",
      readOnlyRoot: true,
      temporary: ["/tmp"],
      // User input stays in the environment, so that the command is the same for everybody.
      command: [
        "sh",
        "-c",
        `[ "$REDIS_APPENDONLY" = true ] && keep=yes || keep=no
exec redis-server --dir /data --appendonly "$keep" --requirepass "$REDIS_PASSWORD"`,
      ],
    },
  },
  nginx: {
    title: "nginx",
    about: "A web server for files that you upload.",
    group: "service",
    image: "nginx:1.28-alpine",
    memoryMb: 128,
    cores: 0.5,
    diskMb: 1_024,
    ports: [{ port: 8080, protocol: "tcp" }],
    variables: [],
    profile: { user: "nginx", readOnlyRoot: true, temporary: ["/tmp"], command: ["sh", "-c", webServer] },
  },
  page: {
    title: "A single page",
    about: "A minimal web server: a greeting, or the pages that you upload.",
    group: "service",
    image: "busybox:1.37",
    memoryMb: 64,
    cores: 0.1,
    diskMb: 256,
    ports: [{ port: 8080, protocol: "tcp" }],
    variables: [text("GREETING", { label: "Greeting", initial: "Hello", most: 500 })],
    profile: { user: "65534:65534", readOnlyRoot: true, temporary: ["/tmp"], command: ["sh", "-c", onePage] },
  },
} as const satisfies Record<string, Template>;
