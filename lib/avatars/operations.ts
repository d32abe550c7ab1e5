import {
  deleteOrganisationPicture,
  deleteUserPicture,
  findLook,
  openPicture,
  putOrganisationPicture,
  putUserPicture,
  setLogo,
} from "@/db/queries/pictures";
import { findAvatar } from "@/db/queries/profiles";
import { render } from "@/lib/avatars/render";
import { onePicture, organisationAvatarInput, ownAvatarInput } from "@/lib/avatars/schema";
import { AppError } from "@/lib/errors";
import { accountCommand, organisationCommand } from "@/lib/kernel/kinds";
import { publicQuery } from "@/lib/kernel/public_kinds";
import { inOrganisation, nothing } from "@/lib/organisations/schema";

/** A picture by its name. Whoever knows the name was shown the picture: nobody need be signed in. */
export const readPicture = publicQuery("picture.read", {
  input: onePicture,
  async run({ trx }, { name, size }) {
    const bytes = await openPicture(trx, name, size);
    if (!bytes) throw new AppError("unknown");
    return { bytes };
  },
});

/** An hour’s worth of trying pictures on. */
const limits = [{ points: 60, seconds: 3600, by: "actor" }] as const;

/** Gives the organisation a picture, in place of the one before. */
export const setOrganisationAvatar = organisationCommand("organisation.setAvatar", {
  did: "changed the picture of",
  event: "organisation.changed",
  input: organisationAvatarInput,
  token: "organisation",
  permission: "organisation.update",
  limits,
  // Nobody’s picture is opened before it is known that they may set one.
  check: async () => null,
  prepare: ({ file }) => render(file),
  async run({ trx, organisation, prepared: picture, audit }) {
    const { avatar } = await findLook(trx, organisation.id);
    await setLogo(trx, organisation.id, { logo: null });
    if (avatar === picture.name) audit(null);
    else {
      await putOrganisationPicture(trx, organisation.id, picture);
      audit({ target: { id: organisation.id, name: organisation.name }, after: { picture: picture.name } });
    }
    return { avatar: picture.name };
  },
});

/** Takes the organisation’s picture away; its shield shows again. */
export const removeOrganisationAvatar = organisationCommand("organisation.removeAvatar", {
  did: "removed the picture of",
  event: "organisation.changed",
  input: inOrganisation,
  token: "organisation",
  permission: "organisation.update",
  async run({ trx, organisation, audit }) {
    const { avatar, logo } = await findLook(trx, organisation.id);
    await deleteOrganisationPicture(trx, organisation.id);
    await setLogo(trx, organisation.id, { logo: null });
    audit(avatar || logo ? { target: { id: organisation.id, name: organisation.name } } : null);
    return { avatar: null };
  },
});

/** Gives somebody a picture of their own, in place of the one before. */
export const setOwnAvatar = accountCommand("account.setAvatar", {
  did: "changed the picture of",
  event: null,
  input: ownAvatarInput,
  token: "account",
  lock: "owner",
  limits,
  prepare: ({ file }) => render(file),
  async run({ trx, actor, prepared: picture, audit }) {
    if ((await findAvatar(trx, actor.userId)) === picture.name) audit(null);
    else {
      await putUserPicture(trx, actor.userId, picture);
      audit({ target: { id: actor.userId, name: actor.email }, after: { picture: picture.name } });
    }
    return { avatar: picture.name };
  },
});

/** Takes one’s own picture away; the initials show again. */
export const removeOwnAvatar = accountCommand("account.removeAvatar", {
  did: "removed the picture of",
  event: null,
  input: nothing,
  token: "account",
  lock: "owner",
  async run({ trx, actor, audit }) {
    const avatar = await findAvatar(trx, actor.userId);
    await deleteUserPicture(trx, actor.userId);
    audit(avatar ? { target: { id: actor.userId, name: actor.email } } : null);
    return { avatar: null };
  },
});
