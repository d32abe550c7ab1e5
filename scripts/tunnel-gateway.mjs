// npm run tunnel-gateway: the program of a gateway, as root, on a machine with a public address.
import { main } from "./tunnel_gateway/main.mjs";

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
