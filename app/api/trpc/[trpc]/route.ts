import { serveTrpc } from "@/lib/transport/trpc_route";

export { serveTrpc as GET, serveTrpc as POST };
