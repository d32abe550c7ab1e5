import { lockName } from "@/db/queries/organisations";
import { findLook, putOrganisationPicture, setLogo } from "@/db/queries/pictures";
import { fetchedLogo, oneLogo } from "@/lib/avatars/schema";
import { systemCommand } from "@/lib/kernel/system_kinds";

/** The address from which to fetch an organisation’s logo; null if there is nothing left to fetch. */
export const beginLogo = systemCommand("organisation.beginLogo", {
  input: oneLogo,
  scope: ({ organisationId }) => ({ organisationId }),
  did: { unaudited: "what came of it is what counts" },
  event: null,
  async run({ trx }, { organisationId }) {
    const { logo, logoFetched, logoProblem } = await findLook(trx, organisationId);
    return logoFetched || logoProblem ? null : logo;
  },
});

/** Sets the fetched logo as avatar, or notes why there is none, unless something else was set in the meantime. */
export const endLogo = systemCommand("organisation.fetchLogo", {
  did: ({ after }) => (after?.problem ? "couldn’t fetch the logo of" : "fetched the logo of"),
  event: null,
  input: fetchedLogo,
  scope: ({ organisationId }) => ({ organisationId }),
  async run({ trx, audit }, { organisationId, url, picture, problem }) {
    const organisation = await lockName(trx, organisationId);
    const look = await findLook(trx, organisationId);
    if (!organisation || look.logo !== url || look.logoFetched) return audit(null);
    if (picture) await putOrganisationPicture(trx, organisationId, picture);
    await setLogo(trx, organisationId, { logo: url, logoFetched: picture !== null, logoProblem: problem });
    audit({
      target: { id: organisationId, name: organisation.name },
      after: picture ? { picture: picture.name } : { problem },
    });
  },
});
